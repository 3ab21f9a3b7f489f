"""The core of the store: what is shown, one change after another, and what others have changed."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from workbench.domain.errors import NewerVersion, StoreTrouble
from workbench.store import snapshot
from workbench.store.consolidate import consolidate
from workbench.store.events import VERSION, dot, draft, stamp, tick
from workbench.store.fold import Rows, Touched, delta
from workbench.store.folder import Place
from workbench.store.load import absorb, collector_off, load
from workbench.store.local import LocalBackend
from workbench.store.lookup import Lookup
from workbench.store.names import slug
from workbench.store.operations import Committed, Delta, Fault, Op, Seen, UndoStep, Write
from workbench.store.planning import plan
from workbench.store.texts import Texts
from workbench.store.undo import UndoLog, reversals
from workbench.store.values import Row

AHEAD = 24 * 3600
"""Seconds by which an event may be ahead of the clock before it is called wrong."""
_TRIES = 3
_MANY = 100
"""Event files from which merging them makes looking for new ones quicker."""


class Core:
    """Rows, commits, refreshes, texts and the snapshot.

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
        server: str = "",
    ) -> None:
        slug(reviewer)
        self.folder = folder
        self.reviewer = reviewer
        self.lock = threading.RLock()
        self._now = now
        self._bits = random_bits
        self._read_only = read_only
        self._backend = _backend(folder, reviewer, now, random_bits, server)
        try:
            opened = load(folder, self._backend.folder)
            whole = not opened.missing and not opened.findings.newer
            self._backend.begin(opened.state, whole=whole)
        except BaseException:
            self._backend.close()
            raise
        self._state = opened.state
        self._findings = opened.findings
        self._missing = opened.missing
        self._fresh = opened.fresh
        self._texts = Texts(folder)
        self._lookup = Lookup(folder)
        self._undo = UndoLog(self._lookup, reviewer, self._state.highest)
        self._times: dict[str, tuple[str, str]] = {}
        self._listeners: list[Callable[[], None]] = []
        if server:
            self.refresh(ask=False)

    @property
    def read_only(self) -> bool:
        """Whether commits are refused: on request, for want of permission, or a newer version."""
        if self._read_only or self._findings.newer or not self._backend.may_write:
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
        beyond = self._backend.faults()
        return [*self._missing, *self._findings.faults, *links, *tails, *self._early(), *beyond]

    @property
    def server_trouble(self) -> str:
        """What a user should know of the server: that it is away, and how much waits for it."""
        return self._backend.trouble

    def _early(self) -> Iterator[Fault]:
        ahead = (int(self._state.highest, 16) >> 16) / 1000 - self._now()
        if ahead > AHEAD:
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
        for listener in self._listeners:
            listener()

    def refresh(self, *, ask: bool = True) -> Delta:
        """Take in what others have written since the last look; reads new bytes only.

        Args:
            ask: where there is a server, ask it, rather than take what it has sent by itself.

        Raises:
            StoreTrouble: if the folder can't be read.
        """
        with self.lock:
            touched: Touched = {}
            known = {name: session.last for name, session in self._state.sessions.items()}
            with collector_off():
                blocks = self._backend.read_after(known, ask=ask)
                new = absorb(self._state, blocks, self._findings, touched)
            if new:
                self._changed()
            return delta(touched)

    def wait(self, timeout: float) -> bool:
        """Wait until `refresh` may find something, at most so many seconds; whether it may."""
        return self._backend.wait(timeout)

    def put_text(self, text: str) -> str:
        """Keep a text, durable when it returns, and name its version.

        Raises:
            StoreTrouble: if it was not saved.
        """
        with self.lock:
            self._check_writable()
            version = self._texts.put(text, self._bits(64))
            self._backend.share_text(version)
            return version

    def text(self, version: str) -> str:
        """Read a text, checked against its hash.

        Raises:
            UnknownId: if it is no version at all.
            StoreTrouble: if the text is missing or damaged.
        """
        if self._texts.lacks(version):
            self._backend.fetch_text(version)
        return self._texts.get(version)

    def has_text(self, version: str) -> bool:
        """Whether the folder holds a text, and it is what its name says."""
        return self._texts.bytes_of(version) is not None

    def lacks_text(self, version: str) -> bool:
        """Whether the folder has no file for a text; quicker, as nothing is read."""
        return self._texts.lacks(version)

    def snapshot(self) -> None:
        """Write the state as a plain TinyDB file, unless it stands there already.

        Raises:
            StoreTrouble: if it can't be written.
        """
        with self.lock:
            if not self._state.sessions:
                return
            try:
                self._write_snapshot()
            except OSError as error:
                raise StoreTrouble(
                    f"the snapshot was not written: {error.strerror or error}",
                    where=str(self.folder / snapshot.SNAPSHOT),
                    hint="nothing is lost: it is a cache; the events are saved",
                ) from error

    def _write_snapshot(self) -> None:
        """Write until nothing has arrived in the meantime, so that the last to close has it all."""
        for _ in range(_TRIES):
            self.refresh()
            if self._fresh and (self.folder / snapshot.SNAPSHOT).exists():
                return
            snapshot.write(
                self.folder,
                self._state,
                self._places(),
                self._bits(64),
                complete=not self._missing,
            )
            self._fresh = True

    def _places(self) -> dict[str, Place]:
        """How far files were read; files with faults are to be read again from the beginning."""
        folder = self._backend.folder
        return {n: p for n, p in folder.places.items() if n not in self._findings.files}

    def close(self) -> None:
        """Write the snapshot if anything is new, merge files if there are many, let go of them.

        What can't be written then is noted in `faults`: the events are saved already.
        """
        with self.lock:
            self._backend.close()
            if self.read_only:
                return
            try:
                if len(self._backend.folder.places) >= _MANY:
                    self.consolidate()
                self.snapshot()
            except StoreTrouble as error:
                self._findings.faults.append(Fault(snapshot.SNAPSHOT, 0, error.message))

    def consolidate(self) -> int:
        """Merge this reviewer's closed files, made on this computer, into an archive.

        Returns:
            How many files were merged.

        Raises:
            StoreTrouble: if the archive can't be written; nothing is lost then.
        """
        with self.lock:
            self._check_writable()
            return consolidate(self.folder, self.reviewer, self._now(), self._bits)


def _backend(
    folder: Path,
    reviewer: str,
    now: Callable[[], float],
    random_bits: Callable[[int], int],
    server: str,
) -> LocalBackend:
    """The folder alone, or together with a server."""
    if not server:
        return LocalBackend(folder, reviewer, now, random_bits)
    from workbench.store.postgres.address import address
    from workbench.store.postgres.backend import PostgresBackend

    return PostgresBackend(folder, reviewer, now, random_bits, address(server))
