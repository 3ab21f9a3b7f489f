"""Agreement on marks: every pair, all together, and the intervals of both."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from workbench.review.bootstrap import Bootstrap
from workbench.review.figure import Figure, undefined
from workbench.review.mark_figures import MarkFigures
from workbench.review.mark_intervals import Intervals, intervals
from workbench.review.mark_pairs import Compared, compare, relation_figure, unitized
from workbench.review.mark_sums import Sums
from workbench.review.marks import Cases, Marks, Own


class PairMarks:
    """Compares pairs of reviewers; a pair that marked the same at two stages is compared once."""

    def __init__(self, bootstrap: Bootstrap | None = None) -> None:
        """Nothing is compared yet; without a bootstrap no intervals are drawn."""
        self._bootstrap = bootstrap
        self._known: dict[tuple[str, str, Cases], tuple[Own, Own, Compared]] = {}
        self._drawn: dict[tuple[Compared, ...], tuple[list[MarkFigures], MarkFigures]] = {}

    def __call__(self, marks: Marks, first: str, second: str) -> Compared:
        """Compare what two reviewers marked, in the cases in which both took part."""
        nowhere: Cases = frozenset()
        cases = marks.cases.get(first, nowhere) & marks.cases.get(second, nowhere)
        sides = marks.side(first, cases), marks.side(second, cases)
        known = self._known.get((first, second, cases))
        if known is None or known[:2] != (sides[0].own, sides[1].own):
            known = (sides[0].own, sides[1].own, compare(sides, cases, marks))
            self._known[first, second, cases] = known
        return known[2]

    def figures(
        self, marks: Marks, pairs: Sequence[Compared]
    ) -> tuple[list[MarkFigures], MarkFigures]:
        """The figures of each pair and of all, with intervals where they are asked for."""
        key = tuple(pairs)
        if key not in self._drawn:
            overall, sums = average(marks, pairs)
            alone = [pair.figures for pair in pairs]
            if self._bootstrap is not None:
                drawn = intervals([pair.sums for pair in pairs], sums, self._bootstrap)
                alone = [_with(*both) for both in zip(alone, drawn[:-1], strict=True)]
                overall = _with(overall, drawn[-1])
            self._drawn[key] = alone, overall
        return self._drawn[key]


def _with(figures: MarkFigures, found: Intervals) -> MarkFigures:
    """The figures that have a value, with their intervals."""
    known = {name: getattr(figures, name) for name in found}
    return replace(
        figures,
        **{
            name: replace(figure, interval=found[name])
            for name, figure in known.items()
            if figure.value is not None
        },
    )


def average(marks: Marks, pairs: Sequence[Compared]) -> tuple[MarkFigures, Sums]:
    """All reviewers: means over the pairs; alpha_U and the relation's alpha over everything."""
    alone = [pair.figures for pair in pairs]
    relations = [np.zeros((2, 0), dtype=np.int64), *(pair.relations for pair in pairs)]
    everybody = list(marks.cases.values())
    cases = frozenset.intersection(*everybody) if everybody else frozenset()
    sides = [marks.side(name, cases) for name in marks.cases]
    known = None
    if pairs and all(own == cases for own in everybody):
        known = np.sum([pair.sums.columns["apart"] for pair in pairs], axis=0)
    alpha_u, apart = unitized(sides, cases, marks, known)
    columns = apart.columns(
        marks.ground.places, [marks.ground.places.of[side.numbers] for side in sides]
    )
    figures = MarkFigures(
        _mean([pair.spans_exact for pair in alone]),
        _mean([pair.spans_overlap for pair in alone]),
        alpha_u,
        _mean([pair.links for pair in alone]),
        relation_figure(np.concatenate(relations, axis=1)),
        _mean([pair.b_cubed for pair in alone]),
        _mean([pair.ceaf_e for pair in alone]),
        spans_alone=_union(pair.spans_alone for pair in alone),
        links_alone=_union(pair.links_alone for pair in alone),
        links_differing=_union(pair.links_differing for pair in alone),
        claims_differing=_union(pair.claims_differing for pair in alone),
    )
    return figures, Sums(columns, apart.scale)


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
