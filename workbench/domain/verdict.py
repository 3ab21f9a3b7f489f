"""Verdicts and the evidence they cite."""

from dataclasses import dataclass
from typing import Literal

from workbench.domain.claim import Stance

PassName = Literal["blind", "open"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source for or against a claim, added by one reviewer, possibly before any verdict."""

    id: str
    claim: str
    quote: str = ""
    title: str = ""
    url: str = ""
    locator: str = ""
    """Page, paragraph or time inside the source."""
    archive_url: str = ""
    file_hash: str = ""
    """SHA-256 of a kept copy."""
    retrieved: str = ""
    """ISO date."""
    stance: Stance = "supports"
    note: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One reviewer's label for a claim in one pass."""

    id: str
    claim: str
    label: str
    rationale: str = ""
    confidence: float | None = None
    """0 to 1."""
    evidence: tuple[str, ...] = ()
    """Ids of the evidence it cites."""
    round: PassName = "open"
    """The pass it was given in; written `pass` in files."""
    after_discussion: bool = False
    """Changed after the reviewer had submitted the pass."""
    by: str = ""
    at: str = ""


def recency(verdict: Verdict) -> tuple[str, bool]:
    """What tells which of one reviewer's verdicts on a claim is the last word: the greatest.

    The time decides, whatever the pass: one that was reopened comes after the open one. At the
    same time, or where none is known, it is the verdict of the open pass.
    """
    return verdict.at, verdict.round == "open"
