"""What holds for every coefficient, whatever the data."""

import math
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.errors import BadInput
from workbench.review.agreement import (
    Figure,
    Ratings,
    brennan_prediger,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from workbench.review.figure import ALL_EQUAL, NO_PAIRS

pytestmark = pytest.mark.slow

few = settings(max_examples=8, deadline=None)

Rows = list[list[int | None]]

COEFFICIENTS: dict[str, Callable[[Ratings], Figure]] = {
    "nominal alpha": krippendorff_alpha,
    "ordinal alpha": lambda ratings: krippendorff_alpha(ratings, "ordinal"),
    "interval alpha": lambda ratings: krippendorff_alpha(ratings, "interval"),
    "ratio alpha": lambda ratings: krippendorff_alpha(ratings, "ratio"),
    "percent": percent_agreement,
    "fleiss": fleiss_kappa,
    "conger": conger_kappa,
    "ac1": gwet_ac1,
    "brennan-prediger": brennan_prediger,
}

every = pytest.mark.parametrize("name", COEFFICIENTS)


@st.composite
def ratings(draw: st.DrawFn, *, missing: bool = True) -> Rows:
    reviewers = draw(st.integers(2, 5))
    units = draw(st.integers(1, 12))
    rating = st.integers(0, 4)
    cell = st.one_of(st.none(), rating) if missing else rating
    row = st.lists(cell, min_size=units, max_size=units)
    return draw(st.lists(row, min_size=reviewers, max_size=reviewers))


def same(one: Figure, two: Figure) -> bool:
    if one.value is None or two.value is None:
        return one.value == two.value and one.reason == two.reason
    return math.isclose(one.value, two.value, abs_tol=1e-9) and one.n == two.n


@every
@few
@given(rows=ratings(), rng=st.randoms(use_true_random=False))
def test_the_order_of_reviewers_does_not_matter(name: str, rows: Rows, rng: random.Random) -> None:
    shuffled = rng.sample(rows, len(rows))
    assert same(COEFFICIENTS[name](rows), COEFFICIENTS[name](shuffled))


@every
@few
@given(rows=ratings(), rng=st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(name: str, rows: Rows, rng: random.Random) -> None:
    order = rng.sample(range(len(rows[0])), len(rows[0]))
    shuffled = [[row[unit] for unit in order] for row in rows]
    assert same(COEFFICIENTS[name](rows), COEFFICIENTS[name](shuffled))


@every
@few
@given(row=st.lists(st.integers(0, 4), min_size=1, max_size=12), reviewers=st.integers(2, 4))
def test_identical_reviewers_give_1_or_undefined(name: str, row: list[int], reviewers: int) -> None:
    figure = COEFFICIENTS[name]([row] * reviewers)
    if len(set(row)) > 1 or name == "percent":
        assert figure.value == pytest.approx(1)
    else:
        assert (figure.value, figure.reason) == (None, "undefined: all values equal")


@every
@few
@given(rows=ratings())
def test_no_coefficient_exceeds_1(name: str, rows: Rows) -> None:
    figure = COEFFICIENTS[name](rows)
    assert figure.value is None or figure.value <= 1 + 1e-12


@every
@few
@given(rows=ratings())
def test_a_figure_without_a_value_has_a_reason_and_only_that(name: str, rows: Rows) -> None:
    figure = COEFFICIENTS[name](rows)
    assert (figure.value is None) == figure.reason.startswith("undefined: ")


@few
@given(rows=ratings(missing=False))
def test_nominal_measures_do_not_depend_on_what_labels_are_called(rows: Rows) -> None:
    named = [[None if x is None else f"label {9 - x}" for x in row] for row in rows]
    for measure in (krippendorff_alpha, fleiss_kappa, gwet_ac1, percent_agreement):
        assert same(measure(rows), measure(named))


@few
@given(rows=ratings())
def test_ordinal_alpha_depends_on_order_alone(rows: Rows) -> None:
    stretched = [[None if x is None else x**3 + 0.5 for x in row] for row in rows]
    assert same(krippendorff_alpha(rows, "ordinal"), krippendorff_alpha(stretched, "ordinal"))


@few
@given(rows=ratings())
def test_interval_alpha_does_not_depend_on_zero_and_unit(rows: Rows) -> None:
    moved = [[None if x is None else 2000 + 0.25 * x for x in row] for row in rows]
    assert same(krippendorff_alpha(rows, "interval"), krippendorff_alpha(moved, "interval"))


@few
@given(rows=ratings(missing=False))
def test_kappa_of_two_reviewers_does_not_change_when_they_swap(rows: Rows) -> None:
    assert same(cohen_kappa(rows[0], rows[1]), cohen_kappa(rows[1], rows[0]))


def test_units_with_one_rating_count_for_nothing_in_alpha() -> None:
    rows = [[1, 2, 1, None], [1, 2, 2, None]]
    longer = [[*rows[0], 3], [*rows[1], None]]
    assert krippendorff_alpha(longer) == krippendorff_alpha(rows)
    assert krippendorff_alpha(longer).n == 3


def test_unanimous_ratings_are_undefined_for_ac1_unless_the_labels_on_offer_are_told() -> None:
    unanimous = [["yes"] * 3, ["yes"] * 3]
    assert gwet_ac1(unanimous) == Figure(None, ALL_EQUAL, 0)
    assert gwet_ac1(unanimous, categories=("yes", "no")).value == 1


def test_nothing_judged_twice_is_undefined() -> None:
    for measure in COEFFICIENTS.values():
        assert measure([[1, None], [None, 2]]).reason == NO_PAIRS


@pytest.mark.parametrize("rows", [[], [[], []], [[1, 2]], [[None], [None]]])
def test_empty_and_single_rows_are_undefined(rows: Rows) -> None:
    for measure in COEFFICIENTS.values():
        assert measure(rows).value is None


def test_nan_is_a_missing_rating() -> None:
    assert krippendorff_alpha([[1, 2, math.nan], [1, 2, 3.0]]) == krippendorff_alpha(
        [[1, 2, None], [1, 2, 3]]
    )


def test_rows_of_unequal_length_are_refused() -> None:
    with pytest.raises(BadInput, match="rows of ratings have 1 to 2 units; give every reviewer"):
        krippendorff_alpha([[1, 2], [1]])


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(BadInput, match="'rank' is no level of measurement; choose one of: nominal"):
        krippendorff_alpha([[1], [1]], "rank")  # type: ignore[arg-type]


def test_words_have_no_place_on_an_ordinal_scale() -> None:
    with pytest.raises(BadInput, match="'high' has no place on an ordinal scale; give ranks"):
        krippendorff_alpha([["high"], ["low"]], "ordinal")


def test_a_ratio_scale_has_nothing_below_zero() -> None:
    with pytest.raises(BadInput, match="-1 is below the zero of a ratio scale"):
        krippendorff_alpha([[-1], [2]], "ratio")
