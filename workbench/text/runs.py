"""Overlapping ranges flattened to runs, and the search for the ranges at a place.

A *run* is a stretch `[start, end)` in which the same marks lie. What is drawn needs, for each run,
how many marks lie there (the depth) and of which classes; so a run keeps a counter for each class,
packed into one integer, and never ids. Adding or removing one range costs in proportion to the runs
it covers. `Index` answers which ids lie at an offset.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

_FIELD = 20
_MASK = (1 << _FIELD) - 1


class Look(NamedTuple):
    """What lies on a run."""

    depth: int
    """How many ranges of the counted classes."""
    classes: int
    """Bit `k` is set where a range of class `k` lies."""


BARE = Look(0, 0)


@lru_cache(maxsize=4096)
def packed(classes: int) -> int:
    """The counter that a range with these class bits adds to the runs it covers."""
    counter = 0
    for bit in range(classes.bit_length()):
        if classes >> bit & 1:
            counter |= 1 << bit * _FIELD
    return counter


@lru_cache(maxsize=4096)
def _look(state: int, counted: int) -> Look:
    depth = classes = bit = 0
    while state:
        count = state & _MASK
        if count:
            classes |= 1 << bit
            if counted >> bit & 1:
                depth += count
        state >>= _FIELD
        bit += 1
    return Look(depth, classes)


class Runs:
    """The runs of a set of ranges with class bits; each class may lie 1,048,575 deep."""

    __slots__ = ("_bounds", "_counted", "_states")

    def __init__(self, ranges: Iterable[tuple[int, int, int]] = (), *, counted: int = -1) -> None:
        """Flatten `(start, end, class bits)` ranges.

        Args:
            ranges: In any order; empty ones are left out.
            counted: The class bits that count for the depth; all by default.
        """
        self._counted = counted
        changes: dict[int, int] = {}
        for start, end, classes in ranges:
            if start < end:
                weight = packed(classes)
                changes[start] = changes.get(start, 0) + weight
                changes[end] = changes.get(end, 0) - weight
        self._bounds = [0]
        self._states = [0]
        state = 0
        for at in sorted(changes):
            if changes[at]:
                state += changes[at]
                self._put(at, state)

    def _put(self, at: int, state: int) -> None:
        if self._bounds[-1] == at:
            self._states[-1] = state
        else:
            self._bounds.append(at)
            self._states.append(state)

    def add(self, start: int, end: int, classes: int) -> None:
        """Lay one more range with these class bits over the runs."""
        if start < end:
            self._change(start, end, packed(classes))

    def remove(self, start: int, end: int, classes: int) -> None:
        """Take away a range that was added with these class bits."""
        if start < end:
            self._change(start, end, -packed(classes))

    def _change(self, start: int, end: int, weight: int) -> None:
        first = self._cut(start)
        last = self._cut(end)
        for index in range(first, last):
            self._states[index] += weight
        self._join(last)
        self._join(first)

    def _cut(self, at: int) -> int:
        """The index of the run that begins at `at`, cut there if none does."""
        index = bisect_left(self._bounds, at)
        if index == len(self._bounds) or self._bounds[index] != at:
            self._bounds.insert(index, at)
            self._states.insert(index, self._states[index - 1])
        return index

    def _join(self, index: int) -> None:
        if index and self._states[index] == self._states[index - 1]:
            del self._bounds[index], self._states[index]

    def look_at(self, offset: int) -> Look:
        """What lies on the code point at `offset`."""
        return _look(self._states[bisect_right(self._bounds, offset) - 1], self._counted)

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, Look]]:
        """The runs of `[start, end)` in order, clipped, with bare ones; they tile the range."""
        index = bisect_right(self._bounds, start) - 1
        at = start
        while at < end:
            index += 1
            stop = self._bounds[index] if index < len(self._bounds) else end
            yield at, min(stop, end), _look(self._states[index - 1], self._counted)
            at = stop

    def __len__(self) -> int:
        return len(self._bounds)


class Index:
    """Which ids lie at an offset, and where the next one begins.

    Ranges are filed by length class (powers of two) and by place in steps of that length, so that
    those at an offset stand in two lists of each class. Adding and removing cost the length of one
    such list; only the sorted list of the starts grows with the number of ranges.
    """

    __slots__ = ("_levels", "_starts")

    def __init__(self, ranges: Iterable[tuple[int, int, str]] = ()) -> None:
        """File `(start, end, id)` ranges; an id may have several."""
        self._levels: list[dict[int, list[tuple[int, int, str]]]] = []
        self._starts: list[tuple[int, str]] = []
        for start, end, ident in ranges:
            if start < end:
                self._file(start, end).append((start, end, ident))
                self._starts.append((start, ident))
        self._starts.sort()

    def _file(self, start: int, end: int) -> list[tuple[int, int, str]]:
        level = (end - start - 1).bit_length()
        while len(self._levels) <= level:
            self._levels.append({})
        return self._levels[level].setdefault(start >> level, [])

    def add(self, start: int, end: int, ident: str) -> None:
        """File one more range."""
        if start < end:
            self._file(start, end).append((start, end, ident))
            insort(self._starts, (start, ident))

    def remove(self, start: int, end: int, ident: str) -> None:
        """Take away a range that was filed."""
        if start < end:
            self._file(start, end).remove((start, end, ident))
            del self._starts[bisect_left(self._starts, (start, ident))]

    def at(self, offset: int) -> list[tuple[int, int, str]]:
        """The ranges that hold the code point at `offset`, shortest first."""
        found = [
            entry
            for level, files in enumerate(self._levels)
            for place in ((offset >> level) - 1, offset >> level)
            for entry in files.get(place, ())
            if entry[0] <= offset < entry[1]
        ]
        found.sort(key=lambda entry: (entry[1] - entry[0], -entry[0], entry[2]))
        return found

    def starts_between(self, start: int, end: int) -> list[tuple[int, str]]:
        """`(offset, id)` of the ranges that begin in `[start, end)`, in order."""
        first = bisect_left(self._starts, (start, ""))
        return self._starts[first : bisect_left(self._starts, (end, ""), first)]

    def next_start(self, offset: int) -> int | None:
        """The first offset after `offset` at which a range begins."""
        index = bisect_left(self._starts, (offset + 1, ""))
        return self._starts[index][0] if index < len(self._starts) else None

    def previous_start(self, offset: int) -> int | None:
        """The last offset before `offset` at which a range begins."""
        index = bisect_left(self._starts, (offset, ""))
        return self._starts[index - 1][0] if index else None
