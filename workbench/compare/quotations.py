"""Quotations with their speakers, and how two of them relate."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.compare.finding import Finding
from workbench.compare.stems import STOP_WORDS, TOKEN, bare, fold

if TYPE_CHECKING:
    from workbench.compare.reading import Pair

EXPLANATION = (
    "Both places quote the same words, but worded differently, or one is a part of the other."
)
ATTRIBUTION = "The same quotation stands beside another speaker."
if TYPE_CHECKING:
    from workbench.compare.reading import Pair

_QUOTED = re.compile(r"“(?P<curly>[^“”\n]{2,1200})”|(?<![\w])\"(?P<plain>[^\"\n]{2,1200})\"(?!\w)")
SAYING = re.compile(
    r"\b(?:said|says|say|saying|told|tells|stated|states|announced|announces|announcing|added|adds"
    r"|claimed|claims|claiming|declared|declares|wrote|writes|tweeted|posted|called|calls|calling"
    r"|described|describes|describing|hailed|hails|praised|praises|argued|argues|insisted|insists"
    r"|denied|denies|replied|asked|warned|warns|noted|notes|explained|explains|according to"
    r"|confirmed|confirms|reported|reports|acknowledged|admitted|alleged|remarked|quoted|quipped"
    r"|mocking|dismissed|dismissing|echoed|tells|recalled|continued|concluded)\b",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"(?:[A-Z\u00c0-\u00de][\w’'\-.]+ )*[A-Z\u00c0-\u00de][\w\-]+(?:[’']s)?")
_PRONOUN = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
_REACH = 140
_SHOWN = 60
_REWORDED, _ALIKE = 85.0, 99.5
_FEWEST_FOR_SPEAKER = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words without their marks, and who is said to have said them."""

    start: int
    end: int
    words: tuple[str, ...]
    """Folded."""
    speaker: str = ""
    """The surname, folded; empty if none stands beside a verb of saying."""
    attributed: bool = False
    beside: frozenset[str] = frozenset()
    """All names in that clause, folded: two speakers may say it together."""


def find_quotations(text: str) -> Iterator[Quotation]:
    """Find the quotations on one line between “ ” or " marks."""
    for match in _QUOTED.finditer(text):
        group = "curly" if match["curly"] else "plain"
        start, end = match.span(group)
        words = tuple(fold(token[0]) for token in TOKEN.finditer(text, start, end))
        if words:
            yield Quotation(start, end, words, *_speaker(text, match.start(), match.end()))


def _speaker(text: str, start: int, end: int) -> tuple[str, bool, frozenset[str]]:
    """Find the name beside a verb of saying, behind the quotation or before it.

    What follows a quotation that ends with a full stop belongs to the next sentence.
    """
    before = re.split(r"[.!?”]\s|\n", text[max(0, start - _REACH) : start])[-1]
    after = re.split(r"[.!?“]|\n", text[end : end + 80])[0]
    closed = text[end - 2 : end - 1] in (".", "!", "?") and not after.lstrip()[:1].islower()
    for words, behind in ((after, True), (before, False)):
        verb = SAYING.search(words)
        if verb is None or (behind and (closed or verb.start() > 50)):
            continue
        names = [match for match in _SPEAKER.finditer(words) if fold(match[0]) not in STOP_WORDS]
        if not names:
            return "", not behind or _PRONOUN.search(words) is not None, frozenset()
        leading = [name for name in names if name.start() < verb.start()]
        chosen = leading[-1] if leading else names[0]
        return _surname(chosen[0]), True, frozenset(_surname(name[0]) for name in names)
    return "", False, frozenset()


def _surname(name: str) -> str:
    return fold(name.split()[-1]).removesuffix("'s")


def content(quotation: Quotation) -> frozenset[str]:
    """The words of a quotation that are no stop words."""
    return frozenset(bare(word) for word in quotation.words if word not in STOP_WORDS)


def relate(a: Quotation, b: Quotation) -> tuple[str, float]:
    """Say how two quotations relate: `same`, `part`, `reworded` or empty, with a likeness."""
    short, long = sorted((a.words, b.words), key=len)
    if short == long:
        return ("same", 1.0) if len(short) >= 2 else ("", 0.0)
    if len(short) < 2:
        return "", 0.0
    if _contains(long, short):
        return (
            ("part", len(short) / len(long)) if len(short) >= 4 or _both_sure(a, b) else ("", 0.0)
        )
    if len(short) < 4:
        return "", 0.0
    from rapidfuzz import fuzz

    ratio = fuzz.partial_ratio(" ".join(short), " ".join(long), score_cutoff=_REWORDED)
    return ("reworded", ratio / 100) if _REWORDED <= ratio <= _ALIKE else ("", 0.0)


def _both_sure(a: Quotation, b: Quotation) -> bool:
    """Two or three words count only if attributed on both sides and more than stop words."""
    same_speaker = bool(a.speaker) and a.speaker == b.speaker
    return a.attributed and b.attributed and (same_speaker or bool(content(a) & content(b)))


def _contains(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    size = len(short)
    return any(long[at : at + size] == short for at in range(len(long) - size + 1))


def suggest(pair: "Pair") -> Iterator[Finding]:
    """Suggest quotations that are worded differently, or short here and long there."""
    for one in pair.quotation_pairs:
        a, b = one.a, one.b
        if one.how == "same":
            continue
        shape = "the short form of" if len(a.words) < len(b.words) else "the long form of"
        said = f"{shape} what is quoted in" if one.how == "part" else "worded differently from"
        values = (" ".join(a.words), " ".join(b.words))
        reason = (
            f"{pair.label(0)}: “{_clip(values[0])}” · {pair.label(1)}: “{_clip(values[1])}” · "
            f"the first is {said} the second"
        )
        score = 0.9 if one.how == "part" else one.likeness
        yield Finding(_places(a, b), values, reason, score, "differ", "quote")


def suggest_attribution(pair: "Pair") -> Iterator[Finding]:
    """Suggest the same quotation beside two speakers, both next to a verb of saying."""
    for one in pair.quotation_pairs:
        a, b = one.a, one.b
        named = a.speaker and b.speaker
        other = named and a.speaker not in b.beside and b.speaker not in a.beside
        if other and min(len(a.words), len(b.words)) >= _FEWEST_FOR_SPEAKER:
            reason = (
                f"{pair.label(0)}: “{_clip(' '.join(a.words))}” said by {a.speaker} · "
                f"{pair.label(1)}: said by {b.speaker}"
            )
            score = one.likeness * 0.9
            values = (a.speaker, b.speaker)
            yield Finding(_places(a, b), values, reason, score, "contradict", "actor")


@dataclass(frozen=True, slots=True)
class Related:
    """Two quotations and how they relate: `same`, `part` or `reworded`."""

    a: Quotation
    b: Quotation
    how: str
    likeness: float


def related(pair: "Pair") -> list[Related]:
    """Pair every quotation of the left with the one of the right that is most like it."""
    by_word: dict[str, set[int]] = {}
    theirs = pair.right.quotations
    for index, b in enumerate(theirs):
        for word in content(b):
            by_word.setdefault(word, set()).add(index)
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], Related] = {}
    for a in pair.left.quotations:
        nearby = sorted({index for word in content(a) for index in by_word.get(word, ())})
        rated = [
            Related(a, theirs[index], *relate(a, theirs[index]))
            for index in nearby
            if not pair.alone or a.start < theirs[index].start
        ]
        best = max((one for one in rated if one.how), key=lambda one: one.likeness, default=None)
        if best:
            found.setdefault((best.a.words, best.b.words), best)
    return list(found.values())


def _places(a: Quotation, b: Quotation) -> tuple[tuple[int, int, int], ...]:
    return (0, a.start, a.end), (1, b.start, b.end)


def _clip(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
