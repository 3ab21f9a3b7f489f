"""A text laid out in rows of a given width: offset ↔ (row, cell).

Rows tile the text: row `i` holds the code points from `starts[i]` up to `starts[i + 1]`, of which
those from `ends[i]` on are a line end. A row takes at most `width` cells; one space at which the
row was broken may hang over and stand in the cell after the last. Every cluster that is not a line
end takes at least one cell.

Lines of one-cell characters are broken with one `str.rfind` a row. Others are measured in pieces:
clusters, running sums of their cells, then a search for the last break that fits. A break is
allowed after blanks and on either side of a wide character, except before closing and after
opening punctuation (the common core of the line breaking rules for Chinese and Japanese).
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from workbench.domain.span import Range
from workbench.text.clusters import (
    CELLS,
    COMPLEX,
    KINDS,
    LINE_ENDS,
    PLAIN,
    cells_of,
    clusters,
    odd_characters,
    safe_form,
    split,
)

_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_BLANKS = frozenset(" \t\u200b\u3000")
_NOT_FIRST = frozenset("、。，．・：；！？）」』】〕〉》］｝…ー々ヽヾ％’”)]}!?,.:;%")
_NOT_LAST = frozenset("（「『【〔〈《［｛“‘([{")
_PIECE = 512


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
    odd: frozenset[str]
    """The characters of the text that are not one plain cell; line ends are not among them."""

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
        return not self.odd or self.odd.isdisjoint(self.text[self.starts[row] : self.ends[row]])

    def cell_of(self, offset: int) -> tuple[int, int]:
        """Row and cell at which the cluster at `offset` is drawn."""
        row = self.row_of(offset)
        start = self.starts[row]
        at = min(offset, self.ends[row])
        if self.is_simple(row):
            return row, at - start
        cell = 0
        for begin, end in clusters(self.text, start, self.ends[row]):
            if end > at:
                break
            cell += cells_of(self.text[begin:end])
        return row, cell

    def offset_at(self, row: int, cell: int) -> int:
        """The start of the cluster drawn in a cell; right of the row, its last position."""
        row = min(max(row, 0), len(self.starts) - 1)
        start, end = self.starts[row], self.ends[row]
        if self.is_simple(row):
            return min(start + max(0, cell), self.last_position(row))
        right = 0
        for begin, stop in clusters(self.text, start, end):
            right += cells_of(self.text[begin:stop])
            if cell < right:
                return begin
        return self.last_position(row)

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
        start, end = self.starts[row], self.ends[row]
        if self.is_simple(row):
            return end - start
        return sum(map(cells_of, split(self.text[start:end])))

    def last_position(self, row: int) -> int:
        """The last place in a row where a cursor may stand: its line end, or its last cluster."""
        end = self.ends[row]
        if end < self.next_start(row) or row + 1 == len(self.starts):
            return end
        if self.is_simple(row):
            return end - 1
        return max(begin for begin, _ in clusters(self.text, self.starts[row], end))

    def cells(self, row: int) -> Iterator[Cell]:
        """The clusters of a row as they are drawn, from left to right."""
        at = 0
        for begin, end in clusters(self.text, self.starts[row], self.ends[row]):
            cluster = self.text[begin:end]
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
    found = odd_characters(text)
    odd = found - LINE_ENDS
    breaks = _Breaker(text, width, odd)
    plain_ends = found & LINE_ENDS <= {"\n"}
    for start, end in _lines(text) if plain_ends else _any_lines(text):
        breaks.add_line(start, end)
    return Rows(text, width, breaks.starts, breaks.ends, odd)


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


class _Breaker:
    """Collects rows, line after line."""

    def __init__(self, text: str, width: int, odd: frozenset[str]) -> None:
        self.text = text
        self.width = width
        self.odd = odd
        self.joining = frozenset(char for char in odd if KINDS[char] == COMPLEX)
        self.starts = array("I")
        self.ends = array("I")

    def add_line(self, start: int, end: int) -> None:
        if end - start <= self.width and (
            not self.odd or self.odd.isdisjoint(self.text[start:end])
        ):
            self.starts.append(start)
            self.ends.append(end)
        elif not self.odd or self.odd.isdisjoint(self.text[start:end]):
            self._add_simple(start, end)
        else:
            self._add_odd(start, end)

    def _add_simple(self, start: int, end: int) -> None:
        find, width = self.text.rfind, self.width
        starts, ends = self.starts, self.ends
        while end - start > width:
            starts.append(start)
            space = find(" ", start, start + width + 1)
            start = space + 1 if space >= 0 else start + width
            ends.append(start)
        starts.append(start)
        ends.append(end)

    def _add_odd(self, start: int, end: int) -> None:
        piece = max(_PIECE, 8 * self.width)
        at = start
        while at < end:
            stop = min(end, at + piece)
            following = self._add_piece(at, stop, last=stop == end)
            piece = piece * 2 if following == at else max(_PIECE, 8 * self.width)
            at = following

    def _add_piece(self, start: int, stop: int, *, last: bool) -> int:
        """Add the rows that are certain from this piece; return where the next one begins."""
        bounds, sums = self._measure(start, stop)
        count = len(bounds) - 1
        at = 0
        while at < count:
            fits = bisect_right(sums, sums[at] + self.width, at) - 1
            if not last and fits >= count - 1:
                break
            end = self._break(bounds, at, fits) if at < fits < count else max(fits, at + 1)
            self.starts.append(bounds[at])
            self.ends.append(bounds[end])
            at = end
            if last and at == count > fits:
                self.starts.append(stop)
                self.ends.append(stop)
        return bounds[at]

    def _measure(self, start: int, stop: int) -> tuple[list[int], list[int]]:
        """Cluster boundaries of a piece and the cells to the left of each."""
        piece = self.text[start:stop]
        if self.joining.isdisjoint(piece):
            widths = map(KINDS.__getitem__, piece)
            return list(range(start, stop + 1)), list(accumulate(widths, initial=0))
        parts = split(piece)
        bounds = list(accumulate(map(len, parts), initial=start))
        return bounds, list(accumulate(map(CELLS.__getitem__, parts), initial=0))

    def _break(self, bounds: list[int], at: int, fits: int) -> int:
        """The index of the cluster that begins the next row, at most `fits + 1`."""
        text = self.text
        if text[bounds[fits] : bounds[fits + 1]] == " ":
            return fits + 1
        for index in range(fits, at, -1):
            if _may_break(text[bounds[index - 1]], text[bounds[index]]):
                return index
        return fits


def _may_break(before: str, after: str) -> bool:
    """Whether a row may end after `before` when `after` follows."""
    if before in _BLANKS:
        return True
    if KINDS[before] == PLAIN and KINDS[after] == PLAIN:
        return False
    wide = _is_wide(before) or _is_wide(after)
    return wide and after not in _NOT_FIRST and before not in _NOT_LAST


def _is_wide(char: str) -> bool:
    return KINDS[char] != PLAIN and cells_of(char) == 2
