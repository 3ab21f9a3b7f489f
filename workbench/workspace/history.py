"""Who changed what: the events, with ids as people know them and without what is withheld."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.domain import days, ids
from workbench.domain.errors import UnknownId
from workbench.domain.record import TABLES
from workbench.workspace.command import command_of

if TYPE_CHECKING:
    from workbench.store.operations import Change
    from workbench.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One field of one record, changed by one event."""

    at: str
    by: str
    why: str
    """The command's name, or `undo:` and the event that was taken back."""
    event: str
    table: str
    id: str
    field: str
    """`*` where the whole record was deleted or restored."""
    old: Any
    new: Any

    def as_json(self) -> dict[str, Any]:
        """The entry as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


def history(workspace: "Workspace", id: str | None, since: str) -> list[HistoryEntry]:
    """The changes of a record, of an article, or of everything, oldest first.

    Raises:
        UnknownId: if nothing has, or ever had, that id.
        WrongUse: if `since` is no day and no moment.
    """
    since = days.since(since)
    if id is None:
        changes = list(workspace.store.history(since=since))
    else:
        changes = _of(workspace, id, since)
    return [_entry(change) for change in changes if _visible(workspace, change)]


def _of(workspace: "Workspace", id: str, since: str) -> list["Change"]:
    store = workspace.store
    if not ids.is_id(id) or workspace.view.article_record(id) is not None:
        workspace.articles.get(id)
        key = ids.decode(ids.derived_id("article", id))
        return list(store.history("articles", key, since=since))
    key = ids.decode(id)
    for table in TABLES:
        found = list(store.history(table, key))
        if found:
            return [change for change in found if change.at >= since]
    raise UnknownId(f"nothing has, or ever had, the id {id!r}")


def _visible(workspace: "Workspace", change: "Change") -> bool:
    """In a blind pass, the history of what is withheld is withheld too."""
    if workspace.rules.blind == "off" or change.by == workspace.reviewer:
        return True
    if change.table not in TABLES:
        return False
    record = workspace.view.shelf(change.table).find(ids.encode(change.key))
    return record is not None


def _entry(change: "Change") -> HistoryEntry:
    return HistoryEntry(
        change.at,
        change.by,
        # What is told to undo alone is JSON; `undo:…` names the event that was undone.
        command_of(change.why) if ":[" in change.why else change.why,
        change.event,
        change.table,
        ids.encode(change.key),
        change.field,
        change.old,
        change.new,
    )
