"""A program in a real pseudo terminal, its output read by a terminal emulator."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte
from wcwidth import wcwidth

ROOT = Path(__file__).parents[3]


class Screen(pyte.Screen):
    """The emulator, made to join every character without width to the cell before it.

    The emulator itself joins only those with a combining class and gives up on the rest of the
    output at any other (the vowel signs of Thai, for instance).
    """

    def draw(self, data: str) -> None:
        for char in data:
            if wcwidth(char) == 0 and self.cursor.x:
                line = self.buffer[self.cursor.y]
                at = self.cursor.x - 1
                while at and not line[at].data:
                    at -= 1
                line[at] = line[at]._replace(data=line[at].data + char)
            else:
                super().draw(char)


class Terminal:
    """Starts a command in a terminal of a given size."""

    def __init__(
        self,
        command: list[str],
        *,
        columns: int,
        rows: int,
        environment: dict[str, str] | None = None,
    ) -> None:
        self.screen = Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""
        # A colour terminal of which nothing else is assumed.
        inherited = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM_PROGRAM")}
        self._child = pexpect.spawn(
            command[0], command[1:], dimensions=(rows, columns), cwd=str(ROOT), timeout=20,
            env={**inherited, "TERM": "xterm-256color", "COLORTERM": "truecolor",
                 "LC_ALL": "C.UTF-8", **(environment or {})},
        )  # fmt: skip
        self._child.delaybeforesend = None

    def read(self, quiet: float = 0.15) -> None:
        """Take in what the program writes until it is quiet for so many seconds."""
        while True:
            try:
                data = self._child.read_nonblocking(65536, timeout=quiet)
            except (pexpect.TIMEOUT, pexpect.EOF):
                return
            self.written += data
            self._stream.feed(data)

    def wait(self, happened: Callable[[], bool], seconds: float = 20) -> None:
        """Take in output until something has happened."""
        end = time.monotonic() + seconds
        while not happened():
            assert time.monotonic() < end, f"nothing happened; the screen shows {self.rows()}"
            self.read(0.05)

    def send(self, keys: str) -> None:
        self._child.send(keys)

    def rows(self) -> list[str]:
        """What the terminal shows."""
        return [
            "".join(self.screen.buffer[y][x].data for x in range(self.screen.columns))
            for y in range(self.screen.lines)
        ]

    def close(self) -> None:
        self._child.close(force=True)


def play(left: Path, right: Path, belief: Path, **more: object) -> Terminal:
    """The two panes, on two files."""
    command = [sys.executable, "-m", "tests.tui.pane.play", str(left), str(right), str(belief)]
    return Terminal(command, columns=80, rows=24, **more)  # type: ignore[arg-type]
