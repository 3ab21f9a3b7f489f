"""Many small files of closed sessions become one archive with the same lines.

Only files of this reviewer that were made on this computer and are closed, or look so: a file is
renamed first and read then, and a session that was alive after all finds its file gone at its next
check and writes its lines again. Nothing is dropped; every line stays byte for byte what it was.
"""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from workbench.domain.errors import StoreTrouble
from workbench.store import disk
from workbench.store.events import decode, shape_fault, unseal
from workbench.store.folder import Folder
from workbench.store.names import ENDING, MERGING, archive_file, owner_of, slug

MADE = "cache/made.txt"
"""Names of the event files that were made on this computer, one a line."""
CLOSED_AFTER = 600.0
"""Seconds without a write after which a session counts as closed."""
_SMALL = 4 << 20
"""Bytes up to which an archive is merged once more."""


def consolidate(
    root: Path,
    reviewer: str,
    now: float,
    random_bits: Callable[[int], int],
    *,
    age: float = CLOSED_AFTER,
) -> int:
    """Merge closed files into an archive; how many were merged.

    Raises:
        StoreTrouble: if the archive can't be written; nothing is lost then.
    """
    events = root / "events"
    try:
        names = _set_aside(events, _candidates(root, slug(reviewer), now - age))
        lines: dict[str, bytes] = {}
        whole = [name for name in names if _collect(events / name, lines)]
        if len(whole) < 2:
            return 0
        data = b"".join(lines[event] for event in sorted(lines))
        archive = archive_file(slug(reviewer), hashlib.sha256(data).hexdigest())
        disk.replace(events / archive, data, random_bits(64))
        for name in whole:
            if name != archive:
                with suppress(FileNotFoundError):
                    os.unlink(events / name)  # noqa: PTH108
        disk.sync_folder(events)
    except OSError as error:
        raise StoreTrouble(
            f"the event files were not merged: {error.strerror or error}",
            where=str(events),
            hint="nothing is lost; try again when the cause is gone",
        ) from error
    return len(whole)


def note_made(root: Path, name: str) -> None:
    """Remember that a file was made here; best effort, since it only ever saves space."""
    with suppress(OSError):
        disk.make_folder(root / "cache")
        with (root / MADE).open("a", encoding="ascii") as file:
            file.write(f"{name}\n")


def _made(root: Path) -> set[str]:
    try:
        return set((root / MADE).read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        return set()


def _candidates(root: Path, owner: str, before: float) -> list[str]:
    """Own closed files; those that an interrupted merge has left; small archives."""
    made = _made(root)
    found: list[str] = []
    for name, status in Folder(root / "events").scan().items():
        if owner_of(name) != owner:
            continue
        is_archive = name.startswith(f"{owner}.archive-")
        original = f"{name.removesuffix(MERGING)}{ENDING}" if name.endswith(MERGING) else name
        closed = original in made and (name != original or status.st_mtime <= before)
        if closed or (is_archive and status.st_size < _SMALL):
            found.append(name)
    return found


def _set_aside(events: Path, names: list[str]) -> list[str]:
    """Rename the session files before they are read, so that a live writer notices."""
    if len(names) < 2:
        return []
    aside: list[str] = []
    for name in names:
        target = name
        if not name.endswith(MERGING) and ".archive-" not in name:
            target = f"{name.removesuffix(ENDING)}{MERGING}"
            try:
                os.rename(events / name, events / target)  # noqa: PTH104
            except FileNotFoundError:
                continue
        aside.append(target)
    disk.sync_folder(events)
    return aside


def _collect(path: Path, lines: dict[str, bytes]) -> bool:
    """Take a file's lines by id, if every one is sound; a file with a fault stays as it is."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return False
    if not data.endswith(b"\n"):
        return False
    raw = data[:-1].split(b"\n")
    bodies = [body for line in raw if (body := unseal(line)) is not None]
    events = decode(bodies)
    if len(bodies) != len(raw) or any(shape_fault(event) for event in events):
        return False
    for line, event in zip(raw, events, strict=True):
        if isinstance(event, dict):
            lines[event["id"]] = line + b"\n"
    return True
