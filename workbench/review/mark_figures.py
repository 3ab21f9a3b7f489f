"""Agreement on what was marked: spans, links, and claims as clusters of spans."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from workbench.review.clusters import b_cubed, ceaf_e
from workbench.review.figure import Figure, undefined
from workbench.review.marks import Cases, Marks, Own, Side
from workbench.review.matching import (
    match_links,
    matched_spans,
    one_name,
    relation_alpha,
    relation_pairs,
)
from workbench.review.ranges import shares
from workbench.review.unitizing import unitizing_figures


@dataclass(frozen=True, slots=True)
class MarkFigures:
    """How far marks agree, and which do not."""

    spans_exact: Figure
    """F1 of spans with the same fragments."""
    spans_overlap: Figure
    """F1 of spans that share at least half of their characters (`matching.OVERLAP`)."""
    alpha_u: Figure
    """Krippendorff's alpha_U on spans with their labels."""
    links: Figure
    """F1 of links between the same spans."""
    relations: Figure
    """Krippendorff's alpha on the relations of links that both found."""
    b_cubed: Figure
    """Claims as clusters of spans, F1 of B³."""
    ceaf_e: Figure
    """Claims as clusters of spans, F1 of CEAF-e."""
    spans_alone: tuple[str, ...] = ()
    """Spans (by overlap) that only one of the two has."""
    links_alone: tuple[str, ...] = ()
    """Links that only one of the two has."""
    links_differing: tuple[tuple[str, str], ...] = ()
    """Links that both have, with different relations."""
    claims_differing: tuple[str, ...] = ()
    """Claims that no claim of the other equals, span for span."""
    relation_pairs: tuple[tuple[str, str], ...] = ()
    """The relations of all links that both found."""


class PairMarks:
    """Compares pairs of reviewers; a pair that marked the same at two stages is compared once."""

    def __init__(self) -> None:
        """Nothing is compared yet."""
        self._known: dict[tuple[str, str, Cases], tuple[Own, Own, MarkFigures]] = {}

    def __call__(self, marks: Marks, first: str, second: str) -> MarkFigures:
        """Compare what two reviewers marked, in the cases in which both took part."""
        nowhere: Cases = frozenset()
        cases = marks.cases.get(first, nowhere) & marks.cases.get(second, nowhere)
        sides = marks.side(first, cases), marks.side(second, cases)
        known = self._known.get((first, second, cases))
        if known is None or known[:2] != (sides[0].own, sides[1].own):
            known = (sides[0].own, sides[1].own, _compare(sides, cases, marks))
            self._known[first, second, cases] = known
        return known[2]


def _compare(sides: tuple[Side, Side], cases: Cases, marks: Marks) -> MarkFigures:
    one, two = (side.own for side in sides)
    spans = sides[0].spans, sides[1].spans
    found = shares(*spans)
    exact = matched_spans(*spans, "exact", found=found)
    same = matched_spans(*spans, "overlap", found=found)
    links = match_links(one.links, two.links, same.pairs)
    by_id = {link.id: link for link in (*one.links, *two.links)}
    relations = relation_pairs(links, by_id, same.pairs, marks.directed)
    ours, theirs = (_clusters(own, marks, same.pairs) for own in (one, two))
    return MarkFigures(
        exact.f1,
        same.f1,
        _alpha_u(sides, cases, marks),
        links.f1,
        _relations(relations),
        b_cubed(list(ours.values()), list(theirs.values())).f1,
        ceaf_e(list(ours.values()), list(theirs.values())).f1,
        spans_alone=same.only_first + same.only_second,
        links_alone=links.only_first + links.only_second,
        links_differing=tuple(
            pair for pair, (a, b) in zip(links.pairs, relations, strict=True) if a != b
        ),
        claims_differing=_differing(ours, theirs),
        relation_pairs=relations,
    )


def average(marks: Marks, pairs: Sequence[MarkFigures]) -> MarkFigures:
    """All reviewers: means over the pairs; alpha_U and the relation's alpha over everything."""
    everybody = list(marks.cases.values())
    cases = frozenset.intersection(*everybody) if everybody else frozenset()
    sides = [marks.side(name, cases) for name in marks.cases]
    relations = [pair for figures in pairs for pair in figures.relation_pairs]
    return MarkFigures(
        _mean([pair.spans_exact for pair in pairs]),
        _mean([pair.spans_overlap for pair in pairs]),
        _alpha_u(sides, cases, marks),
        _mean([pair.links for pair in pairs]),
        _relations(relations),
        _mean([pair.b_cubed for pair in pairs]),
        _mean([pair.ceaf_e for pair in pairs]),
        spans_alone=_union(pair.spans_alone for pair in pairs),
        links_alone=_union(pair.links_alone for pair in pairs),
        links_differing=_union(pair.links_differing for pair in pairs),
        claims_differing=_union(pair.claims_differing for pair in pairs),
        relation_pairs=tuple(relations),
    )


def _alpha_u(sides: Sequence[Side], cases: Cases, marks: Marks) -> Figure:
    cuts = [side.cut for side in sides if side.cut is not None]
    if not cuts:
        return undefined("undefined: there is no article in which all took part")
    return unitizing_figures(cuts, marks.length(cases)).overall


def _clusters(own: Own, marks: Marks, same: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Claim → its spans, those at the ends of its links included; claims without spans left out."""
    name = one_name(same).get
    found = {}
    for claim in own.claims:
        ends = (end for link in claim.links for end in marks.ends.get(link, ()))
        spans = frozenset(name(span, span) for span in (*claim.spans, *ends))
        if spans:
            found[claim.id] = spans
    return found


def _differing(
    ours: Mapping[str, frozenset[str]], theirs: Mapping[str, frozenset[str]]
) -> tuple[str, ...]:
    both = set(ours.values()) & set(theirs.values())
    return tuple(
        claim for side in (ours, theirs) for claim, spans in side.items() if spans not in both
    )


def _relations(pairs: Sequence[tuple[str, str]]) -> Figure:
    if not pairs:
        return undefined("undefined: no link was found by two reviewers")
    return relation_alpha(pairs)


def _mean(figures: Sequence[Figure]) -> Figure:
    """Mean of the figures that have a value; the first reason if none has."""
    values = [figure.value for figure in figures if figure.value is not None]
    n = sum(figure.n for figure in figures)
    if not values:
        return undefined(figures[0].reason if figures else "undefined: fewer than two reviewers", n)
    return Figure(sum(values) / len(values), n=n)


_Any = TypeVar("_Any")


def _union(parts: Iterable[Iterable[_Any]]) -> tuple[_Any, ...]:
    return tuple(dict.fromkeys(item for part in parts for item in part))
