"""What an import hands on, and what it has to be told of the workspace."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from workbench.domain.record import Record
from workbench.exchange.place import Place

Earlier = Callable[[str, str], bool]
"""Whether an article (by id) once had the text of that version here."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What to add to a workspace, and what was passed over."""

    record: Record
    warnings: tuple[str, ...] = ()
    known: int = 0
    """How many records of the file are here already."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Id → where in the file the record stands."""
    cases: Mapping[str, str] = field(default_factory=dict)
    """Case in the file → case here, of articles that are here in another one."""
