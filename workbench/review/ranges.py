"""How much of the text two spans share, in code points."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    found: dict[tuple[int, int], float] = {}
    for key in first.sorted.keys() & second.sorted.keys():
        ours, theirs = first.sorted[key], second.sorted[key]
        met = _meeting(ours, theirs)
        if ours.whole and theirs.whole:
            found.update(met)
            continue
        for (one, two), share in met:
            fragments, others = first.spans[one].fragments, second.spans[two].fragments
            exact = share if len(fragments) == len(others) == 1 else overlap(fragments, others)
            if exact:
                found[one, two] = exact
    return found


def _meeting(ours: _Sweep, theirs: _Sweep) -> Iterable[tuple[tuple[int, int], float]]:
    """Places of spans whose outer ranges meet, and the share of those outer ranges."""
    import numpy as np

    # Candidates for each of ours: from the first of theirs that could reach it, to the last
    # that begins before its end.
    low = np.searchsorted(np.maximum.accumulate(theirs.ends), ours.starts, side="right")
    high = np.searchsorted(theirs.starts, ours.ends, side="left")
    counts = np.maximum(high - low, 0)
    one = np.repeat(np.arange(len(counts)), counts)
    two = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts - low, counts)
    start = np.maximum(ours.starts[one], theirs.starts[two])
    end = np.minimum(ours.ends[one], theirs.ends[two])
    size = ours.ends[one] - ours.starts[one] + theirs.ends[two] - theirs.starts[two]
    meet = end > start
    shared = (end - start)[meet]
    share = shared / (size[meet] - shared)
    pairs = zip(ours.places[one[meet]].tolist(), theirs.places[two[meet]].tolist(), strict=True)
    return zip(pairs, share.tolist(), strict=True)


def joined(ranges: Sequence[Range]) -> tuple[Range, ...]:
    """Sorted, disjoint ranges that cover the same characters."""
    result: list[Range] = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)
