"""Dates in English texts: days, months, years, decades, weekdays, as intervals of days."""

import calendar
import math
import re
from collections.abc import Iterator
from datetime import date

from workbench.compare.quantity import Quantity

_NAMES = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_NAMES |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_WEEKDAYS = {name: n for n, name in enumerate(calendar.day_name)}
_DATE = re.compile(
    rf"(?<![\w$€£.\-])(?:"
    rf"(?P<iso>{_YEAR}-\d\d-\d\d)"
    rf"|(?P<m1>{_MONTH}) (?P<d1>{_DAY})(?:,? (?P<y1>{_YEAR}))?(?!\d|,\d)"
    rf"|(?P<d2>{_DAY}) (?:of )?(?P<m2>{_MONTH})(?:,? (?P<y2>{_YEAR}))?"
    rf"|(?P<m3>{_MONTH})(?: of|,)? (?P<y3>{_YEAR})"
    rf"|(?:(?P<part>early|mid|late)[- ](?:the )?)?(?P<decade>(?:1\d|20)\d0) ?['’]?s\b"
    rf"|(?P<from>{_YEAR}) ?[–-] ?(?P<to>{_YEAR}|\d\d)(?!\d)"
    rf"|(?P<y4>{_YEAR})(?!,?\d|\.\d|%|[-–/]\d)"
    rf"|(?P<m4>{_MONTH})(?! \d)"
    rf"|(?P<weekday>{'|'.join(_WEEKDAYS)})"
    rf")(?!\w)"
)
_COUNTED = re.compile(r" (?:[a-z]+ )?[a-z]+(?<!s)s\b(?! election)")
_APPROXIMATE = re.compile(
    r"(?:about|around|nearly|almost|over|than|least|most|some|to|roughly|approximately) $", re.I
)
_MONTH_CUE = re.compile(
    r"\b(?:in|on|of|since|until|till|by|from|last|next|this|during|through|to|and|early|late|mid"
    r"|between)[ -]$",
    re.IGNORECASE,
)
_ROLES = (
    ("birth", re.compile(r"\b(?:born|birth)\b")),
    ("death", re.compile(r"\b(?:died|dies|dead|death|killed|passed away)\b")),
    ("start", re.compile(
        r"\b(?:since|began|begins|begin|started|starts|founded|formed|established|opened|launched"
        r"|created|sought refuge|entered|took refuge|joined)\b")),
    ("end", re.compile(
        r"\b(?:until|till|ended|ends|finished|finishes|dissolved|disbanded|collapsed|closed|left)\b")),
)  # fmt: skip


def find_dates(text: str) -> Iterator[Quantity]:
    """Find the dates of a text; values are day numbers (`date.toordinal`)."""
    for match in _DATE.finditer(text):
        found = _read(match, text)
        if found:
            yield found


def _read(match: re.Match[str], text: str) -> Quantity | None:
    before = text[max(0, match.start() - 24) : match.start()]
    if match["weekday"]:
        day = float(_WEEKDAYS[match["weekday"]])
        return Quantity(*match.span(), match[0], "weekday", day, day, match["weekday"], plain=day)
    if match["y4"] and _is_count(match, text, before):
        return None
    if match["m4"] and not _is_month(match, before):
        return None
    parts, low, high, shown = _interval(match)
    if low is None:
        return None
    role = _role(text, match.start(), match.end())
    return Quantity(*match.span(), match[0], "date", low, high, shown, role=role, parts=parts)


def _is_count(match: re.Match[str], text: str, before: str) -> bool:
    """Whether four digits count something: `1500 soldiers`, `about 2000 homes`."""
    year = int(match["y4"])
    counted = _COUNTED.match(text, match.end()) is not None
    if year < 1900 and (counted or year < 1300):
        return True
    return _APPROXIMATE.search(before) is not None and counted


def _is_month(match: re.Match[str], before: str) -> bool:
    """Whether a month stands alone as a date: `in May`, not the verb, the march or a name."""
    return _MONTH_CUE.search(before) is not None or (
        match["m4"] not in ("May", "March", "August", "April", "June") and match["m4"][-1] != "."
        and len(match["m4"]) > 3
    )  # fmt: skip


_Found = tuple[tuple[int, int, int], float | None, float, str]


def _interval(match: re.Match[str]) -> _Found:
    """Turn a match into parts, first and last day, and a normal form."""
    fields = match.groupdict()
    if fields["iso"]:
        year, month, day = (int(part) for part in fields["iso"].split("-"))
        return _day(year, month, day)
    if fields["decade"]:
        return _decade(int(fields["decade"]), (fields["part"] or "").lower())
    if fields["from"]:
        first, last = int(fields["from"]), fields["to"]
        until = int(fields["from"][:2] + last) if len(last) == 2 else int(last)
        if until < first:
            return (0, 0, 0), None, 0.0, ""
        low, high = _days(first)[0], _days(until)[1]
        return (first, 0, 0), low, high, f"{first}–{until}"
    year = int(next((fields[k] for k in ("y1", "y2", "y3", "y4") if fields[k]), 0))
    name = next((fields[k] for k in ("m1", "m2", "m3", "m4") if fields[k]), "")
    month = _NAMES[name.lower().rstrip(".")] if name else 0
    written = fields["d1"] or fields["d2"]
    return _day(year, month, int(re.sub(r"\D", "", written)) if written else 0)


def _day(year: int, month: int, day: int) -> _Found:
    if not year:
        shown = f"{day} {calendar.month_name[month]}" if day else calendar.month_name[month]
        return (0, month, day), -math.inf, math.inf, shown
    if month > 12 or (day and day > (calendar.monthrange(year, month)[1] if month else 0)):
        return (0, 0, 0), None, 0.0, ""
    if day:
        number = float(date(year, month, day).toordinal())
        return (year, month, day), number, number, f"{year}-{month:02}-{day:02}"
    low, high = _days(year, month)
    return (year, month, 0), low, high, f"{year}-{month:02}" if month else f"{year}"


def _days(year: int, month: int = 0) -> tuple[float, float]:
    first = date(year, month or 1, 1).toordinal()
    last = date(year, month or 12, calendar.monthrange(year, month or 12)[1]).toordinal()
    return float(first), float(last)


def _decade(first: int, part: str) -> _Found:
    years = {"early": (0, 3), "mid": (4, 6), "late": (6, 9)}.get(part, (0, 9))
    low, high = _days(first + years[0])[0], _days(first + years[1])[1]
    return (first, 0, 0), low, high, f"{part} {first}s".strip()


def _role(text: str, start: int, end: int) -> str:
    """What happened on the date, by the words before it and by brackets such as `(1900 – 1980)`."""
    before = text[max(0, start - 60) : start]
    clause = re.split(r"[.;!?\n]\s", before)[-1]
    after = text[end : end + 24]
    if (
        re.search(r"\([^()]*$", clause)
        and re.search(r"[–−-]\s*$", before)
        and re.match(r"[^()]*\)", after)
    ):
        return "death"
    if re.search(r"\([^()]*$", clause) and re.match(r"\s*[–−-]\s", after):
        return "birth"
    if re.search(r"\bfrom $", before) and re.match(r" (?:to|until|till|through)\b", after):
        return "start"
    if re.search(r"\bfrom [^.]{4,30} (?:to|until|through) $", before):
        return "end"
    found = [(match.end(), role) for role, pattern in _ROLES for match in pattern.finditer(clause)]
    if found:
        return max(found)[1]
    following = re.split(r"[.;!?]", text[end : end + 40])[0]
    leading = re.search(r"(?:^|\n|\. )(?:In|On|By|Since) $", text[max(0, start - 8) : start])
    later = [role for role, pattern in _ROLES if leading and pattern.search(following)]
    return later[0] if later else ""
