"""Where the rows of a laid out text begin and end.

A line of one-cell characters is broken with one `str.rfind` a row. In any other line running sums
of the cells and a search in them give the place where a row is full, from which the last break is
looked for backwards. A break is allowed after blanks and on either side of a wide character, except
before closing and after opening punctuation (the common core of the line breaking rules for Chinese
and Japanese).
"""

from array import array
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from workbench.text.clusters import KINDS, PLAIN, cells_of, find_odd

_BLANKS = frozenset(" \t\u200b\u3000")
_NOT_FIRST = frozenset("、。，．・：；！？）」』】〕〉》］｝…ー々ヽヾ％’”)]}!?,.:;%")
_NOT_LAST = frozenset("（「『【〔〈《［｛“‘([{")
_PIECE = 4096


class RowBreaker:
    """Collects the rows of one text, line after line."""

    def __init__(self, text: str, width: int, units: bytes | None) -> None:
        """Prepare for a text.

        Args:
            text: The whole text.
            width: Cells a row may take, at least 1.
            units: Its `cell_units`.
        """
        self.starts = array("I")
        """Where each row begins, in code points."""
        self.ends = array("I")
        """Where the content of each row ends."""
        self._text = text
        self._width = width
        self._cells = units or b""

    def add_line(self, start: int, end: int) -> None:
        """Add the rows of a line whose content is `[start, end)`."""
        if not self._cells or not find_odd(self._text, start, end):
            self._add_simple(start, end)
            return
        least = piece = max(_PIECE, 8 * self._width)
        at: int | None = start
        while at is not None:
            stop = min(end, at + piece)
            following = self._add_piece(at, stop, last=stop == end)
            piece = piece * 2 if following == at else least
            at = following

    def _add_simple(self, start: int, end: int) -> None:
        find, width = self._text.rfind, self._width
        starts, ends = self.starts, self.ends
        while end - start > width:
            starts.append(start)
            space = find(" ", start, start + width + 1)
            start = space + 1 if space >= 0 else start + width
            ends.append(start)
        starts.append(start)
        ends.append(end)

    def _add_piece(self, start: int, stop: int, *, last: bool) -> int | None:
        """Add the rows that are certain from this piece.

        Returns:
            Where the row begins that goes on after the piece; None after the last piece of a line.
        """
        sums = list(accumulate(self._cells[start:stop], initial=0))
        at = start
        while sums[-1] - sums[at - start] > self._width:
            full = start + bisect_right(sums, sums[at - start] + self._width, at - start) - 1
            end = self._row_end(at, full, stop)
            if end == stop and not last:
                return at
            self.starts.append(at)
            self.ends.append(end)
            at = end
        if not last:
            return at
        self.starts.append(at)
        self.ends.append(stop)
        return None

    def _row_end(self, start: int, full: int, stop: int) -> int:
        """Where a row ends.

        Args:
            start: Where it begins.
            full: Where the first cluster begins that does not fit.
            stop: Where the piece ends.
        """
        text, cells = self._text, self._cells
        after = full + 1
        while after < stop and not cells[after]:
            after += 1
        if full == start or text[full:after] == " ":
            return after
        at = full
        while at > start:
            before = at - 1
            while not cells[before]:
                before -= 1
            if _may_break(text[before], text[at]):
                return at
            at = before
        return full


@lru_cache(maxsize=8192)
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
