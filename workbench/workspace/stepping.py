"""Undo and redo: the store puts the records back, and the files that were moved follow."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.domain import ids
from workbench.domain.claim import Claim
from workbench.workspace.case_files import follow
from workbench.workspace.changes import Changes, Outcome, from_keys
from workbench.workspace.command import command_of
from workbench.workspace.commands import Redo, Undo
from workbench.workspace.plans.deletion import check_step
from workbench.workspace.plans.passes import check_undo

if TYPE_CHECKING:
    from workbench.store.operations import Committed, UndoStep
    from workbench.workspace.workspace import Workspace


def undo(workspace: "Workspace", command: Undo) -> Outcome:
    """Take the reviewer's last change back.

    Raises:
        NotPermitted: if a blind pass would be blind again, others' work would be left hanging, or
            a claim has been published since.
        BadInput: if somebody else has changed since what would be put back, unless forced.
    """
    check_undo(workspace.undoable(), workspace.rules)
    step = workspace.store.undoable()
    if step is not None:
        _check(workspace, step, workspace.store.undo_touches())
    done = workspace.store.undo(force=command.force)
    if step is None or done is None:
        return Outcome(None, Changes(), ("there is nothing of yours to undo",))
    return _shown(workspace, done, step.why, back=True)


def redo(workspace: "Workspace", command: Redo) -> Outcome:
    """Make the change again that was taken back last.

    Raises:
        NotPermitted: if others' work would be left hanging, or a claim has been published since.
        BadInput: if somebody else has changed since what would be put back, unless forced.
    """
    step = workspace.store.redoable()
    if step is not None:
        _check(workspace, step, workspace.store.undo_touches(redo=True))
    done = workspace.store.redo(force=command.force)
    if step is None or done is None:
        return Outcome(None, Changes(), ("there is nothing to redo",))
    return _shown(workspace, done, step.why, back=False)


def _check(
    workspace: "Workspace", step: "UndoStep", touched: Mapping[tuple[str, int], bool]
) -> None:
    def published_since(claim: Claim) -> bool:
        # By the order of events: records made quickly bear times that run ahead of the clock.
        dots = workspace.store.dots("claims", ids.decode(claim.id)).get("published", ())
        return any(dot > step.event for dot in dots)

    check_step(workspace.view, touched, command_of(step.why), published_since)


def _shown(workspace: "Workspace", done: "Committed", why: str, *, back: bool) -> Outcome:
    """Show what the store has put back, and let the files follow."""
    workspace.take(done.delta.keys)
    changes = from_keys(done.delta.keys, event=done.event, at=done.at)
    return Outcome(None, changes, follow(workspace, why, back=back))
