"""From what a caller asks to what a line says: which events an operation has seen."""

from collections.abc import Sequence

from workbench.domain.errors import BadInput, UnknownId
from workbench.store.fold import State
from workbench.store.operations import Delete, Op, Put, Seen, Write
from workbench.store.values import EXISTS

_LAST_KEY = 1 << 63
_NOTHING_SEEN: Seen = {}


def plan(state: State, ops: Sequence[Op], seen: Seen | None = None) -> list[Write]:
    """Turn operations into writes, at most one operation a document.

    Args:
        state: what the writer has before it.
        ops: applied in order, all or nothing.
        seen: for fields whose editor was opened earlier: the events it showed.

    Raises:
        BadInput: if a key or a field's name can't be stored.
        UnknownId: if a document to delete does not exist.
    """
    merged: dict[tuple[str, int], Op | None] = {}
    for op in ops:
        place = (op.table, op.key)
        _check(op)
        merged[place] = _merge(state, merged.get(place), op)
    writes: list[Write] = []
    for planned in merged.values():
        if isinstance(planned, Delete):
            writes.append(bury(state, planned.table, planned.key))
        elif planned is not None:
            writes.extend(_put(state, planned, seen or _NOTHING_SEEN))
    return writes


def _check(op: Op) -> None:
    if type(op.table) is not str:
        raise BadInput(f"{op.table!r} is not the name of a table")
    if not 0 < op.key < _LAST_KEY:
        raise BadInput(f"{op.key} is not a 63-bit key", where=op.table)
    if isinstance(op, Put) and (EXISTS in op.set or EXISTS in op.unset):
        raise BadInput("a field can't be named '*'", where=f"{op.table} {op.key}")


def _merge(state: State, before: Op | None, op: Op) -> Op | None:
    exists = op.key in state.table(op.table).rows
    if isinstance(op, Delete):
        if before is None and not exists:
            raise UnknownId("there is nothing to delete", where=f"{op.table} {op.key}")
        return op if exists else None
    if isinstance(before, Put):
        unset = (set(before.unset) | set(op.unset)) - set(op.set)
        fields = {name: value for name, value in before.set.items() if name not in op.unset}
        return Put(op.table, op.key, {**fields, **op.set}, tuple(sorted(unset)))
    if isinstance(before, Delete):
        others = state.table(op.table).rows[op.key].keys() - op.set.keys()
        return Put(op.table, op.key, op.set, tuple(sorted(others)))
    return op


def _put(state: State, op: Put, seen: Seen) -> list[Write]:
    if op.key not in state.table(op.table).rows:
        return [_insert(op, state.dots(op.table, op.key))]
    names = dict.fromkeys((*op.set, *op.unset))
    live = state.dots_of(op.table, op.key, names)
    own: list[Write] = []
    together: dict[str, tuple[str, ...]] = {}
    for name in names:
        default = live.get(name, ())
        known = seen.get((op.table, op.key, name), default) if seen else default
        if known is default or set(known) == set(default):
            together[name] = default
        else:
            own.append(_part(op, {name: known}))
    return [_part(op, together), *own] if together or not own else own


def _insert(op: Put, live: dict[str, tuple[str, ...]]) -> Write:
    """A new document; one that was deleted comes back with the new fields only."""
    fields = dict(op.set) or {EXISTS: True}
    if not live:
        return Write(op.table, op.key, fields)
    others = tuple(sorted(live.keys() - fields.keys() - {EXISTS}))
    return Write(op.table, op.key, fields, others, flatten(live))


def _part(op: Put, seen: dict[str, tuple[str, ...]]) -> Write:
    if len(seen) == len(op.set) and not op.unset:
        return Write(op.table, op.key, op.set, (), flatten(seen))
    fields = {name: value for name, value in op.set.items() if name in seen}
    unset = tuple(name for name in op.unset if name in seen and name not in fields)
    return Write(op.table, op.key, fields, unset, flatten(seen))


def flatten(seen: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """All events of several fields, each once, in their order."""
    if len(seen) == 1:
        (dots,) = seen.values()
        return dots if len(dots) < 2 else tuple(sorted(dots))
    return tuple(sorted({dot for dots in seen.values() for dot in dots}))


def bury(state: State, table: str, key: int) -> Write:
    """Plan the delete of a document, as it is now."""
    document = state.document(table, key)
    seen = tuple(sorted(document.live_dots())) if document else ()
    return Write(table, key, seen=seen, delete=True)
