"""Keeps a folder and a server alike, in a thread of its own.

What this process writes is on the disk before it gets here. While there is a connection it is
handed to the server before it is acknowledged; else it waits, and is handed over when there is one.
What others have stored on the server is written into the folder, where the store finds it.
"""

import os
import secrets
import select
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from workbench.domain.errors import NewerVersion, StoreTrouble
from workbench.store.fold import State
from workbench.store.postgres.address import Address
from workbench.store.postgres.joining import (
    batches,
    fetch_texts,
    join,
    named_texts,
    send_texts,
)
from workbench.store.postgres.mirror import Mirror, everything, own_lines
from workbench.store.postgres.outbox import Outbox
from workbench.store.postgres.server import Lately, Server, Stored
from workbench.store.postgres.trouble import ServerAway
from workbench.store.postgres.vector import Vector

POLL = 0.3
"""Seconds between two looks where the server does not tell of changes by itself."""
_BREATH = 0.05
"""Seconds between two looks while the server tells of one change after another."""
_MISSED = 2
"""How often something may be found that the server should have told of, until it is believed to be
behind a proxy that swallows notifications, and looked at often instead."""
_LOOK = 15.0
"""Seconds after which one looks anyway, if only to notice that the connection is gone."""
_COMPARE = 300.0
"""Seconds after which both sides are compared as a whole, should anything have slipped through."""
_PAUSES = (0.2, 0.5, 1.0, 2.0, 3.0)
"""Seconds between attempts to connect again."""
PATIENCE = 10.0
"""Seconds that a change waits for the server's word; then it is left to arrive later."""

LinkState = Literal["joining", "joined", "away", "ended"]


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[Server], object]
    done: "Future[object]"


class Link:
    """One process's side of the bond between its folder and a server."""

    def __init__(self, root: Path, address: Address, random_bits: Callable[[int], int]) -> None:
        """Begin to connect at once.

        Args:
            root: the folder of the store.
            address: the server.
            random_bits: source of chance.
        """
        self.address = address
        self.first: Future[None] = Future()
        """Done when both sides were alike for the first time, or with why they could not be."""
        self.arrived = threading.Event()
        """Set when lines of others have been written into the folder."""
        self.trouble: StoreTrouble | None = None
        """Why the server is not joined."""
        self.may_write = True
        self.state: LinkState = "joining"
        self.mirror = Mirror(root, random_bits)
        self._root = root
        self._lock = threading.Lock()
        self._jobs: deque[_Job] = deque()
        self._outbox = Outbox(root)
        self._local = Vector()
        """What the folder holds."""
        self._remote = Vector()
        """What the server is known to hold."""
        self._lately = Lately()
        self._cursor: datetime | None = None
        self._given: State | None = None
        self._may_join = threading.Event()
        self._closing = False
        self._own = secrets.token_hex(8)
        self._compared = 0.0
        self._pid = os.getpid()
        self._wake_in, self._wake_out = os.pipe()
        os.set_blocking(self._wake_in, False)
        os.set_blocking(self._wake_out, False)
        self._thread = threading.Thread(target=self._run, name="workbench-store", daemon=True)
        self._thread.start()

    def begin(self, state: State | None, offsets: dict[str, int]) -> None:
        """Say what the folder holds; from now on it is kept alike.

        Args:
            state: the fold of the folder, which may go on growing; None if it stands for more or
                less than the files hold, so that they have to be looked through.
            offsets: how far it stands for each event file.
        """
        self._given = state
        self.mirror.start_at(offsets)
        self._may_join.set()

    @property
    def waiting(self) -> int:
        """How many changes of this process the server has not confirmed."""
        return len(self._outbox)

    @property
    def alive(self) -> bool:
        """Whether the thread runs in this process."""
        return self._pid == os.getpid() and not self._ended

    @property
    def _ended(self) -> bool:
        return self.state == "ended"

    # Called by the store's threads

    def push(self, session: str, number: int, line: bytes) -> None:
        """Hand a line to the server, or keep it until there is one; never fails."""
        row = Stored(session, number, line.removesuffix(b"\n"))
        with self._lock:
            self._local.add(session, number)
            self._outbox.add(row)
            if self.state != "joined" or not self.alive:
                return
            job = self._queue(self._hand_over)
        # Where that fails, the line is on this disk and stays among those that are held.
        with suppress(StoreTrouble, TimeoutError):
            job.done.result(PATIENCE)

    def push_text(self, version: str) -> None:
        """Hand a text of the folder to the server, or remember to do so; never fails."""
        with self._lock:
            self._outbox.add_text(version)
            if self.state != "joined" or not self.alive:
                return
            job = self._queue(self._hand_over)
        with suppress(StoreTrouble, TimeoutError):
            job.done.result(PATIENCE)

    def fetch_text(self, version: str) -> None:
        """Bring a text of the server into the folder, if there is one.

        Raises:
            StoreTrouble: if the server can't be asked now, or the text is damaged there.
        """
        self._ask(lambda server: fetch_texts(server, self._root, {version}, secrets.randbits(64)))

    def pull(self) -> None:
        """Bring what is new on the server into the folder, if the server is joined."""
        if self.state == "joined":
            with suppress(ServerAway):
                self._ask(self._look)

    def _ask(self, work: Callable[[Server], object]) -> None:
        with self._lock:
            if self.state != "joined" or not self.alive:
                raise self.trouble or ServerAway("not joined", where=self.address.name)
            job = self._queue(work)
        try:
            job.done.result(PATIENCE)
        except TimeoutError:
            raise ServerAway("the server does not answer", where=self.address.name) from None

    def _queue(self, work: Callable[[Server], object]) -> _Job:
        job = _Job(work, Future())
        self._jobs.append(job)
        self._wake()
        return job

    def _wake(self) -> None:
        with suppress(BlockingIOError):
            os.write(self._wake_out, b"x")

    def close(self, patience: float = 2.0) -> None:
        """Hand over what waits, as far as that goes in so many seconds, and end."""
        if not self.alive:
            return
        with self._lock:
            if self.state == "joined" and self._outbox:
                self._queue(self._hand_over)
            self._closing = True
            if not self._outbox:
                self.state = "ended"
        self._may_join.set()
        self._wake()
        self._thread.join(patience)
        self.state = "ended"
        if not self._thread.is_alive():
            os.close(self._wake_in)
            os.close(self._wake_out)

    # In the thread

    def _run(self) -> None:
        try:
            self._connect_again_and_again()
        finally:
            kept = self.trouble
            self._lost(ServerAway("the store is closed", where=self.address.name))
            self.trouble = kept

    def _connect_again_and_again(self) -> None:
        attempt = 0
        while not self._ended:
            last = self._closing
            try:
                with Server.connect(self.address) as server:
                    self._join(server)
                    attempt = 0
                    self._serve(server)
                    return
            except StoreTrouble as error:
                self._lost(error)
                if isinstance(error, NewerVersion):
                    self.may_write = False
            if last:
                return
            self._rest(_PAUSES[min(attempt, len(_PAUSES) - 1)])
            attempt += 1

    def _rest(self, seconds: float) -> None:
        """Wait before the next attempt; whoever closes the store gets one more at once."""
        end = time.monotonic() + seconds
        while not self._closing and (left := end - time.monotonic()) > 0:
            select.select([self._wake_in], [], [], left)
            self._drain()

    def _lost(self, error: StoreTrouble) -> None:
        with self._lock:
            self.trouble = error
            if not self._ended:
                self.state = "away"
            jobs, self._jobs = list(self._jobs), deque()
        for job in jobs:
            job.done.set_exception(error)
        if not self.first.done():
            self.first.set_exception(error)

    def _drain(self) -> None:
        with suppress(BlockingIOError):
            os.read(self._wake_in, 4096)

    def _join(self, server: Server) -> None:
        """Make both sides alike, then let changes through."""
        # Connecting and reading the folder go on side by side until here.
        self._may_join.wait()
        if self._ended:
            return
        server.listen(self._own)
        self._compare(server)
        self.may_write = server.may_write
        while True:
            self._hand_over(server)
            with self._lock:
                if self._outbox and server.may_write:
                    continue
                if not self._ended:
                    self.state = "joined"
                break
        if not self.first.done():
            self.first.set_result(None)

    def _compare(self, server: Server) -> None:
        """Compare both sides as a whole, and give each what it lacks."""
        if self._given is None:
            self._local = everything(self._root)
        else:
            with self._lock:
                self._local.add_state(self._given)
        self._cursor = server.newest()
        # Noted first: what fails now is tried again after a while, not at once.
        self._compared = time.monotonic()
        joined = join(self._root, server, self._local, self.mirror)
        self._remote, self.trouble = joined.remote, joined.refused
        if joined.taken:
            self.arrived.set()

    def _serve(self, server: Server) -> None:
        """Do what is asked for and look for what is new, until the connection or the store ends."""
        looked = spread = time.monotonic()
        told, untold = False, 0
        while True:
            while self._jobs:
                self._do(server, self._jobs.popleft())
            if self._closing:
                return
            now = time.monotonic()
            told = server.heard() or told
            due = looked + (_BREATH if told else _LOOK if server.listens else POLL)
            if now >= due:
                found = self._bear(self._look, server)
                missed = bool(found) and not told and not server.heard()
                untold = untold + 1 if missed else untold
                if untold >= _MISSED:
                    server.listens = False
                looked, told = now, False
            elif now >= spread + _LOOK:
                self._bear(self._spread, server)
                spread = now
            elif now >= self._compared + _COMPARE:
                self._bear(self._compare, server)
            else:
                self._sleep(server, min(due, spread + _LOOK) - now)

    def _sleep(self, server: Server, seconds: float) -> None:
        """Wait for the server, or for somebody to ask for something."""
        ready, _, _ = select.select([server.fileno(), self._wake_in], [], [], seconds)
        if self._wake_in in ready:
            self._drain()

    def _bear(self, work: Callable[[Server], object], server: Server) -> object:
        """Do something; if the server or the disk refuses it, note why, and try again later."""
        try:
            return work(server)
        except ServerAway:
            raise
        except StoreTrouble as error:
            self.trouble = error
            return None

    def _do(self, server: Server, job: _Job) -> None:
        try:
            job.done.set_result(job.work(server))
        except ServerAway as error:
            job.done.set_exception(error)
            raise
        except StoreTrouble as error:
            self.trouble = error
            job.done.set_exception(error)

    def _hand_over(self, server: Server) -> None:
        """Give the server what waits for it."""
        if not server.may_write:
            return
        if self._outbox:
            self.trouble = None
        for row in self._outbox.hand_over(server):
            self._remote.add(row.session, row.number)
            self._lately.note(row.session)

    def _spread(self, server: Server) -> None:
        """Hand over what other processes have written into the folder without a server."""
        self._hand_over(server)
        if self._given is None or not server.may_write:
            return
        with self._lock:
            self._local.add_state(self._given)
        for rows in batches(own_lines(self._root, self._local.beyond(self._remote))):
            send_texts(server, self._root, named_texts(rows))
            server.add(rows)
            for row in rows:
                self._remote.add(row.session, row.number)

    def _look(self, server: Server) -> int:
        """Read what was stored since the last look; how many lines were new."""
        assert self._cursor is not None
        more, found = True, 0
        while more:
            known = {name: self._local.last(name) for name in self._lately}
            rows, newest, more = server.recent(self._cursor, known)
            new = self._take(server, rows)
            self._cursor = newest
            found += new
            if more and not new:
                # A page full of what is known: the window is too busy to find the rest in it.
                self._compare(server)
                more = False
        return found

    def _take(self, server: Server, rows: list[Stored]) -> int:
        if not rows:
            return 0
        with self.mirror.alone():
            self.mirror.catch_up(self._local)
            new = [row for row in rows if (row.session, row.number) not in self._local]
            fetch_texts(server, self._root, named_texts(new), secrets.randbits(64))
            self.mirror.write(new, self._local)
        for row in rows:
            self._remote.add(row.session, row.number)
            self._lately.note(row.session)
        if new:
            self.arrived.set()
        return len(new)
