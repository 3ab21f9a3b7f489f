"""Which spans and links of two reviewers are the same, and how often: matched F1.

Offsets are code points. Spans are compared on the same version of the same article only.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from workbench.domain.errors import BadInput
from workbench.domain.span import Link, Span
from workbench.review.coefficients import krippendorff_alpha
from workbench.review.figure import Figure, undefined
from workbench.review.pairing import Ints, best_of
from workbench.review.ranges import SpanIndex, index, meetings, spread
from workbench.review.ratings import Floats

Match = Literal["exact", "overlap"]

OVERLAP = 0.5
"""Spans are the same if they share this much of the characters that either holds."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A one-to-one pairing: ids on both sides, and what found no partner."""

    pairs: tuple[tuple[str, str], ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]

    @property
    def f1(self) -> Figure:
        """2 × pairs / all; the same from either side. Undefined if there is nothing at all."""
        total = 2 * len(self.pairs) + len(self.only_first) + len(self.only_second)
        if not total:
            return undefined("undefined: neither marked anything")
        return Figure(2 * len(self.pairs) / total, n=total - len(self.pairs))


@dataclass(frozen=True, slots=True, eq=False)
class Paired:
    """A one-to-one pairing by places in two lists."""

    first: Ints
    """Places in the first list, in order, …"""
    second: Ints
    """… and the partner of each in the second."""
    sizes: tuple[int, int]

    @property
    def f1(self) -> Figure:
        """2 × pairs / all; the same from either side. Undefined if there is nothing at all."""
        total = sum(self.sizes)
        if not total:
            return undefined("undefined: neither marked anything")
        return Figure(2 * len(self.first) / total, n=total - len(self.first))

    @property
    def flags(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """For each of both lists, which found a partner."""
        ours, theirs = (np.zeros(size, dtype=np.bool_) for size in self.sizes)
        ours[self.first], theirs[self.second] = True, True
        return ours, theirs

    def alone(self, first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
        """The ids of what found no partner."""
        ours, theirs = self.flags
        return _without(first, ours) + _without(second, theirs)

    def named(self, first: Sequence[str], second: Sequence[str]) -> Matched:
        """The same with ids."""
        pairs = zip(self.first.tolist(), self.second.tolist(), strict=True)
        ours, theirs = self.flags
        return Matched(
            tuple((first[one], second[two]) for one, two in pairs),
            _without(first, ours),
            _without(second, theirs),
        )


def _without(ids: Sequence[str], partner: NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(ids[place] for place in np.flatnonzero(~partner).tolist())


def match_spans(
    first: Sequence[Span],
    second: Sequence[Span],
    how: Match = "overlap",
    *,
    threshold: float = OVERLAP,
) -> Matched:
    """Pair the spans of two reviewers, without regard to labels.

    Args:
        first: one reviewer's spans.
        second: the other's.
        how: `exact` wants the same fragments; `overlap` pairs one to one so that the shared share
            of characters (intersection / union) is greatest in sum.
        threshold: the smallest share that counts as the same place.

    Raises:
        BadInput: if the threshold is not above 0 and up to 1.
    """
    if not 0 < threshold <= 1:
        raise BadInput(f"an overlap of {threshold} is not above 0 and up to 1")
    ours, theirs = index(first), index(second)
    least = 1.0 if how == "exact" else threshold
    return pair_spans(ours, theirs, meetings(ours, theirs), least).named(ours.ids, theirs.ids)


def pair_spans(
    first: SpanIndex, second: SpanIndex, met: tuple[Ints, Ints, Floats], least: float
) -> Paired:
    """Pair spans of which `ranges.meetings` is known, if they share at least `least`."""
    ones, twos, found = met
    enough = found >= least
    chosen = best_of(ones[enough], twos[enough], found[enough])
    return Paired(*chosen, (len(first.ids), len(second.ids)))


def span_f1(
    first: Sequence[Span],
    second: Sequence[Span],
    how: Match = "overlap",
    *,
    threshold: float = OVERLAP,
) -> Figure:
    """F1 of two reviewers' spans; see `match_spans`.

    Raises:
        BadInput: if the threshold is not above 0 and up to 1.
    """
    return match_spans(first, second, how, threshold=threshold).f1


def match_links(
    first: Sequence[Link], second: Sequence[Link], same: Iterable[tuple[str, str]]
) -> Matched:
    """Pair the links of two reviewers whose ends are the same spans, in either direction.

    Of several links between the same ends, those of one relation and direction are paired.

    Args:
        first: one reviewer's links.
        second: the other's.
        same: pairs (first's span id, second's span id) that are the same place; a span that both
            use is the same as itself.
    """
    name, numbers, relations = one_name(same), _Numbers(), _Numbers()
    ours, theirs = (
        LinkTable.of(
            links,
            lambda span: numbers[name.get(span, span)],
            relations.__getitem__,
        )
        for links in (first, second)
    )
    return pair_links(ours, theirs).named(ours.ids, theirs.ids)


class _Numbers(dict[str, int]):
    """Numbers words as they come."""

    def __missing__(self, word: str) -> int:
        return self.setdefault(word, len(self))


@dataclass(frozen=True, slots=True, eq=False)
class LinkTable:
    """Links in numbers."""

    ids: list[str]
    ends: Ints
    """2 × links: the numbers of source and target."""
    relations: Ints

    @classmethod
    def of(
        cls, links: Sequence[Link], span: Callable[[str], int], relation: Callable[[str], int]
    ) -> "LinkTable":
        """Number links.

        Args:
            links: which.
            span: a span's id → its number.
            relation: a relation → its number.
        """
        ends = [[span(item.source) for item in links], [span(item.target) for item in links]]
        return cls(
            [item.id for item in links],
            np.array(ends, dtype=np.int64),
            np.array([relation(item.relation) for item in links], dtype=np.int64),
        )

    def renamed(self, name: Ints) -> "LinkTable":
        """The same with other numbers for the spans: `name[number]`."""
        return LinkTable(self.ids, name[self.ends], self.relations)


def pair_links(first: LinkTable, second: LinkTable) -> Paired:
    """`match_links` of links in numbers, in which the same place has the same number."""
    top = 1 + max(int(table.ends.max(initial=0)) for table in (first, second))
    keys, others = (table.ends.min(0) * top + table.ends.max(0) for table in (first, second))
    order = np.argsort(others, kind="stable")
    low, high = (np.searchsorted(others[order], keys, side=side) for side in ("left", "right"))
    ones, nth = spread(low, high)
    twos = order[nth]
    equal = first.relations[ones] == second.relations[twos]
    aligned = first.ends[0, ones] == second.ends[0, twos]
    chosen = best_of(ones, twos, 1 + 0.2 * equal + 0.1 * aligned)
    return Paired(*chosen, (len(first.ids), len(second.ids)))


def relations_of(
    paired: Paired, first: LinkTable, second: LinkTable, directed: NDArray[np.bool_]
) -> Ints:
    """2 × pairs: the relations on both sides of each pair of links.

    Args:
        paired: from `pair_links`.
        first: one reviewer's links.
        second: the other's.
        directed: relation → whether it reads otherwise from the other end. If the second link runs
            the other way, such a relation gets a number of its own, behind all others.
    """
    ours, theirs = first.relations[paired.first], second.relations[paired.second]
    turned = first.ends[0, paired.first] != second.ends[0, paired.second]
    return np.stack([ours, theirs + len(directed) * (turned & directed[theirs])])


def link_f1(
    first: Sequence[Link], second: Sequence[Link], same: Iterable[tuple[str, str]]
) -> Figure:
    """F1 of finding the same links, whatever relation they carry; see `match_links`."""
    return match_links(first, second, same).f1


def relation_alpha(pairs: Sequence[tuple[str, str]]) -> Figure:
    """Krippendorff's alpha (nominal) on the relations of links that both found."""
    return krippendorff_alpha(list(zip(*pairs, strict=True)))


def one_name(same: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Second's span id → first's, for spans that are the same place; others are not in it."""
    return {two: one for one, two in same}
