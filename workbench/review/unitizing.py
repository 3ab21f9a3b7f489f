"""Krippendorff's alpha_U: agreement on where units lie, as well as on what they are.

Krippendorff 1995, "On the reliability of unitizing contiguous data", *Sociological Methodology* 25;
in the corrected form of Krippendorff 2004, *Content Analysis*, 2nd ed., pp. 251-256.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.domain.errors import BadInput
from workbench.review.figure import Figure, undefined

Unit = tuple[int, int, str]
"""Begin, end (half open) and category of something marked on the continuum."""

_Section = tuple[int, int, bool]
"""Begin, length, and whether it is a unit (else a gap)."""


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
        chance leaves no room for disagreement (each marked the whole continuum).

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
    _check(reviewers, length, begin)
    if len(reviewers) < 2:
        return UnitizingFigures(undefined("undefined: fewer than two reviewers"), {})
    names = sorted({category for units in reviewers for _, _, category in units})
    figures: dict[str, Figure] = {}
    observed = expected = 0.0
    count = 0
    for name in names:
        rows = [_sections(units, name, begin, length) for units in reviewers]
        units = sum(is_unit for row in rows for _, _, is_unit in row)
        apart, chance = _observed(rows, length), _expected(rows, length)
        figures[name] = _alpha(apart, chance, units)
        observed, expected, count = observed + apart, expected + chance, count + units
    return UnitizingFigures(_alpha(observed, expected, count), figures)


def _alpha(observed: float, expected: float, units: int) -> Figure:
    if not units:
        return undefined("undefined: nothing was marked")
    if expected <= 0:
        return undefined("undefined: everything is marked, so chance can't disagree", units)
    return Figure(1 - observed / expected, n=units)


def _check(reviewers: Sequence[Sequence[Unit]], length: int, begin: int) -> None:
    for row, units in enumerate(reviewers):
        for start, end, _ in units:
            if not begin <= start < end <= begin + length:
                raise BadInput(
                    f"the unit [{start}, {end}) is not inside [{begin}, {begin + length})",
                    where=f"reviewer {row + 1}",
                    hint="units are half open and not empty",
                )


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping ranges as one, in order; ranges that touch stay apart."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def _sections(units: Sequence[Unit], category: str, begin: int, length: int) -> list[_Section]:
    """The continuum of one reviewer and category, cut into units and gaps."""
    sections: list[_Section] = []
    position = begin
    for start, end in _merged((start, end) for start, end, name in units if name == category):
        if start > position:
            sections.append((position, start - position, False))
        sections.append((start, end - start, True))
        position = end
    if position < begin + length:
        sections.append((position, begin + length - position, False))
    return sections


def _observed(rows: list[list[_Section]], length: int) -> float:
    """Mean disagreement of ordered pairs of reviewers, per squared length."""
    total = 0
    for index, row in enumerate(rows):
        for other in rows[index + 1 :]:
            total += _pair_distance(row, other)
    return 2 * total / (len(rows) * (len(rows) - 1) * length**2)


def _pair_distance(row: list[_Section], other: list[_Section]) -> int:
    """Sum of the distances of all sections that meet, walking both rows side by side."""
    total = left = right = 0
    while left < len(row) and right < len(other):
        one, two = row[left], other[right]
        total += section_distance(one, two)
        one_ends, two_ends = one[0] + one[1], two[0] + two[1]
        left += one_ends <= two_ends
        right += two_ends <= one_ends
    return total


def section_distance(one: _Section, two: _Section) -> int:
    """Distance of two sections (begin, length, whether it is a unit) that meet.

    Two units: the squared differences of their beginnings and of their ends. A unit inside a gap:
    its squared length. Else nothing.
    """
    (begin, size, is_unit), (other_begin, other_size, other_is_unit) = one, two
    ends = begin + size - other_begin - other_size
    if is_unit and other_is_unit:
        return (begin - other_begin) ** 2 + ends**2
    if is_unit and begin >= other_begin and ends <= 0:
        return size**2
    if other_is_unit and other_begin >= begin and ends >= 0:
        return other_size**2
    return 0


def _expected(rows: list[list[_Section]], length: int) -> float:
    """Mean disagreement of all units and gaps, placed in every possible way."""
    lengths = [size for row in rows for _, size, is_unit in row if is_unit]
    units = np.array(lengths, dtype=np.float64)
    gaps = np.sort([float(size) for row in rows for _, size, is_unit in row if not is_unit])
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
