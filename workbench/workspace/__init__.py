"""The use cases: everything that a front end can do or ask.

`open(path, reviewer)` gives a `Workspace`; changes are made by `Workspace.do(command)`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.workspace.workspace import Workspace

__all__ = ["open"]


def open(path: Path | str = ".", reviewer: str | None = None) -> "Workspace":
    """Open the workspace in a folder; nothing is created until the first change.

    Args:
        path: the workspace's folder.
        reviewer: the name to work under; None takes the setting, else the system's user.

    Raises:
        WrongUse: if the folder or its settings can't be used.
    """
    from workbench.workspace.workspace import Workspace

    return Workspace(Path(path), reviewer)
