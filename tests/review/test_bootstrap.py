"""Bootstrap intervals."""

import random
from collections.abc import Callable

import pytest

from workbench.domain.errors import BadInput
from workbench.review.agreement import (
    Bootstrap,
    Figure,
    brennan_prediger,
    conger_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)

Rows = list[list[int | None]]

COEFFICIENTS: dict[str, Callable[[Rows, Bootstrap], Figure]] = {
    "nominal alpha": lambda rows, how: krippendorff_alpha(rows, bootstrap=how),
    "ordinal alpha": lambda rows, how: krippendorff_alpha(rows, "ordinal", bootstrap=how),
    "interval alpha": lambda rows, how: krippendorff_alpha(rows, "interval", bootstrap=how),
    "ratio alpha": lambda rows, how: krippendorff_alpha(rows, "ratio", bootstrap=how),
    "percent": lambda rows, how: percent_agreement(rows, bootstrap=how),
    "fleiss": lambda rows, how: fleiss_kappa(rows, bootstrap=how),
    "conger": lambda rows, how: conger_kappa(rows, bootstrap=how),
    "ac1": lambda rows, how: gwet_ac1(rows, bootstrap=how),
    "brennan-prediger": lambda rows, how: brennan_prediger(rows, bootstrap=how),
}


def noisy(units: int, seed: int = 3) -> Rows:
    rng = random.Random(seed)
    truth = [rng.randrange(3) for _ in range(units)]
    return [[t if rng.random() < 0.8 else rng.randrange(3) for t in truth] for _ in range(3)]


@pytest.mark.parametrize("name", COEFFICIENTS)
def test_the_interval_holds_the_value_and_narrows_with_more_units(name: str) -> None:
    few, many = (COEFFICIENTS[name](noisy(units), Bootstrap(300)) for units in (40, 400))
    assert width(many) < width(few)


def width(figure: Figure) -> float:
    assert figure.interval is not None
    assert figure.value is not None
    low, high = figure.interval
    assert low <= figure.value <= high
    return high - low


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    rows = noisy(50)
    first, again, other = (
        krippendorff_alpha(rows, bootstrap=Bootstrap(seed=seed)).interval for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


def test_the_interval_does_not_depend_on_how_many_units_are_alike() -> None:
    # 90 % of the resampled means of a fair coin with n = 100 lie within about 0.5 +- 0.08.
    rows: Rows = [[0, 1] * 50, [0, 0] * 50]
    figure = percent_agreement(rows, bootstrap=Bootstrap(4000, coverage=0.9))
    assert figure.interval == pytest.approx((0.418, 0.582), abs=0.02)


def test_no_interval_where_most_resamples_are_undefined() -> None:
    assert krippendorff_alpha([[1, 2], [1, 2]], bootstrap=Bootstrap(200)).interval is None


@pytest.mark.parametrize("bad", [{"resamples": 0}, {"coverage": 1.0}])
def test_a_bootstrap_that_gives_no_interval_is_refused(bad: dict[str, float]) -> None:
    with pytest.raises(BadInput):
        Bootstrap(**bad)  # type: ignore[arg-type]
