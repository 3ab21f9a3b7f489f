"""What a plan may look at, and what it hands back.

A plan is a pure function: command and desk in, rows to write out. Nothing is written while it
runs, so that a wrong command changes nothing.
"""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from workbench.config.review_rules import ReviewRules
from workbench.config.scheme import Scheme
from workbench.domain import ids
from workbench.domain.article import Article
from workbench.domain.suggestion import Suggestion
from workbench.store.operations import Delete, Op, Put
from workbench.store.records import difference, put, whole
from workbench.store.values import Absent
from workbench.workspace.view import View


class Articles(Protocol):
    """Where a plan asks about articles."""

    def get(self, article: str) -> Article:
        """The article of that id; raises UnknownId."""

    def text(self, version: str) -> str:
        """The text of an article version."""

    def naming(self, case: str) -> Article | None:
        """The article to record with the first claim of a case that nothing else names."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that a plan may look at."""

    view: View
    articles: Articles
    scheme: Scheme
    rules: ReviewRules
    reviewer: str
    now: str
    """UTC, ISO 8601 with milliseconds and `Z`."""
    default_case: Callable[[str | None], str]
    """Names the case meant: the one given, else the only one; raises BadInput."""
    suggestion: Callable[[str], Suggestion]
    """Finds a suggestion by id; raises UnknownId."""
    names: Callable[[], Collection[str]]
    """Everybody who did something here, or was asked to, whatever is withheld."""
    new_id: Callable[[], str] = ids.random_id


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows to write in one transaction."""

    ops: tuple[Op, ...] = ()
    id: str | None = None
    warnings: tuple[str, ...] = ()
    texts: tuple[str, ...] = field(default=())
    """Article texts that must be kept before the rows that name them."""
    said: str = ""
    """What undo has to know beside the records; kept with the name of the command."""


def create(record: Any) -> Put:
    """The row of a new record (or of one that is written whole)."""
    return put(record)


def change(old: Any, new: Any) -> tuple[Put, ...]:
    """What differs between two states of a record; nothing if they are the same.

    Members that are added stand behind all others, also behind what a colleague is adding at this
    moment: their place is the time, in microseconds.
    """
    op = difference(old, new, time.time_ns() // 1000)
    return (op,) if op.set or op.unset else ()


def decide(old: Any, new: Any) -> tuple[Put, ...]:
    """A decision that takes the place of another, written whole but for its members.

    What somebody else decides at the same time then stands against all of it, not against a part.
    """
    op = difference(old, new, time.time_ns() // 1000)
    if not op.set and not op.unset:
        return ()
    fields = whole(new)
    kept = {name: value for name, value in fields.items() if not isinstance(value, Absent)}
    unset = dict.fromkeys((*op.unset, *(name for name in fields if name not in kept)))
    return (Put(op.table, op.key, {**kept, **op.set}, tuple(unset)),)


def remove(table: str, id: str) -> Delete:
    """The removal of a record."""
    return Delete(table, ids.decode(id))


def recorded(desk: Desk, article: Article) -> tuple[tuple[Op, ...], tuple[str, ...]]:
    """What records an article with its first event: rows and texts; nothing if it is recorded."""
    if desk.view.article_record(article.id) is not None:
        return (), ()
    text = desk.articles.text(article.version)
    signed = replace(article, by=desk.reviewer, at=desk.now)
    return (create(signed),), (text,)
