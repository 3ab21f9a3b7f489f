"""Everything a workspace holds: its tables, and a snapshot of them as one value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from workbench.domain.article import Article
from workbench.domain.claim import Claim, Comment, Correction, Omission
from workbench.domain.review import Adjudication, Assignment, Mute, Pass, SuggestionDecision
from workbench.domain.span import Link, Span
from workbench.domain.verdict import Evidence, Verdict

TABLES: Final[Mapping[str, type]] = MappingProxyType(
    {
        "articles": Article,
        "spans": Span,
        "links": Link,
        "claims": Claim,
        "evidence": Evidence,
        "verdicts": Verdict,
        "omissions": Omission,
        "comments": Comment,
        "corrections": Correction,
        "assignments": Assignment,
        "passes": Pass,
        "adjudications": Adjudication,
        "decisions": SuggestionDecision,
        "mutes": Mute,
    }
)
"""Table → type of what it holds, in an order in which nothing names what comes later."""

SIGNATURE: Final = frozenset({"by", "at"})
"""Fields that say who wrote a record and when. They follow the rest and are no quarrel alone."""
DECISIONS: Final = frozenset({"verdicts", "adjudications"})
"""Tables whose records are one person's decision: a part of one does not fit another's."""


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One of the values that stand side by side in a field."""

    value: object
    by: str
    at: str
    dot: str
    """The event that wrote it (see docs/store.md)."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that two reviewers changed without seeing each other's change."""

    id: str
    """The record's id; articles have the id derived from theirs."""
    table: str
    field: str
    """The field's name; `*` for a record deleted by one and edited by another."""
    values: tuple[ConflictValue, ...]
    """The shown one first."""


def gathered(conflicts: Iterable[Conflict]) -> list[tuple[Conflict, ...]]:
    """The conflicts that are settled in one: those of a decision together, each other by itself.

    Of a decision what was decided comes first, who signed it when last.
    """
    groups: dict[tuple[str, ...], list[Conflict]] = {}
    for item in conflicts:
        whole = item.table in DECISIONS and item.field != "*"
        groups.setdefault((item.table, item.id, "" if whole else item.field), []).append(item)
    return [
        tuple(sorted(group, key=lambda item: item.field in SIGNATURE)) for group in groups.values()
    ]


@dataclass(frozen=True, slots=True)
class Record:
    """A snapshot of a workspace (or a choice from it), in the order the records were made."""

    articles: tuple[Article, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    """Version hash → text, for every version that a span or an article names."""
    spans: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    claims: tuple[Claim, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    omissions: tuple[Omission, ...] = ()
    comments: tuple[Comment, ...] = ()
    corrections: tuple[Correction, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    passes: tuple[Pass, ...] = ()
    adjudications: tuple[Adjudication, ...] = ()
    decisions: tuple[SuggestionDecision, ...] = ()
    mutes: tuple[Mute, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
