"""Ranges of an old text in a new one, by the alignment of their words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from workbench.domain.span import Range
from workbench.text.alignment import align, tokens

_NEAR = 8
_NEIGHBOUR = 0.1
_JUMP = 60
"""So many tokens put into the middle of a range still leave it one range."""
_EDGE_RUN = 3
_FEW = 4
_STEM = 5
_BUCKET = 8
_MOST_COPIES = 40
_MOST_WINDOWS = 3
_LEAST_VOTE = 0.35
_TYPO = 0.6


@dataclass(frozen=True, slots=True)
class Projected:
    """Where a range of the old text stands in the new one."""

    start: int
    end: int
    survival: float
    """Share of its letters, or of its words, that survive there."""


class Projection:
    """Maps ranges of an old text to a new one."""

    def __init__(self, old: str, new: str, *, moves: bool = True) -> None:
        """Align both texts (about 0.2 s for 100 KB); without `moves`, in order only."""
        self.old, self.new = old, new
        self.old_tokens, self.new_tokens = tokens(old), tokens(new)
        self.alignment = align(self.old_tokens, self.new_tokens, moves=moves)

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
        survival = self._survival(group, range(first, behind))
        low, high = self._ends(group, first, behind)
        return Projected(*self._letters(start, end, low, high), survival)

    def between(self, start: int, end: int) -> Range | None:
        """The part of the new text between the surviving neighbours of an old range.

        Returns:
            None if they are not neighbours any more, or nothing stands between them.
        """
        first, behind = self.old_tokens.span(start, end)
        before, after = self._neighbours
        low, high = before[first], after[behind]
        if not 0 < high - low - 1 <= 2 * (behind - first) + _JUMP:
            return None
        return self.new_tokens.starts[low + 1], self.new_tokens.ends[high - 1]

    @cached_property
    def _neighbours(self) -> tuple[list[int], list[int]]:
        """For each old token and the end: where the kept one before it, and from it on, is now."""
        same, target = self.alignment.same, self.alignment.target
        before, after = [-1], [len(self.new_tokens.words)]
        for i, kept in enumerate(same):
            before.append(target[i] if kept else before[-1])
        for i in range(len(same) - 1, -1, -1):
            after.append(target[i] if same[i] else after[-1])
        return before, after[::-1]

    def alike(self, start: int, end: int) -> Iterator[Range]:
        """Unexplained passages of the new text that share words with an old range, best first."""
        first, behind = self.old_tokens.span(start, end)
        words = self.old_tokens.words[first:behind]
        votes: dict[int, int] = {}
        for at, word in enumerate(words):
            for new in self._unexplained.get(word[:_STEM].lower(), ())[:_MOST_COPIES]:
                votes[(new - at) // _BUCKET] = votes.get((new - at) // _BUCKET, 0) + len(word)
        both = {bucket: votes[bucket] + votes.get(bucket + 1, 0) for bucket in votes}
        least = _LEAST_VOTE * sum(len(word) for word in words if len(word) > 2)
        for bucket in sorted(both, key=lambda bucket: -both[bucket])[:_MOST_WINDOWS]:
            if both[bucket] >= least:
                low = min(max(0, bucket * _BUCKET), len(self.new_tokens.words) - 1)
                high = min(low + len(words) + _BUCKET, len(self.new_tokens.words))
                yield self.new_tokens.starts[low], self.new_tokens.ends[high - 1]

    @cached_property
    def _unexplained(self) -> dict[str, list[int]]:
        """Beginnings of the new words that no old words explain → where they stand."""
        places: dict[str, list[int]] = {}
        for at, owner in enumerate(self.alignment.owner):
            word = self.new_tokens.words[at]
            if owner < 0 and len(word) > 2:
                places.setdefault(word[:_STEM].lower(), []).append(at)
        return places

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
        """The surviving tokens of a range that stayed together.

        The heaviest of the groups that lie close, and its neighbours as far as they weigh enough
        to be more than a chance likeness and nothing longer stands in between.
        """
        kept = [i for i in range(first, behind) if self._survives(i)]
        groups: list[list[int]] = [kept[:1]]
        for before, at in pairwise(kept):
            if 0 < self._step(before, at) <= 2 * (at - before) + _NEAR:
                groups[-1].append(at)
            else:
                groups.append([at])
        centre = max(range(len(groups)), key=lambda index: self._weight(groups[index]))
        found = groups[centre]
        least = _NEIGHBOUR * self._weight(kept)
        for index in range(centre - 1, -1, -1):
            if self._weight(groups[index]) >= least and self._joins(groups[index][-1], found[0]):
                found = groups[index] + found
        for index in range(centre + 1, len(groups)):
            if self._weight(groups[index]) >= least and self._joins(found[-1], groups[index][0]):
                found = found + groups[index]
        return found

    def _step(self, before: int, at: int) -> int:
        return self.alignment.target[at] - self.alignment.target[before]

    def _joins(self, before: int, at: int) -> bool:
        return 0 < self._step(before, at) <= 2 * (at - before) + _JUMP

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

    def _survival(self, group: list[int], all_of_it: Sequence[int]) -> float:
        """By letters, or by words where that is more: long words are replaced as easily as short.

        Of a few words the letters decide alone: half of them may be an article and a preposition.
        """
        by_letters = self._weight(group) / self._weight(all_of_it)
        words = self._count(all_of_it)
        return max(by_letters, self._count(group) / words) if words >= _FEW else by_letters

    def _count(self, indices: Sequence[int]) -> int:
        return sum(1 for i in indices if self.old_tokens.words[i][0].isalnum())

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
            if target[i] >= 0 and 0 < (target[i] - target[best]) * step <= abs(i - best) + 1:
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
            return new.starts[first], new.ends[last]
        return self._with_blanks(start, end, begin, stop)

    def _with_blanks(self, start: int, end: int, begin: int, stop: int) -> Range:
        """The new range with the blanks that the old one began and ended with, if still there."""
        quote = self.old[start:end]
        ahead = quote[: len(quote) - len(quote.lstrip())]
        behind = quote[len(quote.rstrip()) :]
        if ahead and self.new[max(0, begin - len(ahead)) : begin] == ahead:
            begin -= len(ahead)
        if behind and self.new[stop : stop + len(behind)] == behind:
            stop += len(behind)
        return begin, stop


def project(old: str, new: str) -> Projection:
    """Align two versions of a text, to map ranges of the old one to the new one.

    Words in common that occur once are the fixed points, whatever moved is followed, between them
    words are aligned by Levenshtein distance (see `alignment`).
    """
    return Projection(old, new)


def _alike(old: str, new: str) -> bool:
    """Whether one word is a correction of the other."""
    from rapidfuzz.distance import OSA

    if not old[0].isalnum():
        return False
    return OSA.normalized_similarity(old, new, score_cutoff=_TYPO) >= _TYPO
