"""Krippendorff's alpha_U: agreement on where units lie, as well as on what they are.

Krippendorff 1995, "On the reliability of unitizing contiguous data", *Sociological Methodology* 25;
in the corrected form of Krippendorff 2004, *Content Analysis*, 2nd ed., pp. 251-256.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from workbench.domain.errors import BadInput
from workbench.review.figure import Figure, undefined
from workbench.review.ratings import Floats

Unit = tuple[int, int, str]
"""Begin, end (half open) and category of something marked on the continuum."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class UnitizingFigures:
    """alpha_U over all categories, and for each."""

    overall: Figure
    categories: Mapping[str, Figure]


def alpha_u(reviewers: Sequence[Sequence[Unit]], length: int, *, begin: int = 0) -> Figure:
    """alpha_U over all categories: 1 - sum of observed / sum of expected disagreement.

    Args:
        reviewers: for each reviewer the units marked; those of one category that overlap or repeat
            are taken as one, since the measure knows no overlap within a category. Units that only
            touch stay apart.
        length: of the continuum, in the same measure as the units (code points for spans).
        begin: where the continuum begins.

    Returns:
        `n` is the number of units. Undefined with fewer than two reviewers, without any unit, or if
        chance leaves no room for disagreement (a continuum of one place, marked).

    Raises:
        BadInput: if a unit is empty or lies outside the continuum.
    """
    return alpha_u_by_category(reviewers, length, begin=begin).overall


def alpha_u_by_category(
    reviewers: Sequence[Sequence[Unit]], length: int, *, begin: int = 0
) -> UnitizingFigures:
    """alpha_U over all categories, and of each category apart; see `alpha_u`.

    Raises:
        BadInput: if a unit is empty or lies outside the continuum.
    """
    return unitizing_figures([cut(units, length, begin=begin) for units in reviewers], length)


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """The continuum of one reviewer and category, cut into units and gaps, in order."""

    begins: Ints
    sizes: Ints
    is_unit: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """The continuum as one reviewer cut it, category by category."""

    rows: Mapping[str, _Row]
    nothing: _Row
    """One gap: the row of a category that the reviewer did not use."""


def cut(units: Sequence[Unit], length: int, *, begin: int = 0) -> Cut:
    """Cut the continuum as one reviewer's units do, to compare it with others'.

    Raises:
        BadInput: if a unit is empty or lies outside the continuum.
    """
    _check(units, length, begin)
    ranges: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end, category in units:
        ranges[category].append((start, end))
    rows = {name: _row(found, begin, length) for name, found in ranges.items()}
    return Cut(rows, _row([], begin, length))


def unitizing_figures(cuts: Sequence[Cut], length: int) -> UnitizingFigures:
    """`alpha_u_by_category` of reviewers whose units are cut."""
    if len(cuts) < 2:
        return UnitizingFigures(undefined("undefined: fewer than two reviewers"), {})
    figures: dict[str, Figure] = {}
    observed = expected = 0.0
    count = 0
    for name, rows in _by_category(cuts):
        units = sum(int(row.is_unit.sum()) for row in rows)
        apart, chance = _observed(rows, length), _expected(rows, length)
        figures[name] = alpha_of(apart, chance, units)
        observed, expected, count = observed + apart, expected + chance, count + units
    return UnitizingFigures(alpha_of(observed, expected, count), figures)


def chance_and_units(cuts: Sequence[Cut], length: int) -> tuple[float, int]:
    """Expected disagreement over all categories, and the number of units."""
    expected, count = 0.0, 0
    for _, rows in _by_category(cuts):
        expected += _expected(rows, length)
        count += sum(int(row.is_unit.sum()) for row in rows)
    return expected, count


def distances(one: Cut, two: Cut) -> tuple[Ints, Floats]:
    """What the units of two reviewers are apart: where each bit arises, and its distance.

    It arises at the beginning of a unit; the sum over all pairs of reviewers, times `per_pair`, is
    the observed disagreement.
    """
    parts = [_distances(row, other) for _, (row, other) in _by_category((one, two))]
    none = (np.zeros(0, dtype=np.int64), np.zeros(0))
    where, apart = zip(none, *parts, strict=True)
    return np.concatenate(where), np.concatenate(apart)


def per_pair(reviewers: int, length: int) -> float:
    """What turns a sum of distances over pairs of reviewers into observed disagreement."""
    return 2 / (reviewers * (reviewers - 1) * length**2)


def alpha_of(observed: float, expected: float, units: int) -> Figure:
    """1 - observed / expected disagreement, or why it is undefined."""
    if not units:
        return undefined("undefined: nothing was marked")
    if expected <= 0:
        return undefined("undefined: chance can't disagree here", units)
    return Figure(1 - observed / expected, n=units)


def _by_category(cuts: Sequence[Cut]) -> Iterator[tuple[str, list[_Row]]]:
    for name in sorted({name for cut_ in cuts for name in cut_.rows}):
        yield name, [cut_.rows.get(name, cut_.nothing) for cut_ in cuts]


def _check(units: Sequence[Unit], length: int, begin: int) -> None:
    for start, end, category in units:
        if not begin <= start < end <= begin + length:
            raise BadInput(
                f"the unit [{start}, {end}) is not inside [{begin}, {begin + length})",
                where=f"category {category!r}",
                hint="units are half open and not empty",
            )


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping ranges as one, in order; ranges that touch stay apart."""
    result: list[tuple[int, int]] = []
    last = -1
    for start, end in sorted(ranges):
        if result and start < last:
            last = max(end, last)
            result[-1] = (result[-1][0], last)
        else:
            result.append((start, end))
            last = end
    return result


def _row(ranges: list[tuple[int, int]], begin: int, length: int) -> _Row:
    """Units and the gaps around them; a gap of no length is none."""
    merged = _merged(ranges)
    units = np.array(merged, dtype=np.int64).reshape(len(merged), 2)
    # gap, unit, gap, unit, ..., gap
    edges = np.concatenate([[begin], units.ravel(), [begin + length]])
    sizes = np.diff(edges)
    kept = sizes > 0
    is_unit = np.arange(len(sizes)) % 2 == 1
    return _Row(edges[:-1][kept], sizes[kept], is_unit[kept])


def _observed(rows: Sequence[_Row], length: int) -> float:
    """Mean disagreement of ordered pairs of reviewers, per squared length."""
    total = sum(float(_distances(one, two)[1].sum()) for one, two in combinations(rows, 2))
    return total * per_pair(len(rows), length)


def _distances(row: _Row, other: _Row) -> tuple[Ints, Floats]:
    """The distances of all sections that meet and are apart, and where each arises.

    Two units: the squared differences of their beginnings and of their ends. A unit inside a gap:
    its squared length. Else nothing.
    """
    # Two sections meet wherever one of the rows begins a new one.
    begins = np.union1d(row.begins, other.begins)
    one = np.searchsorted(row.begins, begins, side="right") - 1
    two = np.searchsorted(other.begins, begins, side="right") - 1
    size, other_size = row.sizes[one], other.sizes[two]
    shift = row.begins[one] - other.begins[two]
    ends = shift + size - other_size
    ours, theirs = row.is_unit[one], other.is_unit[two]
    in_gap = ours & ~theirs & (shift >= 0) & (ends <= 0)
    in_ours = ~ours & theirs & (shift <= 0) & (ends >= 0)
    apart = (ours & theirs) * (shift**2 + ends**2) + in_gap * size**2 + in_ours * other_size**2
    where = np.where(ours, row.begins[one], other.begins[two])
    some = apart > 0
    return where[some], apart[some].astype(np.float64)


def _expected(rows: Sequence[_Row], length: int) -> float:
    """Mean disagreement of all units and gaps, placed in every possible way."""
    units = np.concatenate([row.sizes[row.is_unit] for row in rows]).astype(np.float64)
    gaps = np.sort(np.concatenate([row.sizes[~row.is_unit] for row in rows])).astype(np.float64)
    # For every unit the gaps that could hold it, and their summed length.
    first = np.searchsorted(gaps, units)
    holding = len(gaps) - first
    summed = np.concatenate([np.cumsum(gaps[::-1])[::-1], [0.0]])[first]
    room = summed - holding * (units - 1)
    against_units = (len(units) - 1) / 3 * (2 * units**3 - 3 * units**2 + units)
    total = len(rows) * length
    pairs = total * (total - 1) - (units * (units - 1)).sum()
    if pairs <= 0:
        return 0.0
    return float(2 / length * (against_units + units**2 * room).sum() / pairs)
