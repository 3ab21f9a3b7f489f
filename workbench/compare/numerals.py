"""Numbers in digits and in English words, with their ordinals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split()  # noqa: SIM905
    )
}
_TENS = dict(
    zip(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        range(20, 100, 10),
        strict=True,
    )
)
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
        thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
        twentieth""".split(),  # noqa: SIM905
        1,
    )
}

_SMALL = "|".join(sorted((*_UNITS, *_TENS), key=len, reverse=True))
_WORDS = (
    rf"(?:a (?:hundred|thousand|million|billion)|half a million|half a billion|a dozen|two dozen"
    rf"|(?:{_SMALL})(?:[- ](?:{'|'.join(_UNITS)}))?)"
    rf"(?:[ -](?:{'|'.join(_SCALES)}|dozen)(?: and)?"
    rf"(?: (?:{_SMALL})(?:-(?:{'|'.join(_UNITS)}))?)?)*"
)
_NUMERAL = re.compile(
    rf"(?<![\w.,/:\-])(?:"
    rf"(?P<ordinal>(?:{'|'.join(_ORDINALS)})|\d{{1,3}}(?:st|nd|rd|th))"
    rf"|(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:[ -](?P<scale>hundred|thousand|million|billion|trillion)|(?P<short>k|mn?|bn|tn)(?![\w]))?"
    rf"|(?P<words>{_WORDS})"
    rf")(?![\w]|[.,/:–\-]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: `value`, and half of the last stated digit where it is scaled."""

    start: int
    end: int
    value: float
    slack: float = 0.0
    ordinal: bool = False
    range: bool = False
    """Whether the slack is stated (`20 to 30`) and no matter of rounding."""


def numerals(text: str) -> Iterator[Numeral]:
    """Find the numbers of a text from left to right."""
    for match in _NUMERAL.finditer(text):
        start, end = match.span()
        if match["ordinal"]:
            yield Numeral(start, end, _ordinal(match["ordinal"].lower()), ordinal=True)
        elif match["digits"]:
            yield _digits(match)
        else:
            yield Numeral(start, end, _spelled(match["words"].lower()))


def _ordinal(word: str) -> float:
    return float(_ORDINALS[word]) if word in _ORDINALS else float(word[:-2])


def _digits(match: re.Match[str]) -> Numeral:
    written = match["digits"].replace(",", "")
    factor = _SCALES.get((match["scale"] or "").lower(), 0.0)
    factor = factor or _SHORT_SCALES.get((match["short"] or "").lower(), 1.0)
    decimals = len(written.partition(".")[2])
    slack = 0.5 * factor / 10**decimals if factor > 1 else 0.0
    return Numeral(*match.span(), float(written) * factor, slack)


def _spelled(words: str) -> float:
    """Add up number words: units and tens are added, scales multiply what came before."""
    total, current = 0.0, 0.0
    for word in words.replace("-", " ").split():
        if word in ("a", "and"):
            current = current or (1.0 if word == "a" else 0.0)
        elif word == "half":
            current = 0.5
        elif word == "dozen":
            current = (current or 1) * 12
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total, current = total + (current or 1) * _SCALES[word], 0.0
        else:
            current += _UNITS.get(word, _TENS.get(word, 0))
    return total + current
