"""What a team asks: who agrees with whom, how far everybody is, what waits for a decision."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from workbench.domain.record import TABLES, Record
from workbench.domain.review import Adjudication
from workbench.workspace.team_commands import SettleRule
from workbench.workspace.transfer import record
from workbench.workspace.view import View
from workbench.workspace.workspace import Workspace

if TYPE_CHECKING:
    from workbench.review.adjudication import Result as Result
    from workbench.review.duplicates import Duplicate as Duplicate
    from workbench.review.mentions import InboxItem as InboxItem
    from workbench.review.progress import CaseProgress as CaseProgress
    from workbench.review.progress import ReviewerProgress as ReviewerProgress
    from workbench.review.progress import Step as Step
    from workbench.review.progress import StepKind as StepKind
    from workbench.review.report import AgreementReport as AgreementReport
    from workbench.review.report import PairReport as PairReport
    from workbench.review.report import StageReport as StageReport
    from workbench.review.standing import Standing as Standing

DocketKind = Literal["disagreement", "unanimous", "decided", "published", "incomplete"]
_JUDGING = ("claims", "verdicts", "assignments", "passes", "adjudications")
SETTLE_RULES: tuple[SettleRule, ...] = ("unanimous", "majority", "threshold")


@dataclass(frozen=True, slots=True)
class DocketItem:
    """A claim as an adjudicator sees it."""

    standing: "Standing"
    kind: DocketKind
    final: Adjudication | None
    """The final verdict, or what left it unresolved."""
    blind: tuple[str, ...] = ()
    """Whose blind pass has to end before it can be decided."""


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
        _seen(workspace), workspace.reviewer, workspace.rules, workspace.scheme, case=named
    )


def judges_blind(workspace: Workspace, case: str) -> bool:
    """Whether others' verdicts on a case are withheld from the reviewer now."""
    if workspace.rules.blind == "off":
        return False
    from workbench.review.passes import judges_blind as blind

    passes = workspace.view.passes.by("case", case)
    return blind(passes, case, workspace.reviewer, workspace.rules)


def withheld(workspace: Workspace, case: str) -> str:
    """What is withheld from the reviewer in a case, in words; empty if nothing is."""
    if not judges_blind(workspace, case):
        return ""
    marks = " and marks" if workspace.rules.blind == "all" else ""
    return f"blind pass: others' verdicts{marks} are withheld"


def unjudged(workspace: Workspace, case: str) -> int:
    """How many claims of a case wait for the reviewer's verdict."""
    from workbench.review.standing import standings

    seen, name = _seen(workspace), workspace.reviewer
    assigned = {item.claim for item in seen.assignments}
    chosen = bool(workspace.rules.reviewers)
    return sum(
        not any(verdict.by == name for verdict in item.verdicts)
        and (name in item.expected or not (chosen or item.claim.id in assigned))
        for item in standings(seen, workspace.rules, case=case)
    )


def docket(workspace: Workspace, case: str | None = None) -> tuple[DocketItem, ...]:
    """The claims of a case for who decides: what waits first, then what is decided, then the rest.

    Disagreements come before claims on which all agree; those that somebody has still to judge come
    last. Nothing while the reviewer's own pass is blind.
    """
    from workbench.review.adjudication import queue, still_blind
    from workbench.review.standing import standings

    if case is not None and judges_blind(workspace, case):
        return ()
    seen = _seen(workspace)
    final = {item.claim: item for item in seen.adjudications}
    waiting = [
        DocketItem(
            item.standing,
            item.kind,
            item.last,
            still_blind(item.standing, seen.passes, workspace.rules),
        )
        for item in queue(seen, workspace.rules, case=case)
    ]
    known = {item.standing.claim.id for item in waiting}
    rest = [
        _rest(standing, final.get(standing.claim.id))
        for standing in standings(seen, workspace.rules, case=case)
        if standing.claim.id not in known
    ]
    order = ("decided", "published", "incomplete")
    return (*waiting, *sorted(rest, key=lambda item: order.index(item.kind)))


def _rest(standing: "Standing", final: Adjudication | None) -> DocketItem:
    if standing.claim.state == "published":
        return DocketItem(standing, "published", final)
    decided = final is not None and final.label is not None
    return DocketItem(standing, "decided" if decided else "incomplete", final)


def settled_by(workspace: Workspace, items: Sequence[DocketItem]) -> Mapping[SettleRule, int]:
    """How many of the claims that wait each rule would settle now."""
    from workbench.review.adjudication import merge

    waiting = [
        item.standing
        for item in items
        if item.kind in ("disagreement", "unanimous") and not item.blind
    ]
    share = workspace.rules.threshold
    return {
        rule: sum(merge(standing, rule, share).label is not None for standing in waiting)
        for rule in SETTLE_RULES
    }


def duplicates(workspace: Workspace, case: str) -> tuple["Duplicate", ...]:
    """Pairs of claims of different people that may be one, the likeliest first."""
    from workbench.review.duplicates import duplicates as found

    return found(_seen(workspace, "spans", "links"), case=case)


def publishing_warnings(workspace: Workspace, claim: str) -> tuple[str, ...]:
    """What to think of before a claim is published, one line each.

    Raises:
        UnknownId: if there is no such claim.
        NotPermitted: if the reviewer may not publish it, or not yet.
        BadInput: if it has no final verdict.
    """
    from workbench.review.workflow import transition

    view = workspace.view
    return transition(
        view.claims.get(claim),
        "published",
        workspace.reviewer,
        workspace.rules,
        verdicts=view.verdicts.by("claim", claim),
        adjudications=view.adjudications.by("claim", claim),
        evidence=view.evidence.by("claim", claim),
    )


def results(workspace: Workspace) -> tuple["Result", ...]:
    """What became of the claims that the reviewer judged."""
    from workbench.review.adjudication import results as own

    return own(_seen(workspace), workspace.reviewer)


def inbox(workspace: Workspace) -> tuple["InboxItem", ...]:
    """Mentions, replies, assignments and decisions that concern the reviewer, newest first."""
    from workbench.review.mentions import inbox as items

    return items(_seen(workspace, "comments", "corrections"), workspace.reviewer)


def people(workspace: Workspace) -> tuple[str, ...]:
    """Everybody who did something that is seen here, was asked to, or is named in the rules."""
    from workbench.review.mentions import people as known

    rules = workspace.rules
    seen = _seen(workspace, "spans", "links", "evidence", "comments")
    return tuple(sorted({*known(seen), *rules.reviewers, *rules.adjudicators}))


def authors(workspace: Workspace) -> tuple[str, ...]:
    """Everybody who signed a record here; names alone, whatever is withheld."""
    rows = (row for table in TABLES for row in workspace.store.rows(table).values())
    return tuple(sorted({str(row["by"]) for row in rows if row.get("by")}))


def names(workspace: Workspace) -> frozenset[str]:
    """Who works here, signed a record, was asked to judge, has a pass or is named in the rules.

    Names alone, whatever is withheld.
    """
    rows = (row for table in TABLES for row in workspace.store.rows(table).values())
    found = {str(row[field]) for row in rows for field in ("by", "reviewer") if row.get(field)}
    rules = workspace.rules
    return frozenset({*found, *rules.reviewers, *rules.adjudicators, workspace.reviewer})


def guidelines(workspace: Workspace) -> str:
    """The guidelines for reviewers, from `guidelines.md` in the workspace; empty if there are none.

    Raises:
        BadInput: if the file can't be read.
    """
    from workbench.domain.errors import BadInput

    path = workspace.paths.guidelines
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            "the guidelines can't be read", where=str(path), hint="save them as UTF-8 text"
        ) from error


def _seen(workspace: Workspace, *more: str) -> Record:
    """What the reviewer sees of judging: claims, verdicts and what decides on them.

    Args:
        workspace: whose.
        more: other tables that are needed; marks and texts are left out unless they are named.
    """
    return _record(workspace.view, (*_JUDGING, *more))


def _whole(workspace: Workspace) -> Record:
    """The same with what is withheld; nothing of it but counts may leave this module."""
    view = workspace.view if workspace.rules.blind == "off" else View(workspace.store.rows)
    articles = tuple(workspace.articles.all())
    return replace(_record(view, _JUDGING), articles=articles)


def _record(view: View, tables: Iterable[str]) -> Record:
    parts: dict[str, Any] = {table: tuple(view.shelf(table).all()) for table in tables}
    return Record(**parts)
