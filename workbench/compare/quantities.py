"""Quantities: the numbers and dates of two texts, and whether they fit together."""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.compare.calendar_dates import find_dates
from workbench.compare.concepts import concepts_of
from workbench.compare.finding import Finding
from workbench.compare.measures import find_measures, negated, window
from workbench.compare.people import is_person_noun
from workbench.compare.quantity import Agreement, Quantity, apart, centre, relate

if TYPE_CHECKING:
    from workbench.compare.reading import Pair

__all__ = ["Agreement", "Quantity", "compare", "find", "fits"]

_NEAR = 0.5
_NEED, _NEED_PER_DISTANCE, _NEED_FOR_DATES = 0.45, 1.0, 1.6
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
    theirs = find(b)
    found = []
    for ours in find(a):
        pair = _best(ours, theirs)
        if pair:
            found.append((ours, *pair))
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
        return _same_head(a, b)
    return True


def _same_head(a: Quantity, b: Quantity) -> bool:
    if not a.head or not b.head:
        return False
    if a.head == b.head:
        return True
    if concepts_of(frozenset((a.head,))) & concepts_of(frozenset((b.head,))):
        return True
    persons = is_person_noun(a.head) and is_person_noun(b.head)
    return persons and (bool(a.modifiers & b.modifiers) or apart(a, b) <= _NEAR)


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


_Candidate = tuple[float, Quantity, Quantity, Agreement]


def _discrepancies(pair: "Pair", dates: bool) -> Iterator[Finding]:
    best: dict[tuple[str, str, str], _Candidate] = {}
    for candidate in _candidates(pair, dates):
        evidence, a, b, _ = candidate
        values = _value(a), _value(b)
        low, high = sorted(values) if pair.alone else values
        key = (a.unit, low, high)
        if key not in best or evidence > best[key][0]:
            best[key] = candidate
    for evidence, a, b, agreement in best.values():
        yield _finding(pair, a, b, agreement, evidence)


def _candidates(pair: "Pair", dates: bool) -> Iterator[_Candidate]:
    by_unit: dict[str, list[Quantity]] = {}
    for b in pair.right.quantities:
        by_unit.setdefault(b.unit, []).append(b)
    ours, theirs = _values(pair.left.unquoted), _values(pair.right.unquoted)
    for a in pair.left.quantities:
        if (a.unit in ("date", "weekday")) != dates or a.negated:
            continue
        for b in by_unit.get(a.unit, ()):
            if b.negated or not fits(a, b) or (pair.alone and a.start >= b.start):
                continue
            if not pair.alone and not _exclusive(a, b, ours, theirs):
                continue
            agreement = relate(a, b)
            if agreement in ("close", "conflict"):
                evidence = _evidence(pair, a, b)
                if evidence >= _need(pair, a, b):
                    yield evidence, a, b, agreement


def _value(one: Quantity) -> str:
    return one.shown if one.unit == "date" else f"{centre(one):.6g}"


def _values(quantities: Sequence[Quantity]) -> set[tuple[str, str]]:
    return {(one.unit, _value(one)) for one in quantities}


def _exclusive(
    a: Quantity, b: Quantity, ours: set[tuple[str, str]], theirs: set[tuple[str, str]]
) -> bool:
    """Neither value stands in the other article outside quotations."""
    return (a.unit, _value(a)) not in theirs and (b.unit, _value(b)) not in ours


def _evidence(pair: "Pair", a: Quantity, b: Quantity) -> float:
    """How alike the surroundings are: rare shared words, shared modifiers, likeness of passages."""
    shared = (a.near & b.near) - {a.head, b.head}
    words = sum(pair.rarity.get(one, 0.5) for one in shared)
    inside = len(a.modifiers & b.modifiers) + (
        a.head == b.head != "" and not is_person_noun(a.head)
    )
    here, there = pair.left.passage_of(a.start), pair.right.passage_of(b.start)
    likeness = float(pair.scores[here, there]) if here is not None and there is not None else 0.0
    return min(words, 2.0) + min(inside, 2) * 0.5 + likeness


def _need(pair: "Pair", a: Quantity, b: Quantity) -> float:
    """The likeness asked for: more for dates, for far values, and inside one article."""
    same_voice = pair.alone and _quoted(pair, a) == _quoted(pair, b)
    if a.unit in ("date", "weekday", "ordinal"):
        return math.inf if same_voice else _NEED_FOR_DATES
    need = _NEED + _NEED_PER_DISTANCE * min(apart(a, b), 1.0)
    return need + 1.0 if same_voice else need


def _quoted(pair: "Pair", one: Quantity) -> bool:
    return any(quote.start <= one.start < quote.end for quote in pair.left.quotations)


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
