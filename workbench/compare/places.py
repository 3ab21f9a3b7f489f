"""Places: the same scene said to be another kind of building or ground."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.compare.boilerplate import passage_index
from workbench.compare.finding import Finding
from workbench.compare.stems import STOP_WORDS, TOKEN, bare, fold, stem

if TYPE_CHECKING:
    from workbench.compare.reading import Pair, Reading

EXPLANATION = (
    "The same owner or town stands beside another kind of place, as an embassy here and a "
    "residence there."
)

_KINDS = """embassy consulate residence mission|hospital clinic hospice|school university college
academy kindergarten|church mosque temple synagogue cathedral chapel|prison jail barracks
|house home apartment flat villa mansion cottage hut|hotel motel hostel inn|restaurant bar pub
nightclub cafe club|shop store mall market supermarket warehouse factory plant
|airport airfield airbase port harbour harbor|street road highway motorway avenue
|village town city|square park garden stadium arena|court parliament palace ministry
|river lake sea canal|mountain hill island beach"""
_GROUPS = [frozenset(group.split()) for group in _KINDS.replace("\n", " ").split("|")]
_WORD_GROUP = {word: number for number, group in enumerate(_GROUPS) for word in group}
_PLACE = re.compile(
    rf"(?<![\w’'])(?P<kind>{'|'.join(sorted(_WORD_GROUP))})(?![\w’'])", re.IGNORECASE
)
_SAME_OWNER = 6


@dataclass(frozen=True, slots=True)
class Site:
    """A kind of place with the names and capitalised words right before it."""

    start: int
    end: int
    kind: str
    owners: frozenset[str]
    passage: int


def find_sites(reading: "Reading") -> list[Site]:
    """Find kinds of places that have an owner or a name before them, inside passages."""
    found = []
    for match in _PLACE.finditer(reading.text):
        index = passage_index(reading.passages, *match.span())
        if index is None:
            continue
        low = max(reading.passages[index].start, match.start() - 50)
        start, owners = _owners(reading.text, low, match.start())
        if owners:
            found.append(Site(start, match.end(), fold(match[0]), owners, index))
    return found


def _owners(text: str, low: int, at: int) -> tuple[int, frozenset[str]]:
    """Read up to four words backwards: names, their genitives, and plain adjectives between."""
    start, reached, owners = at, at, set()
    tokens = list(TOKEN.finditer(text, low, at))
    for token in reversed(tokens[-4:]):
        between = text[token.end() : reached].strip(" -’'")
        word = bare(token[0])
        if between or word in STOP_WORDS:
            break
        reached = token.start()
        if token[0][0].isupper():
            start = reached
            owners.add(stem(word)[:_SAME_OWNER])
    return start, frozenset(owners)


def suggest(pair: "Pair") -> Iterator[Finding]:
    """Suggest two kinds of place with one owner; each pair of kinds and owner once."""
    best: dict[tuple[str, str, str], tuple[float, Site, Site]] = {}
    theirs = pair.right.sites
    for a in pair.left.sites:
        for b in theirs:
            if pair.alone and a.start >= b.start:
                continue
            common = a.owners & b.owners
            if a.kind == b.kind or _WORD_GROUP[a.kind] != _WORD_GROUP[b.kind] or not common:
                continue
            score = 0.5 + 0.5 * float(pair.scores[a.passage, b.passage])
            kinds = tuple(sorted((a.kind, b.kind))) if pair.alone else (a.kind, b.kind)
            key = (kinds[0], kinds[1], min(common))
            if key not in best or score > best[key][0]:
                best[key] = (score, a, b)
    for score, a, b in best.values():
        yield _finding(pair, a, b, score)


def _finding(pair: "Pair", a: Site, b: Site, score: float) -> Finding:
    ours, theirs = pair.left.text[a.start : a.end], pair.right.text[b.start : b.end]
    reason = f"{pair.label(0)}: '{ours}' · {pair.label(1)}: '{theirs}' · another kind of place"
    places = ((0, a.start, a.end), (1, b.start, b.end))
    return Finding(places, (a.kind, b.kind), reason, score, "differ", "place")
