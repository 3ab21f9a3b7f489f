"""Ranges of an old text in a new one, by the alignment of their words."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from workbench.domain.span import Range
from workbench.text.alignment import align, tokens
from workbench.text.clean import Folded

_JUMP = 60
"""So many tokens put into the middle of a range still leave it one range."""
_EDGE_RUN = 3
_SHORT = 12
_ISLAND = 3
_TYPO = 0.6


@dataclass(frozen=True, slots=True)
class Projected:
    """Where a range of the old text stands in the new one."""

    start: int
    end: int
    survival: float
    """Share of its letters (of words; of signs if there are no words) that survive there."""


class Projection:
    """Maps ranges of an old text to a new one."""

    def __init__(self, old: str, new: str) -> None:
        """Align both texts (about 0.2 s for 100 KB)."""
        self.old, self.new = old, new
        self.old_tokens, self.new_tokens = tokens(old), tokens(new)
        self.alignment = align(self.old_tokens, self.new_tokens)

    def place(self, start: int, end: int) -> Projected | None:
        """Where `[start, end)` of the old text is now, or None if nothing of it is left.

        Raises:
            ValueError: the range is empty or outside the old text.
        """
        if not 0 <= start < end <= len(self.old):
            raise ValueError(f"[{start}, {end}) is not a range of {len(self.old)} characters")
        first, behind = self.old_tokens.span(start, end)
        group = self._together(first, behind)
        if not group:
            return None
        survival = self._weight(group) / self._weight(range(first, behind))
        low, high = self._ends(group, first, behind)
        return Projected(*self._letters(start, end, low, high), survival)

    def between(self, start: int, end: int) -> Range | None:
        """The part of the new text between the surviving neighbours of an old range.

        Returns:
            None if they are not neighbours any more, or nothing stands between them.
        """
        first, behind = self.old_tokens.span(start, end)
        same, target = self.alignment.same, self.alignment.target
        low = next((target[i] for i in range(first - 1, -1, -1) if same[i]), -1)
        high = next(
            (target[i] for i in range(behind, len(same)) if same[i]), len(self.new_tokens.words)
        )
        if not 0 < high - low - 1 <= 2 * (behind - first) + _JUMP:
            return None
        return self.new_tokens.starts[low + 1], self.new_tokens.ends[high - 1]

    @cached_property
    def fresh(self) -> Folded:
        """The passages of the new text that no old words explain, with their places in it."""
        starts, ends = self.new_tokens.starts, self.new_tokens.ends
        pieces: list[str] = []
        sources = array("l")
        for low, high in _holes(self.alignment.owner):
            if ends[high - 1] - starts[low] >= _SHORT:
                pieces.append(self.new[starts[low] : ends[high - 1]] + "\n")
                sources.extend(range(starts[low], ends[high - 1] + 1))
        sources.append(len(self.new))
        return Folded("".join(pieces), sources)

    def explained(self, start: int, end: int, besides: Range) -> float:
        """How much of `[start, end)` of the new text comes from outside of an old range.

        Returns:
            The share of its words that stood elsewhere in the old text than in `besides`.
        """
        low, high = self.new_tokens.span(start, end)
        first, behind = self.old_tokens.span(*besides)
        owners = self.alignment.owner[low:high]
        foreign = sum(1 for at in owners if at >= 0 and not first <= at < behind)
        return foreign / max(1, len(owners))

    def _together(self, first: int, behind: int) -> list[int]:
        """The surviving tokens of a range that stayed together: the heaviest such group."""
        kept = [i for i in range(first, behind) if self._survives(i)]
        groups: list[list[int]] = [kept[:1]]
        for before, at in pairwise(kept):
            step = self.alignment.target[at] - self.alignment.target[before]
            if 0 < step <= 2 * (at - before) + _JUMP:
                groups[-1].append(at)
            else:
                groups.append([at])
        return max(groups, key=self._weight)

    def _survives(self, old: int) -> bool:
        """Whether a token is still there, or only its spelling changed."""
        new = self.alignment.target[old]
        if new < 0 or self.alignment.same[old]:
            return new >= 0
        return _alike(self.old_tokens.words[old], self.new_tokens.words[new])

    def _weight(self, indices: Sequence[int]) -> float:
        words = self.old_tokens.words
        # Signs weigh little: they survive everywhere.
        return sum(len(words[i]) if words[i][0].isalnum() else 0.1 for i in indices)

    def _ends(self, group: list[int], first: int, behind: int) -> tuple[int, int]:
        """First and last old token of the group, widened over words replaced one by one."""
        low, high = group[0], group[-1]
        if low - first <= _EDGE_RUN:
            low = self._reach(low, first, -1)
        if behind - 1 - high <= _EDGE_RUN:
            high = self._reach(high, behind - 1, 1)
        return low, high

    def _reach(self, at: int, limit: int, step: int) -> int:
        target = self.alignment.target
        best = at
        for i in range(at + step, limit + step, step):
            if target[i] >= 0 and 0 < (target[i] - target[best]) * step <= 2 * _EDGE_RUN:
                best = i
        return best

    def _letters(self, start: int, end: int, low: int, high: int) -> Range:
        """From tokens to code points; a range that began inside a word begins inside it still."""
        old, new = self.old_tokens, self.new_tokens
        first, last = self.alignment.target[low], self.alignment.target[high]
        begin, stop = new.starts[first], new.ends[last]
        if self.alignment.same[low] and start > old.starts[low]:
            begin += start - old.starts[low]
        if self.alignment.same[high] and end < old.ends[high]:
            stop -= old.ends[high] - end
        if stop <= begin:
            begin, stop = new.starts[first], new.ends[last]
        return begin, stop


def project(old: str, new: str) -> Projection:
    """Align two versions of a text, to map ranges of the old one to the new one.

    Words in common that occur once are the fixed points, whatever moved is followed, between them
    words are aligned by Levenshtein distance (see `alignment`).
    """
    return Projection(old, new)


def _holes(owner: Sequence[int]) -> Iterator[Range]:
    """Runs of new tokens without an old owner; up to three owned ones in between count too."""
    begin, last = -1, -1
    for at, old in enumerate(owner):
        if old >= 0:
            continue
        if begin >= 0 and at - last > _ISLAND + 1:
            yield begin, last + 1
            begin = at
        begin = at if begin < 0 else begin
        last = at
    if begin >= 0:
        yield begin, last + 1


def _alike(old: str, new: str) -> bool:
    """Whether one word is a correction of the other."""
    from rapidfuzz.distance import OSA

    if not old[0].isalnum():
        return False
    return OSA.normalized_similarity(old, new, score_cutoff=_TYPO) >= _TYPO
