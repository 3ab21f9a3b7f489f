"""Files that only this user may read, replaced whole or not at all."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.domain.errors import StoreTrouble


def replace(path: Path, data: bytes) -> None:
    """Put a file in place, mode 0600, its folder 0700.

    Raises:
        StoreTrouble: if it can't be written; an earlier file is then unchanged.
    """
    try:
        _make_folder(path.parent)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _trouble(path, "written", error) from error


def read(path: Path) -> bytes:
    """Read a file; a missing one is empty.

    Raises:
        StoreTrouble: if it can't be read, or others may read or write it.
    """
    try:
        mode = path.stat().st_mode & 0o777
        data = path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise _trouble(path, "read", error) from error
    if mode & 0o077:
        raise StoreTrouble(
            f"is open to other users (mode {mode:04o})", where=str(path), hint=f"chmod 600 {path}"
        )
    return data


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other processes from changing the file meanwhile.

    Raises:
        StoreTrouble: if the lock file can't be made.
    """
    lock = path.with_name(path.name + ".lock")
    try:
        _make_folder(path.parent)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise _trouble(lock, "opened", error) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _make_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _trouble(path: Path, what: str, error: OSError) -> StoreTrouble:
    return StoreTrouble(f"can't be {what}: {error.strerror}", where=str(path))
