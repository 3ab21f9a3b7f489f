"""A text laid out in rows of a given width: offset ↔ (row, cell).

Rows tile the text: row `i` holds the code points from `starts[i]` up to `starts[i + 1]`, of which
those from `ends[i]` on are a line end. A row takes at most `width` cells; one space at which the
row was broken may hang over and stand in the cell after the last. Every cluster that is not a line
end takes at least one cell. `units` says how many each takes, `row_breaks` where rows end.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from workbench.domain.span import Range
from workbench.text.clusters import cells_of, find_odd, safe_form
from workbench.text.row_breaks import RowBreaker
from workbench.text.units import cell_units

_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_OTHER_END = re.compile("[\r\v\f\x85\u2028\u2029]")
_ONE = b"\1"


class Cell(NamedTuple):
    """One cluster as it is drawn in a row."""

    offset: int
    """Where the cluster begins, in code points."""
    cell: int
    """Its first cell in the row."""
    width: int
    """Cells it takes."""
    drawn: str
    """Its safe form."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A laid out text. Made by `wrap`."""

    text: str
    width: int
    """Cells a row may take."""
    starts: "array[int]"
    ends: "array[int]"
    units: bytes | None
    """The text's `cell_units`; None if each code point but line ends is one plain cell."""

    def __len__(self) -> int:
        return len(self.starts)

    def row_of(self, offset: int) -> int:
        """The row that holds the code point at `offset`; the last row for the end of the text."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def next_start(self, row: int) -> int:
        """Where the following row begins, or the length of the text."""
        return self.starts[row + 1] if row + 1 < len(self.starts) else len(self.text)

    def is_simple(self, row: int) -> bool:
        """Whether in this row cells are code points."""
        return self.units is None or not find_odd(self.text, self.starts[row], self.ends[row])

    def _widths(self, row: int) -> bytes:
        start, end = self.starts[row], self.ends[row]
        return _ONE * (end - start) if self.units is None else self.units[start:end]

    def _cluster_start(self, at: int) -> int:
        """The start of the cluster that holds a code point which is not a line end."""
        while self.units is not None and not self.units[at]:
            at -= 1
        return at

    def cell_of(self, offset: int) -> tuple[int, int]:
        """Row and cell at which the cluster at `offset` is drawn."""
        row = self.row_of(offset)
        start, end = self.starts[row], self.ends[row]
        at = self._cluster_start(offset) if offset < end else end
        return row, sum(self._widths(row)[: at - start])

    def offset_at(self, row: int, cell: int) -> int:
        """The start of the cluster drawn in a cell; right of the row, its last position."""
        row = min(max(row, 0), len(self.starts) - 1)
        found = self.starts[row] + bisect_right(list(accumulate(self._widths(row))), cell)
        return found if found < self.ends[row] else self.last_position(row)

    def gap_at(self, row: int, cell: int) -> int:
        """Like `offset_at`, but right of the row the end of its content: where a drag ends."""
        row = min(max(row, 0), len(self.starts) - 1)
        found = self.offset_at(row, cell)
        end = self.ends[row]
        if found < end == self.next_start(row) and cell >= self.row_cells(row):
            return end
        return found

    def row_cells(self, row: int) -> int:
        """Cells that a row takes."""
        return sum(self._widths(row))

    def last_position(self, row: int) -> int:
        """The last place in a row where a cursor may stand: its line end, or its last cluster."""
        end = self.ends[row]
        if end < self.next_start(row) or row + 1 == len(self.starts):
            return end
        return self._cluster_start(end - 1)

    def cells(self, row: int) -> Iterator[Cell]:
        """The clusters of a row as they are drawn, from left to right."""
        start, end = self.starts[row], self.ends[row]
        begins = [at for at, unit in enumerate(self._widths(row), start) if unit]
        at = 0
        for begin, stop in pairwise([*begins, end]):
            cluster = self.text[begin:stop]
            width = cells_of(cluster)
            yield Cell(begin, at, width, safe_form(cluster))
            at += width

    def touched(self, span: Range) -> range:
        """The rows that hold something of a range; one row for an empty range."""
        first = self.row_of(span[0])
        last = bisect_left(self.starts, span[1], first + 1) - 1 if span[1] > span[0] else first
        return range(first, last + 1)


def wrap(text: str, width: int) -> Rows:
    """Lay a text out.

    Args:
        text: The whole text; nothing of it is lost.
        width: Cells a row may take, at least 1. A cluster wider than that has a row of its own.

    Raises:
        ValueError: if `width` is less than 1.
    """
    if width < 1:
        raise ValueError(f"a row needs at least one cell, not {width}")
    units = cell_units(text)
    breaker = RowBreaker(text, width, units)
    for start, end in _any_lines(text) if _OTHER_END.search(text) else _lines(text):
        breaker.add_line(start, end)
    return Rows(text, width, breaker.starts, breaker.ends, units)


def _lines(text: str) -> Iterator[Range]:
    """The content of each line, where lines end with a line feed."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield start, end
        start = end + 1
    yield start, len(text)


def _any_lines(text: str) -> Iterator[Range]:
    start = 0
    for found in _LINE_END.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)
