"""Marks: which is meant, how they overlap, what the margin shows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style

from tests.tui.pane.stage import Stage, press, screen_rows, settle
from workbench.text.runs import Look
from workbench.tui.themes import THEMES, mark_colours
from workbench.tui.widgets.article_pane import ArticlePane, Mark
from workbench.tui.widgets.mark_styles import MarkStyles
from workbench.tui.widgets.pane_marks import TONES, MarkBook, class_bits

TEXT = "One two three four five six seven.\nA second row of words.\n"


def test_the_active_claim_is_on_top_then_picked_then_the_shortest_then_suggestions() -> None:
    book = MarkBook()
    book.set_all(
        [
            Mark("suggested", ((1, 3),), faint=True),
            Mark("long", ((0, 20),)),
            Mark("short", ((0, 5),)),
            Mark("picked", ((0, 30),), picked=True),
            Mark("active", ((0, 40),), active=True),
        ]
    )
    assert book.at(2) == ("active", "picked", "short", "long", "suggested")


def test_hidden_suggestions_are_nowhere() -> None:
    book = MarkBook()
    book.set_all([Mark("s", ((1, 3),), faint=True)])
    book.set_faint_visible(False)
    assert book.at(2) == ()
    assert book.runs.look_at(2).classes == 0
    book.put(Mark("s", ((1, 3),)))
    assert book.at(2) == ("s",)


marks = st.builds(
    Mark,
    st.sampled_from("abcdefgh"),
    st.lists(st.integers(0, 40), min_size=2, max_size=6, unique=True).map(
        lambda ends: tuple(zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
    ),
    st.sampled_from([*TONES, "unheard of"]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(marks, max_size=12), st.lists(st.sampled_from("abcdefgh"), max_size=5))
@settings(deadline=None, max_examples=30)
def test_putting_and_dropping_one_by_one_ends_where_setting_all_does(
    put: list[Mark], dropped: list[str]
) -> None:
    book, left = MarkBook(), {}
    for mark in put:
        book.put(mark)
        left[mark.id] = mark
    for ident in dropped:
        book.drop(ident)
        left.pop(ident, None)
    whole = MarkBook()
    whole.set_all(left.values())
    assert list(book.runs.between(0, 45)) == list(whole.runs.between(0, 45))
    assert [book.at(offset) for offset in range(45)] == [whole.at(offset) for offset in range(45)]


async def test_the_key_for_the_stack_chooses_one_mark_after_the_other() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(60, 10)) as pilot:
        app.left.set_marks([Mark("outer", ((0, 20),)), Mark("inner", ((0, 7),))])
        seen = [app.left.mark_under_cursor]
        for _ in range(2):
            await press(pilot, "t")
            seen.append(app.left.mark_under_cursor)
        assert seen == ["inner", "outer", "inner"]
        chosen = [message.id for message in app.told_of(ArticlePane.MarkChosen)]  # type: ignore[attr-defined]
        assert chosen == ["outer", "inner"]


async def test_the_outline_of_a_chosen_mark_goes_with_the_mark() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(60, 10)) as pilot:
        app.left.set_marks([Mark("outer", ((0, 20),)), Mark("inner", ((0, 7),))])
        await press(pilot, "t")
        assert app.left._overlays.chosen == ((0, 20),)
        app.left.drop_marks(["outer"])
        assert not app.left._overlays.chosen
        assert app.left.mark_under_cursor == "inner"


async def test_moving_to_the_next_and_previous_mark_says_which() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(60, 10)) as pilot:
        app.left.set_marks([Mark("one", ((4, 7),)), Mark("two", ((40, 45),))])
        await press(pilot, "n", "n", "n", "N")
        chosen = [message.id for message in app.told_of(ArticlePane.MarkChosen)]  # type: ignore[attr-defined]
        assert (app.left.cursor, chosen) == (4, ["one", "two", "one"])


async def test_the_margin_shows_where_claims_start_and_how_deep_marks_lie() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(60, 4)) as pilot:
        app.left.set_marks(
            [
                Mark("one", ((4, 30),), "good", starts_claim=True, glyph="✓"),
                Mark("two", ((5, 30),)),
                Mark("three", ((6, 30),)),
                Mark("plain start", ((36, 40),), starts_claim=True),
            ]
        )
        await settle(pilot)
        assert [row[:5] for row in screen_rows(app)] == ["✓3One", "▸ A s", " " * 5, " " * 5]


async def test_a_glyph_that_is_no_single_safe_cell_is_cut() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(60, 4)) as pilot:
        app.left.set_marks([Mark("one", ((0, 3),), starts_claim=True, glyph="\x1b[31m委")])
        await settle(pilot)
        assert screen_rows(app)[0].startswith("… One")


def look(*marks: Mark) -> Look:
    book = MarkBook()
    book.set_all(marks)
    return book.runs.look_at(0)


HERE = ((0, 1),)


def styles(*, colourless: bool = False, reading: bool = False) -> MarkStyles:
    colours = mark_colours(THEMES[0].variables, dark=True)
    base = Style(color="#e6e6e6", bgcolor="#16161c")
    return MarkStyles(colours, base, colourless=colourless, reading=reading)


def test_the_highest_tone_gives_the_background_and_depth_the_signs() -> None:
    made = styles()
    one = made.style(look(Mark("a", HERE, "good")), 0)
    two = made.style(look(Mark("a", HERE, "good"), Mark("b", HERE, "bad")), 0)
    three = made.style(look(*(Mark(n, HERE, "bad") for n in "abc")), 0)
    assert one.bgcolor != two.bgcolor == three.bgcolor
    assert [s.underline for s in (one, two, three)] == [None, True, True]
    assert [s.bold for s in (one, two, three)] == [None, None, True]


@pytest.mark.parametrize("colourless", [False, True])
def test_active_picked_suggested_selected_and_bare_text_all_look_different(
    colourless: bool,
) -> None:
    made = styles(colourless=colourless)
    kinds = [
        made.style(look(mark), flags)
        for mark, flags in [
            (Mark("a", HERE), 0),
            (Mark("a", HERE, active=True), 0),
            (Mark("a", HERE, picked=True), 0),
            (Mark("a", HERE, faint=True), 0),
            (Mark("a", ((5, 6),)), 0),
            (Mark("a", ((5, 6),)), 1),
            (Mark("a", ((5, 6),)), 2),
        ]
    ]
    if colourless:
        kinds = [style.without_color for style in kinds]
    assert len(set(map(str, kinds))) == len(kinds)


def test_reading_mode_dims_all_but_marks_and_suggestions() -> None:
    normal, reading = styles(), styles(reading=True)
    bare, marked = look(), look(Mark("a", HERE))
    assert normal.style(bare, 0).color != reading.style(bare, 0).color
    assert normal.style(marked, 0) == reading.style(marked, 0)


def test_an_unknown_tone_is_shown_as_a_custom_one() -> None:
    assert class_bits(Mark("a", HERE, "unheard of")) == class_bits(Mark("a", HERE, "custom"))
