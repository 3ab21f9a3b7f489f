"""Where lines are kept: the protocol of a backend.

The folder of event files (`folder`) is one. Another, for bigger teams, keeps the same lines in one
table of a server, with a cursor per session (a serial number would lose rows: transactions commit
out of order). A backend may hand out lines twice and in any order; the fold does not mind.
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

    def read_after(self, known: Mapping[str, int]) -> Iterable[Block]:
        """Read lines not handed out before; `known` maps sessions to their last known number.

        Raises:
            StoreTrouble: if the source can't be read.
        """

    def wait(self, timeout: float) -> bool:
        """Wait until something may be new, at most so many seconds; whether it may be."""
