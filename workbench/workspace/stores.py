"""Where the record is kept: copying it between folders and servers, making a server ready."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.errors import StoreTrouble, WrongUse

if TYPE_CHECKING:
    from workbench.store.postgres.copying import Copied, Side

Progress = Callable[[int, int], None]
"""Told how many of how many events have been copied."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A server's tables."""

    name: str
    """The server, as messages call it."""
    before: int
    """Version of the tables that were there; 0 for none."""
    after: int


def address_of(given: str | None, setting: str, file: Path) -> str:
    """The server that a workspace is joined with: the one given, else that of its settings.

    Args:
        given: by the user; None if nothing was said, empty for no server.
        setting: what the settings say.
        file: the settings, for messages.

    Returns:
        Its address; empty if there is none.

    Raises:
        WrongUse: if the settings hold a password: others read them.
    """
    if given is not None or not setting:
        return given or ""
    from workbench.store.postgres.address import refuse_password

    refuse_password(setting, str(file))
    return setting


def copy_store(source: str, target: str, progress: Progress) -> "Copied":
    """Give one place all that another holds: events, texts, articles' files, settings.

    Nothing is changed or taken away on either side; run again, it moves what has come since.

    Args:
        source: a workspace's folder, or the address of a server.
        target: likewise; a folder or tables that are not there are made.
        progress: told how far it is.

    Raises:
        WrongUse: if there is no such folder, or both are the same.
        StoreTrouble: if one side can't be read or written.
    """
    from workbench.store.postgres.copying import copy

    if source == target:
        raise WrongUse("both places are the same", where=_shown(source))
    with _side(source, made=False) as from_side, _side(target, made=True) as to_side:
        return copy(from_side, to_side, progress)


def _shown(place: str) -> str:
    from workbench.store.postgres.address import address, is_address

    return address(place).name if is_address(place) else place


@contextmanager
def _side(place: str, *, made: bool) -> "Iterator[Side]":
    """One end of a copy; `made` to make it where there is nothing."""
    from workbench.store.postgres.address import address, is_address
    from workbench.store.postgres.copying import FolderSide, ServerSide
    from workbench.store.postgres.server import Server

    if is_address(place):
        where = address(place)
        with Server.connect(where, prepared=made) as server:
            if not server.made.after:
                raise StoreTrouble("there is no record here", where=where.name)
            yield ServerSide(server)
        return
    folder = Path(place)
    if not folder.is_dir():
        if not made or folder.exists():
            what = "is not a folder" if folder.exists() else "there is no such folder"
            raise WrongUse(what, where=place, hint="or give an address: postgresql://…")
        _make(folder)
    yield FolderSide(folder, secrets.randbits)


def _make(folder: Path) -> None:
    try:
        for name in ("seeds", "annotations"):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUse(f"can't be made: {error.strerror}", where=str(folder)) from error


def prepare_store(place: str, role: str = "") -> Prepared:
    """Make a server's tables, or bring them up to date.

    Args:
        place: the server's address.
        role: a role to give a reviewer's rights; empty for none.

    Raises:
        WrongUse: if it is no address.
        StoreTrouble: if the server refuses.
    """
    from workbench.store.postgres.address import address
    from workbench.store.postgres.server import Server

    where = address(place)
    with Server.connect(where) as server:
        if role:
            server.grant(role)
        return Prepared(where.name, server.made.before, server.made.after)
