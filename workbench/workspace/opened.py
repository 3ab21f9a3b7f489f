"""What an editor showed when it was opened, so that saving it later overwrites nobody.

What the editor left as it was stays as others have made it meanwhile. A field that both have
changed becomes a conflict, for the editor's change is written as one that has not seen theirs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from workbench.domain import ids
from workbench.domain.record import SIGNATURE
from workbench.store.operations import Op, Put, Seen
from workbench.store.records import Thing, from_row, to_row
from workbench.store.values import ABSENT, Row

if TYPE_CHECKING:
    from workbench.workspace.workspace import Workspace

Edits: TypeAlias = Mapping[tuple[str, str], Thing | None]
"""(table, id) → the record as an editor shows it; None for one that saving it would make."""

_WHOLE: Final = frozenset({"adjudications"})
"""Tables whose records are one statement: nothing in them is left as it was."""


@dataclass(frozen=True, slots=True)
class Showing:
    """One record in an editor."""

    shown: Row
    """As the editor shows it; empty for one that is not there yet."""
    held: Row
    """As the store held it when it was asked for `dots`."""
    dots: Mapping[str, tuple[str, ...]]
    """Field → the events behind `held`."""


Opened: TypeAlias = Mapping[tuple[str, int], Showing]


def look(workspace: "Workspace", edits: Edits) -> Opened:
    """Note which events stand behind what an editor shows; may wait for the disk.

    Raises:
        StoreTrouble: if the database can't be read.
    """
    store = workspace.store
    found: dict[tuple[str, int], Showing] = {}
    with store.lock:
        for (table, id), record in edits.items():
            key = ids.decode(id)
            shown = to_row(record)[2] if record is not None else {}
            held = _plain(table, key, store.rows(table).get(key))
            found[table, key] = Showing(shown, held or {}, store.dots(table, key))
    return found


def as_edited(
    ops: Sequence[Op], opened: Opened, rows: Callable[[str], Mapping[int, Row]]
) -> tuple[tuple[Op, ...], Seen]:
    """What an editor has changed, of all that a command would write.

    Args:
        ops: what the command would write into the records as they are now.
        opened: what the editor showed.
        rows: the records as they are now.

    Returns:
        The operations without what the editor left as it was, and the events that it had seen in
        the fields that others have changed meanwhile.
    """
    kept: list[Op] = []
    seen: dict[tuple[str, int, str], tuple[str, ...]] = {}
    for op in ops:
        showing = opened.get((op.table, op.key))
        now = _plain(op.table, op.key, rows(op.table).get(op.key))
        if showing is None or now is None or not isinstance(op, Put):
            kept.append(op)
            continue
        edited = [name for name in (*op.set, *op.unset) if _edits(op, name, showing, now)]
        fields = {name: op.set[name] for name in edited if name in op.set}
        unset = tuple(name for name in edited if name not in op.set)
        if edited:
            kept.append(Put(op.table, op.key, fields, unset))
        for name in edited:
            known = _seen(name, showing, now)
            if known is not None:
                seen[op.table, op.key, name] = known
    return tuple(kept), seen


def _edits(op: Put, name: str, showing: Showing, now: Row) -> bool:
    """Whether the editor was used to change the field."""
    if not _is_member(name):
        untouched = showing.shown.get(name, ABSENT) == op.set.get(name, ABSENT)
        return op.table in _WHOLE or not untouched
    if name in op.set and name in showing.shown:
        # Another place among the others; a member that somebody took out meanwhile stays out.
        return name in now
    return name in op.set or name in showing.shown


def _seen(name: str, showing: Showing, now: Row) -> tuple[str, ...] | None:
    """The events that the editor had seen in a field; None for those that are live now."""
    shown = showing.shown.get(name, ABSENT)
    if _is_member(name) or name in SIGNATURE or now.get(name, ABSENT) == shown:
        return None
    return showing.dots.get(name, ()) if showing.held.get(name, ABSENT) == shown else ()


def _is_member(name: str) -> bool:
    return ":" in name


def _plain(table: str, key: int, row: Row | None) -> Row | None:
    """A row as this program would write it, whoever wrote it."""
    return None if row is None else to_row(from_row(table, key, row))[2]
