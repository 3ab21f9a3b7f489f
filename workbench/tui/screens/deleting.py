"""Deleting a record: says where it is in use, and asks."""

from typing import Any

from workbench.config.words import _
from workbench.domain.errors import WorkbenchError
from workbench.tui.screens.action_screen import ActionScreen
from workbench.tui.screens.ask import Answer, Ask
from workbench.tui.widgets.rows import one_line
from workbench.workspace.commands import DeleteRecord
from workbench.workspace.plans.deletion import check_seen, describe, users
from workbench.workspace.view import singular


def ask_to_delete(screen: ActionScreen[Any], id: str) -> None:
    """Ask whether to delete a record with what hangs on it, and do so."""
    view = screen.bench.view
    try:
        table, record = view.locate(id)
        check_seen(view, table, record)
    except WorkbenchError as error:
        screen.warn(error)
        return
    used = users(view, table, record)
    words = getattr(record, "quote", "") or getattr(record, "text", "") or ""
    question = _("Delete this {thing}? {words}").format(
        thing=singular(table), words=f"“{one_line(words, 60)}”" if words else ""
    )
    where = (
        _("It is in use: {uses}.").format(uses=describe(used))
        if used
        else _("Nothing else uses it.")
    )
    answers = (
        Answer("y", "delete it, and detach or delete what uses it" if used else "delete it"),
        Answer("n", "keep it"),
    )

    def answered(answer: str | None) -> None:
        if answer == "y":
            screen.ask_for(DeleteRecord(id=id, cascade=True))

    screen.app.push_screen(Ask(screen.bench, question, answers, note=where), answered)
