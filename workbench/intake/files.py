"""Bytes from a path, or one line that says why not: the only door from the disk into this room."""

import os
import stat
from pathlib import Path

from workbench.domain.errors import BadInput


def read_bytes(path: Path, limit: int, *, within: Path | None = None) -> bytes:
    """Read a regular file of at most `limit` bytes.

    Args:
        path: the file.
        limit: the largest size accepted, in bytes.
        within: a folder that the file, symbolic links followed, must lie in; None for any.

    Raises:
        BadInput: not there, a folder, a device or pipe, not permitted, too large, outside `within`.
    """
    where = str(path)
    if _impossible(where):
        raise BadInput("no file can have that name", where=where, hint="check the name")
    if within is not None and not path.resolve().is_relative_to(within.resolve()):
        raise BadInput(
            f"the link leads out of {within}",
            where=where,
            hint="copy the file itself there",
        )
    try:
        with open(path, "rb", opener=_open_at_once) as file:
            _check_kind(os.fstat(file.fileno()), limit, where)
            data: bytes = file.read(limit + 1)
    except OSError as error:
        raise _refusal(error, where) from error
    if len(data) > limit:
        raise too_large(len(data), limit, where)
    return data


def _impossible(name: str) -> bool:
    """Whether the system can't even be asked for a file of that name."""
    try:
        return b"\0" in os.fsencode(name)
    except UnicodeEncodeError:
        return True


def too_large(size: int, limit: int, where: str) -> BadInput:
    """The refusal of a file over the limit, both in bytes."""
    return BadInput(
        f"{size:,} bytes, more than the limit of {limit:,} bytes for an article",
        where=where,
        hint="cut out the part that is compared and add that",
    )


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting: a named pipe would wait for its writer forever."""
    return os.open(path, flags | os.O_NONBLOCK)


def _check_kind(status: os.stat_result, limit: int, where: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise BadInput("is a device or a pipe, not a file", where=where, hint="save it as a file")
    if status.st_size > limit:
        raise too_large(status.st_size, limit, where)


def _refusal(error: OSError, where: str) -> BadInput:
    if isinstance(error, IsADirectoryError):
        return BadInput("is a folder, not an article", where=where, hint="name a file in it")
    if isinstance(error, PermissionError):
        hint = "ask its owner for leave to read it (chmod +r)"
        return BadInput("permission denied", where=where, hint=hint)
    if isinstance(error, FileNotFoundError):
        return BadInput("no such file", where=where, hint="check the name")
    reason = (error.strerror or str(error)).lower()
    return BadInput(f"can't be read ({reason})", where=where, hint="check the disk and the path")
