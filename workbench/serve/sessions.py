"""The sessions: a terminal for each page, within limits.

A session whose page has gone (reloaded, asleep, out of reach) is kept for a while; the same browser
coming back gets it again, with cursor and drafts. Other browsers never do.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import IntEnum

from workbench.domain.errors import WorkbenchError
from workbench.serve.sign_ins import Reviewer
from workbench.serve.terminal import Terminal

Send = Callable[[bytes], Awaitable[None]]
Start = Callable[[str, int, int], Awaitable[Terminal]]

_SCREEN_MODES = b"\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1003h\x1b[?1006h\x1b[?1004h\x1b[?2004h"
"""What the program told the first page's terminal at its start: alternate screen, hidden cursor,
mouse, focus, bracketed paste. A page that comes later has not heard it."""
_RESIZE_PAUSE = 0.15
"""Seconds between two sizes, so that the program sees both and paints everything."""


class Ending(IntEnum):
    """Why a session ended: the websocket's close code, which the page puts into words."""

    LEFT = 4000
    IDLE = 4001
    FULL = 4002
    SIGNED_OUT = 4003
    FAILED = 4004
    STOPPING = 1001


class NoPlace(WorkbenchError):
    """All places are taken."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much there may be."""

    sessions: int = 32
    """In all."""
    of_one: int = 6
    """Of one reviewer."""
    idle: float = 30 * 60.0
    """Seconds without a key or a movement of the mouse until a session ends."""
    away: float = 120.0
    """Seconds that a session waits for its page to come back."""


class Session:
    """One reviewer's terminal."""

    def __init__(self, reviewer: Reviewer, terminal: Terminal) -> None:
        self.reviewer = reviewer
        self.used = self.left = time.monotonic()
        """When the last input came; when its page went."""
        self.ended: asyncio.Future[Ending] = asyncio.get_running_loop().create_future()
        self._terminal = terminal
        self._send: Send | None = None
        self._task = asyncio.create_task(self._run())

    @property
    def attached(self) -> bool:
        """Whether a page shows it."""
        return self._send is not None

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._terminal.pid

    async def attach(self, send: Send, columns: int, rows: int, *, again: bool) -> None:
        """Show it in a page.

        Args:
            send: takes what the terminal shows.
            columns: the page's width in cells.
            rows: the page's height in cells.
            again: whether the page is not its first.
        """
        self.used = time.monotonic()
        self._send = send
        if again:
            await self._pass_on(send, _SCREEN_MODES)
            self._terminal.resize(columns, rows - 1)
            await asyncio.sleep(_RESIZE_PAUSE)
            self._terminal.resize(columns, rows)

    def detach(self, send: Send) -> None:
        """Its page has gone."""
        if self._send is send:
            self._send = None
            self.left = time.monotonic()

    async def type(self, data: bytes) -> None:
        """Pass on what was typed."""
        self.used = time.monotonic()
        await self._terminal.write(data)

    def resize(self, columns: int, rows: int) -> None:
        """The page has another size."""
        self._terminal.resize(columns, rows)

    def end(self, why: Ending) -> None:
        """Hang up; what was acknowledged is saved."""
        if not self.ended.done():
            self.ended.set_result(why)
        self._terminal.close()

    async def gone(self) -> None:
        """Wait until its process has ended."""
        await self._task

    async def _run(self) -> None:
        while data := await self._terminal.read():
            if self._send is not None:
                await self._pass_on(self._send, data)
        self._terminal.close()
        code = await self._terminal.wait()
        if not self.ended.done():
            self.ended.set_result(Ending.FAILED if code else Ending.LEFT)

    async def _pass_on(self, send: Send, data: bytes) -> None:
        try:
            await send(data)
        except ConnectionError:
            self.detach(send)


class Sessions:
    """All sessions of the server."""

    def __init__(self, start: Start, limits: Limits) -> None:
        """Begin with none.

        Args:
            start: starts a terminal for a reviewer's name, columns and rows.
            limits: how many there may be, and how long.
        """
        self._start = start
        self._limits = limits
        self._all: list[Session] = []
        self._starting: list[str] = []
        """Reviewers whose terminal is about to start: they hold a place."""

    @property
    def all(self) -> tuple[Session, ...]:
        """Those that have not ended."""
        return tuple(self._all)

    async def enter(self, reviewer: Reviewer, send: Send, columns: int, rows: int) -> Session:
        """Give a page its session: the one that waits for this browser, else a new one.

        Raises:
            NoPlace: if there are as many as there may be.
        """
        waiting = self._waiting(reviewer)
        if waiting is not None:
            await waiting.attach(send, columns, rows, again=True)
            return waiting
        self._check_place(reviewer)
        self._starting.append(reviewer.name)
        try:
            terminal = await self._start(reviewer.name, columns, rows)
        except OSError as error:
            raise NoPlace(f"no further session can be started: {error.strerror}") from error
        finally:
            self._starting.remove(reviewer.name)
        session = Session(reviewer, terminal)
        self._all.append(session)
        session.ended.add_done_callback(lambda _: self._all.remove(session))
        await session.attach(send, columns, rows, again=False)
        return session

    def tidy(self, welcome: Callable[[Reviewer], bool]) -> None:
        """End sessions that nobody uses, that wait in vain, or whose token no longer lets in."""
        now = time.monotonic()
        for session in self.all:
            if not welcome(session.reviewer):
                session.end(Ending.SIGNED_OUT)
            elif now - session.used > self._limits.idle:
                session.end(Ending.IDLE)
            elif not session.attached and now - session.left > self._limits.away:
                session.end(Ending.LEFT)

    def sign_out(self, reviewer: Reviewer) -> None:
        """End the sessions of a browser."""
        for session in self.all:
            if session.reviewer.sign_in == reviewer.sign_in:
                session.end(Ending.SIGNED_OUT)

    async def stop(self) -> None:
        """End all, and wait for their processes."""
        every = self.all
        for session in every:
            session.end(Ending.STOPPING)
        await asyncio.gather(*(session.gone() for session in every))

    def _waiting(self, reviewer: Reviewer) -> Session | None:
        for session in self._all:
            if session.reviewer == reviewer and not session.attached and not session.ended.done():
                return session
        return None

    def _check_place(self, reviewer: Reviewer) -> None:
        if len(self._all) + len(self._starting) >= self._limits.sessions:
            raise NoPlace(f"all {self._limits.sessions} places are taken")
        names = [session.reviewer.name for session in self._all] + self._starting
        if names.count(reviewer.name) >= self._limits.of_one:
            raise NoPlace(f"{reviewer.name} has {self._limits.of_one} sessions already")
