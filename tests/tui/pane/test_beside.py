"""What stands beside the panes: overview ruler, link gutter, scrolling in step, colours."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.color import Color
from textual.theme import Theme

from tests.tui.pane.stage import Stage, mouse, settle
from workbench.tui.scroll_sync import Steps, rising
from workbench.tui.themes import THEMES, mark_colours
from workbench.tui.widgets.article_pane import Mark
from workbench.tui.widgets.link_gutter import WIDTH, LinkGutter, Rows, draw
from workbench.tui.widgets.overview_ruler import ACTIVE, EMPTY, MARKED, THUMB, OverviewRuler

TEXT = "\n".join(f"row {n}" for n in range(100))


def ruler(app: Stage) -> OverviewRuler:
    return app.query_one("#left-ruler", OverviewRuler)


async def test_the_ruler_shows_what_is_in_view_and_where_claims_are() -> None:
    app = Stage(TEXT, "")
    async with app.run_test(size=(60, 10)) as pilot:
        at = TEXT.index("row 55")
        app.left.put_marks([Mark("a", ((at, at + 3),), active=True)])
        app.left.put_marks([Mark("b", ((TEXT.index("row 92"), len(TEXT)),))])
        await settle(pilot)
        glyphs = "".join(glyph for glyph, _ in ruler(app).cells())
        assert glyphs == THUMB + EMPTY * 4 + ACTIVE + EMPTY * 3 + MARKED
        app.left.drop_marks(["a", "b"])
        app.left.scroll_to_row(90)
        await settle(pilot)
        assert "".join(glyph for glyph, _ in ruler(app).cells()) == EMPTY * 9 + THUMB


async def test_a_click_in_the_ruler_brings_that_place_into_view() -> None:
    app = Stage(TEXT, "")
    async with app.run_test(size=(60, 10)) as pilot:
        at = ruler(app).region
        down = events.MouseDown(
            None, at.x, at.y + 7, 0, 0, 1, False, False, False, screen_x=at.x, screen_y=at.y + 7
        )
        app.screen._forward_event(down)
        await settle(pilot)
        assert app.left.top_row == 65


@pytest.mark.parametrize(
    ("links", "rows"),
    [
        ([], ["     "] * 4),
        ([Rows(1, 1, "=")], ["     ", "──=──", "     ", "     "]),
        ([Rows(0, 2, "≠")], ["──╮  ", "  ≠  ", "  ╰──", "     "]),
        ([Rows(2, 0, "≠")], ["  ╭──", "  ≠  ", "──╯  ", "     "]),
        ([Rows(0, 1, "≠")], ["≠─╮  ", "  ╰──", "     ", "     "]),
        ([Rows(-5, 2, "≠")], ["  ▲  ", "  ≠  ", "  ╰──", "     "]),
        ([Rows(1, 9, "≠")], ["     ", "──╮  ", "  ≠  ", "  ▼  "]),
        ([Rows(-5, -1, "≠")], ["     "] * 4),
        ([Rows(4, 9, "≠")], ["     "] * 4),
    ],
)
def test_links_are_drawn_as(links: list[Rows], rows: list[str]) -> None:
    assert draw(links, 4) == rows


places = st.integers(-20, 30)


@given(st.lists(st.builds(Rows, places, places, st.just("≠")), max_size=12), st.integers(0, 12))
@settings(deadline=None, max_examples=40)
def test_the_gutter_always_fills_its_cells(links: list[Rows], height: int) -> None:
    drawn = draw(links, height)
    assert len(drawn) == height
    assert all(len(row) == WIDTH for row in drawn)


async def test_the_gutter_copes_with_panes_without_rows_and_hostile_glyphs() -> None:
    app = Stage(TEXT, TEXT)
    async with app.run_test(size=(60, 10)) as pilot:
        gutter = app.query_one(LinkGutter)
        gutter.set_links([(0, TEXT.index("row 2"), "\x1b]0;x")])
        await settle(pilot)
        strips = app.screen._compositor.render_strips()
        assert "\x1b" not in "".join(strip.text for strip in strips)
        assert "─" in strips[0].text
        app.left._painter = None
        gutter.set_links([(0, 3, "=")])
        await settle(pilot)
        assert "─" not in app.screen._compositor.render_strips()[0].text


async def test_the_gutter_follows_either_pane() -> None:
    app = Stage(TEXT, TEXT)
    async with app.run_test(size=(60, 10)) as pilot:
        app.query_one(LinkGutter).set_links([(TEXT.index("row 20"), TEXT.index("row 3"), "≠")])
        await settle(pilot)
        assert "▼" in app.screen._compositor.render_strips()[9].text
        app.left.scroll_to_row(20)
        await settle(pilot)
        assert "≠" in "".join(strip.text for strip in app.screen._compositor.render_strips())


pairs = st.lists(st.tuples(st.integers(1, 99), st.integers(1, 49)), max_size=12)


@given(pairs)
@settings(deadline=None, max_examples=30)
def test_the_fixed_points_rise_on_both_sides_and_no_more_could(
    links: list[tuple[int, int]],
) -> None:
    chosen = rising(set(links))
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chosen))
    best = 0
    for size in range(min(4, len(set(links))), 0, -1):
        for choice in combinations(sorted(set(links)), size):
            if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(choice)):
                best = max(best, size)
        if best:
            break
    assert len(chosen) >= best


@given(pairs, st.integers(0, 100), st.integers(0, 100))
@settings(deadline=None, max_examples=30)
def test_places_in_step_keep_their_order_and_meet_at_the_ends(
    links: list[tuple[int, int]], one: int, other: int
) -> None:
    steps = Steps(links, 100, 50)
    low, high = sorted((one, other))
    assert steps.to_right(low) <= steps.to_right(high)
    assert (steps.to_right(0), steps.to_right(100)) == (0, 50)
    assert (steps.to_left(0), steps.to_left(50)) == (0, 100)


def test_a_linked_place_stands_beside_its_partner() -> None:
    steps = Steps([(10, 40), (60, 42)], 100, 50)
    assert [steps.to_right(at) for at in (10, 35, 60, 80)] == [40, 41, 42, 46]
    assert steps.to_left(40) == 10


def test_empty_texts_are_in_step() -> None:
    assert Steps([], 0, 0).to_right(5) == 0


LETTERS = {
    "active": "active_text", "current": "current_text", "selection": "selection_text",
    "cursor": "cursor_text",
}  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in Color.parse(colour).normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


BACKGROUNDS = ["plain", "custom", "good", "unsure", "mixed", "bad", "picked", "match", *LETTERS]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_letters_are_readable_on_every_background(theme: Theme) -> None:
    colours = mark_colours(theme.variables, dark=theme.dark)
    read = [
        (getattr(colours, name), getattr(colours, LETTERS.get(name, "text")))
        for name in BACKGROUNDS
    ]
    letters = (colours.dim, colours.faint, theme.foreground)
    read += [(theme.background, letter) for letter in letters]
    read += [(theme.surface, theme.foreground), (theme.panel, theme.foreground)]
    wrong = [(back, front) for back, front in read if contrast(back, front) < 4.5]
    assert wrong == []


DEUTERANOPIA = ((0.625, 0.375, 0.0), (0.7, 0.3, 0.0), (0.0, 0.3, 0.7))
PROTANOPIA = ((0.567, 0.433, 0.0), (0.558, 0.442, 0.0), (0.0, 0.242, 0.758))


def seen(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    rgb = Color.parse(colour).rgb
    return tuple(sum(part * value for part, value in zip(row, rgb, strict=True)) for row in matrix)


@pytest.mark.parametrize("matrix", [DEUTERANOPIA, PROTANOPIA])
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_good_and_bad_differ_for_eyes_that_do_not_tell_red_from_green(
    theme: Theme, matrix: tuple[tuple[float, ...], ...]
) -> None:
    colours = mark_colours(theme.variables, dark=theme.dark)
    good, bad = seen(colours.good, matrix), seen(colours.bad, matrix)
    assert sum((a - b) ** 2 for a, b in zip(good, bad, strict=True)) ** 0.5 > 60


async def test_the_mouse_on_the_ruler_does_not_move_the_cursor() -> None:
    app = Stage(TEXT, "")
    async with app.run_test(size=(60, 10)) as pilot:
        mouse(app.left, events.MouseDown, app.left.size.width, 4)
        await settle(pilot)
        assert app.left.cursor == 0
        assert app.left.top_row > 0
