"""Omissions: what one article states and the other does not mention."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.compare.checkworthy import cues
from workbench.compare.finding import Finding
from workbench.compare.quantities import Quantity, fits
from workbench.compare.quantity import relate

if TYPE_CHECKING:
    from workbench.compare.reading import Pair

EXPLANATION = (
    "The passage can be checked, and no passage of the other article is about the same. Whether it "
    "is really missing there, a reader has to decide."
)

_CHECKABLE = 0.45
_ABSENT = 0.45
_AT_MOST = 12


def suggest(pair: "Pair") -> Iterator[Finding]:
    """Suggest checkable passages of either article without a partner in the other."""
    if pair.alone:
        return
    for side in (0, 1):
        found = sorted(_missing(pair, side), key=lambda one: (-one.score, one.places))
        yield from found[:_AT_MOST]


def _missing(pair: "Pair", side: int) -> Iterator[Finding]:
    here, there = (pair.left, pair.right) if side == 0 else (pair.right, pair.left)
    worth = here.worth
    likeness = pair.scores if side == 0 else pair.scores.T
    for index, place in enumerate(here.passages):
        nearest = float(likeness[index].max()) if there.passages else 0.0
        if worth[index] < _CHECKABLE or nearest >= _ABSENT:
            continue
        inside = [one for one in here.quantities if place.start <= one.start < place.end]
        alone = [one for one in inside if _unique(one, there.quantities)]
        value = worth[index] * (1 - nearest) * (1.25 if alone else 1.0)
        reason = _reason(pair, side, cues(here.wordings[index]), alone, nearest)
        values = (alone[0].shown if alone else f"{nearest:.2f}",)
        yield Finding(((side, place.start, place.end),), values, reason, min(value, 1.0))


def _unique(one: Quantity, others: list[Quantity]) -> bool:
    """Whether a value that is clear about what it counts fits none of the others."""
    if (one.unit == "count" and not one.head) or one.plain == 0:
        return False
    fitting = (other for other in others if other.head == one.head and fits(one, other))
    return not any(relate(one, other) in ("same", "close") for other in fitting)


def _reason(
    pair: "Pair", side: int, named: list[str], alone: list[Quantity], nearest: float
) -> str:
    other = pair.label(1 - side)
    what = f"'{alone[0].text}' stands only here; " if alone else ""
    why = f"states {', '.join(named[:3])}; " if named else ""
    return f"{what}{why}the most similar passage of {other} scores {nearest:.2f}"
