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
    right, recalled = item_scores(key, response)
    return _score(sum(right.values()), len(theirs), sum(recalled.values()), len(ours))


def item_scores(
    key: Clustering, response: Clustering
) -> tuple[dict[Hashable, float], dict[Hashable, float]]:
    """B³ item by item: precision of what the response has, recall of what the key has."""
    ours, theirs = _clusters_of(key), _clusters_of(response)
    return _extended(theirs, response, ours), _extended(ours, key, theirs)


def ceaf_e(key: Clustering, response: Clustering) -> Score:
    """CEAF-e: clusters paired one to one so that their summed Dice likeness is greatest.

    Luo 2005, "On coreference resolution performance metrics", similarity phi 4.
    """
    ours = [set(cluster) for cluster in key if cluster]
    theirs = [set(cluster) for cluster in response if cluster]
    if not ours and not theirs:
        return _nothing()
    total = sum(share for _, _, share in paired_clusters(ours, theirs))
    return _score(total, len(theirs), total, len(ours))


def paired_clusters(
    first: Sequence[Collection[Hashable]], second: Sequence[Collection[Hashable]]
) -> list[tuple[int, int, float]]:
    """The pairing of CEAF-e: places in both lists, and the Dice likeness."""
    likeness = cluster_likeness(first, second)
    return [(one, two, likeness[one, two]) for one, two in best_pairs(likeness)]


def cluster_likeness(
    first: Sequence[Collection[Hashable]], second: Sequence[Collection[Hashable]]
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
) -> dict[Hashable, float]:
    """Each item's mean multiplicity precision with the items that it shares a home with.

    Amigó et al. 2009, section 5.2. An item shares its own homes; one that the other side has
    nowhere scores 0.
    """
    none: set[int] = set()
    scores: dict[Hashable, float] = {}
    for item, places in homes.items():
        there = other.get(item, none)
        scores[item] = 0.0
        if there:
            neighbours = {near for place in places for near in clusters[place]}
            scores[item] = sum(
                min(shared, len(there & other.get(near, none))) / shared
                for near in neighbours
                if (shared := len(places & homes[near]))
            ) / len(neighbours)
    return scores
