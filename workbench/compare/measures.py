"""Numbers with what they measure or count: intervals with unit, head noun and precision."""

import math
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from workbench.compare import units
from workbench.compare.fates import fate
from workbench.compare.numerals import Numeral, numerals
from workbench.compare.quantity import YEAR, Quantity
from workbench.compare.stems import bare, content_stems, stem
from workbench.domain.span import Range

_ABOUT, _NEARLY = 0.10, 0.12
_BOUNDS = re.compile(
    r"(?:(?P<more>more than|greater than|over|exceeding|above|upwards of)"
    r"|(?P<least>at least|no (?:less|fewer) than|a minimum of)"
    r"|(?P<less>less than|fewer than|under|below)"
    r"|(?P<most>at most|up to|as many as|as much as|no more than|a maximum of|not more than)"
    r"|(?P<nearly>nearly|almost|close to|just under|just short of)"
    r"|(?P<about>about|around|approximately|approx\.|roughly|some|an estimated|estimated|circa|~"
    r"|just over))\s+(?:a |an |the |its |their )?(?:US)?[$€£¥]?\s?$",
    re.IGNORECASE,
)
_A_UNIT = re.compile(
    r"(?<!\w)(?:more than|over|at least|nearly|almost|about|around|less than|under|roughly)\s+"
    r"(?P<a>an?) (?P<unit>day|week|month|year|decade|century|hour)\b(?! (?:ago|later))",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"^(?:\+| or more\b)", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:not|never|no longer|neither|nor)\b|n['’]t\b", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r" ?(?:[ap]\.?m\b|o['’]clock)", re.IGNORECASE)
_MAGNITUDE_BEFORE = re.compile(r"\bmagnitude(?: of)?[ -]$", re.IGNORECASE)
_MAGNITUDE_AFTER = re.compile(r"[ -]magnitude\b", re.IGNORECASE)
_WORD = re.compile(r"[ \-]?(?P<word>(?:[A-Z]\.){2,}|[^\W\d_]+(?:[-'’][^\W\d_]+)*)")
_NONE = re.compile(r"\b[Nn]o(?= [a-z]+s\b)")
_IRREGULAR = frozenset(
    """people men women children police feet teeth persons troops personnel crew staff
    media""".split()  # noqa: SIM905
)
_NOT_PLURAL = frozenset(
    """was is has this his its us as thus does says yes across besides perhaps always less plus
    minus various serious previous famous religious dangerous""".split()  # noqa: SIM905
)
_STOPS = frozenset(
    """of in on at to for from by with and or but who that which whom have has had were was are is
    be been being would will could can may did do does as than when while after before since until
    the a an this these those his her their its out into during""".split()  # noqa: SIM905
)
_PARTITIVE = re.compile(r" of (?:the |its |their |his |her )?", re.IGNORECASE)
_LETTERS = 48


def find_measures(text: str, taken: list[Range]) -> Iterator[Quantity]:
    """Find the numbers outside the ranges `taken` (sorted; those of dates)."""
    spelled = [_a_unit(text, match) for match in _A_UNIT.finditer(text)]
    yield from spelled
    ends = [end for _, end in taken]
    none = [Numeral(*match.span(), 0.0) for match in _NONE.finditer(text)]
    for numeral in [*_joined(text), *none]:
        at = bisect_right(ends, numeral.start)
        if at < len(taken) and taken[at][0] < numeral.end:
            continue
        found = _read(text, numeral)
        if found:
            yield found


def _joined(text: str) -> Iterator[Numeral]:
    """The numbers of a text; `20 to 30` and `between 20 and 30` become one with its slack."""
    before: Numeral | None = None
    for numeral in numerals(text):
        if before and _is_range(text, before, numeral):
            middle, half = (before.value + numeral.value) / 2, (numeral.value - before.value) / 2
            before = Numeral(before.start, numeral.end, middle, half, range=True)
            continue
        if before:
            yield before
        before = numeral
    if before:
        yield before


def _is_range(text: str, one: Numeral, other: Numeral) -> bool:
    if one.ordinal or other.ordinal or not 1 < one.value < other.value:
        return False
    between = text[one.end : other.start]
    opened = text[max(0, one.start - 8) : one.start].lower().endswith("between ")
    return between in (" to ", " or ") or (between == " and " and opened)


def window(text: str, start: int, end: int, size: int = 9) -> frozenset[str]:
    """Stems of the content words among the `size` words on each side, within the line."""
    before = text[max(0, start - 90) : start].rpartition("\n")[2].split()[-size:]
    after = text[end : end + 90].partition("\n")[0].split()[:size]
    return frozenset(
        one
        for one in content_stems(" ".join(before) + " … " + " ".join(after))
        if not one.isdigit()
    )


def negated(text: str, start: int) -> bool:
    """Whether one of the five words before denies what follows (in the same clause)."""
    before = re.split(r"[,.;:!?\n]", text[max(0, start - 40) : start])[-1]
    return _NEGATION.search(" ".join(before.split()[-5:])) is not None


def _read(text: str, numeral: Numeral) -> Quantity | None:
    start, end = numeral.start, numeral.end
    before, after = text[max(0, start - _LETTERS) : start], text[end : end + 2 * _LETTERS]
    if numeral.ordinal:
        return _ordinal(text, numeral)
    if _TIME_OF_DAY.match(after) or re.search(r"[A-Za-z]-$|#$", before):
        return None
    low, high = _interval(numeral, before, after)
    found = Quantity(
        start,
        end,
        "",
        "",
        low,
        high,
        "",
        plain=numeral.value,
        rounding=0.0 if numeral.range else numeral.slack,
    )
    measured = _measured(found, before, after) or _counted(text, found, before, after)
    return _finish(text, measured) if measured else None


def _finish(text: str, found: Quantity) -> Quantity:
    return replace(
        found,
        text=text[found.start : found.end],
        negated=negated(text, found.start),
        near=window(text, found.start, found.end),
    )


def _interval(numeral: Numeral, before: str, after: str) -> tuple[float, float]:
    """The values a number stands for, by the words around it."""
    value = numeral.value
    match = _BOUNDS.search(before)
    kind = match.lastgroup if match else None
    if _TRAILING.match(after):
        kind = "least"
    if kind in ("more", "least"):
        return (math.nextafter(value, math.inf) if kind == "more" else value), math.inf
    if kind in ("less", "most"):
        return 0.0, (math.nextafter(value, 0) if kind == "less" else value)
    if kind == "nearly":
        return value * (1 - _NEARLY), value
    if kind == "about":
        return value * (1 - _ABOUT), value * (1 + _ABOUT)
    return value - numeral.slack, value + numeral.slack


def _scaled(found: Quantity, factor: float, slack: float) -> Quantity:
    """Turn the number into base units; exact numbers get half a unit of rounding."""
    exact = found.low == found.high
    low, high = found.low * factor, found.high * factor
    if exact:
        low, high = low - slack, high + slack
    rounding = slack if exact else 0.0
    return replace(found, low=low, high=high, plain=found.plain * factor, rounding=rounding)


def _measured(found: Quantity, before: str, after: str) -> Quantity | None:
    if match := units.AGE.match(after):
        return replace(
            found, unit="age", end=found.end + match.end(), shown=f"{found.plain:g} years old"
        )
    if re.search(r"\baged? $", before):
        return replace(found, unit="age", shown=f"{found.plain:g} years old")
    if match := units.TIME_WORD.match(after):
        factor = units.time_factor(match["unit"])
        if match[0][0] == "-" and factor < 1:
            return None  # `24-hour` says round the clock as often as it says how long
        scaled = _scaled(found, factor, factor / 2)
        return replace(
            scaled, unit="duration", end=found.end + match.end(), shown=duration(scaled.plain)
        )
    if match := units.PERCENT.match(after):
        return replace(
            found, unit="percent", end=found.end + match.end(), shown=f"{found.plain:g} %"
        )
    sign, name = units.CURRENCY_BEFORE.search(before), units.CURRENCY_AFTER.match(after)
    if sign or name:
        code = units.currency_code(sign["sign"] if sign else name["name"] if name else "")
        start = found.start - len(sign[0]) if sign else found.start
        end = found.end + name.end() if name else found.end
        return replace(
            found, unit=f"money:{code}", start=start, end=end, shown=f"{found.plain:,.10g} {code}"
        )
    if _MAGNITUDE_BEFORE.search(before) or (match := _MAGNITUDE_AFTER.match(after)):
        return replace(found, unit="magnitude", shown=f"magnitude {found.plain:g}")
    if match := units.MEASURE.match(after):
        dimension, factor = units.measure_factor(match["unit"])
        scaled = _scaled(found, factor, 0.0)
        shown = f"{scaled.plain:,.6g} {units.BASE[dimension]}"
        return replace(scaled, unit=dimension, end=found.end + match.end(), shown=shown)
    return None


def duration(days: float) -> str:
    """Say a number of days in the unit that fits."""
    if days >= 2 * YEAR:
        return f"{days / YEAR:.3g} years"
    if days >= 60:
        return f"{days:.0f} days ≈ {days / (YEAR / 12):.1f} months"
    if days >= 1:
        return f"{days:g} days"
    return f"{days * 24:.3g} hours"


def _counted(text: str, found: Quantity, before: str, after: str) -> Quantity | None:
    """A count, with its noun if there is one."""
    if _in_name(text, found, before, after):
        return None
    if found.plain == 1 and text[found.start].isalpha():
        return None
    noun = _noun(text, found.end)
    head, end, inside = noun or ("", found.end, frozenset())
    role, end = fate(text, found.start, end, stem(head))
    shown = f"{found.plain:,.10g} {head or role}".strip()
    counted = stem(head or ("people" if role else ""))
    return replace(
        found, unit="count", end=end, head=counted, modifiers=inside, shown=shown, role=role
    )


def _in_name(text: str, found: Quantity, before: str, after: str) -> bool:
    """Whether a small number belongs to a name before it, as in `Apollo 13`."""
    capital = re.search(r"[A-Z][\w’']* $", before)
    opens_sentence = re.search(r"(?:^|[.!?”\"\n] |\n)\w+ $", before)
    small = text[found.start].isdigit() and found.plain < 100
    return bool(capital and not opens_sentence and small and not re.match(r" [a-z]", after))


def _noun(text: str, end: int) -> tuple[str, int, frozenset[str]] | None:
    """Find the counted noun: the first plural of the next five words, before a function word."""
    skipped: list[str] = []
    at = end
    partitive = _PARTITIVE.match(text, end)
    if partitive:
        at = partitive.end() - 1
    for _ in range(5):
        match = _WORD.match(text, at)
        if match is None or (match[0][0] not in " -"):
            return None
        word = bare(match["word"])
        if word in _STOPS and not (word == "and" and skipped):
            return None
        at = match.end()
        if _is_plural(word):
            following = _WORD.match(text, at)
            if following and following[0][0] == " " and _is_plural(bare(following["word"])):
                skipped.append(word)
                continue
            return word, at, frozenset(content_stems(" ".join(skipped)))
        skipped.append(word)
    return None


def _is_plural(word: str) -> bool:
    if word in _IRREGULAR:
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is"))
        and word not in _NOT_PLURAL
    )


def _ordinal(text: str, numeral: Numeral) -> Quantity | None:
    """An ordinal counts only before a noun: `her second album`, not `first flew`."""
    words: list[str] = []
    at = numeral.end
    for _ in range(4):
        match = _WORD.match(text, at)
        word = bare(match["word"]) if match else ""
        if match is None or (word in _STOPS and word != "and"):
            break
        words.append(word)
        at = match.end()
    words = [word for word in words if word != "and"]
    if not words or words[0] in ("time", "place", "half", "floor", "person", "lady", "flew"):
        return None
    value = numeral.value
    found = Quantity(
        numeral.start, numeral.end, "", "ordinal", value, value, f"no. {value:g}",
        head=stem(words[-1]), modifiers=frozenset(stem(word) for word in words), plain=value,
    )  # fmt: skip
    return _finish(text, found)


def _a_unit(text: str, match: re.Match[str]) -> Quantity:
    """`over a year` and the like: a duration written without a number."""
    factor = units.time_factor(match["unit"])
    numeral = Numeral(match.start("a"), match.end("a"), 1.0)
    low, high = _interval(numeral, text[max(0, match.start("a") - _LETTERS) : match.start("a")], "")
    found = Quantity(
        match.start(), match.end(), "", "duration", low * factor, high * factor,
        match[0].lower(), plain=factor,
    )  # fmt: skip
    return _finish(text, found)
