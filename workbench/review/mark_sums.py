"""Agreement on marks as sums over places: what a bootstrap needs to draw its intervals.

Every figure on marks is a function of a few sums, and each mark adds to them at its own place. F1
of spans, for example, is how many spans of both reviewers have a partner / how many there are.
A column holds one number for each place.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.review.clusters import item_scores, paired_clusters
from workbench.review.matching import LinkTable, Paired
from workbench.review.pairing import Ints
from workbench.review.places import Places
from workbench.review.ratings import Floats

Columns = dict[str, Floats]
Groups = tuple[Sequence[Collection[int]], Sequence[Collection[int]]]
"""The claims of two reviewers, each as the numbers of its spans."""


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """What stands at each place."""

    columns: Mapping[str, Floats]
    scale: float
    """Sum of distances → 1 - alpha_U; 0 where that is undefined."""

    @property
    def weight(self) -> float:
        """Mean distance at a marked place → 1 - alpha_U."""
        return self.scale * float(self.columns["marked"].sum())


@dataclass(frozen=True, slots=True, eq=False)
class Apart:
    """How far the units of reviewers are apart at each place."""

    by_place: Floats
    scale: float

    def columns(self, places: Places, at: Sequence[Ints]) -> Columns:
        """`apart`: the distances; `marked`: 1 where one of the reviewers has a span.

        Args:
            places: all.
            at: for each reviewer the places of the spans.
        """
        marked = np.zeros(places.count)
        for own in at:
            marked[own] = 1
        return {"apart": self.by_place, "marked": marked}


def span_sums(places: Places, at: tuple[Ints, Ints], exact: Paired, same: Paired) -> Columns:
    """`spans`, and how many of them have a partner: `exact`, `overlap`."""
    both = np.concatenate(at)
    return {
        "spans": places.sum_of(both),
        "exact": places.sum_of(both, np.concatenate(exact.flags)),
        "overlap": places.sum_of(both, np.concatenate(same.flags)),
    }


def link_sums(
    places: Places, tables: tuple[LinkTable, LinkTable], paired: Paired, relations: Ints
) -> Columns:
    """`links`, those with a partner (`found`), and the relations of these.

    `differ` counts pairs with two relations, `relation N` how often either link has relation N. A
    link stands at the first of the places of its ends.
    """
    first, second = (places.of[table.ends].min(axis=0) for table in tables)
    both = np.concatenate([first, second])
    at = first[paired.first]
    columns = {
        "links": places.sum_of(both),
        "found": places.sum_of(both, np.concatenate(paired.flags)),
        "differ": places.sum_of(at, relations[0] != relations[1]),
    }
    for relation in np.unique(relations).tolist():
        columns[f"relation {relation}"] = places.sum_of(at, (relations == relation).sum(axis=0))
    return columns


def claim_sums(places: Places, groups: Groups) -> Columns:
    """What B³ and CEAF-e sum up.

    `right` / `answers` is the precision of B³, `recalled` / `wanted` its recall, each span at its
    place; `alike` / `claims` is F1 of CEAF-e, each claim at the first place of its spans.
    """
    right, recalled = item_scores(*groups)
    columns: Columns = {}
    for name, size, scores in (("right", "answers", right), ("recalled", "wanted", recalled)):
        at = places.of[np.array(list(scores), dtype=np.int64)]
        columns[size] = places.sum_of(at)
        columns[name] = places.sum_of(at, np.array(list(scores.values()), dtype=np.float64))
    first, second = groups
    at = np.array([places.of[list(group)].min() for group in (*first, *second)], dtype=np.int64)
    alike = np.zeros(len(at))
    for one, two, share in paired_clusters(first, second):
        alike[one] += share
        alike[len(first) + two] += share
    return {**columns, "claims": places.sum_of(at), "alike": places.sum_of(at, alike)}
