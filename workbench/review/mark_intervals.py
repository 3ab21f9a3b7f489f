"""Bootstrap intervals of the figures on marks: all pairs and all reviewers from the same draws.

Places are drawn with all that stands on them (`places`), so that the figure of all reviewers, a
mean over pairs, is drawn as one. The expected disagreement of alpha_U is held fixed, as Hayes &
Krippendorff 2007 ("Answering the call for a standard reliability measure for coding data",
*Communication Methods and Measures* 1) do for alpha.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from workbench.review.bootstrap import Bootstrap, ends, resampled
from workbench.review.mark_sums import Sums
from workbench.review.ratings import Floats

Intervals = Mapping[str, tuple[float, float] | None]
"""Figure → its interval, None if there is none to be had."""

_Drawn = Mapping[str, Floats]
"""Column → its sum in each resample."""

MEANS = ("spans_exact", "spans_overlap", "links", "b_cubed", "ceaf_e")
"""Of all reviewers these are means over the pairs."""

RESTS_ON = {
    "spans_exact": "spans",
    "spans_overlap": "spans",
    "alpha_u": "marked",
    "links": "links",
    "relations": "found",
    "b_cubed": "answers",
    "ceaf_e": "claims",
}
"""Figure → the column that counts what it is computed from."""


def intervals(pairs: Sequence[Sums], overall: Sums, how: Bootstrap) -> list[Intervals]:
    """The intervals of each pair, and those of all reviewers last.

    Args:
        pairs: the sums of each pair.
        overall: `apart` and `marked` of all reviewers.
        how: how to draw.
    """
    drawn = _drawn([*pairs, overall], how)
    values = [
        _statistics(sums, own.weight) for sums, own in zip(drawn, [*pairs, overall], strict=True)
    ]
    together = {
        **{name: _mean([own[name] for own in values[:-1]]) for name in MEANS},
        "relations": _relations(_added(drawn[:-1])),
        "alpha_u": values[-1]["alpha_u"],
    }
    found = [_ends(own, [sums], how) for own, sums in zip(values[:-1], pairs, strict=True)]
    return [*found, _ends(together, [*pairs, overall], how)]


def statistics(sums: Sums) -> Mapping[str, float]:
    """The figures of a pair from its sums as they are; NaN if undefined."""
    whole = {name: column.sum(keepdims=True) for name, column in sums.columns.items()}
    return {name: float(value[0]) for name, value in _statistics(whole, sums.weight).items()}


def _drawn(all_sums: Sequence[Sums], how: Bootstrap) -> Sequence[_Drawn]:
    """Every column's sums in each resample, from one product of matrices."""
    names = [(own, name) for own, sums in enumerate(all_sums) for name in sums.columns]
    table = np.stack([all_sums[own].columns[name] for own, name in names], axis=1)
    table = table[table.any(axis=1)]
    drawn: list[dict[str, Floats]] = [{} for _ in all_sums]
    if len(table):
        for (own, name), column in zip(names, resampled(table, how).T, strict=True):
            drawn[own][name] = column
    return drawn


def _statistics(sums: _Drawn, weight: float) -> dict[str, Floats]:
    """The figures from sums: arrays of one number a resample.

    `weight` turns the mean distance at a marked place into observed / expected disagreement.
    """
    none = np.zeros(1)

    def ratio(name: str, of: str) -> Floats:
        return _ratio(sums.get(name, none), sums.get(of, none))

    precision, recall = ratio("right", "answers"), ratio("recalled", "wanted")
    together = precision + recall
    return {
        "spans_exact": ratio("exact", "spans"),
        "spans_overlap": ratio("overlap", "spans"),
        "alpha_u": 1 - weight * ratio("apart", "marked"),
        "links": ratio("found", "links"),
        "relations": _relations(sums),
        "b_cubed": np.where(together == 0, 0.0, _ratio(2 * precision * recall, together)),
        "ceaf_e": ratio("alike", "claims"),
    }


def _relations(sums: _Drawn) -> Floats:
    """Krippendorff's alpha (nominal) of pairs of relations, from how often each was used."""
    counts = [column for name, column in sums.items() if name.startswith("relation ")]
    if not counts:
        return np.full(1, np.nan)
    used = np.stack(counts)
    total = used.sum(axis=0)
    return 1 - _ratio(2 * sums["differ"] * (total - 1), total**2 - (used**2).sum(axis=0))


def _added(drawn: Sequence[_Drawn]) -> _Drawn:
    names = {name for own in drawn for name in own if name.startswith(("relation ", "differ"))}
    return {name: np.sum([own[name] for own in drawn if name in own], axis=0) for name in names}


def _mean(values: Sequence[Floats]) -> Floats:
    """The mean of the pairs that have a value, resample by resample."""
    table = np.stack(np.broadcast_arrays(*values)) if values else np.full((1, 1), np.nan)
    known = ~np.isnan(table)
    return _ratio(np.where(known, table, 0.0).sum(axis=0), known.sum(axis=0))


def _ends(
    values: Mapping[str, Floats], sums: Sequence[Sums], how: Bootstrap
) -> dict[str, tuple[float, float] | None]:
    """The intervals of figures that rest on two places or more."""
    return {
        name: ends(drawn, how)
        if any(np.count_nonzero(own.columns.get(RESTS_ON[name], ())) > 1 for own in sums)
        else None
        for name, drawn in values.items()
    }


def _ratio(above: Floats, below: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Floats = np.where(below > 0, above / below, np.nan)
    return result
