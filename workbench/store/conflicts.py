"""Conflicts: fields that reviewers changed without seeing each other's change, and how they end."""

from collections.abc import Callable, Collection, Iterator

from workbench.domain import ids
from workbench.domain.errors import BadInput
from workbench.domain.record import DECISIONS, SIGNATURE, Conflict, ConflictValue
from workbench.store.document import Document
from workbench.store.fold import State
from workbench.store.operations import Write
from workbench.store.planning import bury, flatten
from workbench.store.values import ABSENT, EXISTS, Absent, Json

When = Callable[[str], tuple[str, str]]
"""Event → (reviewer, time)."""


def conflicts(state: State, when: When) -> Iterator[Conflict]:
    """All open conflicts; costs as much as there are of them."""
    for (table, key), document in list(state.disputed.items()):
        for field in _listed(table, document):
            values = _whole(document, when) if field == EXISTS else _field(document, field, when)
            yield Conflict(ids.encode(key), table, field, tuple(values))


def places(state: State) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Table, id and fields of all open conflicts, without asking who wrote what when."""
    return tuple(
        (table, ids.encode(key), _listed(table, document))
        for (table, key), document in list(state.disputed.items())
    )


def _listed(table: str, document: Document) -> tuple[str, ...]:
    """The fields to settle; a signature only where it shows whose decision is meant."""
    found = document.disputed()
    return tuple(field for field in found if table in DECISIONS or field not in SIGNATURE)


def _field(document: Document, field: str, when: When) -> Iterator[ConflictValue]:
    live = document.more[field]
    for dot in sorted(live, reverse=True):
        value = live[dot]
        yield ConflictValue(None if isinstance(value, Absent) else value, *when(dot), dot)


def _whole(document: Document, when: When) -> Iterator[ConflictValue]:
    """The row as it stands, by its latest editor; then each delete."""
    dot = max(document.unburied())
    yield ConflictValue(document.values, *when(dot), dot)
    for tomb in sorted(document.tombs, reverse=True):
        yield ConflictValue(None, *when(tomb), tomb)


def settle(state: State, table: str, key: int, field: str, keep: Json) -> list[Write]:
    """Plan the write that keeps one value; for `*`: null deletes, anything else keeps the row.

    Raises:
        BadInput: if there is no such conflict.
    """
    document = _disputed(state, table, key, field)
    if field == EXISTS:
        return _settle_whole(state, document, table, key, delete=keep is None)
    live = document.more[field]
    gone = keep is None and None not in live.values() and ABSENT in live.values()
    return [_settled(document, table, key, field, ABSENT if gone else keep)]


def settle_as(state: State, table: str, key: int, field: str, dot: str) -> list[Write]:
    """Plan the write that keeps what one event wrote (or, for `*`, keeps or deletes).

    Raises:
        BadInput: if there is no such conflict, or the event has no part in it.
    """
    document = _disputed(state, table, key, field)
    if field == EXISTS:
        if dot not in document.tombs and dot not in document.live_dots():
            raise _no_part(table, key, field, dot)
        return _settle_whole(state, document, table, key, delete=dot in document.tombs)
    live = document.more[field]
    if dot not in live:
        raise _no_part(table, key, field, dot)
    return [_settled(document, table, key, field, live[dot])]


def settle_whole(
    state: State, table: str, key: int, dot: str, left_out: Collection[str] = ()
) -> list[Write]:
    """Plan the write that keeps what one event wrote, in all fields; members stay as they are.

    Args:
        state: with the conflict.
        table: the table.
        key: the document.
        dot: the event.
        left_out: fields that it left at their defaults, which another side has set.

    Raises:
        BadInput: if the document is not in conflict, or the event has no part in it.
    """
    document = state.disputed.get((table, key))
    if document is None or not any(dot in live for live in document.more.values()):
        raise _no_part(table, key, "*", dot)
    sides = {other for live in document.more.values() if dot in live for other in live}
    kept: dict[str, Json] = {}
    gone: list[str] = []
    seen: set[str] = set()
    for field in sorted(document.fields()):
        live = document.live(field)
        if ":" in field or field == EXISTS or (len(live) < 2 and field not in left_out):
            continue
        if dot not in live and (field not in left_out or not sides.issuperset(live)):
            continue
        value = live.get(dot, ABSENT)
        seen.update(live)
        if isinstance(value, Absent):
            gone.append(field)
        else:
            kept[field] = value
    return [Write(table, key, kept, tuple(gone), tuple(sorted(seen)))]


def _disputed(state: State, table: str, key: int, field: str) -> Document:
    document = state.disputed.get((table, key))
    if document is None or field not in document.disputed():
        raise BadInput(
            f"the field {field!r} is not in conflict",
            where=f"{table} {key}",
            hint="it may have been settled meanwhile; refresh",
        )
    return document


def _no_part(table: str, key: int, field: str, dot: str) -> BadInput:
    return BadInput(f"{dot} wrote none of the values", where=f"{table} {key} {field}")


def _settled(document: Document, table: str, key: int, field: str, value: Json | Absent) -> Write:
    seen = tuple(sorted(document.more[field]))
    if isinstance(value, Absent):
        return Write(table, key, unset=(field,), seen=seen)
    return Write(table, key, {field: value}, seen=seen)


def _settle_whole(
    state: State, document: Document, table: str, key: int, *, delete: bool
) -> list[Write]:
    if delete:
        return [bury(state, table, key)]
    return [Write(table, key, seen=flatten({EXISTS: tuple(document.tombs)}))]
