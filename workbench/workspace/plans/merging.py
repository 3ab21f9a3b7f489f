"""Putting claims that say the same into one."""

from dataclasses import replace
from typing import Any

from workbench.domain import ids
from workbench.domain.claim import Claim, Comment
from workbench.domain.errors import BadInput
from workbench.review.workflow import check_drop
from workbench.store.operations import Op
from workbench.workspace.commands import MergeClaims
from workbench.workspace.desk import Desk, Plan, change, create, remove


def merge_claims(command: MergeClaims, desk: Desk) -> Plan:
    """Move all that the claims carry to one of them and delete the others.

    A reviewer who judged both claims keeps the verdict on the one that stays; the other one becomes
    a comment, so that nothing that was written is lost.
    """
    into = _whole(command.into, desk)
    others = [_whole(id, desk) for id in dict.fromkeys(command.claims) if id != into.id]
    if not others:
        raise BadInput("name at least one other claim to merge", where=into.id)
    for claim in (into, *others):
        decided = desk.view.whole.adjudications.by("claim", claim.id)
        check_drop(claim, decided, desk.reviewer, desk.rules, "merge")
    taken: set[str] = set()
    spans, links, tags = list(into.spans), list(into.links), list(into.tags)
    ops: list[Op] = []
    for claim in others:
        spans += claim.spans
        links += claim.links
        tags += claim.tags
        ops += _move(claim, into, taken, desk)
        ops.append(remove("claims", claim.id))
    whole = replace(
        into,
        spans=tuple(dict.fromkeys(spans)),
        links=tuple(dict.fromkeys(links)),
        tags=tuple(dict.fromkeys(tags)),
    )
    return Plan((*change(into, whole), *ops), into.id)


def _whole(id: str, desk: Desk) -> Claim:
    """A claim that the reviewer sees, with the spans and links that are withheld."""
    return desk.view.whole.claims.get(desk.view.claims.get(id).id)


def _move(claim: Claim, into: Claim, taken: set[str], desk: Desk) -> list[Op]:
    """All that hangs on a claim goes along, also what a blind pass withholds.

    Args:
        claim: the one that goes.
        into: the one that stays.
        taken: ids that were given to what has moved already.
        desk: where to look.
    """
    view = desk.view.whole
    ops: list[Op] = []
    for table in ("evidence", "comments", "corrections"):
        for item in view.shelf(table).by("claim", claim.id):
            ops += change(item, replace(item, claim=into.id))
    for verdict in view.verdicts.by("claim", claim.id):
        ops += _rehome("verdicts", verdict, into, (verdict.by, verdict.round), taken, desk)
    for omission in view.omissions.by("claim", claim.id):
        ops += _rehome("omissions", omission, into, (omission.article, omission.by), taken, desk)
    for assignment in view.assignments.by("claim", claim.id):
        ops += _rehome("assignments", assignment, into, (assignment.reviewer,), taken, desk)
    for adjudication in view.adjudications.by("claim", claim.id):
        ops.append(remove("adjudications", adjudication.id))
    return ops


def _rehome(
    table: str, item: Any, into: Claim, parts: tuple[str, ...], taken: set[str], desk: Desk
) -> list[Op]:
    kind = table.removesuffix("s")
    id = ids.derived_id(kind, into.id, *parts)
    ops: list[Op] = [remove(table, item.id)]
    if id not in taken and desk.view.whole.shelf(table).find(id) is None:
        taken.add(id)
        ops.append(create(replace(item, id=id, claim=into.id)))
    elif table == "verdicts":
        words = f"Merged from another claim, {item.by}'s verdict: {item.label}. {item.rationale}"
        ops.append(create(Comment(desk.new_id(), into.id, words.strip(), None, item.by, item.at)))
    return ops
