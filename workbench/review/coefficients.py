"""Agreement on labels: alpha, the kappas, AC1, percent, each from units × values counts.

Every coefficient is written once, for a table of multiplicities (resamples × units): with one row
of ones it is the value, with bootstrap rows the interval.
"""

from collections.abc import Callable, Sequence

import numpy as np

from workbench.review.bootstrap import Bootstrap, interval
from workbench.review.figure import ALL_EQUAL, NO_PAIRS, Figure, undefined
from workbench.review.ratings import Coded, Floats, Level, Ratings, Value, code, positions

_Expected = Callable[[Floats], Floats]
"""Multiplicities (resamples × units) → agreement expected by chance in each resample."""


def krippendorff_alpha(
    ratings: Ratings, level: Level = "nominal", *, bootstrap: Bootstrap | None = None
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
    coded = code(ratings, level)
    counts = coded.counts
    counts = counts[counts.sum(axis=1) >= 2]
    if not len(counts):
        return undefined(NO_PAIRS)

    def alpha(weights: Floats) -> Floats:
        totals = weights @ counts
        observed, expected = _DISAGREEMENT[level](weights, counts, totals, coded.values)
        return _ratio(expected - observed, expected, totals)

    return _figure(alpha, len(counts), len(counts), bootstrap)


def percent_agreement(ratings: Ratings, *, bootstrap: Bootstrap | None = None) -> Figure:
    """The share of pairs of ratings of the same unit that are equal, averaged over units.

    Units with fewer than two ratings are left out. Not corrected for chance.
    """
    counts = code(ratings).counts
    counts = counts[counts.sum(axis=1) >= 2]
    if not len(counts):
        return undefined(NO_PAIRS)
    agreeing = _agreeing(counts)

    def share(weights: Floats) -> Floats:
        result: Floats = weights @ agreeing / weights.sum(axis=1)
        return result

    return _figure(share, len(counts), len(counts), bootstrap)


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
    codes = code((first, second)).codes
    both = np.flatnonzero((codes >= 0).all(axis=0)).tolist()
    rows = [[row[unit] for unit in both] for row in (first, second)]
    return conger_kappa(rows, bootstrap=bootstrap)


def conger_kappa(ratings: Ratings, *, bootstrap: Bootstrap | None = None) -> Figure:
    """Cohen's kappa for several reviewers, each with their own habits (Conger 1980).

    With missing ratings as in Gwet (2014, *Handbook of Inter-Rater Reliability*, 4th ed., ch. 2).
    """
    coded = code(ratings)
    rated = (coded.codes >= 0).any(axis=0)
    tables = [
        np.equal.outer(row[rated], np.arange(len(coded.values))).astype(np.float64)
        for row in coded.codes
        if (row >= 0).any()
    ]

    def expected(weights: Floats) -> Floats:
        shares = np.stack([_shares(weights @ table) for table in tables])
        reviewers = len(tables)
        spread = shares.var(axis=0, ddof=1) if reviewers > 1 else np.zeros_like(shares[0])
        chance: Floats = (shares.mean(axis=0) ** 2 - spread / reviewers).sum(axis=1)
        return chance

    return _chance_corrected(coded, expected, bootstrap)


def fleiss_kappa(ratings: Ratings, *, bootstrap: Bootstrap | None = None) -> Figure:
    """Fleiss' kappa of many reviewers (Fleiss 1971); of two reviewers it is Scott's pi (1955).

    With missing ratings as in Gwet (2014, ch. 2): a unit with one rating tells how often a value is
    used, but nothing of agreement.
    """
    coded = code(ratings)
    prevalence = _prevalence(coded)
    return _chance_corrected(
        coded, lambda weights: (prevalence(weights) ** 2).sum(axis=1), bootstrap
    )


def gwet_ac1(
    ratings: Ratings, *, categories: Sequence[Value] = (), bootstrap: Bootstrap | None = None
) -> Figure:
    """Gwet's AC1, which stays high where nearly all units deserve the same label (Gwet 2008).

    Args:
        ratings: rows are reviewers, columns units, None where a rating is missing.
        categories: the labels on offer, used or not. Without them only the labels that occur count,
            and unanimous ratings are undefined; with them unanimous ratings give 1.
        bootstrap: how to draw an interval, over units.
    """
    coded = code(ratings, categories=categories)
    labels = len(coded.values)
    if labels < 2:
        return undefined(ALL_EQUAL if labels else NO_PAIRS)
    prevalence = _prevalence(coded)

    def expected(weights: Floats) -> Floats:
        shares = prevalence(weights)
        chance: Floats = (shares * (1 - shares)).sum(axis=1) / (labels - 1)
        return chance

    return _chance_corrected(coded, expected, bootstrap)


def brennan_prediger(
    ratings: Ratings, *, categories: Sequence[Value] = (), bootstrap: Bootstrap | None = None
) -> Figure:
    """Agreement corrected by 1/labels (Brennan & Prediger 1981); of two reviewers Bennett's S."""
    coded = code(ratings, categories=categories)
    labels = len(coded.values)
    if labels < 2:
        return undefined(ALL_EQUAL if labels else NO_PAIRS)
    return _chance_corrected(coded, lambda weights: np.full(len(weights), 1 / labels), bootstrap)


def _chance_corrected(coded: Coded, expected: _Expected, how: Bootstrap | None) -> Figure:
    """(observed - expected) / (1 - expected); `expected` sees the units that anybody rated."""
    counts = coded.counts
    counts = counts[counts.sum(axis=1) >= 1]
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

    return _figure(kappa, len(counts), int(pairable.sum()), how)


def _figure(
    statistic: Callable[[Floats], Floats], units: int, n: int, how: Bootstrap | None
) -> Figure:
    value = float(statistic(np.ones((1, units)))[0])
    if np.isnan(value):
        return undefined(ALL_EQUAL, n)
    return Figure(value, n=n, interval=interval(statistic, units, how))


def _agreeing(counts: Floats) -> Floats:
    """For each unit the share of its pairs of ratings that are equal; 0 without a pair."""
    ratings = counts.sum(axis=1)
    pairs = np.maximum(ratings * (ratings - 1), 1)
    share: Floats = (counts * (counts - 1)).sum(axis=1) / pairs
    return share


def _prevalence(coded: Coded) -> _Expected:
    """How often each value is used, every unit weighing the same: resamples × values."""
    counts = coded.counts
    counts = counts[counts.sum(axis=1) >= 1]
    shares = counts / counts.sum(axis=1, keepdims=True)
    return lambda weights: weights @ shares / weights.sum(axis=1, keepdims=True)


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
