"""How wide a terminal draws something: draw it, and ask where the cursor stands then.

The question is the device status report 6 (ECMA-48, `CSI 6 n`); the answer is `CSI row ; column R`.
"""

import os
import re
import select
import termios
import time
import tty
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

_ANSWER = re.compile(rb"\x1b\[\d+;(\d+)R")
_WAIT = 0.5
"""Seconds that a terminal far away may take for an answer."""


class Unanswered(Exception):
    """The terminal does not tell where its cursor is."""


def measured(drawn: Sequence[str], terminal: str = "/dev/tty") -> list[int]:
    """Draw each text at the beginning of a line, and remove it again.

    Args:
        drawn: texts of one line that move no cursor by themselves.
        terminal: the device.

    Returns:
        How many cells each took.

    Raises:
        Unanswered: if the terminal does not answer in time.
        OSError: if there is no terminal.
    """
    handle = os.open(terminal, os.O_RDWR | os.O_NOCTTY)
    try:
        with _raw(handle):
            return [_cells(handle, text) for text in drawn]
    finally:
        os.close(handle)


@contextmanager
def _raw(handle: int) -> Iterator[None]:
    """Without echo, and each character at once."""
    before = termios.tcgetattr(handle)
    try:
        tty.setcbreak(handle)
        yield
    finally:
        termios.tcsetattr(handle, termios.TCSAFLUSH, before)


def _cells(handle: int, text: str) -> int:
    os.write(handle, b"\r" + text.encode() + b"\x1b[6n")
    try:
        return _column(handle) - 1
    finally:
        os.write(handle, b"\r\x1b[K")


def _column(handle: int) -> int:
    """Read the answer; it may come in pieces, and after keys that were typed meanwhile."""
    said = b""
    end = time.monotonic() + _WAIT
    while (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([handle], [], [], left)
        if ready:
            said += os.read(handle, 64)
            if found := _ANSWER.search(said):
                return int(found[1])
    raise Unanswered
