"""Spans and the links between them."""

from dataclasses import dataclass
from typing import Literal

Range = tuple[int, int]
"""`[start, end)` in code points."""

AnchorState = Literal["unchanged", "moved", "edited", "orphan"]

CONTEXT = 32
"""Code points of prefix and suffix kept with a span (as the Hypothesis client does)."""

FRAGMENT_SEPARATOR = " "
"""Stands between the fragments of a discontinuous span in its quote (as in brat)."""


def quote_of(text: str, fragments: tuple[Range, ...]) -> str:
    """The words of the fragments, joined by one space."""
    return FRAGMENT_SEPARATOR.join(text[start:end] for start, end in fragments)


@dataclass(frozen=True, slots=True)
class Span:
    """One or more fragments of one article version, sorted, disjoint and not empty."""

    id: str
    article: str
    version: str
    fragments: tuple[Range, ...]
    quote: str
    prefix: str
    suffix: str
    label: str | None = None
    """A category of the scheme."""
    note: str = ""
    state: AnchorState = "unchanged"
    """How the span came to its place in this version of the article."""
    was: str = ""
    """The old wording of an edited span, until somebody confirms the new one."""
    by: str = ""
    at: str = ""

    @property
    def start(self) -> int:
        """Where the first fragment begins."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """Where the last fragment ends."""
        return self.fragments[-1][1]


@dataclass(frozen=True, slots=True)
class Link:
    """A relation from one span to another, of different articles or of the same."""

    id: str
    source: str
    target: str
    relation: str
    aspect: str | None = None
    voice: str | None = None
    certainty: str | None = None
    note: str = ""
    by: str = ""
    at: str = ""
