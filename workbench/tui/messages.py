"""Messages that cross widgets and screens; the others stand with the widget that sends them."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.message import Message

from workbench.domain.errors import WorkbenchError
from workbench.workspace.changes import Outcome

if TYPE_CHECKING:
    from workbench.workspace.commands import Command
    from workbench.workspace.opened import Opened


@dataclass(slots=True)
class Job:
    """Commands that belong together, carried out one after the other."""

    steps: "tuple[Command, ...]"
    then: Callable[[list[Outcome]], None] | None = None
    """Called when all are on disk, with what came of each."""
    failed: Callable[[WorkbenchError], None] | None = None
    """Called if one was refused; a form that is still open shows it there."""
    kept: bool = True
    """Whether it waits to be tried again if the disk refuses it; a form keeps its own text."""
    opened: "Future[Opened] | None" = None
    """What the editor showed that asks for the change."""
    done: list[Outcome] = field(default_factory=list)


@dataclass
class Do(Message):
    """A change is asked for."""

    job: Job
