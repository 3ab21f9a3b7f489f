"""Passes, assignments, adjudications, and what became of suggestions."""

from dataclasses import dataclass
from typing import Literal

from workbench.domain.span import Range
from workbench.domain.verdict import PassName

Provenance = Literal["unanimous", "majority", "adjudicated", "unresolved"]
Decision = Literal["accepted", "edited", "rejected"]


@dataclass(frozen=True, slots=True)
class Pass:
    """A reviewer's round over a case; `submitted` is empty while it runs."""

    id: str
    case: str
    reviewer: str
    name: PassName
    submitted: str = ""
    closed_by: str = ""
    """The adjudicator who closed it for a reviewer that never submitted."""
    by: str = ""
    at: str = ""
    reopened_by: str = ""
    """Who let it run again after it had ended; what is judged in it is no longer independent."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A claim that a reviewer is asked to judge."""

    id: str
    claim: str
    reviewer: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Adjudication:
    """The final verdict of a claim, and where it came from."""

    id: str
    claim: str
    label: str | None
    """None while unresolved."""
    provenance: Provenance
    note: str = ""
    verdicts: tuple[str, ...] = ()
    """Ids of the verdicts that it rests on."""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class SuggestionDecision:
    """What a reviewer made of a suggestion; `id` is derived from rule and places."""

    id: str
    rule: str
    kind: str
    decision: Decision
    places: tuple[tuple[str, Range], ...]
    """(article id, range) of each span that was suggested."""
    reason: str = ""
    made: tuple[str, ...] = ()
    """Ids of what an accepted suggestion became."""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Mute:
    """A rule that a reviewer wants no more suggestions from."""

    id: str
    rule: str
    by: str = ""
    at: str = ""
