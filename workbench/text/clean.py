"""Folding with offset maps, and characters that make a text look other than it is.

A folded text serves comparing only: every place found in it is led back to the stored text by its
map. Offsets are code points, half open.
"""

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from workbench.domain.span import Range

Suspicion = Literal["bidi", "control", "invisible", "surrogate"]

_SUSPECTS = re.compile(
    "(?P<bidi>[\u202a-\u202e\u2066-\u2069])"
    "|(?P<control>[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f])"
    "|(?P<invisible>[\u200b\u2060\ufeff\u115f\u1160\u3164\uffa0\U000e0000-\U000e007f])"
    "|(?P<surrogate>[\ud800-\udfff])"
)
_SPACES = re.compile(r"\s+")
_TYPOGRAPHIC = str.maketrans("‘’‚‛“”„‟‐‑‒–—―", "''''\"\"\"\"------")


@dataclass(frozen=True, slots=True)
class Finding:
    """One character of the text that a reader does not see, or that changes what is seen."""

    kind: Suspicion
    start: int
    name: str
    """Its Unicode name or code point."""

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + 1


def suspicious(text: str) -> tuple[Finding, ...]:
    """Bidirectional overrides and isolates, control characters, invisible characters, in order.

    Not reported: tab, line ends and form feed, the joiners of emoji and Indic scripts, and the
    direction marks that Hebrew and Arabic typing leaves behind.
    """
    if not any(_SUSPECTS.match(char) for char in set(text)):
        # A text has few different characters: asking each once spares the walk over all of it.
        return ()
    return tuple(
        Finding(_kind(match), match.start(), _name(match[0])) for match in _SUSPECTS.finditer(text)
    )


def _kind(match: re.Match[str]) -> Suspicion:
    kinds: tuple[Suspicion, ...] = ("bidi", "control", "invisible", "surrogate")
    return next(kind for kind in kinds if match[kind] is not None)


def _name(char: str) -> str:
    return unicodedata.name(char, f"U+{ord(char):04X}").lower()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `sources[i]` is where its character `i` begins in the text it came from."""

    text: str
    sources: "array[int] | range"
    """One offset per folded character, and at the end the length of the source."""

    def source(self, start: int, end: int) -> Range:
        """The range of the source that the folded `[start, end)` stands for.

        A source character is taken whole as soon as a part of its folding is in the range.

        Raises:
            ValueError: if the range lies outside the folded text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is outside the folded text of {len(self.text)}")
        first = self.sources[start]
        if start == end:
            return first, first
        behind, last = end, self.sources[end - 1]
        while self.sources[behind] == last:
            behind += 1
        return first, self.sources[behind]


def fold_characters(text: str) -> Folded:
    """NFKD without accents, in lower case, with straight quotes and hyphens, and its map."""
    if text.isascii():
        return Folded(text.lower(), range(len(text) + 1))
    pieces: list[str] = []
    sources = array("l")
    for offset, char in enumerate(text):
        piece = _fold(char)
        pieces.append(piece)
        sources.extend([offset] * len(piece))
    sources.append(len(text))
    return Folded("".join(pieces), sources)


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    decomposed = unicodedata.normalize("NFKD", char.translate(_TYPOGRAPHIC))
    return "".join(part for part in decomposed if not unicodedata.combining(part)).lower()


def fold_spaces(text: str) -> Folded:
    """Every run of white space, line ends too, as one space, and its map."""
    pieces: list[str] = []
    sources = array("l")
    done = 0
    for match in _SPACES.finditer(text):
        pieces.append(text[done : match.start()])
        sources.extend(range(done, match.start()))
        pieces.append(" ")
        sources.append(match.start())
        done = match.end()
    pieces.append(text[done:])
    sources.extend(range(done, len(text) + 1))
    return Folded("".join(pieces), sources)
