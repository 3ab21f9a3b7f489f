"""Overlapping ranges flattened to runs, and the search for the ranges at a place.

A *run* is a stretch `[start, end)` in which the same marks lie. What is drawn needs, for each run,
how many marks lie there (the depth) and of which classes; so a run keeps a counter for each class,
packed into one integer, and never ids. Adding or removing one range costs in proportion to the runs
it covers. `Index` answers which ids lie at an offset.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import itemgetter
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
        self._bounds = bounds = array("I", [0])
        self._states = states = [0]
        changes = _changes(ranges)
        state = 0
        known = {0: 0}
        for at in sorted(changes):
            change = changes[at]
            if change:
                state += change
                bounds.append(at)
                states.append(known.setdefault(state, state))
        if bounds[1:2] == bounds[:1]:
            del bounds[0], states[0]

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


def _changes(ranges: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """Offset → what the state grows by there."""
    changes: dict[int, int] = {}
    change_at = changes.get
    for start, end, classes in ranges:
        if start < end:
            weight = packed(classes)
            changes[start] = change_at(start, 0) + weight
            changes[end] = change_at(end, 0) - weight
    return changes


class _Level:
    """Ranges of one length class, in the order of their starts."""

    __slots__ = ("ends", "ids", "starts")

    def __init__(self, ranges: list[tuple[int, int, str]]) -> None:
        ranges.sort(key=itemgetter(0))
        self.starts = array("I", map(itemgetter(0), ranges))
        self.ends = array("I", map(itemgetter(1), ranges))
        self.ids = list(map(itemgetter(2), ranges))

    def add(self, start: int, end: int, ident: str) -> None:
        place = bisect_right(self.starts, start)
        self.starts.insert(place, start)
        self.ends.insert(place, end)
        self.ids.insert(place, ident)

    def remove(self, start: int, end: int, ident: str) -> None:
        place = bisect_left(self.starts, start)
        while (self.starts[place], self.ends[place], self.ids[place]) != (start, end, ident):
            place += 1
        del self.starts[place], self.ends[place], self.ids[place]


class Index:
    """Which ids lie at an offset, and where the next one begins.

    Ranges are filed by length class (powers of four) and sorted by start, so that those at an
    offset stand together in each class, in flat arrays: one costs eight bytes and a reference.
    """

    __slots__ = ("_levels",)

    def __init__(self, ranges: Iterable[tuple[int, int, str]] = ()) -> None:
        """File `(start, end, id)` ranges; an id may have several."""
        files: list[list[tuple[int, int, str]]] = []
        for found in ranges:
            if found[0] < found[1]:
                level = _length_class(found[0], found[1])
                while len(files) <= level:
                    files.append([])
                files[level].append(found)
        self._levels = [_Level(file) for file in files]

    def add(self, start: int, end: int, ident: str) -> None:
        """File one more range."""
        if start < end:
            level = _length_class(start, end)
            while len(self._levels) <= level:
                self._levels.append(_Level([]))
            self._levels[level].add(start, end, ident)

    def remove(self, start: int, end: int, ident: str) -> None:
        """Take away a range that was filed."""
        if start < end:
            self._levels[_length_class(start, end)].remove(start, end, ident)

    def at(self, offset: int) -> list[tuple[int, int, str]]:
        """The ranges that hold the code point at `offset`, shortest first."""
        found = []
        for number, level in enumerate(self._levels):
            last = bisect_right(level.starts, offset)
            first = bisect_right(level.starts, offset - (1 << 2 * number), 0, last)
            found += [
                (level.starts[place], level.ends[place], level.ids[place])
                for place in range(first, last)
                if offset < level.ends[place]
            ]
        found.sort(key=lambda entry: (entry[1] - entry[0], -entry[0], entry[2]))
        return found

    def starts_between(self, start: int, end: int) -> list[tuple[int, str]]:
        """`(offset, id)` of the ranges that begin in `[start, end)`, in order."""
        found: list[tuple[int, str]] = []
        for level in self._levels:
            first = bisect_left(level.starts, start)
            last = bisect_left(level.starts, end, first)
            if first < last:
                found += zip(level.starts[first:last], level.ids[first:last], strict=True)
        found.sort()
        return found

    def next_start(self, offset: int) -> int | None:
        """The first offset after `offset` at which a range begins."""
        places = ((level.starts, bisect_right(level.starts, offset)) for level in self._levels)
        return min((starts[at] for starts, at in places if at < len(starts)), default=None)

    def previous_start(self, offset: int) -> int | None:
        """The last offset before `offset` at which a range begins."""
        places = ((level.starts, bisect_left(level.starts, offset)) for level in self._levels)
        return max((starts[at - 1] for starts, at in places if at), default=None)


def _length_class(start: int, end: int) -> int:
    """The power of four that is at least the length."""
    return ((end - start - 1).bit_length() + 1) // 2
