"""Percentile bootstrap over units (Efron & Tibshirani 1993, ch. 13), all resamples at once.

A resample of n units is a row of n multiplicities, so that a coefficient that is a function of sums
over units is computed for every resample by one product of matrices.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from workbench.domain.errors import BadInput
from workbench.review.ratings import Floats

_CELLS = 1_000_000
"""At most so many multiplicities at a time: 8 MB."""


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
    statistic: Callable[[Floats], Floats], units: int, how: Bootstrap | None
) -> tuple[float, float] | None:
    """Draw the interval of a statistic.

    Args:
        statistic: multiplicities (resamples × units) → one value per resample, NaN if undefined.
        units: how many units there are.
        how: None draws nothing.

    Returns:
        Lower and upper end; None if not asked for, or if the statistic is undefined in more than
        half of the resamples. The undefined resamples are left out.
    """
    if how is None or units < 2:
        return None
    step = max(1, _CELLS // units)
    parts = [
        statistic(_multiplicities(units, min(step, how.resamples - start), how.seed, start))
        for start in range(0, how.resamples, step)
    ]
    values = np.concatenate(parts)
    values = values[~np.isnan(values)]
    if len(values) * 2 <= how.resamples:
        return None
    tail = (1 - how.coverage) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return float(low), float(high)


@lru_cache(maxsize=8)
def _multiplicities(units: int, resamples: int, seed: int, start: int) -> Floats:
    """Resamples × units; cached because a report asks for the same ones again and again."""
    draws = np.random.default_rng((seed, start)).integers(0, units, (resamples, units))
    draws += np.arange(resamples)[:, None] * units
    counts = np.bincount(draws.ravel(), minlength=resamples * units)
    table: Floats = counts.reshape(resamples, units).astype(np.float64)
    table.flags.writeable = False
    return table
