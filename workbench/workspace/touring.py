"""How far a reviewer is in the guided tour, and whether a workspace is the one it is made for.

It is remembered in the cache (`annotations/cache/tour`), not as an event: it concerns nobody else,
and if it is lost, the tour is offered once more.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from workbench.config.paths import example_seeds
from workbench.domain import ids
from workbench.domain.article import text_hash
from workbench.domain.errors import StoreTrouble
from workbench.workspace.workspace import Workspace

TourState = Literal["new", "running", "away", "finished"]
_STATES = ("new", "running", "away", "finished")


@dataclass(slots=True)
class Remembered:
    """What is kept of a tour."""

    state: TourState = "new"
    passed: list[str] = field(default_factory=list)
    """Names of the steps whose condition held once."""
    skipped: list[str] = field(default_factory=list)
    before: dict[str, int] = field(default_factory=dict)
    """How much of each kind there was when the tour began."""


def is_example(workspace: Workspace, articles: Sequence[str]) -> bool:
    """Whether these are the two articles that come with the program."""
    files = sorted(example_seeds().glob("*.txt"))
    if sorted(articles) != [file.stem for file in files]:
        return False
    return all(
        workspace.articles.get(file.stem).version == text_hash(file.read_text("utf-8"))
        for file in files
    )


def recall(workspace: Workspace) -> Remembered:
    """What is remembered; of a file that says something else, nothing."""
    try:
        said: Any = json.loads(_file(workspace).read_text("utf-8"))
        return _checked(said)
    except (OSError, ValueError, TypeError):
        # It is a cache: if it can't be read, the tour begins anew.
        return Remembered()


def _checked(said: Any) -> Remembered:
    found = Remembered(**said)
    names = [*found.passed, *found.skipped, *found.before]
    numbers = found.before.values()
    if found.state not in _STATES or not all(isinstance(name, str) for name in names):
        raise ValueError
    if not all(isinstance(number, int) for number in numbers):
        raise ValueError
    return found


def remember(workspace: Workspace, tour: Remembered) -> None:
    """Keep it, once there is a database.

    Raises:
        StoreTrouble: if it can't be written.
    """
    file = _file(workspace)
    if not workspace.paths.annotations.is_dir():
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(tour)), "utf-8")
    except OSError as error:
        raise StoreTrouble(
            f"it can't be remembered how far you are in the tour: {error.strerror}",
            where=str(file),
            hint="nothing else depends on it",
        ) from error


def _file(workspace: Workspace) -> Path:
    name = ids.derived_id("tour", workspace.reviewer)
    return workspace.paths.annotations / "cache" / "tour" / f"{name}.json"
