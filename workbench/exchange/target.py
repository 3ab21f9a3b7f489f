"""Where an export goes: a file or folder that appears whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from workbench.domain.errors import WrongUse

MARKER = "workbench-export.json"
"""Stands in every folder that an export made; only such a folder (or an empty one) is replaced."""


_TRIES = 100
_LONGEST = 200
_T = TypeVar("_T")


@contextmanager
def new_file(target: Path, *, force: bool) -> Iterator[BinaryIO]:
    """Write beside the target, then put the file in its place.

    Raises:
        WrongUse: if something is there and `force` is not given, or it can't be written.
    """
    with _readable_errors(target):
        _check_kind(target)
        place = target.resolve()
        if place.is_dir():
            raise WrongUse("this is a folder, and the format makes a file", where=str(place))
        _refuse(place, force)
        name, handle = _beside(place, _open)
        try:
            with os.fdopen(handle, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(handle)
            name.replace(place)
        finally:
            name.unlink(missing_ok=True)


@contextmanager
def new_folder(target: Path, *, force: bool) -> Iterator[Path]:
    """Fill a folder beside the target, then put it in its place.

    Raises:
        WrongUse: if something is there and `force` is not given, if it is a folder that no export
            made, or if it can't be written.
    """
    with _readable_errors(target):
        _check_kind(target)
        place = target.resolve()
        _refuse(place, force)
        if place.is_file() or (
            place.is_dir() and any(place.iterdir()) and not (place / MARKER).exists()
        ):
            raise WrongUse(
                "this was not made by an export, so it is not replaced",
                where=str(place),
                hint="choose another folder",
            )
        made, _ = _beside(place, Path.mkdir)
        try:
            yield made
            _put(made, place)
        finally:
            shutil.rmtree(made, ignore_errors=True)


def _put(made: Path, target: Path) -> None:
    """Put a folder in the place of another, which stays if that fails."""
    if not target.exists():
        made.rename(target)
        return
    old, _ = _beside(target, Path.mkdir)
    kept = old / "kept"
    try:
        target.rename(kept)
        made.rename(target)
    except BaseException:
        if kept.exists():
            _put_back(kept, target)
        old.rmdir()
        raise
    shutil.rmtree(old, ignore_errors=True)


def _put_back(kept: Path, target: Path) -> None:
    try:
        kept.rename(target)
    except OSError:
        raise WrongUse(
            "the new export could not be put there",
            where=str(target),
            hint=f"the earlier one lies in {kept}",
        ) from None


def _beside(target: Path, make: Callable[[Path], _T]) -> tuple[Path, _T]:
    """Make something under a free name in the target's folder, with the permissions usual there.

    The system applies the umask where it makes a file; asking for the umask would change it for
    every thread.
    """
    for _ in range(_TRIES):
        name = target.parent / f".workbench-{secrets.token_hex(8)}"
        try:
            return name, make(name)
        except FileExistsError:
            continue
    raise WrongUse("no free name was found for the export", where=str(target.parent))


def _open(name: Path) -> int:
    return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)


def _check_kind(target: Path) -> None:
    if target.exists() and not target.is_file() and not target.is_dir():
        raise WrongUse(
            "this is a device or a pipe", where=str(target), hint="write to standard output: -o -"
        )


def _refuse(target: Path, force: bool) -> None:
    if target.exists() and not force:
        raise WrongUse("it exists already", where=str(target), hint="replace it with --force")


@contextmanager
def _readable_errors(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise WrongUse(f"it can't be written: {reason}", where=_shown(target)) from None


def _shown(target: Path) -> str:
    """The path; of a name that no disk takes, its beginning."""
    text = str(target)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
