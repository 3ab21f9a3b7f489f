"""The few calls that change files, each durable when it returns.

Everything in this room that writes goes through here, by way of `os`, so that a test can stand
between the store and the disk and record, fail or tear each call.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

TEMPORARY = ".tmp"
"""Ending of files that are being written; a leftover one may be deleted by anybody."""


def make_folder(folder: Path) -> None:
    """Make a folder with its parents, and their entries durable."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        with suppress(FileExistsError):
            os.mkdir(path)  # noqa: PTH102
        sync_folder(path.parent)


def create(path: Path) -> int:
    """Open a new file for appending; its entry is durable only after `sync_folder`.

    Raises:
        FileExistsError: if there is one.
    """
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC
    return os.open(path, flags, 0o666)


def append(handle: int, data: bytes) -> None:
    """Write all of it, with one call unless the system takes only a part."""
    rest = memoryview(data)
    while rest:
        # What was left over is tried again, above all to learn why.
        rest = rest[os.write(handle, rest) :]


def sync_file(handle: int) -> None:
    """Have the file's content on the disk before returning."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fdatasync(handle)


def sync_folder(folder: Path) -> None:
    """Have the folder's entries on the disk before returning."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace(path: Path, data: bytes, token: int) -> None:
    """Write a whole file so that readers see the old or the new content, never a part.

    Args:
        path: the file, in a folder that exists.
        data: its new content.
        token: random bits that keep two writers' temporary files apart.
    """
    temporary = path.with_name(f"{path.name}.{os.getpid():x}-{token:016x}{TEMPORARY}")
    try:
        handle = create(temporary)
        try:
            append(handle, data)
            sync_file(handle)
        finally:
            os.close(handle)
        os.replace(temporary, path)  # noqa: PTH105
    except OSError:
        # Best effort: the error that matters is on its way up.
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise
    sync_folder(path.parent)
