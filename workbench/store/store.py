"""The store: a folder of events and the state they add up to."""

import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.errors import NewerVersion, StoreTrouble
from workbench.domain.record import Conflict
from workbench.store import snapshot
from workbench.store.conflicts import conflicts, settle, settle_as
from workbench.store.events import VERSION, clock_of, dot, draft, stamp, tick
from workbench.store.fold import Rows, Touched, delta
from workbench.store.folder import Place
from workbench.store.history import history
from workbench.store.load import absorb, load
from workbench.store.local import LocalBackend
from workbench.store.lookup import Lookup
from workbench.store.names import slug
from workbench.store.operations import (
    Change,
    Committed,
    Delta,
    Fault,
    Op,
    Seen,
    UndoStep,
    Write,
)
from workbench.store.planning import plan
from workbench.store.texts import Texts
from workbench.store.undo import ALSO, REDO, UNDO, Entry, Reversal, UndoLog, reversals, writes_for
from workbench.store.values import Json, Row

if TYPE_CHECKING:
    from workbench.store.database import Database

_AHEAD = 24 * 3600
"""Seconds by which an event may be ahead of the clock before it is called wrong."""


def open_store(
    folder: Path,
    reviewer: str,
    *,
    read_only: bool = False,
    now: Callable[[], float] = time.time,
    random_bits: Callable[[int], int] = secrets.randbits,
) -> "Store":
    """Open the store in a folder, which need not exist: the first commit makes it.

    Args:
        folder: `annotations/` of the workspace.
        reviewer: who writes; any name that is not empty.
        read_only: refuse to write, as in a folder without permission.
        now: the wall clock, in seconds since 1970.
        random_bits: source of chance.

    Raises:
        WrongUse: if the reviewer's name is empty.
        StoreTrouble: if the events are there and can't be read.
    """
    return Store(folder, reviewer, read_only=read_only, now=now, random_bits=random_bits)


class Store:
    """State and events of one folder, for one reviewer in one process.

    All methods may be called from any thread. Rows may be read without a lock while others write;
    hold `lock` to read several documents as of one moment.
    """

    def __init__(
        self,
        folder: Path,
        reviewer: str,
        *,
        read_only: bool,
        now: Callable[[], float],
        random_bits: Callable[[int], int],
    ) -> None:
        slug(reviewer)
        self.folder = folder
        self.reviewer = reviewer
        self.lock = threading.RLock()
        self._now = now
        self._bits = random_bits
        self._read_only = read_only
        self._backend = LocalBackend(folder, reviewer, now, random_bits)
        opened = load(folder, self._backend.folder)
        self._state = opened.state
        self._findings = opened.findings
        self._missing = opened.missing
        self._fresh = opened.fresh
        self._texts = Texts(folder)
        self._lookup = Lookup(folder)
        self._undo = UndoLog(self._lookup, reviewer, self._state.highest)
        self._times: dict[str, tuple[str, str]] = {}
        self._db: Database | None = None

    @property
    def read_only(self) -> bool:
        """Whether commits are refused: on request, for want of permission, or a newer version."""
        if self._read_only or self._findings.newer:
            return True
        folder = self.folder
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        return not os.access(folder, os.W_OK)

    @property
    def faults(self) -> list[Fault]:
        """What reading has skipped so far, and what it found missing."""
        tails = self._backend.folder.tails()
        links = self._backend.folder.links.values()
        return [*self._missing, *self._findings.faults, *links, *tails, *self._early()]

    def _early(self) -> Iterator[Fault]:
        ahead = (int(self._state.highest, 16) >> 16) / 1000 - self._now()
        if ahead > _AHEAD:
            what = (
                f"an event's time is {ahead / 3600:.0f} h ahead of this computer's clock; the "
                "order of changes is kept, times shown may be wrong"
            )
            yield Fault("events", 0, what)

    def rows(self, table: str) -> Mapping[int, Row]:
        """A live, read-only view of a table's visible rows; nothing is copied."""
        return Rows(self._state.table(table).rows)

    def tables(self) -> tuple[str, ...]:
        """Names of the tables that have visible rows."""
        return tuple(name for name, table in list(self._state.tables.items()) if table.rows)

    def dots(self, table: str, key: int) -> Mapping[str, tuple[str, ...]]:
        """Field → the events whose values are live in it, the shown one first.

        `*` names the deletes, if any. Give these to `commit` as `seen` when an editor that was
        opened now is saved later.
        """
        with self.lock:
            return self._state.dots(table, key)

    def commit(self, ops: Sequence[Op], *, why: str = "", seen: Seen | None = None) -> Committed:
        """Write operations as one line: all of them or none, durable when it returns.

        Args:
            ops: applied in order.
            why: name of the command.
            seen: (table, key, field) → events that the editor showed; default: those live now.

        Raises:
            BadInput: if an operation can't be stored, UnknownId if it deletes what is not there.
            StoreTrouble: if it was not saved, NewerVersion if it must not be.
        """
        with self.lock:
            writes = plan(self._state, ops, seen)
            return self._command(writes, why)

    def _command(self, writes: Sequence[Write], why: str) -> Committed:
        if not writes:
            return Committed("", stamp(self._now()), Delta())
        before = reversals(self._state, list(writes))
        done = self._append(writes, why)
        self._undo.did(UndoStep(done.event, why, done.at), before)
        return done

    def _append(self, writes: Sequence[Write], why: str) -> Committed:
        """Write one line and fold it in, from its own bytes, as every other reader will."""
        self._check_writable()
        session, number = self._backend.next_event()
        now = self._now()
        name = dot(tick(now, int(self._state.highest, 16)), session, number)
        at = stamp(now)
        line, event = draft(name, self.reviewer, at, why, writes)
        self._backend.append(session, number, line)
        touched: Touched = {}
        self._state.apply(event, touched)
        self._changed()
        return Committed(name, at, delta(touched))

    def _check_writable(self) -> None:
        if self._findings.newer:
            raise NewerVersion(
                f"the folder holds events of version {self._findings.newer}, this program writes "
                f"version {VERSION}",
                where=str(self.folder),
                hint="it can be read here, but only a newer program may write to it",
            )
        if self._read_only:
            raise StoreTrouble("not saved: opened for reading only", where=str(self.folder))

    def _changed(self) -> None:
        self._fresh = False
        if self._db is not None:
            for table in self._db.opened():
                table.clear_cache()

    def refresh(self) -> Delta:
        """Take in what others have written since the last look; reads new bytes only.

        Raises:
            StoreTrouble: if the folder can't be read.
        """
        with self.lock:
            touched: Touched = {}
            known = {name: session.last for name, session in self._state.sessions.items()}
            blocks = self._backend.read_after(known)
            if absorb(self._state, blocks, self._findings, touched):
                self._changed()
            return delta(touched)

    def wait(self, timeout: float) -> bool:
        """Wait until `refresh` may find something, at most so many seconds; whether it may."""
        return self._backend.wait(timeout)

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
        *others, last = writes_for(self._state, entry, self.reviewer, force=force)
        before = reversals(self._state, last)
        keys: dict[str, frozenset[int]] = {}
        for writes in others:
            keys |= self._append(writes, f"{ALSO}{entry.step.event}").delta.keys
        done = self._append(last, f"{prefix}{entry.step.event}")
        merged = {
            table: done.delta.keys.get(table, frozenset()) | keys.get(table, frozenset())
            for table in done.delta.keys.keys() | keys.keys()
        }
        return Committed(done.event, done.at, Delta(merged)), before

    def conflicts(self) -> tuple[Conflict, ...]:
        """The open conflicts; costs as much as there are of them."""
        with self.lock:
            return tuple(conflicts(self._state, self._when))

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
        self, table: str, key: int, field: str, keep: Json = None, *, dot: str | None = None
    ) -> Committed:
        """Settle a conflict.

        Args:
            table: the table.
            key: the document.
            field: the field; `*` for a document that one deleted and another edited.
            keep: the value to keep, one of those in conflict or another; for `*`: null deletes,
                anything else keeps the document.
            dot: keep exactly what this event wrote, instead of `keep`.

        Raises:
            BadInput: if there is no such conflict.
            StoreTrouble: if it was not saved.
        """
        with self.lock:
            if dot is not None:
                writes = settle_as(self._state, table, key, field, dot)
            else:
                writes = settle(self._state, table, key, field, keep)
            return self._command(writes, "resolve")

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
        return history(self._lookup, table, key, since)

    def put_text(self, text: str) -> str:
        """Keep a text, durable when it returns, and name its version.

        Raises:
            StoreTrouble: if it was not saved.
        """
        with self.lock:
            self._check_writable()
            return self._texts.put(text, self._bits(64))

    def text(self, version: str) -> str:
        """Read a text, checked against its hash.

        Raises:
            UnknownId: if it is no version at all.
            StoreTrouble: if the text is missing or damaged.
        """
        return self._texts.get(version)

    def check(self, *, repair: bool = False) -> list[Fault]:
        """Read everything anew and say what is wrong.

        Raises:
            StoreTrouble: if the folder can't be read, or a repair can't be written.
        """
        from workbench.store.check import check

        with self.lock:
            return check(self.folder, self._now(), self._bits if repair else None)

    @property
    def db(self) -> "Database":
        """A TinyDB whose storage and tables are this store."""
        with self.lock:
            if self._db is None:
                from workbench.store.database import Database

                self._db = Database(self, self._bits)
            return self._db

    def snapshot(self) -> None:
        """Write the state as a plain TinyDB file, unless it stands there already.

        Raises:
            StoreTrouble: if it can't be written.
        """
        with self.lock:
            if self._fresh and (self.folder / snapshot.SNAPSHOT).exists():
                return
            if not self._state.sessions:
                return
            try:
                snapshot.write(
                    self.folder,
                    self._state,
                    self._places(),
                    self._bits(64),
                    complete=not self._missing,
                )
            except OSError as error:
                raise StoreTrouble(
                    f"the snapshot was not written: {error.strerror or error}",
                    where=str(self.folder / snapshot.SNAPSHOT),
                    hint="nothing is lost: it is a cache; the events are saved",
                ) from error
            self._fresh = True

    def _places(self) -> dict[str, Place]:
        """How far files were read; files with faults are to be read again from the beginning."""
        folder = self._backend.folder
        return {n: p for n, p in folder.places.items() if n not in self._findings.files}

    def consolidate(self) -> int:
        """Merge this reviewer's closed files, made on this computer, into an archive.

        Returns:
            How many files were merged.

        Raises:
            StoreTrouble: if the archive can't be written; nothing is lost then.
        """
        from workbench.store.consolidate import consolidate

        with self.lock:
            self._check_writable()
            return consolidate(self.folder, self.reviewer, self._now(), self._bits)

    def close(self) -> None:
        """Write the snapshot if anything is new, and let go of the files.

        A snapshot that can't be written is noted in `faults`: it is only a cache.
        """
        with self.lock:
            if not self.read_only:
                try:
                    self.snapshot()
                except StoreTrouble as error:
                    self._findings.faults.append(Fault(snapshot.SNAPSHOT, 0, error.message))
            self._backend.close()
