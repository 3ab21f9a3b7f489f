"""Every change that can be made, as data.

The screen and `workbench apply` build the same values and hand them to `Workspace.do`. The names of
the fields are those of the JSON form; `COMMANDS` is the registry that both compare against.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar, Literal

from workbench.domain.claim import Stance, WorkflowState
from workbench.domain.span import Range
from workbench.workspace.case_commands import AddCase as AddCase
from workbench.workspace.case_commands import ArchiveCase as ArchiveCase
from workbench.workspace.case_commands import DeclineVersion as DeclineVersion
from workbench.workspace.case_commands import MoveArticle as MoveArticle
from workbench.workspace.case_commands import RenameCase as RenameCase
from workbench.workspace.case_commands import RestoreVersion as RestoreVersion
from workbench.workspace.command import STRICT
from workbench.workspace.command import Command as Command
from workbench.workspace.team_commands import Adjudicate as Adjudicate
from workbench.workspace.team_commands import AdjudicateAll as AdjudicateAll
from workbench.workspace.team_commands import Assign as Assign
from workbench.workspace.team_commands import AssignCase as AssignCase
from workbench.workspace.team_commands import AssignEvenly as AssignEvenly
from workbench.workspace.team_commands import ClosePass as ClosePass
from workbench.workspace.team_commands import MapLabels as MapLabels
from workbench.workspace.team_commands import NewLabel as NewLabel
from workbench.workspace.team_commands import ReopenPass as ReopenPass
from workbench.workspace.team_commands import SubmitPass as SubmitPass


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSpan(Command):
    """Highlight a span."""

    do: ClassVar[str] = "add_span"
    article: str
    fragments: tuple[Range, ...]
    label: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSpan:
    """A passage that is highlighted in the same step, in place of a span's id."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    article: str
    fragments: tuple[Range, ...]
    label: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditSpan(Command):
    """Change a span's range, label or note; what is left out stays."""

    do: ClassVar[str] = "edit_span"
    span: str
    fragments: tuple[Range, ...] | None = None
    label: str | None = None
    note: str | None = None
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSpans(Command):
    """Link two spans, or passages that become spans with it, by a relation."""

    do: ClassVar[str] = "link"
    source: str | NewSpan
    target: str | NewSpan
    relation: str
    aspect: str | None = None
    voice: str | None = None
    certainty: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditLink(Command):
    """Change a link; what is left out stays, an empty facet clears it."""

    do: ClassVar[str] = "edit_link"
    link: str
    source: str | None = None
    target: str | None = None
    relation: str | None = None
    aspect: str | None = None
    voice: str | None = None
    certainty: str | None = None
    note: str | None = None
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlink(Command):
    """Remove a link; its spans stay."""

    do: ClassVar[str] = "unlink"
    link: str
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddClaim(Command):
    """Make a claim, from spans and links or from nothing yet."""

    do: ClassVar[str] = "add_claim"
    text: str
    spans: tuple[str | NewSpan, ...] = ()
    links: tuple[str, ...] = ()
    case: str | None = None
    claimant: str = ""
    stated_on: str = ""
    stated_at: str = ""
    tags: tuple[str, ...] = ()
    priority: int = 0
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditClaim(Command):
    """Change a claim; what is left out stays, `spans`, `links` and `tags` replace."""

    do: ClassVar[str] = "edit_claim"
    claim: str
    text: str | None = None
    spans: tuple[str, ...] | None = None
    links: tuple[str, ...] | None = None
    add_spans: tuple[str | NewSpan, ...] = ()
    add_links: tuple[str, ...] = ()
    claimant: str | None = None
    stated_on: str | None = None
    stated_at: str | None = None
    tags: tuple[str, ...] | None = None
    priority: int | None = None
    due: str | None = None
    correction: str = ""
    """A published claim changes only with this note, which is dated and exported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Omit(Command):
    """Sign that an article says nothing of a claim."""

    do: ClassVar[str] = "omit"
    claim: str
    article: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvidence:
    """Evidence given together with a verdict."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    quote: str = ""
    title: str = ""
    url: str = ""
    locator: str = ""
    archive_url: str = ""
    file_hash: str = ""
    retrieved: str = ""
    stance: Stance = "supports"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveVerdict(Command):
    """Give, or change, one's own verdict on a claim in the pass one is in."""

    do: ClassVar[str] = "give_verdict"
    claim: str
    label: str
    rationale: str = ""
    confidence: float | None = None
    evidence: tuple[NewEvidence | str, ...] | None = None
    """New sources, or ids of evidence that is there; None leaves what is cited as it is."""
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEvidence(Command):
    """Add a source to a claim; `cite` says whether one's verdict rests on it."""

    do: ClassVar[str] = "add_evidence"
    claim: str
    quote: str = ""
    title: str = ""
    url: str = ""
    locator: str = ""
    archive_url: str = ""
    file_hash: str = ""
    retrieved: str = ""
    stance: Stance = "supports"
    note: str = ""
    cite: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EditEvidence(Command):
    """Change a source; what is left out stays."""

    do: ClassVar[str] = "edit_evidence"
    evidence: str
    quote: str | None = None
    title: str | None = None
    url: str | None = None
    locator: str | None = None
    archive_url: str | None = None
    file_hash: str | None = None
    retrieved: str | None = None
    stance: Stance | None = None
    note: str | None = None
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddComment(Command):
    """Say something about a claim; `@name` mentions a reviewer."""

    do: ClassVar[str] = "comment"
    claim: str
    text: str
    reply_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteRecord(Command):
    """Delete a span, link, claim, verdict, evidence, omission, comment or assignment."""

    do: ClassVar[str] = "delete"
    id: str
    cascade: bool = False
    """Delete what hangs on it too; without it, something in use is not deleted."""
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(Command):
    """Take back one's own last change."""

    do: ClassVar[str] = "undo"
    force: bool = False
    """Also where somebody has changed it since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redo(Command):
    """Make the change again that was taken back last."""

    do: ClassVar[str] = "redo"
    force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolve(Command):
    """Settle a conflict: keep one of its values; of a decision, all that was decided with it."""

    do: ClassVar[str] = "resolve"
    id: str
    field: str
    keep: Any
    """One of the values in conflict; for a field in people's words also another text."""
    correction: str = ""
    """A published claim changes only with this note, which is dated and exported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetState(Command):
    """Move a claim through the workflow."""

    do: ClassVar[str] = "set_state"
    claim: str
    state: WorkflowState
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeClaims(Command):
    """Put claims that say the same into one; the others are deleted, all they carry moves."""

    do: ClassVar[str] = "merge_claims"
    into: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(Command):
    """Accept a suggestion: its spans, its link and a claim, in one step."""

    do: ClassVar[str] = "accept"
    suggestion: str
    relation: str | None = None
    aspect: str | None = None
    claim: str | None = None
    """The words of the claim to make, or the id of a claim to add to; None makes no claim."""
    fragments: tuple[tuple[Range, ...], ...] | None = None
    """Ranges to use in place of the suggested ones, in their order."""
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject(Command):
    """Reject a suggestion."""

    do: ClassVar[str] = "reject"
    suggestion: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteRule(Command):
    """Show me no more suggestions of a rule (or show them again)."""

    do: ClassVar[str] = "mute"
    rule: str
    on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AddArticle(Command):
    """Add a file as an article, or as a new version of one."""

    do: ClassVar[str] = "add_article"
    path: str
    case: str | None = None
    replaces: str | None = None
    encoding: str | None = None
    """What the file is written in, whatever it looks like."""
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    notes: str | None = None
    text: str | None = None
    """The text itself, in place of a file; `path` only names it then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditArticle(Command):
    """Change what is known about an article; naming a field confirms it."""

    do: ClassVar[str] = "edit_article"
    article: str
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleAnchor(Command):
    """Say where a span stands in the new version of its article."""

    do: ClassVar[str] = "anchor"
    span: str
    choice: Literal["confirm", "move", "orphan"]
    fragments: tuple[Range, ...] = field(default=())
    """Where it stands now, for `move`."""
    correction: str = ""
    """Needed where no new version of the article asks for it and a published claim rests on it."""


COMMANDS: Mapping[str, type[Command]] = MappingProxyType(
    {
        command.do: command
        for command in (
            AddSpan, EditSpan, LinkSpans, EditLink, Unlink, AddClaim, EditClaim, Omit, GiveVerdict,
            AddEvidence, EditEvidence, AddComment, DeleteRecord, Undo, Redo, Resolve, SetState,
            MergeClaims, SubmitPass, ReopenPass, ClosePass, Assign, AssignCase, AssignEvenly,
            Adjudicate, AdjudicateAll, Accept, Reject, MuteRule, AddArticle, EditArticle,
            SettleAnchor, AddCase, RenameCase, ArchiveCase, MoveArticle, RestoreVersion,
            DeclineVersion, MapLabels,
        )
    }
)  # fmt: skip
