"""How much of the text two spans share, in code points."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.domain.span import Range, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Place = tuple[str, str]
"""Article and version."""


def overlap(first: tuple[Range, ...], second: tuple[Range, ...]) -> float:
    """Intersection / union of two sorted lists of disjoint ranges, 0 to 1."""
    if first == second:
        return 1.0
    shared = left = right = 0
    while left < len(first) and right < len(second):
        (start, end), (other_start, other_end) = first[left], second[right]
        shared += max(0, min(end, other_end) - max(start, other_start))
        left += end <= other_end
        right += other_end <= end
    total = sum(end - start for start, end in (*first, *second))
    return shared / (total - shared)


@dataclass(frozen=True, slots=True, eq=False)
class SpanIndex:
    """Spans by article version, ready for a sweep."""

    spans: Sequence[Span]
    ids: list[str]
    sorted: "Mapping[_Place, _Sweep]"


@dataclass(frozen=True, slots=True, eq=False)
class _Sweep:
    """The spans of one article version, by start."""

    starts: "NDArray[np.int64]"
    ends: "NDArray[np.int64]"
    places: "NDArray[np.int64]"
    """Where they stand in the list."""
    whole: bool
    """Whether each is of one fragment."""


def index(spans: Sequence[Span]) -> SpanIndex:
    """Sort spans for `shares`."""
    import numpy as np

    grouped: dict[_Place, list[tuple[int, int, int]]] = defaultdict(list)
    for place, span in enumerate(spans):
        fragments = span.fragments
        grouped[span.article, span.version].append((fragments[0][0], fragments[-1][1], place))
    tables = {key: np.array(sorted(rows), dtype=np.int64).T for key, rows in grouped.items()}
    ids = [span.id for span in spans]
    parted = {(span.article, span.version) for span in spans if len(span.fragments) > 1}
    sweeps = {
        key: _Sweep(table[0], table[1], table[2], key not in parted)
        for key, table in tables.items()
    }
    return SpanIndex(spans, ids, sweeps)


def shares(first: SpanIndex, second: SpanIndex) -> dict[tuple[int, int], float]:
    """`overlap` of every two spans that share a character, by their places in the two lists.

    Spans of different articles or versions share nothing. Spans far apart are never compared.
    """
    ones, twos, found = meetings(first, second)
    pairs = zip(ones.tolist(), twos.tolist(), strict=True)
    return dict(zip(pairs, found.tolist(), strict=True))


def meetings(
    first: SpanIndex, second: SpanIndex
) -> "tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]":
    """`shares` as three arrays: places in the first list, in the second, and the shares."""
    import numpy as np

    none = np.zeros(0, dtype=np.int64)
    parts = [(none, none, np.zeros(0))]
    for key in first.sorted.keys() & second.sorted.keys():
        ours, theirs = first.sorted[key], second.sorted[key]
        ones, twos, found = _meeting(ours, theirs)
        if not (ours.whole and theirs.whole):
            _look_inside(first.spans, second.spans, (ones, twos, found))
        real = found > 0
        parts.append((ones[real], twos[real], found[real]))
    ones, twos, found = (np.concatenate(column) for column in zip(*parts, strict=True))
    return ones, twos, found


def _look_inside(
    first: Sequence[Span],
    second: Sequence[Span],
    met: "tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]",
) -> None:
    """Put right the shares of spans of several fragments."""
    ones, twos, found = met
    for place, (one, two) in enumerate(zip(ones.tolist(), twos.tolist(), strict=True)):
        fragments, others = first[one].fragments, second[two].fragments
        if not len(fragments) == len(others) == 1:
            found[place] = overlap(fragments, others)


def _meeting(
    ours: _Sweep, theirs: _Sweep
) -> "tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]":
    """Places of spans whose outer ranges meet, and the share of those outer ranges."""
    import numpy as np

    # Candidates for each of ours: from the first of theirs that could reach it, to the last
    # that begins before its end.
    low = np.searchsorted(np.maximum.accumulate(theirs.ends), ours.starts, side="right")
    high = np.searchsorted(theirs.starts, ours.ends, side="left")
    one, two = spread(low, high)
    start = np.maximum(ours.starts[one], theirs.starts[two])
    end = np.minimum(ours.ends[one], theirs.ends[two])
    size = ours.ends[one] - ours.starts[one] + theirs.ends[two] - theirs.starts[two]
    meet = end > start
    shared = (end - start)[meet]
    share = shared / (size[meet] - shared)
    return ours.places[one[meet]], theirs.places[two[meet]], share


def spread(
    low: "NDArray[np.int64]", high: "NDArray[np.int64]"
) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Every (place, number) with low[place] <= number < high[place]."""
    import numpy as np

    counts = np.maximum(high - low, 0)
    places = np.repeat(np.arange(len(counts)), counts)
    begins = np.cumsum(counts) - counts
    return places, np.arange(counts.sum()) - np.repeat(begins - low, counts)


def joined(ranges: Sequence[Range]) -> tuple[Range, ...]:
    """Sorted, disjoint ranges that cover the same characters."""
    result: list[Range] = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)
