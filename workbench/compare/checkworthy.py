"""Check-worthiness: how much a sentence states something that can be looked up.

Weighted cues, set by hand: numbers, dates, names, comparisons and reports speak for it; opinions,
promises, questions, courtesies and very short sentences against. The task is that of ClaimBuster
(Arslan et al., ICWSM 2020); nothing is trained.
"""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.compare.finding import Finding
from workbench.compare.worth_cues import CUES

if TYPE_CHECKING:
    from workbench.compare.reading import Pair

EXPLANATION = (
    "The passage states something that can be looked up: a number, a date, a name, a report."
)

THRESHOLD = 0.60
_AT_MOST = 8

_COUNTED = {"number": 3, "name": 4, "past act": 2, "institution": 2, "future": 2, "wish or duty": 2}


def score(sentences: Sequence[str]) -> list[float]:
    """Score sentences from 0 (nothing to check) to 1 (a statement full of facts)."""
    return [1 / (1 + math.exp(-_sum(sentence))) for sentence in sentences]


def cues(sentence: str) -> list[str]:
    """Name the cues that speak for a sentence, strongest first, for the reason of a suggestion."""
    found = [
        (weight, name)
        for name, weight, pattern in CUES
        if weight > 0.25 and pattern.search(sentence)
    ]
    return [name for _, name in sorted(found, reverse=True)]


def _sum(sentence: str) -> float:
    words = len(sentence.split())
    total = -2.3 + 0.9 * math.log1p(min(words, 40)) / math.log(10)
    for name, weight, pattern in CUES:
        limit = _COUNTED.get(name, 1)
        hits = 0
        for _ in pattern.finditer(sentence):
            hits += 1
            if hits == limit:
                break
        if hits:
            total += weight * (1 + 0.35 * (hits - 1))
    if sentence.rstrip("\"”’' ").endswith("?"):
        total -= 1.6
    if words < 6:
        total -= 1.0
    return total


def suggest(pair: "Pair") -> Iterator[Finding]:
    """Suggest the passages of an article that are most worth a check."""
    if not pair.alone:
        return
    reading = pair.left
    rated = sorted(zip(reading.worth, range(len(reading.passages)), strict=True), reverse=True)
    for value, index in rated[: max(_AT_MOST, len(rated) // 20)]:
        if value < THRESHOLD:
            break
        place = reading.passages[index]
        named = ", ".join(cues(reading.wordings[index])[:4])
        yield Finding(
            ((0, place.start, place.end),), (f"{value:.2f}",), f"can be looked up: {named}", value
        )
