"""Scrolling two articles in step: which place of one stands beside which place of the other.

Shared links give pairs of offsets. Those that keep the order of both articles are the fixed points;
between two of them places are interpolated. The pane that the reader scrolls leads, the other one
follows to the mapped offset, and never leads back.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from workbench.domain.span import Range


class Steps:
    """The places of two texts that stand beside each other; offsets are code points."""

    __slots__ = ("_left", "_right")

    def __init__(self, pairs: Iterable[Range], left_length: int, right_length: int) -> None:
        """Choose the fixed points.

        Args:
            pairs: `(offset in the left text, offset in the right text)` of each shared link.
            left_length: Code points of the left text.
            right_length: Code points of the right text.
        """
        inside = {
            (left, right)
            for left, right in pairs
            if 0 < left < left_length and 0 < right < right_length
        }
        points = [(0, 0), *rising(inside), (left_length, right_length)]
        self._left = [left for left, _ in points]
        self._right = [right for _, right in points]

    def to_right(self, offset: int) -> int:
        """The place of the right text beside a place of the left one."""
        return _interpolate(offset, self._left, self._right)

    def to_left(self, offset: int) -> int:
        """The place of the left text beside a place of the right one."""
        return _interpolate(offset, self._right, self._left)


def rising(pairs: Iterable[Range]) -> list[Range]:
    """The longest choice of pairs in which both offsets rise: links that cross are left out."""
    tails: list[int] = []
    ends: list[int] = []
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    before: list[int] = []
    for index, (_, right) in enumerate(ordered):
        place = bisect_left(tails, right)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [right]
        ends[place : place + 1] = [index]
    chosen: list[Range] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chosen.append(ordered[index])
        index = before[index]
    return chosen[::-1]


def _interpolate(offset: int, source: list[int], target: list[int]) -> int:
    index = min(max(bisect_right(source, offset) - 1, 0), len(source) - 2)
    low, high = source[index], source[index + 1]
    share = (min(max(offset, low), high) - low) / (high - low) if high > low else 0.0
    return target[index] + round(share * (target[index + 1] - target[index]))
