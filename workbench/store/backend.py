"""What a backend hands out.

The folder of event files (`local`) is one; its methods are what the store asks of any. Another, for
bigger teams (`postgres`), builds on it and keeps the same lines in one table of a server as well. A
backend may hand out lines twice and in any order; the fold does not mind.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand one after the other in one source."""

    file: str
    """Name of the source, for messages."""
    first: int
    """Number of the first line in it, from 1."""
    lines: Sequence[bytes]
    """Without their newlines."""
