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
from workbench.review.ranges import shares

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
    if not 0 < threshold <= 1:
        raise BadInput(f"an overlap of {threshold} is not above 0 and up to 1")
    likeness = {
        pair: share
        for pair, share in shares(first, second).items()
        if (share == 1 if how == "exact" else share >= threshold)
    }
    return _matched(likeness, [span.id for span in first], [span.id for span in second])


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
        same: pairs (first's span id, second's span id) that are the same place.
    """
    partner = dict(same)
    by_ends: dict[frozenset[str], list[int]] = defaultdict(list)
    for place, link in enumerate(second):
        by_ends[frozenset((link.source, link.target))].append(place)
    likeness: dict[tuple[int, int], float] = {}
    for place, link in enumerate(first):
        source, target = partner.get(link.source), partner.get(link.target)
        if source is None or target is None:
            continue
        for other in by_ends[frozenset((source, target))]:
            # Of several links between the same ends, those of one direction and relation first.
            aligned = second[other].source == source
            equal = second[other].relation == link.relation
            likeness[place, other] = 1 + 0.2 * equal + 0.1 * aligned
    return _matched(likeness, [link.id for link in first], [link.id for link in second])


def link_f1(
    first: Sequence[Link], second: Sequence[Link], same: Iterable[tuple[str, str]]
) -> Figure:
    """F1 of finding the same links, whatever relation they carry; see `match_links`."""
    return match_links(first, second, same).f1


def relation_pairs(
    matched: Matched,
    first: Mapping[str, Link],
    second: Mapping[str, Link],
    same: Iterable[tuple[str, str]],
    directed: frozenset[str] = frozenset(),
) -> tuple[tuple[str, str], ...]:
    """The relations on both sides of each matched pair of links.

    Args:
        matched: from `match_links`.
        first: one reviewer's links by id.
        second: the other's.
        same: pairs of span ids that are the same place.
        directed: relations that read otherwise from the other end; if the second reviewer's link
            runs the other way, such a relation is written with a `^` behind it.
    """
    partner = dict(same)
    result = []
    for one, two in matched.pairs:
        left, right = first[one], second[two]
        turned = partner[left.source] != right.source and right.relation in directed
        result.append((left.relation, right.relation + "^" if turned else right.relation))
    return tuple(result)


def relation_alpha(pairs: Sequence[tuple[str, str]]) -> Figure:
    """Krippendorff's alpha (nominal) on the relations of links that both found."""
    return krippendorff_alpha(list(zip(*pairs, strict=True)))


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
