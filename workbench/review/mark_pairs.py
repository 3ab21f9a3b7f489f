"""Two reviewers' spans, links and claims compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from workbench.review.clusters import b_cubed, ceaf_e
from workbench.review.coefficients import krippendorff_alpha
from workbench.review.figure import Figure, undefined
from workbench.review.mark_figures import MarkFigures
from workbench.review.mark_sums import Apart, Sums, claim_sums, link_sums, span_sums
from workbench.review.marks import Cases, Marks, Own, Side
from workbench.review.matching import OVERLAP, pair_links, pair_spans, relations_of
from workbench.review.pairing import Ints
from workbench.review.ranges import meetings
from workbench.review.ratings import Coded, Floats
from workbench.review.unitizing import alpha_of, chance_and_units, distances, per_pair


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Two reviewers' marks compared, and what a bootstrap needs to know of them."""

    figures: MarkFigures
    """Without intervals."""
    relations: Ints
    """2 × links that both found: the numbers of their relations on both sides."""
    sums: Sums


def compare(sides: tuple[Side, Side], cases: Cases, marks: Marks) -> Compared:
    """Compare what two reviewers marked in some cases."""
    one, two = sides
    met = meetings(one.spans, two.spans)
    exact = pair_spans(one.spans, two.spans, met, 1.0)
    same = pair_spans(one.spans, two.spans, met, OVERLAP)
    name = np.arange(len(marks.ground.places.of))
    name[two.numbers[same.second]] = one.numbers[same.first]
    tables = one.links.renamed(name), two.links.renamed(name)
    paired = pair_links(*tables)
    relations = relations_of(paired, *tables, marks.ground.directed)
    ours, theirs = (_clusters(side.own, marks, name) for side in sides)
    groups = list(ours.values()), list(theirs.values())
    alpha_u, apart = unitized(sides, cases, marks)
    figures = MarkFigures(
        exact.f1,
        same.f1,
        alpha_u,
        paired.f1,
        relation_figure(relations),
        b_cubed(*groups).f1,
        ceaf_e(*groups).f1,
        spans_alone=same.alone(one.spans.ids, two.spans.ids),
        links_alone=paired.alone(one.links.ids, two.links.ids),
        links_differing=tuple(
            (one.links.ids[paired.first[place]], two.links.ids[paired.second[place]])
            for place in np.flatnonzero(relations[0] != relations[1]).tolist()
        ),
        claims_differing=_differing(ours, theirs),
    )
    at = marks.ground.places.of[one.numbers], marks.ground.places.of[two.numbers]
    columns = {
        **apart.columns(marks.ground.places, at),
        **span_sums(marks.ground.places, at, exact, same),
        **link_sums(marks.ground.places, tables, paired, relations),
        **claim_sums(marks.ground.places, groups),
    }
    return Compared(figures, relations, Sums(columns, apart.scale))


def unitized(
    sides: Sequence[Side], cases: Cases, marks: Marks, by_place: Floats | None = None
) -> tuple[Figure, Apart]:
    """alpha_U over some cases, and by how much reviewers are apart at each place.

    Args:
        sides: the reviewers.
        cases: the cases.
        marks: everybody's.
        by_place: how far apart they are, where that is known.
    """
    cuts = [side.cut for side in sides if side.cut is not None]
    if len(cuts) < 2:
        few = "fewer than two reviewers" if cuts else "there is no article in which all took part"
        return undefined(f"undefined: {few}"), Apart(np.zeros(marks.ground.places.count), 0.0)
    if by_place is None:
        by_place = np.zeros(marks.ground.places.count)
        for one, two in combinations(cuts, 2):
            where, apart = distances(one, two)
            by_place += marks.ground.places.sum_of(marks.places_at(where, cases), apart)
    length = marks.length(cases)
    expected, units = chance_and_units(cuts, length)
    share = per_pair(len(cuts), length)
    figure = alpha_of(float(by_place.sum()) * share, expected, units)
    return figure, Apart(by_place, share / expected if figure.value is not None else 0.0)


def relation_figure(pairs: Ints) -> Figure:
    """Krippendorff's alpha (nominal) on relations: 2 × links that both found, in numbers."""
    if not pairs.size:
        return undefined("undefined: no link was found by two reviewers")
    return krippendorff_alpha(Coded(pairs, tuple(range(int(pairs.max()) + 1))))


def _clusters(own: Own, marks: Marks, name: Ints) -> dict[str, frozenset[int]]:
    """Claim → its spans, those at the ends of its links included; claims without spans left out.

    Spans are numbers; `name` gives those that are the same place one number.
    """
    number, found = marks.ground.places.number, {}
    for claim in own.claims:
        ends = (end for link in claim.links for end in marks.ground.ends.get(link, ()))
        spans = frozenset(int(name[number[span]]) for span in (*claim.spans, *ends))
        if spans:
            found[claim.id] = spans
    return found


def _differing(
    ours: Mapping[str, frozenset[int]], theirs: Mapping[str, frozenset[int]]
) -> tuple[str, ...]:
    both = set(ours.values()) & set(theirs.values())
    return tuple(
        claim for side in (ours, theirs) for claim, spans in side.items() if spans not in both
    )
