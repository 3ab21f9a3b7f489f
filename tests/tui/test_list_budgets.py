"""How many rows of a list an action draws anew, however long the list is."""

from collections.abc import AsyncIterator

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from workbench.tui.themes import THEMES
from workbench.tui.widgets.line_list import LineList
from workbench.tui.widgets.rows import Row

HEIGHT = 12


class Listing(App[None]):
    """A list of 5,000 rows that notes which rows are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[int] = []
        self.words = "row"

    def compose(self) -> ComposeResult:
        yield LineList(self._row)

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        lines = self.query_one(LineList)
        lines.show(5000)
        lines.focus()

    def _row(self, row: int, _width: int) -> Row:
        self.drawn.append(row)
        return ((f"{self.words} {row}", ""),)

    def paint(self) -> list[str]:
        """The rows of the screen."""
        return [strip.text.strip() for strip in self.screen._compositor.render_strips()]


@pytest.fixture
async def listing() -> AsyncIterator[tuple[Pilot[None], Listing]]:
    app = Listing()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        await pilot.pause()
        app.paint()
        app.drawn.clear()
        yield pilot, app


async def test_a_step_draws_the_row_it_leaves_and_the_one_it_comes_to(
    listing: tuple[Pilot[None], Listing],
) -> None:
    pilot, app = listing
    app.query_one(LineList).go_to(4)
    await pilot.pause()
    app.paint()
    assert sorted(app.drawn) == [0, 4]


async def test_a_page_draws_each_new_row_once(listing: tuple[Pilot[None], Listing]) -> None:
    pilot, app = listing
    app.query_one(LineList).action_page_down()
    app.query_one(LineList).action_page_down()
    await pilot.pause()
    app.paint()
    assert len(app.drawn) <= HEIGHT + 1
    app.drawn.clear()
    app.paint()
    assert app.drawn == []


async def test_rows_that_say_something_else_are_drawn_when_they_are_named(
    listing: tuple[Pilot[None], Listing],
) -> None:
    pilot, app = listing
    app.words = "now"
    app.query_one(LineList).redraw([2, 3, 4000])
    await pilot.pause()
    assert app.paint()[1:5] == ["row 1", "now 2", "now 3", "row 4"]
    app.query_one(LineList).redraw()
    await pilot.pause()
    assert app.paint()[1:5] == ["now 1", "now 2", "now 3", "now 4"]


async def test_a_list_made_anew_draws_what_is_in_it_now(
    listing: tuple[Pilot[None], Listing],
) -> None:
    pilot, app = listing
    app.words = "new"
    app.query_one(LineList).show(3)
    await pilot.pause()
    assert app.paint()[:4] == ["new 0", "new 1", "new 2", ""]


async def test_the_cursor_may_stop_at_some_rows_of_a_long_list_only() -> None:
    app = Listing()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        lines = app.query_one(LineList)
        lines.show(5000, row=2503, stops=range(0, 5000, 10))
        await pilot.pause()
        assert lines.row == 2500
        lines.action_down()
        assert lines.row == 2510
        lines.go_to(9999)
        assert lines.row == 4990
        lines.action_down()
        assert lines.row == 4990


Cell = tuple[str, object, object]


def looks(strips: list[Strip]) -> list[Cell]:
    """What stands in each line of a bar, what is behind it, and its colour if it is not blank."""
    found: list[Cell] = []
    for strip in strips:
        for text, style, _ in strip:
            assert style is not None
            front, back = style.color, style.bgcolor
            if style.reverse:
                front, back = back, front
            found.append((text, back, None if text == " " else front))
    return found


def bar_cells(bar: ScrollBar) -> list[Cell]:
    return looks(bar.render_lines(Region(0, 0, 1, bar.size.height)))


@pytest.mark.parametrize("row", [0, 13, 700, 2500, 4999])
async def test_the_bar_looks_as_the_one_of_the_framework(
    row: int, listing: tuple[Pilot[None], Listing]
) -> None:
    pilot, app = listing
    lines = app.query_one(LineList)
    lines.go_to(row)
    await pilot.pause()
    bar = lines.vertical_scrollbar
    ours = bar_cells(bar)
    assert len(ours) == HEIGHT
    assert ours == looks(ScrollBar.render_lines(bar, Region(0, 0, 1, HEIGHT)))


async def test_the_bar_is_drawn_anew_when_its_thumb_moves_or_the_mouse_comes(
    listing: tuple[Pilot[None], Listing],
) -> None:
    pilot, app = listing
    lines = app.query_one(LineList)
    lines.go_to(2500)
    await pilot.pause()
    first = bar_cells(lines.vertical_scrollbar)
    lines.go_to(2501)
    await pilot.pause()
    assert bar_cells(lines.vertical_scrollbar) == first
    lines.go_to(4000)
    await pilot.pause()
    assert bar_cells(lines.vertical_scrollbar) != first
    calm = bar_cells(lines.vertical_scrollbar)
    await pilot.hover(lines.vertical_scrollbar)
    assert bar_cells(lines.vertical_scrollbar) != calm


async def test_the_bar_takes_the_mouse(listing: tuple[Pilot[None], Listing]) -> None:
    pilot, app = listing
    lines = app.query_one(LineList)
    await pilot.click(lines.vertical_scrollbar, offset=(0, HEIGHT - 1))
    await pilot.pause(0.5)
    assert lines.scroll_offset.y >= HEIGHT - 1
