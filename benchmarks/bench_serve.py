"""Sessions in browsers: what each costs in memory, and a key beside the same key in a terminal.

Both ways take turns, key by key, on the same machine at the same moment.
"""

import asyncio
import os
import pty
import select
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

from benchmarks.bench_start import SEEDS
from benchmarks.figures import note
from tests.serve.served import Page, Server, invite, ready, visitor

SESSIONS = 8
KEYS = 120
COLUMNS, ROWS = 160, 45
DOWN, UP = "\x1b[B", "\x1b[A"


class Plain:
    """The program in a terminal of its own, without a server."""

    def __init__(self, folder: Path) -> None:
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLUMNS=str(COLUMNS), LINES=str(ROWS))
            program = [sys.executable, "-m", "workbench", "--reviewer", "plain", str(folder)]
            os.execv(sys.executable, program)

    def quiet(self, seconds: float) -> None:
        while select.select([self.handle], [], [], seconds)[0]:
            try:
                os.read(self.handle, 65536)
            except OSError:  # the program has ended
                return

    def key(self, key: str) -> float:
        started = time.perf_counter()
        os.write(self.handle, key.encode())
        select.select([self.handle], [], [], 5)
        took = time.perf_counter() - started
        self.quiet(0.05)
        return took

    def close(self) -> None:
        os.write(self.handle, b"q")
        self.quiet(1.0)
        os.close(self.handle)
        os.waitpid(self.pid, 0)


async def served_key(page: Page, key: str) -> float:
    """Seconds until something came back for a key."""
    started = time.perf_counter()
    await page.type(key)
    await page.until(lambda: page.heard > started, 5)
    took = page.heard - started
    await asyncio.sleep(0.05)
    return took


def memory(pid: int) -> float:
    """Memory that a process has for itself, plus its share of the rest, in MB (PSS)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def line(name: str, values: list[float]) -> float:
    ordered = sorted(values)
    median, late = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    print(f"{name:34} median {median * 1000:6.1f} ms   p95 {late * 1000:6.1f} ms")
    note(name, f"median {median * 1000:.1f} ms, p95 {late * 1000:.1f} ms")
    return median


async def keys(folder: Path, page: Page) -> None:
    plain = Plain(folder)
    try:
        await asyncio.to_thread(plain.quiet, 2.0)
        direct, served = [], []
        for nth in range(KEYS):
            key = DOWN if nth % 2 == 0 else UP
            direct.append(await asyncio.to_thread(plain.key, key))
            served.append(await served_key(page, key))
    finally:
        plain.close()
    first = line("key to paint, terminal", direct)
    second = line("key to paint, websocket", served)
    print(f"{'websocket / terminal':34} {second / first:6.2f}")
    note("key to paint, websocket", f"{second:.3f}", peer="terminal", ratio=second / first)


async def measure(folder: Path) -> None:
    token = invite(folder, "ada")
    server = Server(folder, "--sessions=50")
    try:
        bare = memory(server.process.pid)
        async with AsyncExitStack() as stack:
            tokens = [token, *(invite(folder, f"more{n}") for n in range(SESSIONS - 1))]
            visitors = [await stack.enter_async_context(visitor(server, one)) for one in tokens]
            started = time.perf_counter()
            pages = [await visitors[0].open(COLUMNS, ROWS)]
            await ready(pages[0])
            opening = time.perf_counter() - started
            print(f"{'page asked for to all usable':34} {opening:6.2f} s")
            note("page asked for to all usable", f"{opening:.2f} s")
            await keys(folder, pages[0])
            for one in visitors[1:]:
                pages.append(await one.open(COLUMNS, ROWS))
                await ready(pages[-1])
            sessions = [memory(pid) for pid in server.children()]
            grown = (memory(server.process.pid) - bare) / len(sessions)
        print(f"{'memory of the server alone':34} {bare:6.1f} MB")
        note("memory of the server alone", f"{bare:.1f} MB")
        note("memory of a session", f"{statistics.mean(sessions):.1f} MB")
        print(f"{'memory of a session':34} {statistics.mean(sessions):6.1f} MB of {len(sessions)}")
        print(f"{'more in the server for each':34} {grown:6.1f} MB")
    finally:
        server.stop()


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "case"
        shutil.copytree(SEEDS, folder / "seeds")
        kept = os.environ.get("XDG_CONFIG_HOME")
        os.environ["XDG_CONFIG_HOME"] = str(Path(name) / "config")
        try:
            asyncio.run(measure(folder))
        finally:
            if kept is None:
                del os.environ["XDG_CONFIG_HOME"]
            else:
                os.environ["XDG_CONFIG_HOME"] = kept


if __name__ == "__main__":
    main()
