"""A list of one-line rows of any length: only what is in view is drawn.

The owner says how many rows there are and how each is drawn. A *place* is a row at which the cursor
can stop; several rows may belong to one place (a heading to none).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from workbench.tui.actions import bindings
from workbench.tui.widgets.list_bar import ListBar
from workbench.tui.widgets.rows import Looks, Row, draw, filtered, looks_of

_CURSOR = Style(bold=True, reverse=True)
_MOST_KEPT = 256

DrawRow = Callable[[int, int], Row]
"""(row, width in cells) → the row."""


class LineList(ScrollView, can_focus=True):
    """Rows with a cursor, for keyboard and mouse."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("list", "{what}")
    DEFAULT_CSS = """
    LineList {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-color: $foreground 25%;
        scrollbar-background: $surface;
        background: $surface;
        color: $foreground;
    }
    """

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, lines: "LineList", row: int) -> None:
            super().__init__()
            self.lines = lines
            self.row = row

        @property
        def control(self) -> "LineList":
            """The list, so that `@on(…, "#id")` can choose."""
            return self.lines

        def can_replace(self, message: Message) -> bool:
            """Only the last of a burst counts."""
            return isinstance(message, LineList.Moved) and message.lines is self.lines

    class Chosen(Message):
        """A row was clicked twice, or once where one click is enough."""

        def __init__(self, lines: "LineList", row: int) -> None:
            super().__init__()
            self.lines = lines
            self.row = row

        @property
        def control(self) -> "LineList":
            """The list."""
            return self.lines

    def __init__(
        self,
        draw_row: DrawRow,
        *,
        one_click: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._clicks = 1 if one_click else 2
        self._draw_row = draw_row
        self._count = 0
        self._row = 0
        self._stops: tuple[int, ...] | None = None
        self._looks: Looks | None = None
        self._strips: dict[tuple[int, bool], Strip] = {}

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """Our own, which costs less; made when it is first asked for, as Textual's."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = ListBar()
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    @property
    def row(self) -> int:
        """The row that the cursor is on; 0 in an empty list."""
        return self._row

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    def show(self, count: int, *, row: int = 0, stops: Iterable[int] | None = None) -> None:
        """Show rows from now on.

        Args:
            count: how many.
            row: where the cursor goes.
            stops: the rows at which it can stop; all if None.
        """
        self._count = count
        self._stops = None if stops is None else tuple(sorted(stops))
        self._row = self._nearest(row)
        self.virtual_size = Size(self.size.width, count)
        self.redraw()
        if self.is_mounted:
            self.bring_into_view()

    def redraw(self, rows: Iterable[int] | None = None) -> None:
        """Draw some rows anew, all without an argument: what they say is another."""
        if rows is None:
            self._strips.clear()
            self.refresh()
            return
        changed = tuple(rows)
        for row in changed:
            self._strips.pop((row, False), None)
            self._strips.pop((row, True), None)
        self._refresh_rows(*changed)

    def go_to(self, row: int, *, tell: bool = True) -> None:
        """Put the cursor on a row."""
        before, self._row = self._row, self._nearest(row)
        if before == self._row:
            return
        self._refresh_rows(before, self._row)
        self.bring_into_view()
        if tell:
            self.post_message(self.Moved(self, self._row))

    def _nearest(self, row: int) -> int:
        row = max(0, min(row, self._count - 1))
        if self._stops is None:
            return row
        place = bisect_left(self._stops, row)
        near = self._stops[max(0, place - 1) : place + 1]
        return min(near, key=lambda stop: abs(stop - row), default=row)

    def _step(self, by: int) -> None:
        if self._stops is None:
            self.go_to(self._row + by)
        elif self._stops:
            place = bisect_left(self._stops, self._row) + by
            self.go_to(self._stops[max(0, min(place, len(self._stops) - 1))])

    def action_up(self) -> None:
        """One row up."""
        self._step(-1)

    def action_down(self) -> None:
        """One row down."""
        self._step(1)

    def action_page_up(self) -> None:
        """One page up."""
        self.go_to(self._row - max(1, self.size.height - 1))

    def action_page_down(self) -> None:
        """One page down."""
        self.go_to(self._row + max(1, self.size.height - 1))

    def action_first(self) -> None:
        """To the first row."""
        self.go_to(0)
        self.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        """To the last row."""
        self.go_to(self._count - 1)

    def bring_into_view(self) -> None:
        """Scroll as little as needed to see the cursor."""
        top, height = self.scroll_offset.y, self.size.height
        if self._row < top:
            self.scroll_to(y=self._row, animate=False, force=True)
        elif height and self._row >= top + height:
            self.scroll_to(y=self._row - height + 1, animate=False, force=True)

    def on_resize(self) -> None:
        """Rows depend on the width."""
        self._strips.clear()
        self.virtual_size = Size(self.size.width, self._count)
        self.bring_into_view()

    def on_click(self, event: events.Click) -> None:
        """A click goes to the row; the one that is enough chooses it."""
        row = event.y + self.scroll_offset.y
        if not 0 <= row < self._count:
            return
        self.go_to(row)
        if event.chain == self._clicks:
            self.post_message(self.Chosen(self, self._row))

    def _refresh_rows(self, *rows: int) -> None:
        top, width = self.scroll_offset.y, self.size.width
        regions = [
            Region(0, row - top, width, 1) for row in rows if 0 <= row - top < self.size.height
        ]
        if regions:
            self.refresh(*regions)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of a part of the view, kept from last time where nothing changed.

        Textual's own cache wraps each row in a new strip on each scroll.
        """
        base, width, top = self.rich_style, self.size.width, self.scroll_offset.y
        strips = [self._strip(row + top, width, base) for row in range(crop.y, crop.bottom)]
        if (crop.x, crop.width) != (0, width):
            return [strip.crop_extend(crop.x, crop.right, base) for strip in strips]
        return strips

    def _strip(self, row: int, width: int, base: Style) -> Strip:
        pointed = row == self._row and self.has_focus
        strip = self._strips.get((row, pointed))
        if strip is None:
            if len(self._strips) >= max(_MOST_KEPT, 3 * self.size.height):
                self._strips.clear()
            strip = self._make_strip(row, width, base, pointed=pointed)
            self._strips[row, pointed] = strip = filtered(self, strip)
        return strip

    def _make_strip(self, row: int, width: int, base: Style, *, pointed: bool) -> Strip:
        if row >= self._count:
            return Strip.blank(width, base)
        looks = self._looks = self._looks or looks_of(self)
        if pointed:
            return draw(self._draw_row(row, width), width, base + _CURSOR, None)
        return draw(self._draw_row(row, width), width, base, looks)

    def notify_style_update(self) -> None:
        """Colours may be others now."""
        super().notify_style_update()
        self._looks = None
        self._strips.clear()
