"""The article pane's cursor and selection, and which mark is meant under the cursor."""

from collections.abc import Iterable, Sequence

from workbench.domain.span import Range, quote_of
from workbench.text.clusters import cluster_at
from workbench.text.motion import merged
from workbench.tui.widgets.pane_canvas import PaneCanvas
from workbench.tui.widgets.pane_marks import Mark
from workbench.tui.widgets.pane_messages import (
    Copied,
    CursorMoved,
    MarkChosen,
    NoMark,
    NoSelection,
    SelectionDropped,
    SelectionMade,
)
from workbench.tui.widgets.pane_rows import Overlays
from workbench.tui.widgets.pane_selection import Selection


class PaneCursor(PaneCanvas):
    """A text with marks, a cursor and a selection."""

    def __init__(
        self, *, name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._state = Selection()
        self._stack_place = 0
        self.selectable = True
        """Whether it shows an article; what is said in place of one is not selected."""

    def show(
        self,
        text: str,
        marks: Iterable[Mark] = (),
        *,
        place: int = 0,
        dim: Sequence[Range] = (),
    ) -> None:
        """Show an article from now on.

        Args:
            text: The article's stored text.
            marks: Its marks.
            place: Where the cursor goes.
            dim: Boilerplate, drawn dim.
        """
        cursor = cluster_at(text, place)[0]
        self._state = Selection(cursor)
        self._stack_place = 0
        overlays = Overlays()
        overlays.dim = merged(dim)
        overlays.cursor = cursor
        self.put_text(text, marks, overlays)

    @property
    def cursor(self) -> int:
        """Where the cursor is: a code point offset at a cluster boundary."""
        return self._state.cursor

    @property
    def selection(self) -> tuple[Range, ...]:
        """Finished fragments and the open selection, sorted and disjoint; empty if none."""
        return self._state.ranges

    @property
    def is_extending(self) -> bool:
        """Whether every motion extends the selection (`v`)."""
        return self._state.latched

    def go_to(self, offset: int, *, centre: bool = False) -> None:
        """Put the cursor at an offset and bring it into view; ends an open selection."""
        self.change(self._state.closed().moved(self._boundary(offset)), centre=centre)

    def select(self, ranges: Iterable[Range]) -> None:
        """Select ranges; the cursor goes to the end of the last one."""
        chosen = merged(ranges)
        if not chosen:
            self.drop_selection()
            return
        self.change(Selection(chosen[-1][1], chosen[-1][0], chosen[:-1]))

    def drop_selection(self) -> None:
        """Select nothing."""
        self.change(self._state.dropped())

    def add_fragment(self) -> None:
        """Keep the open selection as a fragment; the next one is added to it."""
        if not self.selection:
            self.post_message(NoSelection(self.pane))
        self.change(self._state.finish_fragment())

    def marks_at(self, offset: int) -> tuple[str, ...]:
        """Ids of the marks on the cluster at an offset, topmost first."""
        start, end = cluster_at(self._text, offset)
        return tuple(
            dict.fromkeys(ident for at in range(start, end) for ident in self._book.at(at))
        )

    @property
    def mark_under_cursor(self) -> str | None:
        """The mark that keys mean: the topmost, or the one chosen from the stack."""
        stack = self.marks_at(self.cursor)
        return stack[self._stack_place % len(stack)] if stack else None

    @property
    def stack_place(self) -> tuple[int, int]:
        """Which of the marks stacked under the cursor keys mean, from 1, and how many there are."""
        depth = len(self.marks_at(self.cursor))
        return (self._stack_place % depth + 1, depth) if depth else (0, 0)

    @property
    def state(self) -> Selection:
        """Cursor and selection as one value."""
        return self._state

    def change(self, state: Selection, *, centre: bool = False, tell: bool = True) -> None:
        """Take over a new cursor and selection, draw what changed, and tell the screen.

        Args:
            state: The new value; its offsets are cluster boundaries.
            centre: Put the cursor's row in the middle instead of merely into view.
            tell: Whether a changed selection is worth a message yet (a drag tells at its end).
        """
        if not self.selectable:
            state = state.dropped()
        before, self._state = self._state, state
        self._overlays.cursor = state.cursor
        if before.cursor != state.cursor:
            self._choose(0)
            self._repaint((before.cursor, before.cursor), (state.cursor, state.cursor))
            self.post_message(CursorMoved(self.pane, state.cursor))
        self._selection_changed(before.ranges, state.ranges, tell=tell)
        self.bring_into_view(state.cursor, centre=centre)

    def _selection_changed(
        self, before: tuple[Range, ...], after: tuple[Range, ...], *, tell: bool
    ) -> None:
        if before != after:
            self._overlays.selected = after
            self._repaint(*_difference(before, after))
            if tell and not after:
                self.post_message(SelectionDropped(self.pane))
        if tell and after and before != after:
            self.tell_selection()

    def tell_selection(self) -> None:
        """Tell the screen what is selected."""
        self.post_message(SelectionMade(self.pane, self.selection))

    def cycle_stack(self) -> None:
        """Choose the next of the marks stacked under the cursor."""
        stack = self.marks_at(self.cursor)
        if stack:
            self._choose(self._stack_place + 1, outline=len(stack) > 1)
            self.tell_mark()
        else:
            self.post_message(NoMark(self.pane))

    def _choose(self, place: int, *, outline: bool = False) -> None:
        self._stack_place = place
        ident = self.mark_under_cursor if outline else None
        before = self._overlays.chosen
        self._overlays.chosen = self._book.marks[ident].fragments if ident else ()
        if before != self._overlays.chosen:
            self._repaint(*before, *self._overlays.chosen)

    def tell_mark(self) -> None:
        """Tell the screen which mark is meant now, if one is."""
        ident = self.mark_under_cursor
        if ident is not None:
            self.post_message(MarkChosen(self.pane, ident))

    def copy_selection(self) -> None:
        """Send the selection to the terminal's clipboard (OSC 52), and say so."""
        ranges = self.selection
        if ranges:
            text = quote_of(self._text, ranges)
            self.app.copy_to_clipboard(text)
            self.post_message(Copied(self.pane, text, len(text)))
        else:
            self.post_message(NoSelection(self.pane))

    def _boundary(self, offset: int) -> int:
        return cluster_at(self._text, offset)[0]


def _difference(before: tuple[Range, ...], after: tuple[Range, ...]) -> list[Range]:
    """Where exactly one of two selections lies."""
    edges = sorted([edge for found in (*before, *after) for edge in found])
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
