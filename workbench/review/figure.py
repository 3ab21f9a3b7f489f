"""The result of every measure of agreement."""

from dataclasses import dataclass

ALL_EQUAL = "undefined: all values equal"
NO_PAIRS = "undefined: nothing was judged by two reviewers"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure's value, or the reason why it has none."""

    value: float | None
    reason: str = ""
    """Why the value is undefined; empty if it is defined."""
    n: int = 0
    """How many units the value rests on (claims, spans, links, code points)."""
    interval: tuple[float, float] | None = None
    """Percentile bootstrap interval; None if not asked for or not to be had."""


def undefined(reason: str, n: int = 0) -> Figure:
    """A figure without a value."""
    return Figure(None, reason, n)
