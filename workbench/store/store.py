"""The store: a folder of events and the state they add up to."""

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.record import Conflict
from workbench.store.conflicts import conflicts, places, settle, settle_as, settle_whole
from workbench.store.core import Core
from workbench.store.events import clock_of, stamp
from workbench.store.history import history
from workbench.store.operations import Change, Committed, Delta, Fault, Op, UndoStep
from workbench.store.planning import plan
from workbench.store.reading import Findings
from workbench.store.undo import (
    ALSO,
    REDO,
    UNDO,
    Entry,
    Reversal,
    check_mine,
    replaced,
    round_of,
    rounds,
)
from workbench.store.values import Json

if TYPE_CHECKING:
    from workbench.store.database import Database


def open_store(
    folder: Path,
    reviewer: str,
    *,
    read_only: bool = False,
    now: Callable[[], float] = time.time,
    random_bits: Callable[[int], int] = secrets.randbits,
    server: str = "",
) -> "Store":
    """Open the store in a folder, which need not exist: the first commit makes it.

    Args:
        folder: `annotations/` of the workspace.
        reviewer: who writes; any name that is not empty.
        read_only: refuse to write, as in a folder without permission.
        now: the wall clock, in seconds since 1970.
        random_bits: source of chance.
        server: address of a PostgreSQL database that the folder is kept alike with; empty for none.

    Raises:
        WrongUse: if the reviewer's name is empty, or the server's address can't be read.
        StoreTrouble: if the events are there and can't be read, or the server refuses.
    """
    return Store(
        folder, reviewer, read_only=read_only, now=now, random_bits=random_bits, server=server
    )


class Store(Core):
    """State and events of one folder, for one reviewer in one process."""

    _database: "Database | None" = None

    def undoable(self) -> UndoStep | None:
        """What undo would act on."""
        with self.lock:
            entry = self._undo.last()
            return entry.step if entry else None

    def redoable(self) -> UndoStep | None:
        """What redo would act on."""
        with self.lock:
            entry = self._undo.next()
            return entry.step if entry else None

    def undo_touches(self, *, redo: bool = False) -> dict[tuple[str, int], bool]:
        """What undo (or redo) would act on: (table, key) → whether it would be gone afterwards."""
        with self.lock:
            entry = self._undo.next() if redo else self._undo.last()
            touched: dict[tuple[str, int], bool] = {}
            for item in entry.reversals if entry else ():
                gone = item.kind == "delete" or item.buried is not None
                touched[item.table, item.key] = gone or touched.get((item.table, item.key), False)
            return touched

    def undo(self, *, force: bool = False) -> Committed | None:
        """Put back what this reviewer's last command changed; None if there is nothing to undo.

        Raises:
            UndoBlocked: if somebody else has changed the same since, unless forced.
            StoreTrouble: if it was not saved.
        """
        with self.lock:
            entry = self._undo.last()
            if entry is None:
                return None
            done, before = self._reverse(entry, UNDO, force=force)
            self._undo.undid(entry, UndoStep(done.event, entry.step.why, done.at), before)
            return done

    def redo(self, *, force: bool = False) -> Committed | None:
        """Do again what was undone last; None if a new command came since.

        Raises:
            UndoBlocked: if somebody else has changed the same since, unless forced.
            StoreTrouble: if it was not saved.
        """
        with self.lock:
            entry = self._undo.next()
            if entry is None:
                return None
            done, before = self._reverse(entry, REDO, force=force)
            self._undo.redid(UndoStep(done.event, entry.step.why, done.at), before)
            return done

    def _reverse(
        self, entry: Entry, prefix: str, *, force: bool
    ) -> tuple[Committed, tuple[Reversal, ...]]:
        self._check_writable()
        check_mine(self._state, entry, self.reviewer, self._lookup, force=force)
        before = replaced(self._state, entry)
        target = entry.step.event
        keys: dict[str, frozenset[int]] = {}
        for place in rounds(entry):
            why = f"{prefix if place == 1 else ALSO}{target}"
            done = self._append(round_of(self._state, entry, place), why)
            for table, found in done.delta.keys.items():
                keys[table] = keys.get(table, frozenset()) | found
        return Committed(done.event, done.at, Delta(keys)), before

    def conflicts(self) -> tuple[Conflict, ...]:
        """The open conflicts; costs as much as there are of them."""
        with self.lock:
            return tuple(conflicts(self._state, self._when))

    def disputed(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Table, id and fields of the open conflicts; reads no event."""
        with self.lock:
            return places(self._state)

    def _when(self, event: str) -> tuple[str, str]:
        """Who wrote an event and when, from its line; by its clock if the line is lost."""
        known = self._times.get(event)
        if known is None:
            found = self._lookup.find(event)
            seconds = (clock_of(event) >> 16) / 1000
            known = (
                (found["by"], found["at"])
                if found is not None
                else (self._state.author(event), stamp(seconds))
            )
            self._times[event] = known
        return known

    def resolve(
        self,
        table: str,
        key: int,
        field: str,
        keep: Json = None,
        *,
        dot: str | None = None,
        whole: bool = False,
        also: Sequence[Op] = (),
    ) -> Committed:
        """Settle a conflict.

        Args:
            table: the table.
            key: the document.
            field: the field; `*` for a document that one deleted and another edited.
            keep: the value to keep, one of those in conflict or another; for `*`: null deletes,
                anything else keeps the document.
            dot: keep exactly what this event wrote, instead of `keep`.
            whole: keep all that it wrote to the document, in every field that is in conflict.
            also: what is written in the same step.

        Raises:
            BadInput: if there is no such conflict.
            StoreTrouble: if it was not saved.
        """
        with self.lock:
            if dot is not None and whole:
                left_out = self._left_out(table, key, dot)
                writes = settle_whole(self._state, table, key, dot, left_out)
            elif dot is not None:
                writes = settle_as(self._state, table, key, field, dot)
            else:
                writes = settle(self._state, table, key, field, keep)
            return self._command([*writes, *plan(self._state, also)], "resolve")

    def _left_out(self, table: str, key: int, dot: str) -> frozenset[str]:
        """Fields that an event left at their defaults when it made a document."""
        event = self._lookup.find(dot)
        ops = [
            op for op in (event or {"ops": []})["ops"] if (op["t"], op["k"]) == (table, str(key))
        ]
        document = self._state.document(table, key)
        if document is None or len(ops) != 1 or "seen" in ops[0]:
            return frozenset()
        return frozenset(document.fields() - ops[0]["set"].keys())

    def history(
        self, table: str | None = None, key: int | None = None, *, since: str = ""
    ) -> Iterator[Change]:
        """Who changed what, oldest first, from the events on the disk.

        Args:
            table: only this table.
            key: only this document.
            since: only changes at or after this UTC time (ISO 8601).

        Raises:
            StoreTrouble: if the events can't be read.
        """
        self._backend.pull()
        return history(self._lookup, table, key, since)

    def check(self, *, repair: bool = False) -> list[Fault]:
        """Read everything anew and say what is wrong.

        Raises:
            StoreTrouble: if the folder can't be read, or a repair can't be written.
        """
        from workbench.store.check import check

        with self.lock:
            found = check(self.folder, self._now(), self._bits if repair else None)
            found += self._backend.check()
            if repair:
                # The damaged lines are out of the way; nothing that was read from them is.
                self._findings = Findings(newer=self._findings.newer)
                self._missing = [fault for fault in found if fault.file == "events"]
                self.refresh()
            return found

    @property
    def db(self) -> "Database":
        """A TinyDB whose storage and tables are this store."""
        with self.lock:
            if self._database is None:
                from workbench.store.database import Database

                self._database = Database(self, self._bits)
                self._listeners.append(self._database.forget)
            return self._database
