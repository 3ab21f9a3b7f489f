"""alpha_U, whatever the data."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.errors import BadInput
from workbench.review.agreement import Figure, alpha_u

few = settings(max_examples=12, deadline=None)


def same(one: Figure, two: Figure) -> bool:
    if one.value is None or two.value is None:
        return one.value == two.value and one.reason == two.reason
    return math.isclose(one.value, two.value, abs_tol=1e-9)


@st.composite
def marked(draw: st.DrawFn) -> list[list[tuple[int, int, str]]]:
    unit = st.tuples(st.integers(0, 90), st.integers(1, 10), st.sampled_from("xy"))
    row = st.lists(unit, max_size=5).map(lambda us: [(b, b + n, c) for b, n, c in us])
    return draw(st.lists(row, min_size=2, max_size=4))


@few
@given(rows=marked(), rng=st.randoms(use_true_random=False))
def test_alpha_u_does_not_depend_on_the_order_of_reviewers_or_units(
    rows: list[list[tuple[int, int, str]]], rng: random.Random
) -> None:
    shuffled = [rng.sample(row, len(row)) for row in rng.sample(rows, len(rows))]
    assert same(alpha_u(rows, 100), alpha_u(shuffled, 100))


@few
@given(row=marked().map(lambda rows: rows[0]))
def test_alpha_u_of_identical_reviewers_is_1_or_undefined(row: list[tuple[int, int, str]]) -> None:
    figure = alpha_u([row, row], 100)
    assert figure.value == pytest.approx(1) if row else figure.value is None


@few
@given(rows=marked())
def test_alpha_u_takes_a_repeated_unit_as_one(rows: list[list[tuple[int, int, str]]]) -> None:
    assert same(alpha_u(rows, 100), alpha_u([row + row for row in rows], 100))


@few
@given(rows=marked())
def test_alpha_u_does_not_depend_on_where_the_continuum_begins(
    rows: list[list[tuple[int, int, str]]],
) -> None:
    moved = [[(b + 7, e + 7, c) for b, e, c in row] for row in rows]
    assert same(alpha_u(rows, 100), alpha_u(moved, 100, begin=7))


def test_alpha_u_without_any_unit_says_so() -> None:
    assert alpha_u([[], []], 100).reason == "undefined: nothing was marked"


def test_alpha_u_where_chance_can_not_disagree_is_undefined() -> None:
    assert alpha_u([[(0, 1, "")]] * 2, 1).reason == "undefined: chance can't disagree here"


@pytest.mark.parametrize("unit", [(-1, 2, ""), (5, 5, ""), (8, 11, "")])
def test_a_unit_outside_the_continuum_is_refused(unit: tuple[int, int, str]) -> None:
    with pytest.raises(BadInput, match=r"is not inside \[0, 10\)"):
        alpha_u([[unit], []], 10)
