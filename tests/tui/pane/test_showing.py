"""What the pane shows, tells and keeps: places, overlays, themes, copies; goldens as text."""

import os
from pathlib import Path

import pytest
from textual.geometry import Region, Size

from tests.tui.pane.stage import Stage, press, screen_rows, settle
from workbench.tui.themes import THEMES, mark_colours
from workbench.tui.widgets.article_pane import ArticlePane, Mark
from workbench.tui.widgets.pane_rows import MARGIN

LINES = [f"Paragraph {n} has words enough to be broken into two rows or three." for n in range(200)]
TEXT = "\n".join(LINES)
GOLDENS = Path(__file__).parent / "goldens"


async def test_an_article_can_be_opened_at_a_place_in_its_middle() -> None:
    app = Stage()
    async with app.run_test(size=(50, 12)) as pilot:
        place = TEXT.index("Paragraph 99")
        app.left.show(TEXT, place=place)
        await settle(pilot)
        assert app.left.cursor == place
        assert any("Paragraph 99" in row for row in screen_rows(app))


async def test_a_resize_keeps_the_top_row_and_the_cursor() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(50, 12)) as pilot:
        place = TEXT.index("Paragraph 120")
        app.left.go_to(place)
        app.left.scroll_to_offset(place)
        await settle(pilot)
        for width in (30, 77, 50):
            await pilot.resize_terminal(width, 12)
            assert "Paragraph 120" in screen_rows(app)[0]
            assert app.left.cursor == place


async def test_a_shorter_terminal_keeps_the_cursor_in_view() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(50, 20)) as pilot:
        await press(pilot, *["j"] * 18)
        await pilot.resize_terminal(50, 8)
        start, end = app.left.visible_range()
        assert start <= app.left.cursor < end


async def test_going_to_a_far_place_can_put_it_in_the_middle() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(50, 13)) as pilot:
        app.left.go_to(TEXT.index("Paragraph 90"), centre=True)
        await settle(pilot)
        assert "Paragraph 90" in screen_rows(app)[6]


async def test_selecting_from_outside_shows_and_tells() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(50, 13)) as pilot:
        app.left.select([(4, 9), (20, 25)])
        await settle(pilot)
        assert list(app.left.selection) == [(4, 9), (20, 25)]
        app.left.drop_selection()
        await settle(pilot)
        assert not app.left.selection
        assert len(app.told_of(ArticlePane.SelectionMade)) == 1
        assert len(app.told_of(ArticlePane.SelectionDropped)) == 1


async def test_copying_says_what_went_to_the_clipboard() -> None:
    app = Stage("One two 委内 three")
    async with app.run_test(size=(50, 5)) as pilot:
        app.left.select([(0, 3), (8, 10)])
        await press(pilot, "y")
        copied = app.told_of(ArticlePane.Copied)
        assert [(m.text, m.n) for m in copied] == [("One 委内", 6)]  # type: ignore[attr-defined]
        assert app.clipboard == "One 委内"


async def test_scrolling_says_what_is_at_the_top() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(80, 10)) as pilot:
        app.left.scroll_to_row(4)
        await settle(pilot)
        told = app.told_of(ArticlePane.Scrolled)
        assert [m.top_offset for m in told] == [TEXT.index("Paragraph 4 ")]  # type: ignore[attr-defined]


async def test_places_in_view_to_jump_to_are_sentences_and_marks() -> None:
    app = Stage("One. Two words.\nThree." + "\nx" * 50)
    async with app.run_test(size=(50, 3)) as pilot:
        app.left.set_marks([Mark("m", ((9, 14),))])
        await settle(pilot)
        assert [tuple(t) for t in app.left.visible_targets()] == [
            (MARGIN, 0, 0), (MARGIN + 5, 0, 5), (MARGIN + 9, 0, 9),
            (MARGIN, 1, 16), (MARGIN, 2, 23),
        ]  # fmt: skip


async def test_a_mark_on_part_of_a_character_is_found_under_the_cursor() -> None:
    app = Stage("xe\u0301y")
    async with app.run_test(size=(50, 3)):
        app.left.set_marks([Mark("accent", ((2, 3),))])
        assert app.left.marks_at(1) == ("accent",)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_another_theme_paints_all_anew(theme: str) -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(50, 6)) as pilot:
        app.theme = "workbench-light" if theme == "workbench-dark" else "workbench-dark"
        await settle(pilot)
        before = strip_colours(app)
        app.theme = theme
        await pilot.pause()
        assert strip_colours(app) != before


def strip_colours(app: Stage) -> set[str]:
    strips = app.screen._compositor.render_strips()
    return {str(segment.style.bgcolor) for strip in strips for segment in strip if segment.style}


async def test_an_empty_article_has_a_cursor_and_no_faults() -> None:
    app = Stage("")
    async with app.run_test(size=(20, 4)) as pilot:
        await press(pilot, *"lhjkwbe.,{}GgvVn+-xt", "pagedown", "escape")
        assert (app.left.cursor, app.left.selection) == (0, ())


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 1), (8, 2)])
async def test_a_pane_too_small_to_read_in_still_takes_keys(size: tuple[int, int]) -> None:
    app = Stage("委内瑞拉 and 👨‍👩‍👧 more\nwords", "right")
    async with app.run_test(size=size) as pilot:
        await press(pilot, *"lljjGgvVw", "pagedown")
        assert app.screen.size == Size(*size)


async def test_only_the_pane_with_the_keyboard_has_a_full_cursor() -> None:
    app = Stage("left", "right")
    async with app.run_test(size=(50, 6)) as pilot:
        seen = []
        for pane in (app.left, app.right, app.left):
            pane.focus()
            await pilot.pause()
            seen.append([cursor_is_full(app, shown) for shown in (app.left, app.right)])
        assert seen == [[True, False], [False, True], [True, False]]


def cursor_is_full(app: Stage, pane: ArticlePane) -> bool:
    style = pane.render_lines(Region(0, 0, pane.size.width, 1))[0].crop(MARGIN, MARGIN + 1)
    background = next(iter(style)).style
    full = mark_colours(app.theme_variables, dark=True).cursor
    return bool(background and background.bgcolor and background.bgcolor.name == full)


async def test_a_hidden_pane_is_laid_out_when_it_is_shown() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(50, 6)) as pilot:
        app.left.display = False
        await pilot.pause()
        app.left.show("other words")
        app.left.display = True
        await pilot.pause()
        assert "other words" in screen_rows(app)[0]


def looks(app: Stage) -> str:
    """A letter for each cell of the screen, the same for the same style, in order of appearance."""
    letters: dict[str, str] = {}
    rows = []
    for strip in app.screen._compositor.render_strips():
        row = ""
        for segment in strip:
            name = str(segment.style)
            letter = letters.setdefault(name, chr(ord("a") + len(letters)))
            row += letter * segment.cell_length
        rows.append(row)
    legend = [f"{letter} = {name}" for name, letter in letters.items()]
    return "\n".join([*screen_rows(app), "", *rows, "", *legend, ""])


def golden(name: str, shown: str) -> None:
    """Compare with the golden of that name; WRITE_GOLDENS=1 writes it instead."""
    path = GOLDENS / f"{name}.txt"
    if os.environ.get("WRITE_GOLDENS"):
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8")


ARTICLE = """\
Envoys left the house on Monday. “All five are safe,” the minister said.
委内瑞拉 said nothing. A family 👨‍👩‍👧 waited for 412 days.
The other side denies it.

Nobody else was there."""


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_two_panes_with_marks_a_selection_and_links_look_like(theme: str) -> None:
    app = Stage(ARTICLE, ARTICLE[::-1].replace("\u200d", ""), theme)
    async with app.run_test(size=(76, 12)) as pilot:
        app.left.show(
            ARTICLE,
            [
                Mark("1", ((0, 31),), "good", starts_claim=True, glyph="✓"),
                Mark("2", ((7, 22),), "bad"),
                Mark("3", ((12, 20),), "plain"),
                Mark("4", ((33, 52),), active=True, starts_claim=True),
                Mark("5", ((74, 78), (94, 103)), "unsure", starts_claim=True, glyph="?"),
                Mark("6", ((133, 150),), faint=True),
                Mark("7", ((160, 166),), "mixed", picked=True),
            ],
            dim=[(158, len(ARTICLE))],
        )
        app.left.set_matches([(104, 110), (168, 172)], (168, 172))
        await press(pilot, *["j"] * 3, "w", "v", "w", "e")
        golden(f"panes-{theme}", looks(app))
