"""The files of cases on the disk: renamed all or none, and back again when a change is undone."""

import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.errors import BadInput, StoreTrouble, WorkbenchError
from workbench.workspace.library import ARCHIVE

if TYPE_CHECKING:
    from workbench.workspace.workspace import Workspace

Move = tuple[Path, Path]
"""From, to."""

LEFT_BEHIND = {
    "add_article": "what was recorded is taken back; the file that was added stays in seeds/",
    "move_article": "the article is back in its case; its file stays in the folder it was moved to",
    "rename_case": "the case has its old name again; its files stay in the folder of the new one",
    "archive_case": "the records are as before; the files stay where they were moved to",
    "restore_version": "the article has the version from before; its spans stand as they did",
    "decline_version": "the text in the file is offered again",
}
"""Command → what undoing it says of the files; of those that are moved, if they can't be."""


def said(*values: str | bool) -> str:
    """What undo has to know of the files that a command moves; kept with the command's event.

    Without values: it moved none.
    """
    return json.dumps(values, ensure_ascii=False)


def folder_of(workspace: "Workspace", case: str) -> Path:
    """Where the files of a case lie; those of the workspace's own case lie loose in `seeds/`."""
    seeds = workspace.paths.seeds
    return seeds if case == workspace.articles.home else seeds / case


def archive_of(workspace: "Workspace", case: str) -> Path:
    """Where the files of a case lie when it is archived."""
    return workspace.paths.folder / ARCHIVE / case


def entries(workspace: "Workspace", case: str) -> list[Path]:
    """What lies in the folder of a case, and, for the workspace's own case, loose in `seeds/`."""
    seeds = workspace.paths.seeds
    inside = listed(seeds / case)
    return [*inside, *(seeds / name for name in workspace.articles.loose_files(case))]


def listed(folder: Path) -> list[Path]:
    """What lies in a folder, nothing if it is none."""
    return sorted(folder.iterdir()) if folder.is_dir() else []


def moves(found: Iterable[Path], target: Path) -> list[Move]:
    """Where each entry goes.

    Raises:
        BadInput: if something is there already; nothing has been moved then.
    """
    planned = [(entry, target / entry.name) for entry in found]
    for _, goal in planned:
        if goal.exists():
            raise BadInput(
                "there is another file of that name", where=str(goal), hint="rename one of them"
            )
    return planned


def carry_out(planned: Sequence[Move], emptied: Path | None) -> None:
    """Rename every file, or none.

    Args:
        planned: which.
        emptied: a folder to take away if nothing is left in it.

    Raises:
        StoreTrouble: if one can't be renamed; those before it are back where they were.
    """
    done: list[Move] = []
    try:
        for source, goal in planned:
            goal.parent.mkdir(parents=True, exist_ok=True)
            source.rename(goal)
            done.append((source, goal))
        if emptied is not None and emptied.is_dir() and not any(emptied.iterdir()):
            emptied.rmdir()
    except OSError as error:
        for source, goal in reversed(done):
            source.parent.mkdir(parents=True, exist_ok=True)
            goal.rename(source)
        raise StoreTrouble(
            f"can't be moved: {error.strerror}",
            where=str(error.filename or ""),
            hint="nothing was moved",
        ) from error
    for folder in {goal.parent for _, goal in done}:
        _sync(folder)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def follow(workspace: "Workspace", why: str, *, back: bool) -> tuple[str, ...]:
    """Let the files go where the records say, after a change was undone or made again.

    Args:
        workspace: whose files; the records are as they should be.
        why: the change's command, with what it `said`.
        back: whether it was undone.

    Returns:
        What to tell about the files that stay where they are.
    """
    command, _, told = why.partition(":")
    if command not in LEFT_BEHIND or told == said():
        return ()
    workspace.articles.scan()
    again = _AGAIN.get(command)
    if again is None or not told:
        return (LEFT_BEHIND[command],) if back else ()
    try:
        again(workspace, json.loads(told), back)
    except WorkbenchError as error:
        return (f"{LEFT_BEHIND[command]} ({error})",) if back else (str(error),)
    finally:
        workspace.articles.scan()
    return ()


def _rename_again(workspace: "Workspace", told: list[str], back: bool) -> None:
    old, new = told
    source, goal = (new, old) if back else (old, new)
    target = folder_of(workspace, goal)
    loose = workspace.articles.loose_files(goal)
    found = [*entries(workspace, source), *(workspace.paths.seeds / name for name in loose)]
    others = {
        workspace.paths.folder / item.path
        for item in workspace.articles.all(source)
        if workspace.view.article_record(item.id) is not None
    }
    mine = [entry for entry in found if entry.parent != target and entry not in others]
    carry_out(moves(mine, target), workspace.paths.seeds / source)


def _archive_again(workspace: "Workspace", told: list[str], back: bool) -> None:
    case, on = told
    if bool(on) == back:
        kept = archive_of(workspace, case)
        carry_out(moves(listed(kept), folder_of(workspace, case)), kept)
    else:
        away = moves(entries(workspace, case), archive_of(workspace, case))
        carry_out(away, workspace.paths.seeds / case)


def _move_again(workspace: "Workspace", told: list[str], back: bool) -> None:
    source, goal = (workspace.paths.folder / path for path in (reversed(told) if back else told))
    carry_out(moves([source], goal.parent), None)


_AGAIN: dict[str, Callable[["Workspace", list[str], bool], None]] = {
    "rename_case": _rename_again,
    "archive_case": _archive_again,
    "move_article": _move_again,
}
