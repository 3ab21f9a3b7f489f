"""Patterns of what stands around an article on its page: prompts, publishers, regions, dates."""

import re

PROMPT = re.compile(
    r"^(?:you (?:must|need to|have to) (?:\w+ ){0,3}(?:register|log|sign|login|subscribe)"
    r"|(?:please )?(?:sign|log) (?:in|up|on)\b|(?:please )?(?:register|login|subscribe)\b"
    r"|(?:post|leave|add|write) (?:a|your) (?:comment|reply)"
    r"|(?:share|tweet|print|email)(?: this)?\b"
    r"|follow us\b|read (?:more|also|next)\b|(?:see|read) also\b|click (?:here|to)\b"
    r"|(?:related|recommended|popular|trending|most read)\b(?: \w+){0,3}:?$|advertisement\b"
    r"|skip to\b|listen to this\b|get (?:the|our) \w+ (?:newsletter|app)\b|copyright\b|©"
    r"|comments?(?: \(\d+\))?$|loading\b.{0,3}$|back to top\b|support (?:us|our)\b|join the conv)"
    r"|all rights reserved|©\s*\d{4}|terms of (?:use|service)|privacy policy"
    r"|cookie (?:policy|settings)"
    r"|to post a comment|sign up (?:for|to) (?:our|the)|subscribe (?:now|today|to our)",
    re.IGNORECASE,
)
"""Begins like a request to the reader of the page, or states rights."""

PUBLISHER = re.compile(
    r"(?i)\b(?:news\w*|times|post|journal|herald|tribune|gazette|daily|press|agency|guardian|mirror"
    r"|observer|telegraph|chronicle|magazine|weekly|broadcasting|reuters|network|media|zeitung)\b"
    r"|\b(?:AP|AFP|BBC|CNN|NPR|DPA|EFE|ABC|CBS|NBC|UPI)\b"
)

REGION = re.compile(
    r"(?:^[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){0,3},? (?:D\.?C\.?|A[LKZR]|C[AOT]|DE|FL|GA|HI"
    r"|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY])$)"
    r"|^(?:London|Paris|Berlin|Madrid|Rome|Brussels|Vienna|Geneva|Moscow|Kyiv|Warsaw|Beijing|Tokyo"
    r"|Seoul|Delhi|New Delhi|Cairo|Jerusalem|Nairobi|Lagos|Johannesburg|Sydney|Canberra|Toronto"
    r"|Ottawa|New York|Washington|Los Angeles|Chicago|Mexico City|Bogotá|Lima|Santiago|Caracas"
    r"|Buenos Aires|Havana|Lisbon|Dublin|Athens|Istanbul|Ankara|Tehran|Baghdad|Riyadh|Dubai)\b"
    r"(?:, .+)?$"
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember")
_MONTH = r"(?P<month>[A-Z][a-z]{2,8})\.?"
_DATES = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<day>[0-3]\d)\b"),
    re.compile(_MONTH + r" (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)\b"),
    re.compile(
        r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?" + _MONTH + r",? (?P<year>(?:19|20)\d\d)\b"
    ),
)


def read_date(words: str) -> tuple[str, int, int] | None:
    """Read a complete date from a short text: (ISO date, start, end); None if there is none."""
    for pattern in _DATES:
        match = pattern.search(words)
        if match is None:
            continue
        number = _month_number(match)
        if number and 1 <= int(match["day"]) <= 31:
            return f"{match['year']}-{number:02}-{int(match['day']):02}", match.start(), match.end()
    return None


def _month_number(match: re.Match[str]) -> int:
    fields = match.groupdict()
    if fields.get("m"):
        number = int(fields["m"])
        return number if number <= 12 else 0
    name = match["month"].lower()
    for number, (short, rest) in enumerate(zip(_MONTHS, _LONG, strict=True), 1):
        if name in (short, short + rest) or (name == "sept" and number == 9):
            return number
    return 0


def person_like(words: str) -> bool:
    """Whether two to four capitalised words without digits could be a person's name."""
    parts = words.split()
    ordinary = {
        "edition",
        "news",
        "report",
        "update",
        "updated",
        "staff",
        "desk",
        "section",
        "world",
    }
    return (
        2 <= len(parts) <= 4
        and all(
            part[:1].isupper() and part.replace(".", "").replace("-", "").replace("’", "").isalpha()
            for part in parts
        )
        and not ordinary & {part.lower() for part in parts}
    )
