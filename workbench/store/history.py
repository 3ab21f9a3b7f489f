"""Who changed what, when: read from the lines."""

from collections.abc import Iterator

from workbench.store.events import Event
from workbench.store.fold import State
from workbench.store.lookup import Lookup
from workbench.store.operations import Change
from workbench.store.values import EXISTS, Row


def history(lookup: Lookup, table: str | None, key: int | None, since: str) -> Iterator[Change]:
    """The changes of the values that are shown, in the order of the events' clocks.

    Args:
        lookup: where the events are.
        table: only this table.
        key: only this document.
        since: only changes at or after this UTC time (ISO 8601).

    Raises:
        StoreTrouble: if the events can't be read.
    """
    needle = None if key is None else f'"k":"{key}"'.encode()
    found = dict(lookup.about(needle))
    state = State()
    for dot in sorted(found):
        event = found[dot]
        places = dict.fromkeys(
            (op["t"], int(op["k"]))
            for op in event["ops"]
            if table in (None, op["t"]) and key in (None, int(op["k"]))
        )
        before = [state.table(name).rows.get(number) for name, number in places]
        state.apply(event)
        if event["at"] < since:
            continue
        for (name, number), row in zip(places, before, strict=True):
            now = state.table(name).rows.get(number)
            yield from _changes(event, name, number, row, now)


def _changes(
    event: Event, table: str, key: int, old: Row | None, new: Row | None
) -> Iterator[Change]:
    head = (event["by"], event["at"], event.get("why", ""), event["id"], table, key)
    if new is None:
        if old is not None:
            yield Change(*head, EXISTS, old, None)
        return
    names = new.keys() | (old or {}).keys()
    for name in sorted(names):
        before, after = (old or {}).get(name), new.get(name)
        if before != after or (name in new) != (name in (old or {})):
            yield Change(*head, name, before, after)
