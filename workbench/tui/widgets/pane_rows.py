"""How a pane is drawn: strips for rows, kept until something in them changes."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from workbench.domain.span import Range
from workbench.text.clusters import safe_line
from workbench.text.pieces import (
    CHOSEN,
    CURRENT_MATCH,
    CURSOR,
    DIM,
    MATCH,
    SELECTED,
    Overlay,
    pieces,
)
from workbench.text.wrap import Rows
from workbench.tui.widgets.mark_styles import MarkStyles
from workbench.tui.widgets.pane_marks import MarkBook

MARGIN = 2
"""Cells to the left of the text: the glyph of a claim and the depth of overlap."""

END = 1
"""Cells to the right of the text: for a blank that hangs over, and the cursor at a line end."""

LEAST_KEPT = 128

Finish = Callable[[Strip], Strip]


class Overlays:
    """What lies over the marks: selection, search hits, boilerplate, the chosen mark, cursor."""

    __slots__ = ("chosen", "current", "cursor", "dim", "matches", "selected")

    def __init__(self) -> None:
        self.dim: Sequence[Range] = ()
        self.matches: Sequence[Range] = ()
        self.current: Range | None = None
        self.selected: tuple[Range, ...] = ()
        self.chosen: tuple[Range, ...] = ()
        self.cursor = 0

    def between(self, start: int, end: int) -> list[Overlay]:
        """The overlays that touch `[start, end]`; `end` counts for the cursor."""
        found = [(*at, DIM) for at in _touching(self.dim, start, end)]
        found += [(*at, MATCH) for at in _touching(self.matches, start, end)]
        found += [(*at, SELECTED) for at in self.selected if at[0] <= end and at[1] > start]
        found += [(*at, CHOSEN) for at in self.chosen if at[0] < end and at[1] > start]
        if self.current and self.current[0] < end and self.current[1] > start:
            found.append((*self.current, CURRENT_MATCH))
        if start <= self.cursor <= end:
            found.append((self.cursor, self.cursor + 1, CURSOR))
        return found


def _touching(ranges: Sequence[Range], start: int, end: int) -> Iterator[Range]:
    """Those of sorted, disjoint ranges that touch `[start, end)`."""
    index = max(0, bisect_left(ranges, (start, start)) - 1)
    while index < len(ranges) and ranges[index][0] < end:
        if ranges[index][1] > start:
            yield ranges[index]
        index += 1


class RowPainter:
    """Makes strips of rows and keeps the last ones: some kilobytes each."""

    def __init__(self, rows: Rows, book: MarkBook, overlays: Overlays) -> None:
        self.rows = rows
        self._book = book
        self._overlays = overlays
        self._strips: dict[int, Strip] = {}
        self.kept = LEAST_KEPT
        """How many strips are kept."""
        self.built = 0
        """Rows made since the beginning; tests count with it."""

    def forget(self, rows: Iterable[int] | None = None) -> None:
        """Let rows be made anew; all without an argument."""
        if rows is None:
            self._strips.clear()
            return
        if isinstance(rows, range) and len(rows) > len(self._strips):
            rows = [row for row in self._strips if row in rows]
        for row in rows:
            self._strips.pop(row, None)

    def strip(self, row: int, width: int, styles: MarkStyles, finish: Finish) -> Strip:
        """The strip of a row.

        Args:
            row: Its index; blank at or past the end.
            width: Cells of the strip.
            styles: How pieces look.
            finish: Applied once to a new strip, for the filters of the application.
        """
        strip = self._strips.get(row)
        if strip is None:
            if len(self._strips) >= self.kept:
                self._strips.pop(next(iter(self._strips)))
            self.built += 1
            self._strips[row] = strip = finish(self._make(row, width, styles))
        return strip

    def _make(self, row: int, width: int, styles: MarkStyles) -> Strip:
        rows = self.rows
        start, following = rows.starts[row], rows.next_start(row)
        glyph, active = self._book.margin(start, following or 1)
        depth = self._book.depth(start, rows.ends[row])
        segments = [
            Segment(safe_line(glyph, 1) or " ", styles.margin_active if active else styles.margin),
            Segment(depth, styles.margin),
        ]
        cells = MARGIN
        last = row + 1 == len(rows)
        overlays = self._overlays.between(start, following if last else following - 1)
        for piece in pieces(rows, row, self._book.runs, overlays):
            segments.append(Segment(piece.drawn, styles.style(piece.look, piece.flags)))
            cells += piece.cells
        if cells < width:
            segments.append(Segment(" " * (width - cells), styles.base))
        strip = Strip(segments, max(cells, width))
        return strip if cells <= width else strip.crop(0, width)


def blank(width: int, style: Style) -> Strip:
    """A strip without text."""
    return Strip.blank(width, style)
