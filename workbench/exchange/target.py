"""Where an export goes: a file or folder that appears whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from workbench.domain.errors import WrongUse

MARKER = "workbench-export.json"
"""Stands in every folder that an export made; only such a folder (or an empty one) is replaced."""


@contextmanager
def new_file(target: Path, *, force: bool) -> Iterator[BinaryIO]:
    """Write beside the target, then put the file in its place.

    Raises:
        WrongUse: if something is there and `force` is not given, or it can't be written.
    """
    target = target.resolve()
    if target.is_dir():
        raise WrongUse("this is a folder, and the format makes a file", where=str(target))
    if target.exists() and not target.is_file():
        # A device or a pipe would be gone for every program of the machine.
        raise WrongUse("this is no plain file, so it is not replaced", where=str(target))
    _refuse(target, force)
    with _readable_errors(target):
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                yield stream
                stream.flush()
                os.fchmod(handle, 0o666 & ~_umask())
                os.fsync(handle)
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)


@contextmanager
def new_folder(target: Path, *, force: bool) -> Iterator[Path]:
    """Fill a folder beside the target, then put it in its place.

    Raises:
        WrongUse: if something is there and `force` is not given, if it is a folder that no export
            made, or if it can't be written.
    """
    target = target.resolve()
    _refuse(target, force)
    if target.is_file() or (
        target.is_dir() and any(target.iterdir()) and not (target / MARKER).exists()
    ):
        raise WrongUse(
            "this was not made by an export, so it is not replaced",
            where=str(target),
            hint="choose another folder",
        )
    with _readable_errors(target):
        made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        try:
            made.chmod(0o777 & ~_umask())
            yield made
            _put(made, target)
        finally:
            shutil.rmtree(made, ignore_errors=True)


def _put(made: Path, target: Path) -> None:
    if not target.exists():
        made.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        target.rename(old / target.name)
        made.rename(target)
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _refuse(target: Path, force: bool) -> None:
    if target.exists() and not force:
        raise WrongUse("it exists already", where=str(target), hint="replace it with --force")


@contextmanager
def _readable_errors(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise WrongUse(f"it can't be written: {reason}", where=str(target)) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
