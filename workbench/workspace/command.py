"""What every command has in common."""

from dataclasses import dataclass
from typing import Any, ClassVar

STRICT = {"extra": "forbid"}
"""Configuration of pydantic, at the border where commands come as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What every command has: its name in JSON."""

    do: ClassVar[str]
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


def command_of(why: str) -> str:
    """The command that an event says it came of; what follows a colon is told to undo alone."""
    return why.partition(":")[0]
