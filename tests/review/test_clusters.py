"""Clusterings, and the best pairing that CEAF and span matching rest on."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.review.agreement import b_cubed, ceaf_e
from workbench.review.pairing import best_pairs

few = settings(max_examples=20, deadline=None)


@st.composite
def clusterings(draw: st.DrawFn) -> tuple[list[set[int]], list[set[int]]]:
    cluster = st.sets(st.integers(0, 12), min_size=1, max_size=5)
    side = st.lists(cluster, min_size=1, max_size=5)
    return draw(side), draw(side)


@few
@given(sides=clusterings())
def test_cluster_f1_is_the_same_from_either_side(sides: tuple[list[set[int]], ...]) -> None:
    for measure in (b_cubed, ceaf_e):
        one, two = measure(sides[0], sides[1]), measure(sides[1], sides[0])
        assert one.f1.value == pytest.approx(two.f1.value)
        assert one.precision.value == pytest.approx(two.recall.value)


@few
@given(sides=clusterings())
def test_equal_clusterings_give_1_in_any_order(sides: tuple[list[set[int]], ...]) -> None:
    distinct = list({frozenset(cluster): cluster for cluster in sides[0]}.values())
    assert b_cubed(distinct, distinct[::-1]).f1.value == pytest.approx(1)
    assert ceaf_e(distinct, distinct[::-1]).f1.value == pytest.approx(1)


@few
@given(sides=clusterings())
def test_cluster_scores_lie_between_0_and_1(sides: tuple[list[set[int]], ...]) -> None:
    for measure in (b_cubed, ceaf_e):
        score = measure(*sides)
        for figure in (score.precision, score.recall, score.f1):
            assert figure.value is not None
            assert 0 <= figure.value <= 1 + 1e-12


def test_b_cubed_with_an_item_in_two_clusters() -> None:
    # Amigó et al. 2009, section 5.2: an item that should share two clusters with its fellow and
    # shares one has full precision and half the recall for that pair.
    score = b_cubed([{"a", "b"}, {"a", "b"}], [{"a", "b"}])
    assert (score.precision.value, score.recall.value) == (1, 0.5)


def test_nothing_grouped_is_undefined() -> None:
    assert b_cubed([], []).f1.reason == "undefined: nothing was grouped"


def test_one_side_grouping_nothing_scores_0() -> None:
    assert ceaf_e([{1}], []).f1.value == 0


@few
@given(table=st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=1, max_size=5))
def test_the_pairing_is_the_best_there_is(table: list[list[int]]) -> None:
    edges = {(i, j): float(n) for i, row in enumerate(table) for j, n in enumerate(row)}
    pairs = best_pairs(edges)
    padded = [*range(4), *[None] * len(table)]
    best = max(
        sum(table[i][j] for i, j in enumerate(columns) if j is not None)
        for columns in itertools.permutations(padded, len(table))
    )
    assert sum(edges[pair] for pair in pairs) == best
    assert _is_one_to_one(pairs)


def _is_one_to_one(pairs: Sequence[tuple[int, int]]) -> bool:
    rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
    return len(set(rows)) == len(rows) and len(set(columns)) == len(columns)
