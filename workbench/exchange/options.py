"""What the user chose for an export."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from workbench.config.scheme import Scheme

ClaimChoice = Literal["published", "adjudicated", "all"]

Progress = Callable[[int, int], None]
"""Called now and then with what is done and how much there is."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The choices of one export; nothing here is read from the clock or from the disk."""

    scheme: Scheme
    publisher_name: str = ""
    publisher_url: str = ""
    state: ClaimChoice | None = None
    """Which claims; None for what the format is meant for."""
    since: str = ""
    """ISO date or time; the minutes begin there."""
    generated_at: str = ""
    """UTC time that the export says it was made at."""
    reviewer: str = ""
    """Only claims that this reviewer made or judged; where a claim has no final verdict, theirs
    is taken."""
    claims: frozenset[str] | None = None
    """Only these claims; None for all."""
    figures: tuple[tuple[str, str], ...] = ()
    """(name, value) of agreement figures that the reports show."""
