"""The drawing half of the article pane: text laid out in rows, marks, overlays, scrolling.

Strips are kept until something in them changes, and only the rows that changed are drawn anew; no
key costs more in a long article than in a short one. Everything counted is counted in
`workbench.text`.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol, cast

from rich.style import Style
from textual import events
from textual.color import Color
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.domain.span import Range
from workbench.text.motion import merged
from workbench.text.wrap import Rows, wrap
from workbench.tui.themes import mark_colours
from workbench.tui.widgets.mark_styles import MarkStyles
from workbench.tui.widgets.pane_marks import Mark, MarkBook
from workbench.tui.widgets.pane_messages import Scrolled
from workbench.tui.widgets.pane_rows import END, LEAST_KEPT, MARGIN, Overlays, RowPainter, blank

if TYPE_CHECKING:
    from workbench.tui.widgets.article_pane import ArticlePane


_NARROWEST = 8


class PaneWatcher(Protocol):
    """A widget beside the pane that shows where things are: ruler, gutter."""

    def pane_scrolled(self) -> None:
        """Another row is at the top."""

    def pane_laid_out(self) -> None:
        """The text, its rows or all its marks are others."""

    def pane_marked(self, gone: Sequence[Mark], come: Sequence[Mark], /) -> None:
        """Some marks changed."""


class PaneCanvas(ScrollView):
    """A text with marks, without a cursor of its own.

    It draws all its cells itself: it must have no border and no padding.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    PaneCanvas {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size: 0 0;
        background: $background;
        color: $foreground;
    }
    """

    def __init__(
        self, *, name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._text = ""
        self._book = MarkBook()
        self._overlays = Overlays()
        self._painter: RowPainter | None = None
        self._styles: MarkStyles | None = None
        self._background = Color(0, 0, 0)
        self._reading = False
        self._top_offset = 0
        self._centre_next = False
        self._watchers: list[PaneWatcher] = []

    @property
    def pane(self) -> "ArticlePane":
        """This widget under its full type, which messages and watchers name."""
        return cast("ArticlePane", self)

    @property
    def text(self) -> str:
        """The article's text."""
        return self._text

    @property
    def rows(self) -> Rows | None:
        """The laid out text; None before the pane has a size."""
        return self._painter.rows if self._painter else None

    @property
    def book(self) -> MarkBook:
        """The marks; change them with `put_marks` and `drop_marks` only."""
        return self._book

    @property
    def rows_built(self) -> int:
        """Rows drawn anew since the text was laid out; tests hold budgets with it."""
        return self._painter.built if self._painter else 0

    def watch_pane(self, watcher: PaneWatcher) -> None:
        """Tell a widget beside the pane about scrolling, layout and marks."""
        self._watchers.append(watcher)
        watcher.pane_laid_out()

    def unwatch_pane(self, watcher: PaneWatcher) -> None:
        """Stop telling a widget."""
        self._watchers.remove(watcher)

    def put_text(self, text: str, marks: Iterable[Mark], overlays: Overlays) -> None:
        """Show another text from now on, its first row in view until something else is asked."""
        self._drop_drag()
        self._text = text
        self._book.set_all(marks)
        self._overlays = overlays
        self._painter = None
        self._top_offset = overlays.cursor
        self._centre_next = overlays.cursor > 0
        if self.size.width:
            self._lay_out()

    def _drop_drag(self) -> None:
        """Whatever the mouse was doing belongs to the text that was shown before."""

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Replace all marks."""
        self._book.set_all(marks)
        self._marks_replaced()

    def put_marks(self, changed: Iterable[Mark]) -> None:
        """Add marks or replace those with the same ids; only rows that change are drawn anew."""
        come = [mark for mark in changed if self._book.marks.get(mark.id) != mark]
        gone = [before for mark in come if (before := self._book.put(mark))]
        self._marks_changed(gone, come)

    def drop_marks(self, ids: Iterable[str]) -> None:
        """Take marks away; unknown ids are left alone."""
        gone = [mark for ident in ids if (mark := self._book.drop(ident))]
        self._marks_changed(gone, [])

    def set_faint_visible(self, visible: bool) -> None:
        """Show or hide suggestions."""
        if visible != self._book.faint_visible:
            self._book.set_faint_visible(visible)
            self._marks_replaced()

    def set_matches(self, ranges: Sequence[Range], current: Range | None = None) -> None:
        """Show search hits, and the one that is gone to."""
        overlays = self._overlays
        before = overlays.matches, overlays.current
        overlays.matches, overlays.current = merged(ranges), current
        changed = set(before[0]) ^ set(overlays.matches)
        if before[1] != current:
            changed.update(filter(None, (before[1], current)))
        self._repaint(*changed)

    @property
    def reading_mode(self) -> bool:
        """Whether all but the marks is dimmed."""
        return self._reading

    @reading_mode.setter
    def reading_mode(self, on: bool) -> None:
        self._reading = on
        self._forget_styles()

    @property
    def top_row(self) -> int:
        """The first row in view."""
        return self.scroll_offset.y

    @property
    def top_offset(self) -> int:
        """Where the first row in view begins; kept through resizes."""
        return self._top_offset

    def scroll_to_row(self, row: int) -> None:
        """Put a row at the top, as far as the text reaches."""
        self.scroll_to(y=row, animate=False, force=True)

    def scroll_to_offset(self, offset: int) -> None:
        """Put the row that holds an offset at the top, as far as the text reaches."""
        if self.rows is not None:
            self.scroll_to_row(self.rows.row_of(offset))

    def bring_into_view(self, offset: int, *, centre: bool = False) -> None:
        """Scroll as little as needed to see an offset, or put it in the middle."""
        if self.rows is None:
            return
        row, height, top = self.rows.row_of(offset), self.size.height, self.top_row
        if centre and not top <= row < top + height:
            self.scroll_to_row(row - height // 2)
        elif row < top:
            self.scroll_to_row(row)
        elif row >= top + height:
            self.scroll_to_row(row - height + 1)

    def visible_range(self) -> Range:
        """The code points in view; empty before the pane has a size."""
        if self.rows is None:
            return 0, 0
        last = min(len(self.rows), self.top_row + self.size.height) - 1
        return self.rows.starts[min(self.top_row, last)], self.rows.next_start(last)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep the place in the text and tell those who show it."""
        super().watch_scroll_y(old_value, new_value)
        if self.rows is not None and round(old_value) != round(new_value):
            self._top_offset = self.rows.starts[min(round(new_value), len(self.rows) - 1)]
            for watcher in self._watchers:
                watcher.pane_scrolled()
            self.post_message(Scrolled(self.pane, self._top_offset))

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for a new width, at the same place."""
        if not event.size.width:
            return
        if self.rows is None or self.rows.width != self._row_width():
            self._lay_out()
        elif self.rows:
            self.bring_into_view(self._overlays.cursor)

    def _row_width(self) -> int:
        """Cells for text; a pane too narrow for them shows the beginning of each row."""
        return max(_NARROWEST, self.size.width - MARGIN - END)

    def _lay_out(self) -> None:
        top, cursor_seen = self._top_offset, self._cursor_in_view() or self._painter is None
        rows = wrap(self._text, self._row_width())
        self._painter = RowPainter(rows, self._book, self._overlays)
        self.virtual_size = Size(self.size.width, len(rows))
        self.scroll_to_row(rows.row_of(top))
        if cursor_seen:
            self.bring_into_view(self._overlays.cursor)
        if self._centre_next:
            self._centre_next = False
            self.scroll_to_row(rows.row_of(self._overlays.cursor) - self.size.height // 2)
        self.refresh()
        for watcher in self._watchers:
            watcher.pane_laid_out()

    def _cursor_in_view(self) -> bool:
        start, end = self.visible_range()
        return start <= self._overlays.cursor <= end

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of a part of the view, kept from last time where nothing changed."""
        styles = self._styles or self._make_styles()
        width = self.size.width
        painter = self._painter
        if painter is None:
            return [self._finish(blank(crop.width, styles.base))] * crop.height
        painter.kept = max(LEAST_KEPT, 3 * self.size.height)
        first = self.top_row + crop.y
        last = min(len(painter.rows), first + crop.height)
        strips = [painter.strip(row, width, styles, self._finish) for row in range(first, last)]
        if len(strips) < crop.height:
            strips += [self._finish(blank(width, styles.base))] * (crop.height - len(strips))
        if crop.x or crop.width != width:
            return [strip.crop(crop.x, crop.x + crop.width) for strip in strips]
        return strips

    def _finish(self, strip: Strip) -> Strip:
        """Apply the application's filters, which replace colours where it has none."""
        for line_filter in self._filters_needed():
            strip = strip.apply_filter(line_filter, self._background)
        return strip

    def _filters_needed(self) -> list[LineFilter]:
        """The application's filters but the one for named colours, of which we use none."""
        return [f for f in self.get_line_filters() if not isinstance(f, ANSIToTruecolor)]

    def _make_styles(self) -> MarkStyles:
        # Looked up once: Textual walks all ancestors for it.
        self._background = self.background_colors[1]
        base = Style(color=self.colors[3].rich_color, bgcolor=self._background.rich_color)
        self._styles = MarkStyles(
            mark_colours(self.app.theme_variables, dark=self.app.current_theme.dark),
            base,
            colourless=self.app.no_color,
            reading=self._reading,
            focused=self.has_focus,
        )
        return self._styles

    def notify_style_update(self) -> None:
        """Colours may be others now (a theme, the focus)."""
        super().notify_style_update()
        self._forget_styles()

    def _forget_styles(self) -> None:
        self._styles = None
        self._repaint_all()

    def _repaint_all(self) -> None:
        if self._painter is not None:
            self._painter.forget()
        self.refresh()

    def _repaint(self, *ranges: Range) -> None:
        """Draw the rows of some ranges anew, those in view only once."""
        painter = self._painter
        if painter is None:
            return
        top, height, width = self.top_row, self.size.height, self.size.width
        regions = []
        for found in ranges:
            touched = painter.rows.touched(found)
            painter.forget(touched)
            first, last = max(touched[0], top), min(touched[-1], top + height - 1)
            if first <= last:
                regions.append(Region(0, first - top, width, last - first + 1))
        if regions:
            self.refresh(*regions)

    def _marks_replaced(self) -> None:
        self._overlays.chosen = ()
        self._repaint_all()
        for watcher in self._watchers:
            watcher.pane_laid_out()

    def _marks_changed(self, gone: Sequence[Mark], come: Sequence[Mark]) -> None:
        chosen, self._overlays.chosen = self._overlays.chosen, ()
        self._repaint(*chosen, *(part for mark in (*gone, *come) for part in mark.fragments))
        for watcher in self._watchers:
            watcher.pane_marked(gone, come)
