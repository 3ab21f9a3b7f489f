"""Selecting with the mouse: drag by character, word or sentence, with scrolling at the edges."""

from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.timer import Timer

from workbench.domain.span import Range
from workbench.text.motion import Unit, unit_at
from workbench.tui.widgets.pane_rows import MARGIN

if TYPE_CHECKING:
    from workbench.tui.widgets.article_pane import ArticlePane

_CLICK_SECONDS = 0.4
_SCROLL_SECONDS = 0.04
_UNITS: tuple[Unit, ...] = ("cluster", "word", "sentence")


class Drag:
    """One press of the left button until its release, in one pane."""

    def __init__(self, pane: "ArticlePane") -> None:
        self._pane = pane
        self._pressed: Range | None = None
        """What the press selected: empty for a single click, else a word or a sentence."""
        self._unit: Unit = "cluster"
        self._moved = False
        self._last_press = (-1.0, -1, -1)
        self._presses = 0
        self._pointer = (0, 0)
        self._timer: Timer | None = None

    def press(self, event: events.MouseDown) -> None:
        """Begin: one press places the cursor, a second takes a word, a third a sentence."""
        pane = self._pane
        if pane.rows is None:
            return
        self._unit = _UNITS[self._count(event)]
        self._moved = False
        self._pointer = event.x, event.y
        offset = pane.rows.offset_at(pane.top_row + event.y, event.x - MARGIN)
        if self._unit == "cluster" and (event.shift or pane.is_extending):
            self._pressed = None
            gap = pane.rows.gap_at(pane.top_row + event.y, event.x - MARGIN)
            pane.change(pane.state.moved(gap, extend=True))
            return
        found = None if self._unit == "cluster" else unit_at(pane.text, offset, self._unit)
        self._pressed = found or (offset, offset)
        state = pane.state.closed()
        pane.change(state.selecting(*found) if found else state.moved(offset), tell=not found)
        pane.capture_mouse()

    def _count(self, event: events.MouseDown) -> int:
        """How often the same cell was pressed in a row: 0, 1 or 2."""
        when, x, y = self._last_press
        now = monotonic()
        again = (x, y) == (event.x, event.y) and now - when < _CLICK_SECONDS
        self._presses = (self._presses + 1) % len(_UNITS) if again else 0
        self._last_press = now, event.x, event.y
        return self._presses

    def move(self, event: events.MouseMove) -> None:
        """Extend to the pointer; outside the pane the text scrolls towards it."""
        if self._pressed is None:
            return
        if (event.x, event.y) == self._pointer:
            return
        self._moved = True
        self._pointer = event.x, event.y
        outside = not 0 <= event.y < self._pane.size.height
        if outside and self._timer is None:
            self._timer = self._pane.set_interval(_SCROLL_SECONDS, self._extend)
        elif not outside:
            self._stop_timer()
        self._extend()

    def _extend(self) -> None:
        pane, pressed = self._pane, self._pressed
        if pane.rows is None or pressed is None:
            return
        x, y = self._pointer
        gap = pane.rows.gap_at(pane.top_row + y, x - MARGIN)
        unit = None if self._unit == "cluster" else unit_at(pane.text, gap, self._unit)
        low, high = unit or (gap, gap)
        if high >= pressed[1]:
            state = pane.state.selecting(pressed[0], high)
        else:
            state = pane.state.selecting(pressed[1], low)
        pane.change(state, tell=False)

    def release(self) -> None:
        """End: tell what is selected, or which mark was clicked."""
        pressed = self._pressed
        self.stop()
        if pressed is None:
            return
        if self._pane.state.open_range:
            self._pane.tell_selection()
        elif not self._moved:
            self._pane.tell_mark()

    def stop(self) -> None:
        """Forget the drag."""
        if self._pressed is not None:
            self._pressed = None
            self._stop_timer()
            self._pane.release_mouse()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
