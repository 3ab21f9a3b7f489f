"""What a team asks: who agrees with whom, how far everybody is, what waits for a decision."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from workbench.domain.record import Record
from workbench.workspace.transfer import record
from workbench.workspace.view import TABLES, View
from workbench.workspace.workspace import Workspace

if TYPE_CHECKING:
    from workbench.review.adjudication import QueueItem, Result
    from workbench.review.mentions import InboxItem
    from workbench.review.progress import CaseProgress, Step
    from workbench.review.report import AgreementReport


def agreement(
    workspace: Workspace,
    *,
    case: str | None = None,
    resamples: int = 1000,
    tell: Callable[[int, int], None] | None = None,
) -> "AgreementReport":
    """Every figure of agreement, over what this reviewer may see.

    Args:
        workspace: whose record.
        case: only this case.
        resamples: of the bootstrap; 0 draws no intervals.
        tell: called with (done, total).

    Raises:
        BadInput: if there is no such case.
    """
    from workbench.review.bootstrap import Bootstrap
    from workbench.review.report import report

    named = workspace.case_named(case) if case is not None else None
    bootstrap = Bootstrap(resamples) if resamples else None
    return report(
        record(workspace),
        workspace.scheme,
        workspace.rules,
        case=named,
        bootstrap=bootstrap,
        tell=tell,
    )


def progress(workspace: Workspace) -> tuple["CaseProgress", ...]:
    """How far everybody is: counts, which tell no label, so that a blind pass stays blind."""
    from workbench.review.progress import progress as count

    return count(_whole(workspace), workspace.rules)


def next_steps(workspace: Workspace, case: str | None = None) -> tuple["Step", ...]:
    """What the reviewer can do next in a case, most useful first."""
    from workbench.review.progress import next_steps as steps

    named = workspace.case_named(case)
    return steps(
        record(workspace), workspace.reviewer, workspace.rules, workspace.scheme, case=named
    )


def queue(workspace: Workspace, case: str | None = None) -> tuple["QueueItem", ...]:
    """The claims that wait for a final verdict, disagreements first."""
    from workbench.review.adjudication import queue as waiting

    return waiting(record(workspace), workspace.rules, case=case)


def results(workspace: Workspace) -> tuple["Result", ...]:
    """What became of the claims that the reviewer judged."""
    from workbench.review.adjudication import results as own

    return own(record(workspace), workspace.reviewer)


def inbox(workspace: Workspace, since: str = "") -> tuple["InboxItem", ...]:
    """Mentions, replies, assignments and decisions that concern the reviewer, newest first."""
    from workbench.review.mentions import inbox as items

    return items(record(workspace), workspace.reviewer, since=since)


def _whole(workspace: Workspace) -> Record:
    """The record with what is withheld; nothing of it but counts may leave this module."""
    view = View(workspace.store.rows)
    parts: dict[str, Any] = {table: tuple(view.shelf(table).all()) for table in TABLES}
    return Record(**{**parts, "articles": tuple(workspace.articles.all())})
