"""A reviewer's inbox, and up to where it was read.

What was read is remembered in the cache (`annotations/cache/inbox`), not as an event: it concerns
nobody else, and if it is lost, items are shown as new once more.
"""

from typing import TYPE_CHECKING

from workbench.domain import ids
from workbench.domain.errors import StoreTrouble
from workbench.workspace import team
from workbench.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.workspace.team import InboxItem

_TABLES = ("comments", "assignments", "adjudications", "corrections")


def unread(workspace: Workspace) -> tuple["InboxItem", ...]:
    """What came since the inbox was read, newest first."""
    if not any(len(workspace.view.shelf(table)) for table in _TABLES):
        return ()
    return team.inbox(workspace, since=read_until(workspace))


def read_until(workspace: Workspace) -> str:
    """UTC time of the newest item that was read; empty if none was.

    Raises:
        StoreTrouble: if what is remembered can't be read.
    """
    file = _file(workspace)
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise StoreTrouble(
            f"it can't be read what was read in the inbox: {error.strerror}",
            where=str(file),
            hint="it is a cache, and may be deleted",
        ) from error


def mark_read(workspace: Workspace, at: str) -> None:
    """Remember that everything up to a time was read.

    Args:
        workspace: whose reviewer's inbox.
        at: UTC time of the newest item that was shown.

    Raises:
        StoreTrouble: if it can't be written.
    """
    file = _file(workspace)
    if not workspace.paths.annotations.is_dir() or at <= read_until(workspace):
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(at, encoding="ascii")
    except OSError as error:
        raise StoreTrouble(
            f"it can't be remembered that the inbox was read: {error.strerror}",
            where=str(file),
            hint="its items will be shown as new again",
        ) from error


def _file(workspace: Workspace) -> "Path":
    name = ids.derived_id("inbox", workspace.reviewer)
    return workspace.paths.annotations / "cache" / "inbox" / f"{name}.txt"
