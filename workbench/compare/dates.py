"""The date card: start + duration beside the date of publication, with its arithmetic."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from workbench.compare.finding import Finding
from workbench.compare.quantity import Quantity

if TYPE_CHECKING:
    from workbench.compare.reading import Pair, Reading

EXPLANATION = (
    "A length of stay is added to a date on which the stay began. Where that ends is compared with "
    "the date of publication, if it is known; else the sum is shown and nothing is decided."
)

_STAY = re.compile(
    r"\b(?:hid|hide|hiding|hidden|shelter\w*|refuge|standoff|stand-off|detain\w*|detention|siege"
    r"|held|holding|captiv\w*|custody|seclusion|asylum|holed up|hostage\w*|jail\w*|imprison\w*"
    r"|confine\w*|trapped|stranded|missing|occup\w*|blockade|strike|stay\w*|exile)\b",
    re.IGNORECASE,
)
_LONG = 60.0
_TOLERANCE = 31.0


@dataclass(frozen=True, slots=True)
class _Part:
    side: int
    quantity: Quantity


def suggest(pair: "Pair") -> Iterator[Finding]:
    """Suggest every stay together with every start of one, each pair of values once."""
    seen: set[tuple[str, str]] = set()
    sides = ((0, pair.left),) if pair.alone else ((0, pair.left), (1, pair.right))
    lengths = [part for side, reading in sides for part in _lengths(side, reading)]
    starts = [part for side, reading in sides for part in _starts(side, reading)]
    for length in lengths:
        for start in starts:
            key = (length.quantity.shown, start.quantity.shown)
            # Two articles: only what neither shows alone, as each is compared with itself.
            if key in seen or (not pair.alone and length.side == start.side):
                continue
            seen.add(key)
            yield _card(pair, length, start)


def _lengths(side: int, reading: "Reading") -> Iterator[_Part]:
    for one in reading.quantities:
        closed = one.unit == "duration" and one.high != float("inf") and one.low > 0
        if closed and one.high >= _LONG and _near_stay(reading, one, 60):
            yield _Part(side, one)


def _starts(side: int, reading: "Reading") -> Iterator[_Part]:
    for one in reading.quantities:
        if (
            one.unit == "date"
            and one.parts[0]
            and one.role in ("start", "")
            and _begins(reading, one)
        ):
            yield _Part(side, one)


def _near_stay(reading: "Reading", one: Quantity, reach: int) -> bool:
    index = reading.passage_of(one.start)
    if index is None:
        return False
    place = reading.passages[index]
    low, high = max(place.start, one.start - reach), min(place.end, one.end + reach)
    return _STAY.search(reading.text, low, high) is not None


def _begins(reading: "Reading", one: Quantity) -> bool:
    """Whether a stay is said to begin on the date: `since …`, `sought refuge … in …`."""
    before = reading.text[max(0, one.start - 14) : one.start]
    if re.search(r"\bsince (?:early |mid-?|late )?$", before, re.IGNORECASE):
        return _near_stay(reading, one, 90)
    return one.role == "start" and _near_stay(reading, one, 70)


def _card(pair: "Pair", length: _Part, start: _Part) -> Finding:
    stay, begun = length.quantity, start.quantity
    first, last = begun.low + stay.low, begun.high + stay.high
    published = _published(pair)
    end = _span(first, last)
    earlier = stay.start < begun.start
    ours = pair.label(int(not earlier) if pair.alone else length.side)
    theirs = pair.label(int(earlier) if pair.alone else start.side)
    said = (
        f"{ours}: '{stay.text}' · {theirs}: '{begun.text}' · {begun.shown} + {stay.shown} = {end}"
    )
    verdict, relation, score = _judge(first, last, published)
    parts = sorted((length, start), key=lambda part: (part.side, part.quantity.start))
    places = tuple((part.side, part.quantity.start, part.quantity.end) for part in parts)
    values = tuple(part.quantity.shown for part in parts)
    return Finding(places, values, f"{said} · {verdict}", score, relation, "date")


def _published(pair: "Pair") -> list[date]:
    found = {reading.published for reading in (pair.left, pair.right)}
    dates = []
    for text in sorted(found):
        match = re.match(r"(\d{4})-(\d\d)-(\d\d)", text)
        if match:
            dates.append(date(*(int(part) for part in match.groups())))
    return dates


def _judge(first: float, last: float, published: list[date]) -> tuple[str, str, float]:
    """Compare the end of the stay with the day of publication, with a month of tolerance."""
    if not published:
        return "publication date unknown: fits only if the stay ended then", "differ", 0.6
    day = published[0]
    number = day.toordinal()
    if first - _TOLERANCE <= number <= last + _TOLERANCE:
        return f"fits publication on {day.isoformat()}", "agree", 0.3
    gap = number - last if number > last else first - number
    way = "before" if number > last else "after"
    return (
        f"ends {gap:.0f} days {way} publication on {day.isoformat()}: conflict",
        "contradict",
        0.9,
    )


def _span(first: float, last: float) -> str:
    low, high = date.fromordinal(max(1, round(first))), date.fromordinal(max(1, round(last)))
    return low.isoformat() if low == high else f"{low.isoformat()} … {high.isoformat()}"
