"""Is this folder fit for the work: can it be written, how fast, is what is there sound?

Nothing of the workspace is changed; what is written to try the disk is removed again.
"""

import os
import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from workbench.domain.errors import WorkbenchError
from workbench.workspace.workspace import Workspace

if TYPE_CHECKING:
    from workbench.store.operations import Fault

State = Literal["good", "note", "bad"]
"""`bad` would lose work; `note` is worth knowing."""

_TRIES = 7
_SLOW_SYNC = 0.05
_LITTLE_ROOM = 100_000_000
_NO_ROOM = 2_000_000
_REMOTE = ("nfs", "cifs", "smb", "9p", "fuse", "afs", "ceph", "gluster")
_HARMLESS = ("left over", "does not fit cache", "ahead of this computer")
"""What `check` finds and nothing is lost by."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str
    """One or two words."""
    state: State
    said: str
    hint: str = ""
    """What to do, where something is to be done."""


def examine(
    folder: Path, reviewer: str | None = None, *, store: str | None = None
) -> list[Finding]:
    """Look at a workspace's settings, disk and database.

    Args:
        folder: the workspace.
        reviewer: the name to work under; None takes the setting, else the system's user.
        store: address of a database that the folder is kept alike with; None takes the setting.
    """
    try:
        workspace = Workspace(folder, reviewer, store=store)
    except WorkbenchError as error:
        return [Finding("workspace", "bad", str(error))]
    if not (workspace.paths.seeds.is_dir() or workspace.paths.annotations.is_dir()):
        hint = "`workbench new FOLDER` makes one; `workbench -C FOLDER doctor` looks at it"
        return [Finding("workspace", "note", "there is none in this folder", hint)]
    with workspace:
        return [*_disk(workspace), *_database(workspace), *_articles(workspace)]


def _disk(workspace: Workspace) -> Iterator[Finding]:
    annotations = workspace.paths.annotations
    place = annotations if annotations.is_dir() else workspace.paths.folder
    try:
        seconds = _sync_seconds(place)
    except OSError as error:
        yield Finding(
            "disk", "bad", f"{place}: nothing can be written: {error.strerror}",
            "whatever is done would not be saved: mend this first",
        )  # fmt: skip
    else:
        said = f"written and synced in {seconds * 1000:.1f} ms"
        if seconds > _SLOW_SYNC:
            yield Finding("disk", "note", said, "every change waits that long")
        else:
            yield Finding("disk", "good", said)
    yield _room(place)
    yield from _remote(place)


def _sync_seconds(folder: Path) -> float:
    """The usual time for a line to be on the disk, in seconds.

    Raises:
        OSError: if it can't be written.
    """
    file = folder / f".doctor-{os.getpid():x}.tmp"
    times = []
    try:
        with file.open("xb", buffering=0) as out:
            for _ in range(_TRIES):
                began = time.perf_counter()
                out.write(b"x" * 300)
                os.fsync(out.fileno())
                times.append(time.perf_counter() - began)
    finally:
        # If it was never made there is nothing to take away.
        with suppress(OSError):
            file.unlink(missing_ok=True)
    return statistics.median(times)


def _room(place: Path) -> Finding:
    free = shutil.disk_usage(place).free
    said = f"{free / 1e9:.1f} GB free" if free >= 1e9 else f"{free / 1e6:.0f} MB free"
    if free < _NO_ROOM:
        return Finding("room", "bad", said, "the next changes can't be saved: make room")
    return Finding("room", "note" if free < _LITTLE_ROOM else "good", said)


def _remote(place: Path) -> Iterator[Finding]:
    """Whether the folder lies on a file system whose promises are somebody else's."""
    try:
        lines = Path("/proc/mounts").read_text("utf-8", "replace").splitlines()
    except OSError:
        # Only Linux has it; elsewhere nothing can be said.
        return
    whole = place.resolve()
    mounts = [line.split(" ")[1:3] for line in lines if line.count(" ") >= 3]
    over = [(at, kind) for at, kind in mounts if whole.is_relative_to(at.replace("\\040", " "))]
    _, kind = max(over, key=lambda item: len(item[0]), default=("", ""))
    if kind.startswith(_REMOTE):
        said = f"a shared drive ({kind}): “saved” means what its server promises"
        yield Finding("file system", "note", said)


def _database(workspace: Workspace) -> Iterator[Finding]:
    if not workspace.paths.annotations.is_dir():
        yield Finding("database", "good", "none yet; it is made with the first change")
        return
    try:
        began = time.perf_counter()
        workspace.load()
        seconds = time.perf_counter() - began
        faults = workspace.check()
    except WorkbenchError as error:
        yield Finding("database", "bad", str(error))
        return
    records = len(workspace.view.spans) + len(workspace.view.links) + len(workspace.view.claims)
    said = f"read in {seconds * 1000:.0f} ms: {records} spans, links and claims"
    yield Finding("database", "good", said)
    yield _snapshot(workspace.paths.annotations)
    if workspace.offline:
        hint = "work goes on in the folder and is handed over when the server is back"
        yield Finding("server", "note", workspace.offline, hint)
    yield from _faults(faults)
    yield from _others(workspace)
    yield from _names(workspace)


def _names(workspace: Workspace) -> Iterator[Finding]:
    """Names that may be one person's: the program takes them for several."""
    from workbench.domain.reviewer import alike, cleaned
    from workbench.workspace.team import names

    same: dict[str, list[str]] = {}
    for name in sorted(names(workspace)):
        same.setdefault(alike(name), []).append(name)
    for found in same.values():
        if len(found) > 1:
            # What differs by how letters are composed would be printed the same.
            show = repr if len(set(map(cleaned, found))) == len(found) else ascii
            said = f"{', '.join(map(show, found))} look alike, and count as {len(found)} people"
            yield Finding("names", "note", said, "if it is one person, go on with one of them")


def _snapshot(annotations: Path) -> Finding:
    """The copy of the state that any TinyDB opens: a cache, written when a session ends."""
    from workbench.store.snapshot import SNAPSHOT

    file = annotations / SNAPSHOT
    if not file.is_file():
        return Finding("snapshot", "good", "none yet; it is written when a session ends")
    return Finding("snapshot", "good", f"{SNAPSHOT}, {file.stat().st_size / 1000:.0f} kB")


def _faults(faults: "list[Fault]") -> Iterator[Finding]:
    conflicts = [fault for fault in faults if fault.file == "conflict"]
    harmless = [fault for fault in faults if any(word in fault.what for word in _HARMLESS)]
    serious = [fault for fault in faults if fault not in conflicts and fault not in harmless]
    if conflicts:
        said = f"{len(conflicts)} open: two reviewers changed the same field"
        yield Finding("conflicts", "note", said, "settle them: ! on the screen")
    for fault in harmless:
        yield Finding("leftovers", "note", str(fault), "`workbench check --repair` mends it")
    for fault in serious:
        yield Finding("records", "bad", str(fault), "`workbench check` says more")


def _others(workspace: Workspace) -> Iterator[Finding]:
    from workbench.workspace.presence import Presence

    others = Presence(workspace.paths.annotations, workspace.reviewer).others()
    names = ", ".join(dict.fromkeys(item.reviewer for item in others))
    said = f"open now: {names}" if names else "nobody else has it open"
    yield Finding("sessions", "good", f"{said}; no session locks out another")


def _articles(workspace: Workspace) -> Iterator[Finding]:
    troubles = _troubles(workspace)
    count = len(workspace.articles.ids()) - len(troubles)
    for trouble in troubles:
        yield Finding("articles", "note", trouble)
    hint = "" if count > 1 else "put text files into seeds/, or `workbench add FILE`"
    yield Finding("articles", "good" if count > 1 else "note", f"{count} can be read", hint)


def _troubles(workspace: Workspace) -> tuple[str, ...]:
    """Why files of articles can't be read, one line each."""
    try:
        workspace.load()
    except WorkbenchError:
        # The database has been spoken of; the files can be looked at without it.
        workspace.articles.all()
        return tuple(str(problem.error) for problem in workspace.articles.problems)
    return workspace.revisions.look().troubles
