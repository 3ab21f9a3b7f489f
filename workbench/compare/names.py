"""Names of persons and how they are spelled."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.compare.finding import Finding
from workbench.compare.stems import fold

if TYPE_CHECKING:
    from workbench.compare.reading import Pair

EXPLANATION = (
    "The same person's name is spelled in two ways: other accents, one letter more or less, or "
    "another title before it."
)

_PARTICLE = r"(?:de la|de los|de|del|da|dos|di|van der|van|von|bin|ibn|al|el|ben|bint|ter|le)"
_PART = r"(?:[A-Z\u00c0-\u00de][a-z\u00df-\u024f]*[’'\-]?[A-Z\u00c0-\u00de]?[a-z\u00df-\u024f]+)"
_NAME = re.compile(
    rf"(?<![\w’'])(?P<name>{_PART}(?: (?:{_PARTICLE} )?(?:{_PART}|[A-Z]\.)){{1,3}})(?!\w)"
)
_TITLES = frozenset(
    """president vice prime minister secretary foreign interior defence defense finance justice
    senator governor mayor general colonel captain major sergeant lieutenant admiral judge justice
    chancellor king queen prince princess pope bishop cardinal reverend father sister doctor dr prof
    professor mr mrs ms miss sir lord lady dame ambassador commissioner chief director chairman
    chairwoman spokesman spokeswoman spokesperson leader opposition congressman congresswoman
    representative rep sen gov gen deputy attorney prosecutor officer detective sheriff coach state
    former acting the us u.s police county city national security council treasury energy health
    """.split()  # noqa: SIM905
)
_RANKS = frozenset(
    """president minister secretary senator governor mayor general colonel captain major sergeant
    lieutenant admiral judge chancellor king queen prince princess pope bishop cardinal ambassador
    commissioner director spokesman spokeswoman representative rep sen gov gen congressman
    congresswoman sheriff coach prosecutor""".split()  # noqa: SIM905
)
_NOT_NAMES = frozenset(
    """the a an in on at for of with by from after before as but and or if when while this that
    these those there here he she it they we you his her its their our january february march
    april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday north south east west united new house senate court
    university party street department ministry international human rights amnesty organization
    union states kingdom republic council committee assembly congress national european american
    african asian latin despite meanwhile however according still yet nor throughout one two
    three four five six seven eight nine ten""".split()  # noqa: SIM905
)
_BEFORE = re.compile(r"((?:[A-Za-z.’'\-]+ ){1,4})$")
_LIKE = 80


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name of two words or more, as written."""

    start: int
    end: int
    text: str
    folded: tuple[str, ...]
    rank: str = ""
    """The rank or office right before it, folded."""


def find_names(text: str) -> Iterator[Name]:
    """Find names of persons: capitalised words in a row without titles and ordinary words."""
    for match in _NAME.finditer(text):
        found = _strip(text, match.start("name"), match["name"])
        if found:
            yield found


def _strip(text: str, start: int, words: str) -> Name | None:
    """Take titles and words that begin a sentence off the front; None if no name is left."""
    parts = words.split(" ")
    kinds = [fold(part).strip(".") for part in parts]
    first = 1 + max(
        (n for n, kind in enumerate(kinds) if kind in _TITLES or kind in _NOT_NAMES), default=-1
    )
    start += sum(len(part) + 1 for part in parts[:first])
    name = " ".join(parts[first:])
    if name.endswith(("'s", "’s")):
        name = name[:-2]
    folded = tuple(fold(part) for part in name.split(" "))
    if len(folded) < 2:
        return None
    return Name(start, start + len(name), name, folded, _rank(text, start, kinds[:first]))


def _rank(text: str, start: int, titles: list[str]) -> str:
    before = _BEFORE.search(text[max(0, start - 60) : start])
    words = titles or [fold(word).strip(".") for word in (before[1].split() if before else [])]
    ranks = [word for word in words[-3:] if word in _RANKS]
    short = {"rep": "representative", "sen": "senator", "gov": "governor", "gen": "general"}
    return short.get(ranks[-1], ranks[-1]) if ranks else ""


def variant(a: Name, b: Name) -> str:
    """Say how two names of one person differ; empty if they do not, or are two persons."""
    if a.text == b.text:
        return ""
    if a.folded == b.folded:
        return "other accents or capitals"
    if len(a.folded) != len(b.folded) or len(a.folded) < 2:
        return ""
    different = [(x, y) for x, y in zip(a.folded, b.folded, strict=True) if x != y]
    if len(different) != 1:
        return ""
    from rapidfuzz import fuzz

    one, other = different[0]
    if one + "s" == other or other + "s" == one:
        return ""
    alike = min(len(one), len(other)) >= 4 and fuzz.ratio(one, other) >= _LIKE
    return "one part is spelled differently" if alike and one[0] == other[0] else ""


def suggest(pair: "Pair") -> Iterator[Finding]:
    """Suggest two spellings of one name, and two ranks of one person; each pair of values once."""
    seen: set[tuple[str, str]] = set()
    for a in pair.left.names:
        for b in pair.right.names:
            if (a.text, b.text) in seen or (pair.alone and a.start >= b.start):
                continue
            found = _difference(a, b)
            if found:
                seen |= {(a.text, b.text), (b.text, a.text)} if pair.alone else {(a.text, b.text)}
                how, values, score = found
                reason = f"{pair.label(0)}: {values[0]} · {pair.label(1)}: {values[1]} · {how}"
                places = ((0, a.start, a.end), (1, b.start, b.end))
                yield Finding(places, values, reason, score, "differ", "actor")


def _difference(a: Name, b: Name) -> tuple[str, tuple[str, str], float] | None:
    how = variant(a, b)
    if how:
        return how, (a.text, b.text), 0.9 if a.folded == b.folded else 0.6
    if a.folded == b.folded and a.rank and b.rank and a.rank != b.rank:
        return "another office or rank", (f"{a.rank} {a.text}", f"{b.rank} {b.text}"), 0.7
    return None
