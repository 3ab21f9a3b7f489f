"""The article pane: one article to read, to select from and to mark.

It shows a text of any size with its own cursor, selection and marks, and tells what happens in it
by messages. Offsets are code points of the stored text, ranges half open. This file holds what keys
and the mouse do; `pane_cursor` holds the cursor, `pane_canvas` the drawing.
"""

from typing import ClassVar, NamedTuple

from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType

from workbench.text import motion
from workbench.tui.widgets import pane_messages
from workbench.tui.widgets.pane_bindings import BINDINGS
from workbench.tui.widgets.pane_canvas import PaneWatcher
from workbench.tui.widgets.pane_cursor import PaneCursor
from workbench.tui.widgets.pane_marks import Mark
from workbench.tui.widgets.pane_mouse import Drag
from workbench.tui.widgets.pane_rows import MARGIN

__all__ = ["ArticlePane", "Mark", "PaneWatcher", "Target"]


_WHEEL_ROWS = 3


class Target(NamedTuple):
    """A place in view that one may jump to."""

    x: int
    """Cell in the pane."""
    y: int
    """Row in the pane."""
    offset: int
    """Code points."""


class ArticlePane(PaneCursor, can_focus=True):
    """One article with cursor, selection and marks, driven by keys and mouse."""

    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    CursorMoved = pane_messages.CursorMoved
    SelectionMade = pane_messages.SelectionMade
    SelectionDropped = pane_messages.SelectionDropped
    MarkChosen = pane_messages.MarkChosen
    Scrolled = pane_messages.Scrolled
    Copied = pane_messages.Copied

    def __init__(
        self, *, name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._extend = False
        self._drag = Drag(self)

    def _move(self, move: motion.Motion) -> None:
        to = move(self.text, self.cursor)
        self.change(self.state.moved(to, extend=self._extend))

    def _move_rows(self, count: int, *, page: bool = False) -> None:
        if self.rows is None:
            return
        if page:
            self.scroll_to_row(max(0, self.top_row + count))
        to, goal = motion.by_rows(self.rows, self.cursor, count, self.state.goal)
        self.change(self.state.moved(to, extend=self._extend, goal=goal))

    def action_select(self, move: str) -> None:
        """Extend the selection by a motion, named like its action."""
        self._extend = True
        try:
            getattr(self, f"action_{move}")()
        finally:
            self._extend = False

    def action_cursor_left(self) -> None:
        """Go one character to the left; from a selection made without `v`, this drops it."""
        self._move(motion.cluster_previous)

    def action_cursor_right(self) -> None:
        """Go one character to the right."""
        self._move(motion.cluster_next)

    def action_cursor_up(self) -> None:
        """Go one row up."""
        self._move_rows(-1)

    def action_cursor_down(self) -> None:
        """Go one row down."""
        self._move_rows(1)

    def action_row_start(self) -> None:
        """Go to the start of the row."""
        if self.rows is not None:
            to = motion.row_start(self.rows, self.cursor)
            self.change(self.state.moved(to, extend=self._extend))

    def action_row_end(self) -> None:
        """Go to the end of the row."""
        if self.rows is not None:
            to = motion.row_end(self.rows, self.cursor)
            self.change(self.state.moved(to, extend=self._extend))

    def action_page_up(self) -> None:
        """Go one page up, one row less, so that a row stays in view."""
        self._move_rows(-max(1, self.size.height - 1), page=True)

    def action_page_down(self) -> None:
        """Go one page down, one row less, so that a row stays in view."""
        self._move_rows(max(1, self.size.height - 1), page=True)

    def action_half_page_up(self) -> None:
        """Go half a page up."""
        self._move_rows(-max(1, self.size.height // 2), page=True)

    def action_half_page_down(self) -> None:
        """Go half a page down."""
        self._move_rows(max(1, self.size.height // 2), page=True)

    def action_text_start(self) -> None:
        """Go to the start of the article."""
        self._move(motion.text_start)

    def action_text_end(self) -> None:
        """Go to the end of the article."""
        self._move(motion.text_end)

    def action_word_next(self) -> None:
        """Go to the next word."""
        self._move(motion.word_next)

    def action_word_previous(self) -> None:
        """Go to the start of this word or the one before."""
        self._move(motion.word_previous)

    def action_word_end(self) -> None:
        """Go to the end of this word or the next."""
        self._move(motion.word_end)

    def action_sentence_next(self) -> None:
        """Go to the next sentence."""
        self._move(motion.sentence_next)

    def action_sentence_previous(self) -> None:
        """Go to the start of this sentence or the one before."""
        self._move(motion.sentence_previous)

    def action_paragraph_next(self) -> None:
        """Go to the next paragraph."""
        self._move(motion.paragraph_next)

    def action_paragraph_previous(self) -> None:
        """Go to the start of this paragraph or the one before."""
        self._move(motion.paragraph_previous)

    def action_toggle_select(self) -> None:
        """Begin a selection that every motion extends, or end it."""
        if self._lacks_text():
            return
        self.change(self.state.latch())

    def action_select_sentence(self) -> None:
        """Select the sentence under the cursor; again, its paragraph."""
        if self._lacks_text():
            return
        selected = self.state.open_range
        at = selected[0] if selected else self.cursor
        unit: motion.Unit
        for unit in ("sentence", "paragraph"):
            found = motion.unit_at(self.text, at, unit)
            if found and found != selected:
                self.change(self.state.selecting(*found))
                return

    def action_grow(self) -> None:
        """Grow the selection to the next larger unit."""
        if self._lacks_text():
            return
        selected = self.state.open_range or (self.cursor, self.cursor)
        self.change(self.state.selecting(*motion.grow(self.text, selected)))

    def _lacks_text(self) -> bool:
        """Whether there is nothing to select in; the screen is told."""
        if not self.selectable:
            self.post_message(pane_messages.NoText(self))
        return not self.selectable

    def action_shrink(self) -> None:
        """Shrink the selection to the next smaller unit."""
        selected = self.state.open_range
        if selected:
            self.change(self.state.selecting(*motion.shrink(self.text, selected)))

    def action_drop(self) -> None:
        """Select nothing; with nothing selected the key is left to the screen."""
        if not self.selection and not self.is_extending:
            raise SkipAction
        self.drop_selection()

    def action_add_fragment(self) -> None:
        """Keep the open selection as a fragment of a discontinuous one."""
        self.add_fragment()

    def action_next_mark(self) -> None:
        """Go to the next place at which a mark begins."""
        self._go_to_mark(self.book.index.next_start(self.cursor))

    def action_previous_mark(self) -> None:
        """Go to the previous place at which a mark begins."""
        self._go_to_mark(self.book.index.previous_start(self.cursor))

    def _go_to_mark(self, offset: int | None) -> None:
        if offset is not None:
            self.go_to(offset, centre=True)
            self.tell_mark()
        else:
            self.post_message(pane_messages.NoMark(self))

    def action_cycle_stack(self) -> None:
        """Choose the next of the marks stacked under the cursor."""
        self.cycle_stack()

    def action_copy(self) -> None:
        """Copy the selection to the terminal's clipboard."""
        self.copy_selection()

    def visible_targets(self) -> list[Target]:
        """Places in view to jump to: starts of sentences and marks, top to bottom."""
        from workbench.text.segment import sentence_after

        if self.rows is None:
            return []
        start, end = self.visible_range()
        offsets = {offset for offset, _ in self.book.index.starts_between(start, end)}
        found = sentence_after(self.text, start - 1)
        while found and found[0] < end:
            offsets.add(found[0])
            found = sentence_after(self.text, found[0])
        places = ((offset, self.rows.cell_of(offset)) for offset in sorted(offsets))
        return [Target(MARGIN + cell, row - self.top_row, offset) for offset, (row, cell) in places]

    def _drop_drag(self) -> None:
        self._drag.stop()
        self._drag = Drag(self)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor there and begin to drag; an open selection is extended instead."""
        if event.button == 1:
            self._drag.press(event)
            event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection to the pointer."""
        self._drag.move(event)

    def on_mouse_up(self) -> None:
        """End the drag."""
        self._drag.release()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on; the cursor stays where it is."""
        self._scroll_by(_WHEEL_ROWS, event)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back; the cursor stays where it is."""
        self._scroll_by(-_WHEEL_ROWS, event)

    def _scroll_by(self, rows: int, event: events.MouseEvent) -> None:
        self.scroll_to_row(max(0, self.top_row + rows))
        event.stop()
        event.prevent_default()

    def on_mouse_release(self) -> None:
        """The mouse was taken away: the drag ends where it is."""
        self._drag.stop()
