"""The commands of working together: passes, assignments, final verdicts."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from workbench.domain.reviewer import cleaned
from workbench.workspace.command import STRICT, Command

LabelField = Literal["verdict", "relation", "aspect", "voice", "certainty", "span label"]
SettleRule = Literal["unanimous", "majority", "threshold"]


class _NamesReviewer:
    """A command that is about a reviewer: takes the name as it is meant.

    Whether it can be a name is for the review rules.
    """

    __slots__ = ()

    reviewer: str

    def __post_init__(self) -> None:
        """Clean the name."""
        object.__setattr__(self, "reviewer", cleaned(self.reviewer))


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitPass(Command):
    """Submit one's pass over a case."""

    do: ClassVar[str] = "submit_pass"
    case: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenPass(_NamesReviewer, Command):
    """Reopen a submitted pass, as an adjudicator."""

    do: ClassVar[str] = "reopen_pass"
    reviewer: str
    case: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePass(_NamesReviewer, Command):
    """Close the pass of a reviewer who does not submit, as an adjudicator."""

    do: ClassVar[str] = "close_pass"
    reviewer: str
    case: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(_NamesReviewer, Command):
    """Ask a reviewer to judge a claim."""

    do: ClassVar[str] = "assign"
    claim: str
    reviewer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignCase(_NamesReviewer, Command):
    """Ask a reviewer to judge every claim of a case."""

    do: ClassVar[str] = "assign_case"
    reviewer: str
    case: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignEvenly(Command):
    """Spread the claims of a case over reviewers, `per_claim` of them to each claim."""

    do: ClassVar[str] = "assign_evenly"
    case: str | None = None
    reviewers: tuple[str, ...] = ()
    per_claim: int = 1

    def __post_init__(self) -> None:
        """Take the names as they are meant."""
        object.__setattr__(self, "reviewers", tuple(map(cleaned, self.reviewers)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjudicate(Command):
    """Give a claim its final verdict: by hand with a note, else by a rule from its verdicts."""

    do: ClassVar[str] = "adjudicate"
    claim: str
    label: str | None = None
    """The verdict by hand; None with a note leaves the claim unresolved, on record."""
    note: str = ""
    rule: SettleRule = "majority"
    """What merges the verdicts where neither a label nor a note is given."""
    correction: str = ""
    """A published claim changes only with this note, which is dated and exported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjudicateAll(Command):
    """Give those claims of a case their final verdict for which a rule gives one."""

    do: ClassVar[str] = "adjudicate_all"
    rule: SettleRule = "unanimous"
    case: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLabel:
    """A label that the scheme no longer has, and what it is to be called."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    field: LabelField = "verdict"
    old: str
    new: str
    """A label of the scheme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLabels(Command):
    """Replace labels of an earlier scheme wherever they are used, as an adjudicator."""

    do: ClassVar[str] = "map_labels"
    labels: tuple[NewLabel, ...]
