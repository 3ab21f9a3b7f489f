"""Presses keys in a program in a pseudo terminal and times what it writes in answer.

A key's time runs from writing its bytes to the arrival of the last byte that the program writes
before it is quiet. All programs are timed the same way.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path
from typing import NamedTuple

COLUMNS, ROWS = 160, 50
_QUIET = 0.035
_QUERY, _ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"


class Took(NamedTuple):
    """The times of one kind of key, in milliseconds."""

    half: float
    """Median."""
    most: float
    """95th percentile."""
    cpu: float
    """CPU of the program for one key, on average."""

    def __str__(self) -> str:
        return f"{self.half:6.1f}/{self.most:6.1f} ({self.cpu:5.1f})"


class TooSlow(Exception):
    """A program did not answer in time."""


class Driven:
    """A program in a terminal of 160 by 50 cells."""

    def __init__(self, command: list[str], *, folder: Path | None = None) -> None:
        self._main, side = pty.openpty()
        self._size(ROWS, COLUMNS)
        environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
        self._process = subprocess.Popen(
            command, stdin=side, stdout=side, stderr=side, cwd=folder, start_new_session=True,
            env={**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )  # fmt: skip
        os.close(side)
        os.set_blocking(self._main, False)

    def _size(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self._main, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self, wait: float) -> bytes:
        if not select.select([self._main], [], [], wait)[0]:
            return b""
        try:
            data = os.read(self._main, 1 << 20)
        except OSError:
            return b""
        if _QUERY in data:
            os.write(self._main, _ANSWER)
        return data

    def settle(self, *, first: float = 10, quiet: float = _QUIET) -> tuple[float, int]:
        """Read until quiet; return when the last byte came, and how many there were."""
        last, count, wait = time.perf_counter(), 0, first
        while data := self._read(wait):
            last, wait = time.perf_counter(), quiet
            count += len(data)
        if not count:
            raise TooSlow
        return last, count

    def cpu(self) -> float:
        """CPU milliseconds of the program so far."""
        total = 0
        for task in Path(f"/proc/{self._process.pid}/task").iterdir():
            total += int((task / "schedstat").read_text().split()[0])
        return total / 1e6

    def press(self, keys: str, *, first: float = 10, quiet: float = _QUIET) -> float:
        """Press once; milliseconds to the last byte of the answer."""
        start = time.perf_counter()
        os.write(self._main, keys.encode())
        return (self.settle(first=first, quiet=quiet)[0] - start) * 1000

    def until(self, keys: str, wanted: re.Pattern[bytes], *, most: float = 10) -> float:
        """Milliseconds from some keys to what is wanted in the answer."""
        start = time.perf_counter()
        os.write(self._main, keys.encode())
        seen = b""
        while not wanted.search(seen):
            if time.perf_counter() - start > most:
                raise TooSlow
            seen += self._read(0.01)
        return (time.perf_counter() - start) * 1000

    def drain(self, seconds: float) -> None:
        """Read for so long, whatever comes."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def repeat(self, keys: list[str], times: int) -> Took:
        """Press keys in turn, so many in all."""
        cpu = self.cpu()
        found = []
        for number in range(times):
            found.append(self.press(keys[number % len(keys)]))
            # A random phase against the program's own frame clock.
            time.sleep(0.002 * (number % 7))
        return Took(*shares(found), (self.cpu() - cpu) / times)

    def resize(self, times: int) -> Took:
        """Make the terminal narrower and wider again."""
        cpu = self.cpu()
        found = []
        for number in range(times):
            start = time.perf_counter()
            self._size(ROWS, COLUMNS - 20 * (1 - number % 2))
            os.killpg(self._process.pid, signal.SIGWINCH)
            found.append((self.settle(quiet=0.15)[0] - start) * 1000)
        return Took(*shares(found), (self.cpu() - cpu) / times)

    def close(self) -> None:
        """End the program."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._main)

    def finish(self, keys: str) -> None:
        """Press the keys that end the program, and wait until it has."""
        os.write(self._main, keys.encode())
        end = time.perf_counter() + 10
        while self._process.poll() is None and time.perf_counter() < end:
            self._read(0.05)


def shares(found: list[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    ordered = sorted(found)
    return ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
