"""Agreement on labels: alpha, the kappas, AC1, percent, each from units × values counts.

Every coefficient is written once, for a table of weights (resamples × different units): with how
often each unit occurs it is the value, with bootstrap rows the interval.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from workbench.review.bootstrap import Bootstrap, interval
from workbench.review.figure import ALL_EQUAL, NO_PAIRS, Figure, undefined
from workbench.review.ratings import Coded, Floats, Level, Ratings, Value, code, distinct, positions

_Expected = Callable[[Floats], Floats]
"""Weights (resamples × different units) → agreement expected by chance in each resample."""


def krippendorff_alpha(
    ratings: Ratings | Coded, level: Level = "nominal", *, bootstrap: Bootstrap | None = None
) -> Figure:
    """Krippendorff's alpha: 1 - observed disagreement / expected disagreement.

    Any number of reviewers, with missing ratings (Krippendorff 2004, *Content Analysis*, 2nd ed.,
    section 11.3; Hayes & Krippendorff 2007). Units with fewer than two ratings count for nothing;
    `n` is the number of the others.

    Args:
        ratings: rows are reviewers, columns units, None where a rating is missing.
        level: how far values are apart. `nominal` takes strings; `ordinal` takes ranks, and the
            distances follow from how often each is used.
        bootstrap: how to draw an interval, over units.

    Returns:
        Undefined if no unit has two ratings, or if all values are equal: without variation there
        is nothing to agree about.

    Raises:
        BadInput: for rows of unequal length, or values that do not fit the level.
    """
    coded = _coded(ratings, level)
    counts, times = _judged_by(2, coded)
    if not len(counts):
        return undefined(NO_PAIRS)

    def alpha(weights: Floats) -> Floats:
        totals = weights @ counts
        observed, expected = _DISAGREEMENT[level](weights, counts, totals, coded.values)
        return _ratio(expected - observed, expected, totals)

    return _figure(alpha, times, int(times.sum()), bootstrap)


def percent_agreement(ratings: Ratings | Coded, *, bootstrap: Bootstrap | None = None) -> Figure:
    """The share of pairs of ratings of the same unit that are equal, averaged over units.

    Units with fewer than two ratings are left out. Not corrected for chance.
    """
    counts, times = _judged_by(2, _coded(ratings))
    if not len(counts):
        return undefined(NO_PAIRS)
    agreeing = _agreeing(counts)

    def share(weights: Floats) -> Floats:
        result: Floats = weights @ agreeing / weights.sum(axis=1)
        return result

    return _figure(share, times, int(times.sum()), bootstrap)


def cohen_kappa(
    first: Sequence[Value | None],
    second: Sequence[Value | None],
    *,
    bootstrap: Bootstrap | None = None,
) -> Figure:
    """Cohen's kappa of two reviewers (Cohen 1960), over the units that both rated.

    Raises:
        BadInput: if the two are not equally long.
    """
    return conger_kappa(code((first, second)).complete(), bootstrap=bootstrap)


def conger_kappa(ratings: Ratings | Coded, *, bootstrap: Bootstrap | None = None) -> Figure:
    """Cohen's kappa for several reviewers, each with their own habits (Conger 1980).

    With missing ratings as in Gwet (2014, *Handbook of Inter-Rater Reliability*, 4th ed., ch. 2).
    """
    coded = _coded(ratings)
    active = coded.codes[(coded.codes >= 0).any(axis=1)]
    units, times = distinct(active.T[(active >= 0).any(axis=0)])
    labels = np.arange(len(coded.values))
    tables = [np.equal.outer(row, labels).astype(np.float64) for row in units.T]

    def expected(weights: Floats) -> Floats:
        shares = np.stack([_shares(weights @ table) for table in tables])
        reviewers = len(tables)
        spread = shares.var(axis=0, ddof=1) if reviewers > 1 else np.zeros_like(shares[0])
        chance: Floats = (shares.mean(axis=0) ** 2 - spread / reviewers).sum(axis=1)
        return chance

    return _chance_corrected(Coded(units.T, coded.values).counts, times, expected, bootstrap)


def fleiss_kappa(ratings: Ratings | Coded, *, bootstrap: Bootstrap | None = None) -> Figure:
    """Fleiss' kappa of many reviewers (Fleiss 1971); of two reviewers it is Scott's pi (1955).

    With missing ratings as in Gwet (2014, ch. 2): a unit with one rating tells how often a value is
    used, but nothing of agreement.
    """
    counts, times = _judged_by(1, _coded(ratings))

    def expected(weights: Floats) -> Floats:
        chance: Floats = (_prevalence(weights, counts) ** 2).sum(axis=1)
        return chance

    return _chance_corrected(counts, times, expected, bootstrap)


def gwet_ac1(
    ratings: Ratings | Coded,
    *,
    categories: Sequence[Value] = (),
    bootstrap: Bootstrap | None = None,
) -> Figure:
    """Gwet's AC1, which stays high where nearly all units deserve the same label (Gwet 2008).

    Args:
        ratings: rows are reviewers, columns units, None where a rating is missing.
        categories: the labels on offer, used or not. Without them only the labels that occur count,
            and unanimous ratings are undefined; with them unanimous ratings give 1.
        bootstrap: how to draw an interval, over units.
    """
    coded = _coded(ratings, categories=categories)
    labels = len(coded.values)
    if labels < 2:
        return undefined(ALL_EQUAL if labels else NO_PAIRS)
    counts, times = _judged_by(1, coded)

    def expected(weights: Floats) -> Floats:
        shares = _prevalence(weights, counts)
        chance: Floats = (shares * (1 - shares)).sum(axis=1) / (labels - 1)
        return chance

    return _chance_corrected(counts, times, expected, bootstrap)


def brennan_prediger(
    ratings: Ratings | Coded,
    *,
    categories: Sequence[Value] = (),
    bootstrap: Bootstrap | None = None,
) -> Figure:
    """Agreement corrected by 1/labels (Brennan & Prediger 1981); of two reviewers Bennett's S."""
    coded = _coded(ratings, categories=categories)
    labels = len(coded.values)
    if labels < 2:
        return undefined(ALL_EQUAL if labels else NO_PAIRS)
    counts, times = _judged_by(1, coded)
    return _chance_corrected(
        counts, times, lambda weights: np.full(len(weights), 1 / labels), bootstrap
    )


def _coded(
    ratings: Ratings | Coded, level: Level = "nominal", categories: Sequence[Value] = ()
) -> Coded:
    return ratings if isinstance(ratings, Coded) else code(ratings, level, categories)


def _judged_by(least: int, coded: Coded) -> tuple[Floats, NDArray[np.int64]]:
    """The different units (counts of values) with at least so many ratings; how often each is."""
    counts = coded.counts
    return distinct(counts[counts.sum(axis=1) >= least])


def _chance_corrected(
    counts: Floats, times: NDArray[np.int64], expected: _Expected, how: Bootstrap | None
) -> Figure:
    """(observed - expected) / (1 - expected), over units that anybody rated."""
    pairable = (counts.sum(axis=1) >= 2).astype(np.float64)
    if not pairable.any():
        return undefined(NO_PAIRS)
    agreeing = _agreeing(counts)

    def kappa(weights: Floats) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            observed = weights @ agreeing / (weights @ pairable)
            chance = expected(weights)
            corrected: Floats = (observed - chance) / (1 - chance)
        corrected[chance >= 1 - 1e-12] = np.nan
        return corrected

    return _figure(kappa, times, int(pairable @ times), how)


def _figure(
    statistic: Callable[[Floats], Floats],
    times: NDArray[np.int64],
    n: int,
    how: Bootstrap | None,
) -> Figure:
    value = float(statistic(times[None, :].astype(np.float64))[0])
    if np.isnan(value):
        return undefined(ALL_EQUAL, n)
    return Figure(value, n=n, interval=interval(statistic, times, how))


def _agreeing(counts: Floats) -> Floats:
    """For each unit the share of its pairs of ratings that are equal; 0 without a pair."""
    ratings = counts.sum(axis=1)
    pairs = np.maximum(ratings * (ratings - 1), 1)
    share: Floats = (counts * (counts - 1)).sum(axis=1) / pairs
    return share


def _prevalence(weights: Floats, counts: Floats) -> Floats:
    """How often each value is used, every unit weighing the same: resamples × values."""
    shares = counts / counts.sum(axis=1, keepdims=True)
    used: Floats = weights @ shares / weights.sum(axis=1, keepdims=True)
    return used


def _shares(table: Floats) -> Floats:
    """Rows that sum to 1; NaN where a resample holds nothing of this reviewer."""
    with np.errstate(invalid="ignore"):
        shares: Floats = table / table.sum(axis=1, keepdims=True)
    return shares


def _ratio(part: Floats, whole: Floats, totals: Floats) -> Floats:
    """`part / whole`, NaN in resamples in which fewer than two values occur."""
    varied = (totals > 0).sum(axis=1) >= 2
    result = np.full(len(part), np.nan)
    np.divide(part, whole, out=result, where=varied & (whole > 0))
    return result


def _nominal(
    weights: Floats, counts: Floats, totals: Floats, _values: tuple[Value, ...]
) -> tuple[Floats, Floats]:
    """Observed and expected disagreement, both times the number of ratings."""
    ratings = counts.sum(axis=1)
    observed = weights @ ((ratings**2 - (counts**2).sum(axis=1)) / (ratings - 1))
    n = totals.sum(axis=1)
    return observed, (n**2 - (totals**2).sum(axis=1)) / (n - 1)


def _interval(
    weights: Floats, counts: Floats, totals: Floats, values: tuple[Value, ...]
) -> tuple[Floats, Floats]:
    places = positions(values)
    return _squared(weights, counts, totals, (places - places.mean())[None, :])


def _ordinal(
    weights: Floats, counts: Floats, totals: Floats, _values: tuple[Value, ...]
) -> tuple[Floats, Floats]:
    # The ordinal distance is the squared difference of the values' mid-ranks.
    return _squared(weights, counts, totals, np.cumsum(totals, axis=1) - totals / 2)


def _squared(
    weights: Floats, counts: Floats, totals: Floats, places: Floats
) -> tuple[Floats, Floats]:
    """Disagreement as squared difference of places (1 or resamples × values)."""
    others = counts.sum(axis=1) - 1
    squares = (places**2 * (weights @ (counts * ((others + 1) / others)[:, None]))).sum(axis=1)
    sums = (weights / others * (counts @ places.T).T ** 2).sum(axis=1)
    n = totals.sum(axis=1)
    expected = n * (totals * places**2).sum(axis=1) - (totals * places).sum(axis=1) ** 2
    return 2 * (squares - sums), 2 * expected / (n - 1)


def _ratio_scale(
    weights: Floats, counts: Floats, totals: Floats, values: tuple[Value, ...]
) -> tuple[Floats, Floats]:
    places = positions(values)
    sums = np.add.outer(places, places)
    distance = (np.subtract.outer(places, places) / np.where(sums > 0, sums, 1)) ** 2
    observed = weights @ ((counts * (counts @ distance)).sum(axis=1) / (counts.sum(axis=1) - 1))
    return observed, (totals * (totals @ distance)).sum(axis=1) / (totals.sum(axis=1) - 1)


_Disagreement = Callable[[Floats, Floats, Floats, tuple[Value, ...]], tuple[Floats, Floats]]
_DISAGREEMENT: dict[Level, _Disagreement] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
    "ratio": _ratio_scale,
}
