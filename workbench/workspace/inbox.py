"""A reviewer's inbox, and what of it was read.

What was read is remembered in the cache (`annotations/cache/inbox`), not as an event: it concerns
nobody else, and if it is lost, items are shown as new once more. Each item is remembered, since
what was written offline or withheld comes later than what is newer.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.domain import ids
from workbench.domain.errors import StoreTrouble
from workbench.workspace import team
from workbench.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.workspace.team import InboxItem

_TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
_TABLES = ("comments", "assignments", "adjudications", "corrections")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read."""

    items: frozenset[str] = frozenset()
    """Id and time of each item: what is decided anew keeps its id, and is new again."""
    until: str = ""
    """UTC time up to which everything was read; only this was remembered formerly."""

    def __contains__(self, item: "InboxItem") -> bool:
        """Whether an item was read."""
        return item.at <= self.until or _line(item) in self.items


def unread(workspace: Workspace) -> tuple["InboxItem", ...]:
    """What was not read yet, newest first."""
    if not any(len(workspace.view.shelf(table)) for table in _TABLES):
        return ()
    known = read(workspace)
    return tuple(item for item in team.inbox(workspace) if item not in known)


def read(workspace: Workspace) -> Read:
    """What the reviewer has read.

    Raises:
        StoreTrouble: if what is remembered can't be read.
    """
    file = _file(workspace)
    try:
        lines = file.read_text(encoding="ascii", errors="replace").split("\n")
    except FileNotFoundError:
        return Read()
    except OSError as error:
        raise StoreTrouble(
            f"it can't be read what was read in the inbox: {error.strerror}",
            where=str(file),
            hint="it is a cache, and may be deleted",
        ) from error
    until = lines[0].strip() if _TIME.fullmatch(lines[0].strip()) else ""
    return Read(frozenset(line for line in lines if " " in line), until)


def mark_read(workspace: Workspace, items: Iterable["InboxItem"]) -> None:
    """Remember items as read.

    Args:
        workspace: whose reviewer's inbox.
        items: all that were shown.

    Raises:
        StoreTrouble: if it can't be written.
    """
    file, known = _file(workspace), read(workspace)
    new = {_line(item) for item in items} - known.items
    if not new or not workspace.paths.annotations.is_dir():
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Another window of the same reviewer may add to it too.
        with file.open("w" if known.until else "a", encoding="ascii", newline="\n") as out:
            out.write("".join(f"{line}\n" for line in sorted(new)))
    except OSError as error:
        raise StoreTrouble(
            f"it can't be remembered that the inbox was read: {error.strerror}",
            where=str(file),
            hint="its items will be shown as new again",
        ) from error


def _line(item: "InboxItem") -> str:
    return f"{item.id} {item.at}"


def _file(workspace: Workspace) -> "Path":
    name = ids.derived_id("inbox", workspace.reviewer)
    return workspace.paths.annotations / "cache" / "inbox" / f"{name}.txt"
