"""Ratings as count matrices: units × values, what every coefficient is computed from."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

import numpy as np
from numpy.typing import NDArray

from workbench.domain.errors import BadInput

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Value = str | int | float
Ratings = Sequence[Sequence[Value | None]]
"""Rows are reviewers, columns are units; None (or NaN) is a missing rating."""

Floats = NDArray[np.float64]
_Cell = TypeVar("_Cell", np.float64, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """Ratings in numbers."""

    codes: NDArray[np.int64]
    """Reviewers × units: the place of the rating in `values`, -1 where it is missing."""
    values: tuple[Value, ...]
    """The distinct values, in order."""

    @property
    def counts(self) -> Floats:
        """Units × values: how many reviewers gave that value to that unit."""
        units = self.codes.shape[1]
        width = len(self.values) + 1
        # Missing ratings fall into a last column, which is cut off.
        cells = np.arange(units) * width + np.where(self.codes < 0, width - 1, self.codes)
        table = np.bincount(cells.ravel(), minlength=units * width).reshape(units, width)
        return table[:, :-1].astype(np.float64)

    def rows(self, *places: int) -> "Coded":
        """Some of the reviewers."""
        return Coded(self.codes[list(places)], self.values)

    def complete(self) -> "Coded":
        """Only the units that every reviewer rated."""
        return Coded(self.codes[:, (self.codes >= 0).all(axis=0)], self.values)


def distinct(units: NDArray[_Cell]) -> tuple[NDArray[_Cell], NDArray[np.int64]]:
    """The different rows of a table of units, and how often each occurs.

    Units that were rated alike are interchangeable; there are few different ones.
    """
    if not units.size:
        return units, np.zeros(len(units), dtype=np.int64)
    # One number a unit sorts much faster than a row; codes begin at -1.
    base = int(units.max()) + 2
    if base ** units.shape[1] < 1 << 62:
        keys = (units.astype(np.int64) + 1) @ base ** np.arange(units.shape[1])
        _, first, times = np.unique(keys, return_index=True, return_counts=True)
        return units[first], times.astype(np.int64)
    rows, times = np.unique(units, axis=0, return_counts=True)
    return rows, times.astype(np.int64)


def check_level(level: str) -> None:
    """Refuse a level of measurement that does not exist.

    Raises:
        BadInput: naming the four there are.
    """
    if level not in get_args(Level):
        known = ", ".join(get_args(Level))
        raise BadInput(f"{level!r} is no level of measurement", hint=f"choose one of: {known}")


def code(ratings: Ratings, level: Level = "nominal", categories: Sequence[Value] = ()) -> Coded:
    """Number the distinct values of a table of ratings.

    Args:
        ratings: rows are reviewers, columns units.
        level: strings are allowed at the nominal level only.
        categories: values that were on offer, used or not.

    Raises:
        BadInput: if the rows differ in length, or a value does not fit the level.
    """
    check_level(level)
    lengths = {len(row) for row in ratings}
    if len(lengths) > 1:
        raise BadInput(
            f"the rows of ratings have {min(lengths)} to {max(lengths)} units",
            hint="give every reviewer one entry per unit, None where there is no rating",
        )
    given: set[Value | None] = set().union(*ratings, categories)
    values = tuple(sorted((v for v in given if v is not None and not _is_nan(v)), key=_order))
    _check_values(values, level)
    place: dict[Value | None, int] = dict.fromkeys(given, -1)
    place.update((value, index) for index, value in enumerate(values))
    place[None] = -1
    rows = [[place[value] for value in row] for row in ratings]
    shape = (len(rows), lengths.pop() if lengths else 0)
    return Coded(np.array(rows, dtype=np.int64).reshape(shape), values)


def positions(values: tuple[Value, ...]) -> Floats:
    """The values of an interval or ratio scale as numbers."""
    return np.array([float(value) for value in values])


def _is_nan(value: Value) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _order(value: Value) -> tuple[int, float, str]:
    return (1, 0.0, value) if isinstance(value, str) else (0, float(value), "")


def _check_values(values: tuple[Value, ...], level: Level) -> None:
    if level == "nominal":
        return
    for value in values:
        if isinstance(value, str):
            raise BadInput(
                f"{value!r} has no place on an {level} scale",
                hint="give ranks or numbers, or use the nominal level",
            )
        if not math.isfinite(value):
            raise BadInput(
                f"{value!r} has no place on an {level} scale", hint="give finite numbers"
            )
        if level == "ratio" and value < 0:
            raise BadInput(f"{value!r} is below the zero of a ratio scale", hint="use interval")
