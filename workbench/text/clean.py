"""Characters that make a text look other than it is. Offsets are code points, half open."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Suspicion = Literal["bidi", "control", "invisible", "surrogate"]

_SUSPECTS = re.compile(
    "(?P<bidi>[\u202a-\u202e\u2066-\u2069])"
    "|(?P<control>[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f])"
    "|(?P<invisible>[\u200b\u2060\ufeff\u115f\u1160\u3164\uffa0\U000e0000-\U000e007f])"
    "|(?P<surrogate>[\ud800-\udfff])"
)


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
