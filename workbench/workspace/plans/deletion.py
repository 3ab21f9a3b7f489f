"""Deleting records, with what hangs on them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from workbench.domain import ids
from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput, NotPermitted
from workbench.review.passes import check_may_change
from workbench.review.workflow import check_drop
from workbench.store.operations import Op, Put
from workbench.workspace.commands import DeleteRecord
from workbench.workspace.desk import Desk, Plan, change, remove
from workbench.workspace.plans.corrections import corrections
from workbench.workspace.queries import claims_of_span
from workbench.workspace.view import View, singular

_OWN_ONLY = {"verdicts", "evidence", "comments", "omissions"}
_DELETABLE = {*_OWN_ONLY, "spans", "links", "claims", "assignments"}
_RESTED_ON = {"verdicts", "evidence", "omissions", "adjudications"}
_OF_CLAIM = (
    "verdicts", "evidence", "omissions", "comments", "corrections", "assignments", "adjudications",
)  # fmt: skip


def delete(command: DeleteRecord, desk: Desk) -> Plan:
    """Delete a record; what hangs on it goes too if `cascade` says so."""
    table, record = desk.view.locate(command.id)
    _permit(table, record, desk)
    check_seen(desk.view, table, record)
    used = users(desk.view, table, record)
    if used and not command.cascade:
        raise BadInput(
            f"the {singular(table)} is in use: {describe(used)}",
            where=command.id,
            hint="delete that first, or say cascade to delete or detach it too",
        )
    noted = corrections(_resting_on(desk.view.whole, table, record), command.correction, True, desk)
    return Plan((*_all_of(desk.view, table, record).values(), *noted), command.id)


def _resting_on(view: View, table: str, record: Any) -> list[Claim]:
    """The claims that change if a record goes; comments and assignments are no part of one."""
    if table == "spans":
        return claims_of_span(view, record.id)
    if table == "links":
        return view.claims.by("link", record.id)
    claim = view.claims.find(record.claim) if table in _RESTED_ON else None
    return [claim] if claim is not None else []


def check_seen(view: View, table: str, record: Any) -> None:
    """Make sure that nothing hangs on a record that a blind pass withholds; its number is told.

    Raises:
        NotPermitted: if others have work on it that would go too, or be left hanging.
    """
    if view.whole is view:
        return
    touched = _all_of(view.whole, table, record)
    hidden = sum(view.shelf(op.table).find(ids.encode(op.key)) is None for op in touched.values())
    if hidden:
        raise NotPermitted(
            f"others have work on this {singular(table)} that your blind pass withholds ({hidden})",
            where=record.id,
            hint="submit your pass first",
        )


def _all_of(view: View, table: str, record: Any) -> dict[tuple[str, int], Op]:
    ops: dict[tuple[str, int], Op] = {}
    _collect(table, record, view, ops)
    return ops


def check_step(
    view: View,
    touched: Mapping[tuple[str, int], bool],
    do: str,
    published_since: Callable[[Claim], bool],
) -> None:
    """Make sure that a step may be taken back, or made again, also where nobody changed the same.

    Args:
        view: what is there.
        touched: (table, key) of each record that the step touches → whether it goes with it.
        do: the name of the command behind the step.
        published_since: whether a claim was published after the step was made.

    Raises:
        NotPermitted: if others' work rests on what would go, or on what has been published since.
    """
    whole = view.whole
    for (table, key), gone in touched.items():
        record = whole.shelf(table).find(ids.encode(key))
        if record is None:
            continue
        left = [item for name, item in users(whole, table, record) if _apart(name, item, touched)]
        if gone and left:
            raise NotPermitted(
                f"more rests on this {singular(table)} by now ({len(left)})",
                where=record.id,
                hint="delete it instead, which says what uses it",
            )
        claims = [record] if table == "claims" else _resting_on(whole, table, record)
        if do != "set_state" and any(item.is_public and published_since(item) for item in claims):
            raise NotPermitted(
                "a claim that rests on this was published since",
                where=record.id,
                hint="change it, with a correction",
            )


def _apart(table: str, record: Any, touched: Mapping[tuple[str, int], bool]) -> bool:
    return (table, ids.decode(record.id)) not in touched


def users(view: View, table: str, record: Any) -> list[tuple[str, Any]]:
    """What hangs on a record: (table, record) of each."""
    if table == "spans":
        return [
            *(("links", item) for item in view.links.by("span", record.id)),
            *(("claims", item) for item in view.claims.by("span", record.id)),
        ]
    if table == "links":
        return [("claims", item) for item in view.claims.by("link", record.id)]
    if table == "claims":
        return [
            (name, item) for name in _OF_CLAIM for item in view.shelf(name).by("claim", record.id)
        ]
    if table == "evidence":
        return [("verdicts", item) for item in view.verdicts.by("evidence", record.id)]
    if table == "comments":
        return [("comments", item) for item in view.comments.by("reply_to", record.id)]
    return []


def describe(used: list[tuple[str, Any]]) -> str:
    """Count what hangs on a record, in words: `2 links, 1 claim`."""
    counts: dict[str, int] = {}
    for table, _ in used:
        counts[table] = counts.get(table, 0) + 1
    return ", ".join(
        f"{count} {singular(table) if count == 1 else table}" for table, count in counts.items()
    )


def _permit(table: str, record: Any, desk: Desk) -> None:
    if table not in _DELETABLE:
        raise BadInput(f"a {singular(table)} can't be deleted", where=record.id)
    if table in _OWN_ONLY and record.by != desk.reviewer:
        raise NotPermitted(f"this {singular(table)} is {record.by}'s", where=record.id)
    if table == "verdicts":
        claim = desk.view.whole.claims.find(record.claim)
        case = claim.case if claim is not None else ""
        check_may_change(record, case, desk.view.passes.all(), desk.reviewer, desk.rules)
    if table == "claims":
        decided = desk.view.whole.adjudications.by("claim", record.id)
        check_drop(record, decided, desk.reviewer, desk.rules, "delete")


def _collect(table: str, record: Any, view: View, ops: dict[tuple[str, int], Op]) -> None:
    removal = remove(table, record.id)
    if (table, removal.key) in ops and ops[table, removal.key] == removal:
        return
    ops[table, removal.key] = removal
    for used_in, item in users(view, table, record):
        if used_in == "claims":
            _detach(item, _without(item, table, record.id, view, ops), ops)
        elif used_in == "verdicts" and table == "evidence":
            kept = tuple(id for id in item.evidence if id != record.id)
            _detach(item, replace(item, evidence=kept), ops)
        else:
            _collect(used_in, item, view, ops)


def _without(claim: Any, table: str, gone: str, view: View, ops: dict[tuple[str, int], Op]) -> Any:
    links = {gone} if table == "links" else {item.id for item in view.links.by("span", gone)}
    for id in links - {gone}:
        _collect("links", view.links.get(id), view, ops)
    return replace(
        claim,
        spans=tuple(id for id in claim.spans if id != gone),
        links=tuple(id for id in claim.links if id not in links),
    )


def _detach(old: Any, new: Any, ops: dict[tuple[str, int], Op]) -> None:
    for op in change(old, new):
        key = (op.table, op.key)
        earlier = ops.get(key)
        if earlier is None:
            ops[key] = op
        elif isinstance(earlier, Put):
            both = dict.fromkeys((*earlier.unset, *op.unset))
            ops[key] = replace(op, set={**earlier.set, **op.set}, unset=tuple(both))
