"""What is said to have happened to the people that a number counts: dead, injured, arrested.

Numbers of people with different fates are never compared; "five dead", "five people were killed"
and "killing five" count the same.
"""

import re

_WORDS = {
    "dead": "killed|killing|kills|kill|dead|died|dies|dying|deaths?|fatalities|slain|murdered"
    "|perished|drowned|fatally shot|shot dead",
    "injured": "injured|injuring|injures|injuries|wounded|wounding|wounds|hurt|hospitali[sz]ed",
    "missing": "missing|unaccounted",
    "arrested": "arrested|arresting|arrests?|detained|detaining|jailed|imprisoned|in custody"
    "|charged",
    "rescued": "rescued|rescuing|freed|freeing|released|saved|survived",
    "displaced": "displaced|evacuated|evacuating|homeless",
}
_FATE_OF = {name: re.compile(rf"(?:{words})", re.IGNORECASE) for name, words in _WORDS.items()}
_ANY = "|".join(_WORDS.values())
_BETWEEN = (
    r"people|persons|others|more|were|was|have|had|has|been|are|is|being|also|reported|feared"
    r"|confirmed|still|remain|remained|reportedly|later|found|left|presumed|and"
)
_AFTER = re.compile(rf"(?: (?:{_BETWEEN})\b){{0,4}} (?P<fate>{_ANY})\b", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\b(?P<fate>{_ANY})(?: (?:at least|at most|more than|less than|fewer than|up to|as many as"
    r"|about|around|nearly|almost|over|some|another|a further|all|the|an estimated|only)){0,2} $",
    re.IGNORECASE,
)
_TOLL = re.compile(
    r"\btoll (?:\w+ ){0,4}(?:to|at|of|is|was|reached|hit|stood at)(?: (?:at least|more than|about"
    r"|over|nearly))? $",
    re.IGNORECASE,
)
_NOUNS = {"death": "dead", "fatal": "dead", "injuri": "injured", "arrest": "arrested"}


def fate(text: str, start: int, end: int, head: str) -> tuple[str, int]:
    """Find the fate of the people counted at `[start, end)`, the noun's stem being `head`.

    Returns:
        The fate or "", and where a word such as `dead` ends that follows the number at once
        (else `end`).
    """
    if head in _NOUNS:
        return _NOUNS[head], end
    after = _AFTER.match(text, end, end + 60)
    if after:
        at_once = not head and after.start("fate") == end + 1
        return _named(after["fate"]), after.end() if at_once else end
    before = text[max(0, start - 60) : start]
    match = _BEFORE.search(before)
    if match:
        return _named(match["fate"]), end
    return ("dead" if _TOLL.search(before) else ""), end


def _named(word: str) -> str:
    return next(name for name, pattern in _FATE_OF.items() if pattern.fullmatch(word))
