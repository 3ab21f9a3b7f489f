"""Settling conflicts: the rules of the record that is in conflict hold for it too."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.domain import ids
from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput
from workbench.domain.record import Conflict, ConflictValue, gathered
from workbench.review.settling import (
    asks_correction,
    check_label,
    check_settling,
    chosen,
    is_decision,
    is_prose,
)
from workbench.review.workflow import correct, resolved, state_after
from workbench.store.operations import Op
from workbench.workspace.changes import Outcome, from_keys
from workbench.workspace.commands import Resolve
from workbench.workspace.desk import Desk, change, create
from workbench.workspace.disputes import claim_of

if TYPE_CHECKING:
    from workbench.workspace.view import View
    from workbench.workspace.workspace import Workspace

__all__ = ["is_prose", "needs_correction", "resolve"]


def resolve(workspace: "Workspace", command: Resolve, desk: Desk) -> Outcome:
    """Keep one of the values; of a decision, all that was decided with it.

    Raises:
        BadInput: if there is no such conflict, or the value will not do.
        NotPermitted: if the review rules forbid it.
    """
    conflicts = workspace.conflicts()
    conflict, group = _find(conflicts, command)
    value = chosen(conflict, command.keep)
    view = desk.view
    record = view.shelf(conflict.table).find(conflict.id)
    claim = _claim(view, conflict)
    final = resolved(view.adjudications.by("claim", claim.id)) if claim is not None else None
    check_settling(conflict, command.keep, record, claim, final, desk.reviewer, desk.rules)
    public = _is_published(claim, conflicts)
    whole = value is not None and is_decision(conflict)
    also: list[Op] = []
    if whole and value is not None:
        shown = getattr(record, "label", None)
        label = _label(group, value, shown)
        check_label(conflict, label, claim, desk.scheme, published=public)
        if conflict.table == "adjudications" and claim is not None:
            state = state_after(claim, shown, label, desk.rules)
            also += change(claim, replace(claim, state=state))
    if claim is not None and asks_correction(conflict, value, published=public):
        published = replace(claim, state="published")
        note = correct(
            published, command.correction, id=desk.new_id(), by=desk.reviewer, at=desk.now
        )
        also.append(create(note))
    done = workspace.store.resolve(
        conflict.table,
        ids.decode(conflict.id),
        conflict.field,
        command.keep,
        dot=value.dot if value is not None and conflict.field != "*" else None,
        whole=whole,
        also=also,
    )
    workspace.take(done.delta.keys)
    return Outcome(command.id, from_keys(done.delta.keys, event=done.event, at=done.at))


def needs_correction(workspace: "Workspace", conflict: Conflict, keep: object) -> bool:
    """Whether a note has to go with it, because what a published claim shows would change."""
    public = _is_published(_claim(workspace.view, conflict), workspace.conflicts())
    return asks_correction(conflict, chosen(conflict, keep), published=public)


def _claim(view: "View", conflict: Conflict) -> Claim | None:
    """The claim that the record in conflict is or belongs to, if there is one."""
    return view.claims.find(claim_of(view, conflict.table, conflict.id))


def _find(conflicts: Sequence[Conflict], command: Resolve) -> tuple[Conflict, tuple[Conflict, ...]]:
    for group in gathered(conflicts):
        for conflict in group:
            if (conflict.id, conflict.field) == (command.id, command.field):
                return conflict, group
    raise BadInput(
        f"there is no conflict about {command.field!r}",
        where=command.id,
        hint="`workbench check` lists the open ones",
    )


def _is_published(claim: Claim | None, conflicts: Sequence[Conflict]) -> bool:
    """Whether the claim is published, if only in the eyes of one side."""
    return claim is not None and (claim.is_public or _published_by_one(claim, conflicts))


def _published_by_one(claim: Claim, conflicts: Sequence[Conflict]) -> bool:
    return any(
        item.id == claim.id
        and item.field == "state"
        and any(value.value == "published" for value in item.values)
        for item in conflicts
    )


def _label(group: Sequence[Conflict], side: ConflictValue, shown: str | None) -> str | None:
    """The label of a side of a decision; the one shown if they do not differ in it."""
    for item in group:
        for value in item.values:
            if item.field == "label" and value.dot == side.dot:
                return None if value.value is None else str(value.value)
    return shown
