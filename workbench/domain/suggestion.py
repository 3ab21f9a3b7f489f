"""Suggestions: what the program found by rule; never a verdict."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "link",
    "omission",
    "checkworthy",
    "quantity",
    "date",
    "name",
    "quotation",
    "place",
    "attribution",
]


@dataclass(frozen=True, slots=True)
class SuggestedPlace:
    """A range of one article version, with its words."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something worth a look, with its reason."""

    id: str
    """Derived from rule and places, so that the same finding keeps its id."""
    rule: str
    kind: Kind
    places: tuple[SuggestedPlace, ...]
    """One (an omission, a check-worthy passage) or two; two may lie in one article."""
    values: tuple[str, ...]
    """Normalised values, in the order of the places."""
    reason: str
    """One sentence that explains it to the reviewer."""
    score: float
    """0 to 1, for ranking within a kind."""
    relation: str | None = None
    """Relation of the default scheme that accepting it would propose."""
    aspect: str | None = None
