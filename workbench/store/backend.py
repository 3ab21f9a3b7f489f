"""Where lines are kept: the protocol of a backend.

The folder of event files (`local`) is one. Another, for bigger teams (`postgres`), keeps the same
lines in one table of a server as well. A backend may hand out lines twice and in any order; the
fold does not mind.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand one after the other in one source."""

    file: str
    """Name of the source, for messages."""
    first: int
    """Number of the first line in it, from 1."""
    lines: Sequence[bytes]
    """Without their newlines."""


class Backend(Protocol):
    """Three calls: add a line, read what is new, wait for something new."""

    def append(self, session: str, number: int, line: bytes) -> None:
        """Have one line, with its newline, on the disk (or its like) before returning.

        Raises:
            StoreTrouble: if that failed; the line is then not acknowledged, and the session is
                over: `next_event` names another.
        """

    def next_event(self) -> tuple[str, int]:
        """Session and number that the next line must carry."""

    def read_after(self, known: Mapping[str, int], *, ask: bool = True) -> Iterable[Block]:
        """Read lines not handed out before.

        Args:
            known: sessions → their last known number.
            ask: False to take only what has come by itself, without asking a server.

        Raises:
            StoreTrouble: if the source can't be read.
        """

    def wait(self, timeout: float) -> bool:
        """Wait until something may be new, at most so many seconds; whether it may be."""
