"""What a number or date in a text means: an interval with a unit and what it counts."""

import math
from dataclasses import dataclass
from typing import Literal

Agreement = Literal["same", "close", "conflict"]

CLOSE = 0.06
"""Disjoint intervals that lie within this share of each other are close."""

_EQUAL = 0.01

DAY = 1.0
MONTH = 30.4375
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value read from a text; `[start, end)` in code points of the text it was found in."""

    start: int
    end: int
    text: str
    unit: str
    """`count`, `ordinal`, `percent`, `age`, `duration` (days), `date` (days since year 1),
    `money:USD`, `length` (metres), `mass` (kilograms), …; only values of
    one unit are compared."""
    low: float
    high: float
    shown: str
    """The normalised value for readers."""
    head: str = ""
    """Stem of the noun that is counted."""
    modifiers: frozenset[str] = frozenset()
    """Stems between the number and the noun."""
    near: frozenset[str] = frozenset()
    """Stems of the nine words on each side."""
    role: str = ""
    """For dates: `birth`, `death`, `start`, `end`; for counts of people their fate: `dead`, …"""
    negated: bool = False
    parts: tuple[int, int, int] = (0, 0, 0)
    """For dates: year, month and day, 0 where not said."""
    plain: float = math.nan
    """The number as written, without approximation: what mutual exclusion looks for."""
    rounding: float = 0.0
    """Half of the last stated unit, included on both sides of the interval."""


def relate(a: Quantity, b: Quantity) -> Agreement | None:
    """Compare two values of one unit; None if they have nothing to compare."""
    if a.unit != b.unit:
        return None
    if a.unit == "date":
        return _relate_dates(a, b)
    if a.low <= b.high and b.low <= a.high:
        return "close" if _only_by_rounding(a, b) else "same"
    return (
        "close"
        if difference(a, b) <= CLOSE and a.unit not in ("ordinal", "weekday")
        else "conflict"
    )


def _only_by_rounding(a: Quantity, b: Quantity) -> bool:
    """Whether two intervals meet only because numbers are rounded: 412 days and 14 months."""
    slack = a.rounding + b.rounding
    meets = a.low <= b.high - slack and b.low <= a.high - slack
    return slack > 0 and not meets and apart(a, b) > _EQUAL


def difference(a: Quantity, b: Quantity) -> float:
    """The gap between two disjoint intervals as a share of the larger value; 0 if they touch."""
    below, above = sorted((a, b), key=lambda one: one.low)
    gap = above.low - below.high
    scale = max(abs(above.low), abs(below.high))
    return max(0.0, gap / scale) if scale and math.isfinite(scale) else 0.0


def apart(a: Quantity, b: Quantity) -> float:
    """How far apart two numbers are as written, as a share of the larger one."""
    x, y = centre(a), centre(b)
    largest = max(abs(x), abs(y))
    return abs(x - y) / largest if largest else 0.0


def centre(one: Quantity) -> float:
    """The number that stands for an interval."""
    if not math.isnan(one.plain):
        return one.plain
    if math.isinf(one.high):
        return one.low
    return (one.low + one.high) / 2


def _relate_dates(a: Quantity, b: Quantity) -> Agreement | None:
    if a.parts[0] and b.parts[0]:
        return "same" if a.low <= b.high and b.low <= a.high else "conflict"
    pairs = [(x, y) for x, y in zip(a.parts, b.parts, strict=True) if x and y]
    if not pairs:
        return None
    return "same" if all(x == y for x, y in pairs) else "conflict"
