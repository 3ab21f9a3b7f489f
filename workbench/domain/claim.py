"""Claims, with what people say about them."""

from dataclasses import dataclass
from typing import Literal

WorkflowState = Literal["open", "in_review", "adjudicated", "published", "void"]
Stance = Literal["supports", "refutes", "context"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable statement in the reviewer's words, with the spans and links that carry it."""

    id: str
    text: str
    case: str = ""
    claimant: str = ""
    stated_on: str = ""
    """ISO date on which the claimant said it."""
    stated_at: str = ""
    """The place, or the medium, where the claimant said it."""
    priority: int = 0
    due: str = ""
    state: WorkflowState = "open"
    published: str = ""
    """UTC time of publication, empty before."""
    tags: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    by: str = ""
    at: str = ""

    @property
    def is_public(self) -> bool:
        """Whether it is published, or was and waits to be again: it changes with corrections only.

        A claim that was made void, and opened again since, is a new one.
        """
        return self.state == "published" or bool(self.published and self.state != "void")


@dataclass(frozen=True, slots=True)
class Omission:
    """A signed statement: the article says nothing of the claim; somebody looked."""

    id: str
    claim: str
    article: str
    version: str
    note: str = ""
    by: str = ""
    at: str = ""


EARLIER = "signed for an earlier version"
"""What is to be said of an omission that is not current."""


def is_current(omission: Omission, version: str | None) -> bool:
    """Whether an omission was signed for the version that its article has now.

    Args:
        omission: what was signed.
        version: the article's version; None if there is no such article any more.
    """
    return omission.version in ("", version) or version is None


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a claim; `@name` mentions a reviewer."""

    id: str
    claim: str
    text: str
    reply_to: str | None = None
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A dated note that changes a published claim."""

    id: str
    claim: str
    text: str
    by: str = ""
    at: str = ""
