"""Which spans and links of two reviewers are the same, and how often: matched F1.

Offsets are code points. Spans are compared on the same version of the same article only.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.domain.errors import BadInput
from workbench.domain.span import Link, Span
from workbench.review.coefficients import krippendorff_alpha
from workbench.review.figure import Figure, undefined
from workbench.review.pairing import best_pairs
from workbench.review.ranges import SpanIndex, index, shares

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
    return matched_spans(index(first), index(second), how, threshold=threshold)


def matched_spans(
    first: SpanIndex,
    second: SpanIndex,
    how: Match = "overlap",
    *,
    threshold: float = OVERLAP,
    found: Mapping[tuple[int, int], float] | None = None,
) -> Matched:
    """`match_spans` for spans that are indexed; `found` is what `ranges.shares` gave for them.

    Raises:
        BadInput: if the threshold is not above 0 and up to 1.
    """
    if not 0 < threshold <= 1:
        raise BadInput(f"an overlap of {threshold} is not above 0 and up to 1")
    least = 1 if how == "exact" else threshold
    likeness = shares(first, second) if found is None else found
    return _matched(
        {pair: share for pair, share in likeness.items() if share >= least},
        first.ids,
        second.ids,
    )


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

    Args:
        first: one reviewer's links.
        second: the other's.
        same: pairs (first's span id, second's span id) that are the same place; a span that both
            use is the same as itself.
    """
    name = one_name(same)
    ours, theirs = (_named_ends(links, name) for links in (first, second))
    by_ends: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, (source, target) in enumerate(theirs):
        by_ends[(source, target) if source < target else (target, source)].append(place)
    likeness: dict[tuple[int, int], float] = {}
    for place, (source, target) in enumerate(ours):
        key = (source, target) if source < target else (target, source)
        for other in by_ends.get(key, ()):
            # Of several links between the same ends, those of one relation and direction first.
            equal = second[other].relation == first[place].relation
            aligned = theirs[other][0] == source
            likeness[place, other] = 1 + 0.2 * equal + 0.1 * aligned
    return _matched(likeness, [link.id for link in first], [link.id for link in second])


def link_f1(
    first: Sequence[Link], second: Sequence[Link], same: Iterable[tuple[str, str]]
) -> Figure:
    """F1 of finding the same links, whatever relation they carry; see `match_links`."""
    return match_links(first, second, same).f1


def relation_pairs(
    matched: Matched,
    links: Mapping[str, Link],
    same: Iterable[tuple[str, str]],
    directed: frozenset[str] = frozenset(),
) -> tuple[tuple[str, str], ...]:
    """The relations on both sides of each matched pair of links.

    Args:
        matched: from `match_links`.
        links: both reviewers' links by id.
        same: pairs of span ids that are the same place.
        directed: relations that read otherwise from the other end; if the second reviewer's link
            runs the other way, such a relation is written with a `^` behind it.
    """
    name = one_name(same)
    result = []
    for left, right in ((links[one], links[two]) for one, two in matched.pairs):
        relation = right.relation
        if relation in directed:
            (ours, _), (theirs, _) = _named_ends((left, right), name)
            relation += "^" * (ours != theirs)
        result.append((left.relation, relation))
    return tuple(result)


def relation_alpha(pairs: Sequence[tuple[str, str]]) -> Figure:
    """Krippendorff's alpha (nominal) on the relations of links that both found."""
    return krippendorff_alpha(list(zip(*pairs, strict=True)))


def one_name(same: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Second's span id → first's, for spans that are the same place; others are not in it."""
    return {two: one for one, two in same}


def _named_ends(links: Sequence[Link], name: Mapping[str, str]) -> list[tuple[str, str]]:
    get = name.get
    return [(get(link.source, link.source), get(link.target, link.target)) for link in links]


def _matched(
    likeness: Mapping[tuple[int, int], float], first: list[str], second: list[str]
) -> Matched:
    pairs = best_pairs(likeness)
    rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
    return Matched(
        tuple((first[row], second[column]) for row, column in pairs),
        tuple(id_ for place, id_ in enumerate(first) if place not in rows),
        tuple(id_ for place, id_ in enumerate(second) if place not in columns),
    )
