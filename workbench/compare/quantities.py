"""Quantities: the numbers and dates of two texts, and whether they fit together."""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.compare.calendar_dates import find_dates
from workbench.compare.concepts import concepts_of
from workbench.compare.finding import Finding
from workbench.compare.measures import find_measures, negated, window
from workbench.compare.people import is_person_noun
from workbench.compare.quantity import Agreement, Quantity, apart, centre, relate

if TYPE_CHECKING:
    from workbench.compare.reading import Pair, Reading

__all__ = ["Agreement", "Quantity", "compare", "find", "fits"]

_NEAR = 0.5
_NEED, _NEED_PER_DISTANCE = 0.45, 1.0
_NEED_BY_UNIT = {"date": 1.6, "weekday": 2.2, "ordinal": 1.6, "age": 1.3}
_MOST_EVIDENCE = 4.0
_MOST_INSIDE = 1.0
_AT_LEAST = 20
_ORDER = {"same": 0, "close": 1, "conflict": 2}

EXPLANATION = (
    "Two numbers count or measure the same thing in the same words around them, and neither value "
    "stands in the other article outside a quotation. Values within 6 % are close."
)


def find(text: str) -> list[Quantity]:
    """Find the numbers and dates of an English text, from left to right."""
    dates = [
        replace(one, near=window(text, one.start, one.end), negated=negated(text, one.start))
        for one in find_dates(text)
    ]
    measures = find_measures(text, [(one.start, one.end) for one in dates])
    return sorted([*dates, *measures], key=lambda one: (one.start, one.end))


def compare(a: str, b: str) -> list[tuple[Quantity, Quantity, Agreement]]:
    """Compare the quantities of two statements about the same thing.

    Every quantity of `a` is paired with at most one of `b`: one that agrees if there is any, else
    the one in the most similar words. No pair is better than a guess: what is counted has to
    match, and dates of different kinds of event (birth, death, start, end) are not compared.

    Returns:
        (of `a`, of `b`, "same" | "close" | "conflict"), in the order of `a`.
    """
    return match(find(a), find(b))


def match(
    ours: Sequence[Quantity], theirs: Sequence[Quantity]
) -> list[tuple[Quantity, Quantity, Agreement]]:
    """Do what `compare` does for quantities that are already found."""
    found = []
    for one in ours:
        pair = _best(one, theirs)
        if pair:
            found.append((one, *pair))
    return found


def fits(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities are about the same kind of thing, so that comparing makes sense."""
    if a.unit != b.unit:
        return False
    if a.unit == "date":
        return not a.role or not b.role or a.role == b.role
    if a.unit == "ordinal":
        return bool(a.modifiers & b.modifiers)
    if a.unit == "count":
        return not (a.role and b.role and a.role != b.role) and _same_head(a, b)
    return True


def _same_head(a: Quantity, b: Quantity) -> bool:
    if not a.head or not b.head:
        return False
    if a.head == b.head:
        return True
    concept, persons = _kindred(a.head, b.head)
    if concept:
        return True
    if a.role and a.role == b.role:
        return persons
    return persons and (bool(a.modifiers & b.modifiers) or apart(a, b) <= _NEAR)


@lru_cache(maxsize=16384)
def _kindred(one: str, other: str) -> tuple[bool, bool]:
    """Whether two nouns (by their stems) share a group of words, and whether both mean people."""
    concept = concepts_of(frozenset((one,))) & concepts_of(frozenset((other,)))
    return bool(concept), is_person_noun(one) and is_person_noun(other)


def _best(ours: Quantity, theirs: Sequence[Quantity]) -> tuple[Quantity, Agreement] | None:
    """Choose the partner: agreement first, then closeness, then likeness of the words around."""
    rated = []
    for other in theirs:
        agreement = relate(ours, other) if fits(ours, other) else None
        if agreement:
            rated.append((agreement, other))
    if not rated:
        return None
    same_role = [one for one in rated if ours.role and one[1].role == ours.role]
    same_head = [one for one in rated if ours.head and one[1].head == ours.head]
    rated = same_role or same_head or rated
    agreement, other = min(
        rated, key=lambda one: (_ORDER[one[0]], -len(ours.near & one[1].near), apart(ours, one[1]))
    )
    if ours.negated != other.negated:
        return (other, "conflict") if agreement == "same" else None
    return other, agreement


def outside(quantities: Sequence[Quantity], quoted: Sequence[tuple[int, int]]) -> list[Quantity]:
    """The quantities that do not stand inside one of the sorted ranges `quoted`."""
    starts = [start for start, _ in quoted]
    free = []
    for one in quantities:
        index = bisect_right(starts, one.start) - 1
        if index < 0 or quoted[index][1] <= one.start:
            free.append(one)
    return free


def suggest(pair: "Pair") -> Iterator[Finding]:
    """Suggest numbers that differ; each pair of values once, where the words are most alike."""
    yield from _discrepancies(pair, dates=False)


def suggest_dates(pair: "Pair") -> Iterator[Finding]:
    """Suggest dates that differ; each pair of values once, where the words are most alike."""
    yield from _discrepancies(pair, dates=True)


@dataclass(frozen=True, slots=True)
class Located:
    """A quantity with what the comparison needs to know of its place."""

    quantity: Quantity
    passage: int
    quoted: bool
    value: tuple[str, str]
    """Unit and value as written: what mutual exclusion and doublets go by."""
    centre: float

    @property
    def countable(self) -> bool:
        """Whether it says what it counts, and is not denied."""
        one = self.quantity
        return not one.negated and (bool(one.head) or one.unit != "count")


def located(
    quantities: Sequence[Quantity], unquoted: Sequence[Quantity], reading: "Reading"
) -> list[Located]:
    """Add passage, quotation and value to the quantities of an article."""
    free = {one.start for one in unquoted}
    return [
        Located(
            one, reading.passage_of(one.start) or 0, one.start not in free, _value(one), centre(one)
        )
        for one in quantities
    ]


_Candidate = tuple[float, Located, Located, Agreement]


def _discrepancies(pair: "Pair", dates: bool) -> Iterator[Finding]:
    """Match values one to one, the best evidence first; a value is suggested once a pair."""
    candidates = sorted(
        _candidates(pair, dates),
        key=lambda one: (-one[0], one[1].quantity.start, one[2].quantity.start),
    )
    used: tuple[set[tuple[str, str]], set[tuple[str, str]]] = (set(), set())
    limit = max(_AT_LEAST, len(pair.left.passages) // 10)
    for evidence, a, b, agreement in candidates:
        if a.value in used[0] or b.value in used[1]:
            continue
        used[0].add(a.value)
        used[1].add(b.value)
        yield _finding(pair, a.quantity, b.quantity, agreement, evidence)
        limit -= 1
        if not limit:
            return


def _candidates(pair: "Pair", dates: bool) -> Iterator[_Candidate]:
    by_unit: dict[str, list[Located]] = {}
    ours = {one.value for one in pair.left.located if not one.quoted}
    theirs = {one.value for one in pair.right.located if not one.quoted}
    for b in pair.right.located:
        if b.countable and (pair.alone or b.value not in ours):
            by_unit.setdefault(b.quantity.unit, []).append(b)
    for a in pair.left.located:
        calendar = a.quantity.unit in ("date", "weekday")
        if calendar != dates or not a.countable or (not pair.alone and a.value in theirs):
            continue
        for b in by_unit.get(a.quantity.unit, ()):
            if a.value == b.value or (pair.alone and a.quantity.start >= b.quantity.start):
                continue
            rated = _rate(pair, a, b)
            if rated:
                yield rated


def _rate(pair: "Pair", a: Located, b: Located) -> _Candidate | None:
    # `600 metres (2,000 feet)` is one statement, not two.
    if pair.alone and a.passage == b.passage:
        return None
    if a.quantity.near.isdisjoint(b.quantity.near) and a.quantity.unit in _NEED_BY_UNIT:
        return None
    need = _need(a, b, same_voice=pair.alone and a.quoted == b.quoted)
    if need > _MOST_EVIDENCE or not fits(a.quantity, b.quantity):
        return None
    evidence = _evidence(pair, a, b, need)
    if evidence < need:
        return None
    agreement = relate(a.quantity, b.quantity)
    return (evidence, a, b, agreement) if agreement in ("close", "conflict") else None


def _value(one: Quantity) -> tuple[str, str]:
    return one.unit, one.shown if one.unit == "date" else f"{centre(one):.6g}"


def _evidence(pair: "Pair", here: Located, there: Located, need: float) -> float:
    """How alike the surroundings are: rare shared words, shared modifiers, likeness of passages.

    Stops early where `need` is out of reach.
    """
    a, b = here.quantity, there.quantity
    likeness = pair.score_rows[here.passage][there.passage]
    if likeness + _MOST_INSIDE + len(a.near & b.near) < need:
        return 0.0
    words = sum(pair.rarity.get(one, 0.5) for one in a.near & b.near if one not in (a.head, b.head))
    inside = len(a.modifiers & b.modifiers) if a.modifiers else 0
    inside += a.unit == "count" and a.role == b.role != ""
    inside += a.head == b.head != "" and not is_person_noun(a.head)
    return min(words, 2.0) + min(inside * 0.5, _MOST_INSIDE) + likeness


def _need(here: Located, there: Located, same_voice: bool) -> float:
    """The likeness asked for: more for dates and ages, for far values, and inside one article."""
    unit = here.quantity.unit
    if unit in _NEED_BY_UNIT:
        return math.inf if same_voice else _NEED_BY_UNIT[unit]
    largest = max(abs(here.centre), abs(there.centre)) or 1.0
    need = _NEED + _NEED_PER_DISTANCE * min(abs(here.centre - there.centre) / largest, 1.0)
    return need + 1.0 if same_voice else need


def _finding(
    pair: "Pair", a: Quantity, b: Quantity, agreement: Agreement, evidence: float
) -> Finding:
    distance = f", {100 * apart(a, b):.0f} %" if agreement == "close" else ""
    reason = f"{pair.label(0)}: {_said(a)} · {pair.label(1)}: {_said(b)} · {agreement}{distance}"
    return Finding(
        ((0, a.start, a.end), (1, b.start, b.end)),
        (a.shown, b.shown),
        reason,
        round(evidence / (evidence + 1), 3),
        "differ" if agreement == "close" else "contradict",
        "date" if a.unit in ("date", "weekday", "duration") else "number",
    )


def _said(one: Quantity) -> str:
    """The words as they stand, and the normal form where it says more."""
    words = " ".join(one.text.split())
    plain = words.casefold() == one.shown.casefold() or one.unit in (
        "count",
        "ordinal",
        "percent",
        "weekday",
    )
    if plain:
        return f"'{words}'"
    return one.shown if one.shown.startswith(words) else f"'{words}' = {one.shown}"
