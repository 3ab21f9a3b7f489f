"""How much of the text two spans share, in code points."""

from collections import defaultdict
from collections.abc import Sequence

from workbench.domain.span import Range, Span

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


def shares(first: Sequence[Span], second: Sequence[Span]) -> dict[tuple[int, int], float]:
    """`overlap` of every two spans that share a character, by their places in the two lists.

    Spans of different articles or versions share nothing. Found by a sweep over sorted starts, so
    that spans far apart are never compared.
    """
    theirs = _sorted(second)
    found: dict[tuple[int, int], float] = {}
    for place, entries in _sorted(first).items():
        others = theirs.get(place, [])
        longest = max((end - start for start, end, _ in others), default=0)
        begin = 0
        for start, end, one in entries:
            # What begins so early that even the longest ends before this one is done with.
            while begin < len(others) and others[begin][0] + longest <= start:
                begin += 1
            for other_start, other_end, two in others[begin:]:
                if other_start >= end:
                    break
                if other_end > start:
                    share = overlap(first[one].fragments, second[two].fragments)
                    if share:
                        found[one, two] = share
    return found


def joined(ranges: Sequence[Range]) -> tuple[Range, ...]:
    """Sorted, disjoint ranges that cover the same characters."""
    result: list[Range] = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def _sorted(spans: Sequence[Span]) -> dict[_Place, list[tuple[int, int, int]]]:
    """Start, end and place in the list of each span, article by article, by start."""
    grouped: dict[_Place, list[tuple[int, int, int]]] = defaultdict(list)
    for index, span in enumerate(spans):
        grouped[span.article, span.version].append((span.start, span.end, index))
    for entries in grouped.values():
        entries.sort()
    return grouped
