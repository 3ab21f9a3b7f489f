"""Undo and redo: a new event that puts back what an event of one's own has changed.

The stack needs no file of its own: an undo says in its line which event it undoes. Events of this
session are kept with what they replaced; older ones are looked up on the disk when they are asked
for. On the stack are one's own events that are no undo and have not been undone; open to redo are
the undos after the last other event.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from workbench.domain.errors import StoreTrouble
from workbench.store.events import Event, Operation
from workbench.store.fold import State
from workbench.store.lookup import Lookup
from workbench.store.operations import UndoBlocked, UndoStep, Write
from workbench.store.planning import bury, flatten
from workbench.store.values import ABSENT, EXISTS, Absent, Json

UNDO = "undo:"
REDO = "redo:"
ALSO = "undo-also:"
"""Reason of the events that go ahead of an undo: see `rounds`."""
_KEPT = 500


@dataclass(frozen=True, slots=True)
class Reversal:
    """What puts one document back."""

    table: str
    key: int
    kind: Literal["fields", "delete", "restore"]
    values: Mapping[str, tuple[Json | Absent, ...]] = field(default_factory=dict)
    """Field → the values it had, the shown one last; more than one if they were in conflict."""
    buried: frozenset[str] | None = None
    """What a delete had seen, where a delete and an edit were in conflict."""
    known: frozenset[str] = frozenset()
    """The events that stood there before; they are no change since."""
    lifted: frozenset[str] = frozenset()
    """The deletes that were taken away, and that this would put back in effect."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event that can be undone (or an undo that can be redone)."""

    step: UndoStep
    reversals: tuple[Reversal, ...]


def reversals(state: State, writes: list[Write]) -> tuple[Reversal, ...]:
    """Note what writes are about to replace; to be called before they are folded in."""
    return tuple(_reversal(state, write) for write in writes)


def _reversal(state: State, write: Write) -> Reversal:
    if write.delete:
        return Reversal(write.table, write.key, "restore")
    document = state.document(write.table, write.key)
    if document is None:
        return Reversal(write.table, write.key, "delete")
    known = frozenset(document.live_dots())
    values: dict[str, tuple[Json | Absent, ...]] = {}
    for name in (*write.set, *write.unset):
        live = document.live(name)
        values[name] = tuple(live[dot] for dot in sorted(live)) or (ABSENT,)
    lifted = document.tombs.keys() & set(write.seen or ())
    if not document.visible:
        return Reversal(write.table, write.key, "delete", values, None, known, frozenset(lifted))
    gone = [document.tombs[dot] for dot in lifted]
    buried = frozenset().union(*gone) if gone else None
    return Reversal(write.table, write.key, "fields", values, buried, known, frozenset(lifted))


def check_mine(state: State, entry: Entry, reviewer: str, lookup: Lookup, *, force: bool) -> None:
    """See that nothing that undoing an entry would replace is another's.

    Raises:
        UndoBlocked: if somebody else has changed since what would be put back, unless forced.
    """
    if force:
        return
    fields: list[str] = []
    people: set[str] = set()
    alone = all(session.by == reviewer for session in state.sessions.values())
    for reversal in entry.reversals:
        others = set() if alone else _also_lifted(lookup, reversal) - {reviewer}
        if others:
            fields.append(f"{reversal.table}.{EXISTS}")
            people |= others
        for name, dots in _concerned(state, reversal).items():
            since = set(dots) - reversal.known
            foreign = {state.author(dot) for dot in since} - {reviewer}
            if foreign:
                fields.append(f"{reversal.table}.{name}")
                people |= foreign
    if fields:
        raise UndoBlocked(entry.step, tuple(sorted(set(fields))), tuple(sorted(people)))


def _also_lifted(lookup: Lookup, reversal: Reversal) -> set[str]:
    """Who else has taken away the deletes that a reversal would put back.

    Only their lines tell: taking away what is gone already changes nothing in the state.
    """
    place = reversal.table, str(reversal.key)
    return {
        event["by"]
        for tomb in reversal.lifted
        for _, event in lookup.about(f'"{tomb}"'.encode())
        for op in event["ops"]
        if (op["t"], op["k"]) == place and not op.get("del") and tomb in op.get("seen", ())
    }


def replaced(state: State, entry: Entry) -> tuple[Reversal, ...]:
    """Note what undoing an entry is about to replace, in all its rounds."""
    writes = [write for place in rounds(entry) for write in round_of(state, entry, place)]
    merged: dict[tuple[str, int, str], Reversal] = {}
    for found in reversals(state, writes):
        place = (found.table, found.key, found.kind)
        known = merged.get(place, found)
        values, lifted = {**found.values, **known.values}, found.lifted | known.lifted
        merged[place] = replace(found, values=values, lifted=lifted)
    return tuple(merged.values())


def rounds(entry: Entry) -> range:
    """Numbers of the events that undo an entry, downwards: 1 is the undo itself.

    Those before it put back a conflict's other values, and the fields of what is deleted again.
    """
    depth = max((len(v) + _ahead(r) for r in entry.reversals for v in r.values.values()), default=1)
    return range(depth, 0, -1)


def _ahead(reversal: Reversal) -> int:
    """By how many events fields go before the rest: a delete must see them."""
    return 1 if reversal.kind == "delete" else 0


def _concerned(state: State, reversal: Reversal) -> dict[str, tuple[str, ...]]:
    """The fields that the reversal would touch, with the events that it would replace."""
    dots = state.dots(reversal.table, reversal.key)
    if reversal.kind == "delete":
        return dots
    hidden = reversal.key not in state.table(reversal.table).rows
    whole = {EXISTS: dots.get(EXISTS, ())} if hidden else {}
    if reversal.kind == "restore":
        return whole
    return {name: dots.get(name, ()) for name in reversal.values} | whole


def round_of(state: State, entry: Entry, place: int) -> list[Write]:
    """Plan one event of those that undo an entry, when the ones before it are folded in."""
    found: list[Write] = []
    for reversal in entry.reversals:
        nth = place - _ahead(reversal)
        values = {
            name: held[-nth] for name, held in reversal.values.items() if 0 < nth <= len(held)
        }
        if values:
            found.append(_fields(state, reversal, values, nth))
        if place == 1:
            found.extend(_whole(state, reversal, entry.step.event, bare=not values))
    return found


def _fields(
    state: State, reversal: Reversal, values: Mapping[str, Json | Absent], nth: int
) -> Write:
    dots = state.dots(reversal.table, reversal.key)
    seen = {
        # A conflict's last value must not replace the ones put back just before it.
        name: dots.get(name, ())
        for name in values
        if nth == len(reversal.values[name])
    }
    if reversal.key not in state.table(reversal.table).rows:
        seen[EXISTS] = dots.get(EXISTS, ())
    kept = {name: value for name, value in values.items() if not isinstance(value, Absent)}
    unset = tuple(name for name in values if name not in kept)
    return Write(reversal.table, reversal.key, kept, unset, flatten(seen))


def _whole(state: State, reversal: Reversal, event: str, *, bare: bool) -> Iterator[Write]:
    """What concerns the document as a whole: delete it, show it again, bury what was buried."""
    if reversal.kind == "delete":
        if reversal.key in state.table(reversal.table).rows:
            yield bury(state, reversal.table, reversal.key)
        else:
            # Deleted already; a line without effect says that the step is undone.
            yield Write(reversal.table, reversal.key, seen=())
    elif reversal.kind == "restore":
        hidden = reversal.key not in state.table(reversal.table).rows
        tombs = state.dots(reversal.table, reversal.key).get(EXISTS, ()) if hidden else ()
        yield Write(reversal.table, reversal.key, seen=tuple(sorted({*tombs, event})))
    if reversal.buried is not None:
        yield Write(reversal.table, reversal.key, seen=tuple(sorted(reversal.buried)), delete=True)
    elif bare and reversal.kind == "fields":
        yield Write(reversal.table, reversal.key, seen=())


class UndoLog:
    """One reviewer's stacks of what can be undone and redone."""

    def __init__(self, lookup: Lookup, reviewer: str, since: str) -> None:
        """Begin with nothing; events up to the clock `since` are looked up when needed."""
        self._lookup = lookup
        self._reviewer = reviewer
        self._bound = since
        self._done: deque[Entry] = deque()
        self._undone: list[Entry] | None = None
        self._older: list[Entry] | None = None

    def did(self, step: UndoStep, what: tuple[Reversal, ...]) -> None:
        """Note a new command; nothing can be redone after it."""
        self._push(Entry(step, what))
        self._undone = []

    def _push(self, entry: Entry) -> None:
        self._done.append(entry)
        if len(self._done) > _KEPT:
            self._bound = self._done.popleft().step.event[:16]
            self._older = None

    def last(self) -> Entry | None:
        """What undo would act on."""
        if self._done:
            return self._done[-1]
        if self._older is None:
            self._older = [entry] if (entry := next(self._stack(), None)) else []
        return self._older[-1] if self._older else None

    def next(self) -> Entry | None:
        """What redo would act on."""
        if self._undone is None:
            self._undone = list(self._open())[::-1]
        return self._undone[-1] if self._undone else None

    def undid(self, entry: Entry, step: UndoStep, what: tuple[Reversal, ...]) -> None:
        """Note that `entry` has been undone by the event of `step`."""
        self.next()
        if self._done and self._done[-1] is entry:
            self._done.pop()
        else:
            self._bound = f"{int(entry.step.event[:16], 16) - 1:016x}"
            self._older = None
        assert self._undone is not None
        self._undone.append(Entry(step, what))

    def redid(self, step: UndoStep, what: tuple[Reversal, ...]) -> None:
        """Note that the last undo has been redone by the event of `step`."""
        assert self._undone
        self._undone.pop()
        self._push(Entry(step, what))

    def _stack(self) -> Iterator[Entry]:
        """What can be undone, from the disk, newest first."""
        undone: set[str] = set()
        for event, also in self._own():
            why = event.get("why", "")
            if why.startswith(UNDO):
                undone.add(why.removeprefix(UNDO))
            elif event["id"] not in undone and event["id"][:16] <= self._bound:
                yield self._entry(event, also)

    def _open(self) -> Iterator[Entry]:
        """What can be redone, from the disk, the next one first."""
        redone: set[str] = set()
        for event, also in self._own():
            why = event.get("why", "")
            if event["id"][:16] > self._bound:
                continue
            if why.startswith(REDO):
                redone.add(why.removeprefix(REDO))
            elif not why.startswith(UNDO):
                return
            elif event["id"] not in redone:
                yield self._entry(event, also)

    def _own(self) -> Iterator[tuple[Event, list[Event]]]:
        """One's own events, newest first, each with those that were written ahead of it."""
        main: Event | None = None
        also: list[Event] = []
        for event in self._lookup.own(self._reviewer):
            if event.get("why", "").startswith(ALSO):
                also.append(event)
                continue
            if main is not None:
                yield main, also
            main, also = event, []
        if main is not None:
            yield main, also

    def _entry(self, event: Event, also: list[Event]) -> Entry:
        found = Past(self._lookup.find)
        step = UndoStep(event["id"], found.command(event), event["at"])
        merged: dict[tuple[str, int, str], Reversal] = {}
        # The oldest comes last and tells what was there before all of them.
        for one in (event, *also):
            for op in one["ops"]:
                new = found.reversal(one, op)
                place = (new.table, new.key, new.kind)
                known = merged.get(place, new)
                values, lifted = {**known.values, **new.values}, known.lifted | new.lifted
                merged[place] = replace(new, values=values, lifted=lifted)
        return Entry(step, tuple(merged.values()))


class Past:
    """Works out from the lines alone what an event replaced."""

    def __init__(self, find: Callable[[str], Event | None]) -> None:
        self._find = find
        self._known: dict[str, Event] = {}

    def event(self, dot: str) -> Event:
        """Find an event.

        Raises:
            StoreTrouble: if its line is lost.
        """
        if dot not in self._known:
            event = self._find(dot)
            if event is None:
                raise StoreTrouble(
                    f"the event {dot} is missing",
                    where="events",
                    hint="restore its file from another copy; see `workbench check`",
                )
            self._known[dot] = event
        return self._known[dot]

    def command(self, event: Event) -> str:
        """Name of the command behind an event, through any undo and redo of it."""
        why = event.get("why", "")
        while why.startswith((UNDO, REDO)):
            why = self.event(why.partition(":")[2]).get("why", "")
        return why

    def reversal(self, event: Event, op: Operation) -> Reversal:
        """What puts back the document of one operation."""
        table, key = op["t"], int(op["k"])
        if op.get("del"):
            return Reversal(table, key, "restore")
        if "seen" not in op:
            return Reversal(table, key, "delete")
        seen = {dot: self._on(dot, table, op["k"]) for dot in op["seen"]}
        deletes = frozenset(dot for dot, past in seen.items() if past.get("del"))
        buried = frozenset(dot for delete in deletes for dot in seen[delete].get("seen", ()))
        values = {name: _before(name, seen) for name in (*op["set"], *op.get("unset", ()))}
        if deletes and event.get("why") != "resolve":
            return Reversal(table, key, "delete", values, None, buried, deletes)
        known = frozenset(op["seen"])
        return Reversal(table, key, "fields", values, buried if deletes else None, known, deletes)

    def _on(self, dot: str, table: str, key: str) -> Operation:
        """What an event did to the document."""
        ops = [op for op in self.event(dot)["ops"] if (op["t"], op["k"]) == (table, key)]
        merged: Operation = {"t": table, "k": key, "set": {}, "unset": [], "seen": []}
        for op in ops:
            merged["set"].update(op.get("set", {}))
            merged["unset"] += op.get("unset", [])
            merged["seen"] += op.get("seen", [])
            if op.get("del"):
                merged["del"] = True
        return merged


def _before(name: str, seen: Mapping[str, Operation]) -> tuple[Json | Absent, ...]:
    """The values that a field had in the eyes of a writer who had seen these events."""
    writers = {dot: op for dot, op in seen.items() if name in op["set"] or name in op["unset"]}
    replaced = {old for op in writers.values() for old in op["seen"]}
    live = sorted(writers.keys() - replaced)
    return tuple(writers[dot]["set"].get(name, ABSENT) for dot in live) or (ABSENT,)
