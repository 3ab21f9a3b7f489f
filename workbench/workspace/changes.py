"""What a change touched, for whoever shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.domain import ids


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of the records that came, went or changed, by table."""

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    event: str = ""
    """The event that was written; empty for changes read from others."""
    at: str = ""

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.ids)

    def of(self, table: str) -> frozenset[str]:
        """The ids of one table."""
        return self.ids.get(table, frozenset())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a command; when it is returned, the change is durable."""

    id: str | None
    """The record that the command made or changed."""
    changes: Changes
    warnings: tuple[str, ...] = ()


def from_keys(keys: Mapping[str, frozenset[int]], *, event: str = "", at: str = "") -> Changes:
    """Changes from the store's integer keys."""
    return Changes(
        {table: frozenset(ids.encode(key) for key in found) for table, found in keys.items()},
        event,
        at,
    )
