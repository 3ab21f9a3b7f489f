"""A one-column overview beside a pane: what is in view, where claims and suggestions are.

It takes the place of a scrollbar. Each cell stands for an equal share of the article's rows; a
click or a drag puts that place in the middle of the pane.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.themes import mark_colours
from workbench.tui.widgets.article_pane import ArticlePane
from workbench.tui.widgets.pane_marks import Mark

ACTIVE = "◆"
MARKED = "■"
SUGGESTED = "·"
THUMB = "┃"
EMPTY = "│"


class OverviewRuler(Widget):
    """Shows and moves the view of one pane."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    OverviewRuler { width: 1; height: 1fr; background: $background; color: $foreground; }
    """

    def __init__(
        self,
        pane: ArticlePane,
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._pane = pane
        self._counts: dict[str, Counter[int]] = {}
        self._strips: dict[tuple[str, bool], Strip] = {}
        self._cells: list[tuple[str, bool]] = []
        self._dragging = False

    def on_mount(self) -> None:
        """Follow the pane from now on."""
        self._pane.watch_pane(self)

    def on_unmount(self) -> None:
        """Follow no longer."""
        self._pane.unwatch_pane(self)

    def on_resize(self) -> None:
        """Every cell stands for another share now."""
        self.pane_laid_out()

    def pane_scrolled(self) -> None:
        """Draw the thumb elsewhere."""
        self._draw_again()

    def pane_laid_out(self) -> None:
        """Count all marks anew."""
        self._counts = {glyph: Counter() for glyph in (ACTIVE, MARKED, SUGGESTED)}
        self._count(self._pane.book.marks.values(), 1)
        self._draw_again()

    def pane_marked(self, gone: Sequence[Mark], come: Sequence[Mark], /) -> None:
        """Count only the marks that changed."""
        self._count(gone, -1)
        self._count(come, 1)
        self._draw_again()

    def _draw_again(self) -> None:
        before, self._cells = self._cells, self.cells()
        if len(before) != len(self._cells):
            self.refresh()
            return
        pairs = enumerate(zip(before, self._cells, strict=True))
        if changed := [Region(0, y, 1, 1) for y, (old, new) in pairs if old != new]:
            self.refresh(*changed)

    def _count(self, marks: Iterable[Mark], by: int) -> None:
        rows, height = self._pane.rows, self.size.height
        if rows is None or not height:
            return
        cells = max(len(rows), height)
        for mark in marks:
            glyph = SUGGESTED if mark.faint else ACTIVE if mark.active else MARKED
            self._counts[glyph][rows.row_of(mark.fragments[0][0]) * height // cells] += by

    def cells(self) -> list[tuple[str, bool]]:
        """Glyph of each cell from top to bottom, and whether it is in view."""
        rows, height = self._pane.rows, self.size.height
        if rows is None:
            return [(EMPTY, False)] * height
        top = self._pane.top_row
        total = max(len(rows), height)
        first = top * height // total
        last = (min(len(rows), top + self._pane.size.height) - 1) * height // total
        return [(self._glyph(y, first <= y <= last), first <= y <= last) for y in range(height)]

    def _glyph(self, y: int, seen: bool) -> str:
        shown = (ACTIVE, MARKED, SUGGESTED) if self._pane.book.faint_visible else (ACTIVE, MARKED)
        for glyph in shown:
            if self._counts[glyph][y] > 0:
                return glyph
        return THUMB if seen else EMPTY

    def render_lines(self, crop: Region) -> list[Strip]:
        """One shared strip for each look."""
        return [self._strip(*cell) for cell in self._cells[crop.y : crop.bottom]]

    def _strip(self, glyph: str, seen: bool) -> Strip:
        strip = self._strips.get((glyph, seen))
        if strip is None:
            strip = Strip([Segment(glyph, self._style(glyph, seen))], 1)
            for line_filter in self.get_line_filters():
                strip = strip.apply_filter(line_filter, self.background_colors[1])
            self._strips[glyph, seen] = strip
        return strip

    def _style(self, glyph: str, seen: bool) -> Style:
        colours = mark_colours(self.app.theme_variables, dark=self.app.current_theme.dark)
        letters = {ACTIVE: colours.active, MARKED: colours.faint, SUGGESTED: colours.faint}
        background = self.background_colors[1].rich_color
        style = Style(color=letters.get(glyph, colours.dim), bgcolor=background)
        return style + Style(reverse=True) if seen and glyph not in (THUMB, EMPTY) else style

    def notify_style_update(self) -> None:
        """Colours may be others now."""
        super().notify_style_update()
        self._strips.clear()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Jump there."""
        self._dragging = True
        self.capture_mouse()
        self._jump(event.y)
        event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the pointer while the button is held."""
        if self._dragging:
            self._jump(event.y)

    def on_mouse_up(self) -> None:
        """End the drag."""
        self._dragging = False
        self.release_mouse()

    def _jump(self, y: int) -> None:
        rows, height = self._pane.rows, self.size.height
        if rows is not None and height:
            row = min(max(y, 0), height - 1) * max(len(rows), height) // height
            self._pane.scroll_to_row(max(0, row - self._pane.size.height // 2))
