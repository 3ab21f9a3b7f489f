"""Agreement of two clusterings: claims as clusters of the spans that carry them."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from workbench.review.figure import Figure, undefined
from workbench.review.pairing import best_pairs

Clustering = Sequence[Collection[Hashable]]
"""Clusters of items; an item may lie in several, and may be missing from the other clustering."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean; `f1` is the same from either side."""

    precision: Figure
    recall: Figure
    f1: Figure


def b_cubed(key: Clustering, response: Clustering) -> Score:
    """B³: for every item, how much of its cluster is rightly there, averaged over items.

    Bagga & Baldwin 1998; items that only one side has count as wrong (Pradhan et al. 2014); for
    items in several clusters the extended form of Amigó et al. 2009, which is the same as plain B³
    where clusters do not overlap.
    """
    ours, theirs = _clusters_of(key), _clusters_of(response)
    if not ours and not theirs:
        return _nothing()
    return _score(
        _extended(theirs, response, ours), len(theirs), _extended(ours, key, theirs), len(ours)
    )


def ceaf_e(key: Clustering, response: Clustering) -> Score:
    """CEAF-e: clusters paired one to one so that their summed Dice likeness is greatest.

    Luo 2005, "On coreference resolution performance metrics", similarity phi 4.
    """
    ours = [set(cluster) for cluster in key if cluster]
    theirs = [set(cluster) for cluster in response if cluster]
    if not ours and not theirs:
        return _nothing()
    likeness = cluster_likeness(ours, theirs)
    total = sum(likeness[pair] for pair in best_pairs(likeness))
    return _score(total, len(theirs), total, len(ours))


def cluster_likeness(
    first: Sequence[set[Hashable]], second: Sequence[set[Hashable]]
) -> dict[tuple[int, int], float]:
    """Dice likeness of the clusters that share an item, by their places in the two lists."""
    homes = _clusters_of(second)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for place, cluster in enumerate(first):
        for item in cluster:
            for home in homes.get(item, ()):
                shared[place, home] += 1
    return {
        (one, two): 2 * count / (len(first[one]) + len(second[two]))
        for (one, two), count in shared.items()
    }


def _nothing() -> Score:
    figure = undefined("undefined: nothing was grouped")
    return Score(figure, figure, figure)


def _score(found: float, answers: int, recalled: float, wanted: int) -> Score:
    none = "undefined: one of the two grouped nothing"
    precision = Figure(found / answers, n=answers) if answers else undefined(none, wanted)
    recall = Figure(recalled / wanted, n=wanted) if wanted else undefined(none, answers)
    if precision.value is None or recall.value is None:
        return Score(precision, recall, Figure(0.0, n=max(answers, wanted)))
    total = precision.value + recall.value
    value = 2 * precision.value * recall.value / total if total else 0.0
    return Score(precision, recall, Figure(value, n=max(answers, wanted)))


def _clusters_of(clustering: Clustering) -> dict[Hashable, set[int]]:
    homes: dict[Hashable, set[int]] = defaultdict(set)
    for place, cluster in enumerate(clustering):
        for item in cluster:
            homes[item].add(place)
    return dict(homes)


def _extended(
    homes: dict[Hashable, set[int]],
    clusters: Clustering,
    other: dict[Hashable, set[int]],
) -> float:
    """Sum over items of the mean multiplicity precision with the items that they share a home with.

    Amigó et al. 2009, section 5.2. An item shares its own homes.
    """
    none: set[int] = set()
    total = 0.0
    for item, places in homes.items():
        neighbours = {near for place in places for near in clusters[place]}
        there = other.get(item, none)
        if there:
            total += sum(
                min(shared, len(there & other.get(near, none))) / shared
                for near in neighbours
                if (shared := len(places & homes[near]))
            ) / len(neighbours)
    return total
