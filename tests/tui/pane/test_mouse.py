"""The mouse: drag, double and triple click, extending clicks, scrolling at the edge."""

import asyncio

import pytest
from textual import events

from tests.tui.pane.stage import Stage, drag, mouse, press, settle
from workbench.tui.widgets.article_pane import ArticlePane, Mark
from workbench.tui.widgets.pane_rows import MARGIN

TEXT = "One two. Three four five.\n" + "A new paragraph here, with words.\n" * 80


def words(pane: ArticlePane) -> list[str]:
    return [pane.text[a:b] for a, b in pane.selection]


async def test_a_click_puts_the_cursor_there_and_says_which_mark_it_hit() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(60, 10)) as pilot:
        app.left.set_marks([Mark("m", ((4, 7),))])
        await drag(pilot, app.left, (MARGIN + 5, 0))
        assert app.left.cursor == 5
        assert [m.id for m in app.told_of(ArticlePane.MarkChosen)] == ["m"]  # type: ignore[attr-defined]


async def test_two_clicks_take_the_word_and_three_the_sentence() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(60, 10)) as pilot:
        place = (MARGIN + 10, 0)
        await drag(pilot, app.left, place)
        await drag(pilot, app.left, place)
        assert words(app.left) == ["Three"]
        await drag(pilot, app.left, place)
        assert words(app.left) == ["Three four five."]


async def test_dragging_after_a_double_click_extends_by_words() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(60, 10)) as pilot:
        await drag(pilot, app.left, (MARGIN + 10, 0))
        await drag(pilot, app.left, (MARGIN + 10, 0), (MARGIN + 16, 0))
        assert words(app.left) == ["Three four"]
        await drag(pilot, app.left, (MARGIN + 11, 0))
        await drag(pilot, app.left, (MARGIN + 11, 0), (MARGIN + 1, 0))
        assert words(app.left) == ["One two. Three"]


@pytest.mark.parametrize("shift", [False, True])
async def test_a_click_extends_an_open_selection(shift: bool) -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(60, 10)) as pilot:
        if not shift:
            await press(pilot, "v")
        mouse(app.left, events.MouseDown, MARGIN + 7, 0, shift=shift)
        mouse(app.left, events.MouseUp, MARGIN + 7, 0, shift=shift)
        await settle(pilot)
        assert words(app.left) == ["One two"]


async def test_a_drag_that_leaves_its_pane_selects_only_in_its_pane() -> None:
    app = Stage(TEXT, TEXT)
    async with app.run_test(size=(80, 10)) as pilot:
        await drag(pilot, app.left, (MARGIN, 0), (MARGIN + 9, 0), (60, 1))
        assert app.left.selection
        assert app.right.selection == ()


async def test_a_drag_below_the_pane_scrolls_and_goes_on_selecting() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(60, 10)) as pilot:
        mouse(app.left, events.MouseDown, MARGIN, 2)
        await settle(pilot)
        mouse(app.left, events.MouseMove, MARGIN + 4, 12)
        await settle(pilot)
        first = app.left.selection[0][1]
        for _ in range(40):
            await asyncio.sleep(0.02)
            if app.left.selection[0][1] > first:
                break
        mouse(app.left, events.MouseUp, MARGIN + 4, 12)
        await settle(pilot)
        assert app.left.selection[0][1] > first
        assert app.left.top_row > 0
        top = app.left.top_row
        await asyncio.sleep(0.1)
        assert app.left.top_row == top


async def test_a_selection_is_told_once_when_the_button_is_released() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(60, 10)) as pilot:
        await drag(pilot, app.left, (MARGIN, 0), *((MARGIN + x, 0) for x in range(1, 8)))
        told = app.told_of(ArticlePane.SelectionMade)
        assert [message.ranges for message in told] == [((0, 7),)]  # type: ignore[attr-defined]


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(60, 10)) as pilot:
        mouse(app.left, events.MouseScrollDown, 5, 5)
        await settle(pilot)
        assert app.left.top_row > 0
        assert app.left.cursor == 0


async def test_a_click_in_the_other_pane_moves_the_keyboard_there() -> None:
    app = Stage(TEXT, TEXT)
    async with app.run_test(size=(80, 10)) as pilot:
        await drag(pilot, app.right, (MARGIN + 3, 1))
        assert app.focused is app.right
        await press(pilot, "l")
        assert (app.left.cursor, app.right.cursor) == (0, len("One two. Three four five.\n") + 4)
