"""A server that runs as a user starts it, and visitors who come without a browser."""

import asyncio
import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pyte

from tests.cli.running import run


class Server:
    """`workbench serve`, a process of its own."""

    def __init__(self, folder: Path, *options: str, port: int = 0) -> None:
        self.folder = folder
        self._log = folder.parent / f"serve-{time.monotonic_ns()}.log"
        command = [sys.executable, "-m", "workbench", "-C", str(folder), "serve", f"--port={port}"]
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, *options], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self._wait_until_it_serves()
        found = re.search(r"port (\d+) here", self.log)
        assert found is not None, self.log
        self.port = int(found[1])
        self.url = f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return self._log.read_text()

    def _wait_until_it_serves(self) -> None:
        end = time.monotonic() + 30
        while "serving" not in self.log:
            assert self.process.poll() is None, self.log
            assert time.monotonic() < end, self.log
            time.sleep(0.02)

    def children(self) -> list[int]:
        """The processes of the sessions."""
        listing = Path(f"/proc/{self.process.pid}/task")
        return [
            int(child)
            for task in listing.iterdir()
            for child in (task / "children").read_text().split()
        ]

    def kill(self) -> None:
        """No farewell: kill -9."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


def running(pid: int) -> bool:
    """Whether a process still runs (one that only waits to be reaped does not)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def invite(folder: Path, name: str, *options: str) -> str:
    """Make a token as a user does."""
    done = run(folder, "serve", f"--invite={name}", *options)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class Page:
    """The terminal of a page, without the browser around it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, columns: int, rows: int) -> None:
        self.socket = socket
        self.screen = pyte.Screen(columns, rows)
        self.heard = 0.0
        """When something last came, in seconds of `time.perf_counter`."""
        self._stream = pyte.ByteStream(self.screen)
        self._news = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    async def type(self, keys: str) -> None:
        await self.socket.send_json(["stdin", keys])

    async def until(self, happened: Callable[[], bool], seconds: float = 60) -> None:
        """Wait until the screen shows that something has happened."""
        end = time.monotonic() + seconds
        while not happened():
            assert not self._reading.done(), f"closed ({self.socket.close_code})\n{self.text}"
            assert time.monotonic() < end, f"nothing happened; the page shows\n{self.text}"
            self._news.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), 1.0)

    async def shows(self, words: str, seconds: float = 60) -> None:
        await self.until(lambda: words in self.text, seconds)

    async def closed(self, seconds: float = 60) -> int | None:
        """Wait until the server closes; returns its close code."""
        await asyncio.wait_for(self._reading, seconds)
        return self.socket.close_code

    async def _read(self) -> None:
        async for message in self.socket:
            if message.type is aiohttp.WSMsgType.BINARY:
                self.heard = time.perf_counter()
                self._stream.feed(message.data)
            self._news.set()
        self._news.set()


class Visitor:
    """A browser without a screen: it keeps cookies and says where its pages come from."""

    def __init__(self, http: aiohttp.ClientSession, url: str, origin: str) -> None:
        self.http = http
        self.url = url
        self.origin = {"Origin": origin}

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        async with self.http.get(self.url + path, headers=headers) as answer:
            return answer.status, await answer.text("utf-8", "replace")

    async def sign_in(self, token: str, **headers: str) -> int:
        async with self.http.post(
            f"{self.url}/sign-in",
            data={"token": token},
            headers={**self.origin, **headers},
            allow_redirects=False,
        ) as answer:
            return answer.status

    async def open(self, columns: int = 160, rows: int = 45, query: str = "") -> Page:
        socket = await self.http.ws_connect(
            f"{self.url}/ws?width={columns}&height={rows}{query}", headers=self.origin
        )
        return Page(socket, columns, rows)

    def cookies(self) -> dict[str, str]:
        return {item.key: item.value for item in self.http.cookie_jar}


@asynccontextmanager
async def visitor(server: Server, token: str = "", *, origin: str = "") -> AsyncIterator[Visitor]:
    """Somebody who comes to the server, and signs in if there is a token."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as http:
        came = Visitor(http, server.url, origin or server.url)
        if token:
            assert await came.sign_in(token) == 303
        yield came


async def ready(page: Page) -> None:
    """Wait until the articles can be read and keys do what they say."""
    await page.shows("all saved")


async def gone(pids: list[int], seconds: float = 15) -> None:
    """Wait until processes have ended."""
    end = time.monotonic() + seconds
    while still := [pid for pid in pids if running(pid)]:
        assert time.monotonic() < end, f"still running: {still}"
        await asyncio.sleep(0.05)


def environment_of(pid: int) -> dict[str, str]:
    raw = Path(f"/proc/{pid}/environ").read_bytes()
    return dict(part.split("=", 1) for part in os.fsdecode(raw).split("\0") if part)
