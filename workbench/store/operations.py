"""What goes into the store and what comes back: operations, deltas, steps, changes, faults."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.domain.errors import BadInput
from workbench.store.values import Json

Seen = Mapping[tuple[str, int, str], tuple[str, ...]]
"""(table, key, field) → the events whose values the editor had on the screen."""


@dataclass(frozen=True, slots=True)
class Put:
    """Set and take away fields of a document; makes the document if there is none."""

    table: str
    key: int
    set: Mapping[str, Json] = field(default_factory=dict)
    unset: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delete:
    """Hide a document, as far as the writer has seen it."""

    table: str
    key: int


Op = Put | Delete


@dataclass(frozen=True, slots=True)
class Delta:
    """Which documents look different now; falsy if none does."""

    keys: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Table → keys of the documents whose visible row or whose conflicts changed."""

    def __bool__(self) -> bool:
        return bool(self.keys)


@dataclass(frozen=True, slots=True)
class Committed:
    """A change that is on disk."""

    event: str
    """Its id; empty if there was nothing to write."""
    at: str
    """UTC time, ISO 8601 with milliseconds and a `Z`."""
    delta: Delta


@dataclass(frozen=True, slots=True)
class UndoStep:
    """What undo (or redo) would act on."""

    event: str
    why: str
    """Name of the command that made the event, also where the event itself is a redo of it."""
    at: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one document, changed by one event."""

    by: str
    at: str
    why: str
    event: str
    table: str
    key: int
    field: str
    """`*` where the whole document was deleted or restored."""
    old: Json
    """The value shown before; None if there was none."""
    new: Json
    """The value shown after; None if there is none."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the folder."""

    file: str
    """Relative to the folder of the store, with `/`."""
    line: int
    """From 1; 0 where the whole file is meant."""
    what: str
    repaired: bool = False

    def __str__(self) -> str:
        """One line: `file:line: what`."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what}{' (repaired)' if self.repaired else ''}"


class UndoBlocked(BadInput):
    """Somebody else has changed since what undo (or redo) would put back.

    Attributes:
        fields: the fields concerned, as `table.field`.
        by: the reviewers who changed them.
    """

    def __init__(self, step: UndoStep, fields: tuple[str, ...], by: tuple[str, ...]) -> None:
        names = ", ".join(by)
        super().__init__(
            f"changed since by {names}: {', '.join(fields)}",
            where=step.why or step.event,
            hint="undo anyway with force, which replaces their values",
        )
        self.fields = fields
        self.by = by


@dataclass(frozen=True, slots=True)
class Write:
    """An operation with the events that it has seen, ready to become part of a line."""

    table: str
    key: int
    set: Mapping[str, Json] = field(default_factory=dict)
    unset: tuple[str, ...] = ()
    seen: tuple[str, ...] | None = None
    """None for a document that did not exist before."""
    delete: bool = False
