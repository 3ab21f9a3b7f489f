"""Percentile bootstrap over units (Efron & Tibshirani 1993, ch. 13), all resamples at once.

Units that were rated alike are interchangeable, so that a resample is a row of weights, one for
each different unit, and a coefficient that is a function of sums over units is computed for all
resamples by one product of matrices.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from workbench.domain.errors import BadInput
from workbench.review.ratings import Floats

_CELLS = 1_000_000
"""At most so many weights at a time: 8 MB."""


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """How to draw an interval; the same seed gives the same interval.

    Raises:
        BadInput: if there are no resamples, or the coverage is not between 0 and 1.
    """

    resamples: int = 1000
    seed: int = 0
    coverage: float = 0.95

    def __post_init__(self) -> None:
        """Refuse what can't be drawn."""
        if self.resamples < 1:
            raise BadInput(f"{self.resamples} resamples give no interval", hint="1000 is usual")
        if not 0 < self.coverage < 1:
            raise BadInput(f"a coverage of {self.coverage} is not between 0 and 1")


def interval(
    statistic: Callable[[Floats], Floats], times: NDArray[np.int64], how: Bootstrap | None
) -> tuple[float, float] | None:
    """Draw the interval of a statistic.

    Args:
        statistic: weights (resamples × different units) → one value a resample, NaN if undefined.
        times: how often each different unit occurs.
        how: None draws nothing.

    Returns:
        Lower and upper end; None if not asked for, with fewer than two units, or if the statistic
        is undefined in half of the resamples or more. The undefined resamples are left out.
    """
    units = int(times.sum())
    if how is None or units < 2:
        return None
    kinds = tuple(times.tolist())
    return ends(np.concatenate([statistic(weights) for weights in _drawn(kinds, how)]), how)


def resampled(sums: Floats, how: Bootstrap) -> Floats:
    """Sums over units, of each resample.

    Args:
        sums: units × columns.
        how: how often to draw.

    Returns:
        Resamples × columns.
    """
    kinds = (1,) * len(sums)
    return np.concatenate([weights @ sums for weights in _drawn(kinds, how)])


def ends(values: Floats, how: Bootstrap) -> tuple[float, float] | None:
    """The interval that resampled values fall in; NaN is an undefined one.

    Returns:
        Lower and upper end; None if half of the values or more are undefined.
    """
    values = np.sort(values[~np.isnan(values)])
    if len(values) * 2 <= how.resamples:
        return None
    # Quantiles by linear interpolation, as `numpy.quantile`, at a tenth of its overhead.
    tail = (1 - how.coverage) / 2
    last = len(values) - 1
    low, high = np.interp([tail * last, (1 - tail) * last], np.arange(last + 1), values)
    return float(low), float(high)


def _drawn(times: tuple[int, ...], how: Bootstrap) -> Iterator[Floats]:
    """All resamples, as many at a time as fit in memory."""
    step = max(1, _CELLS // sum(times))
    for start in range(0, how.resamples, step):
        yield _resamples(times, min(step, how.resamples - start), how.seed, start)


@lru_cache(maxsize=8)
def _resamples(times: tuple[int, ...], count: int, seed: int, start: int) -> Floats:
    """Resamples × different units; cached because a report asks for the same ones again."""
    rng = np.random.default_rng((seed, start))
    units, kinds = sum(times), len(times)
    if kinds * 4 < units:
        return rng.multinomial(units, np.array(times) / units, size=count).astype(np.float64)
    kind = np.repeat(np.arange(kinds), times)
    cells = kind[rng.integers(0, units, (count, units))] + np.arange(count)[:, None] * kinds
    drawn = np.bincount(cells.ravel(), minlength=count * kinds)
    return drawn.reshape(count, kinds).astype(np.float64)
