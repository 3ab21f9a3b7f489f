"""Making a folder and a server alike: texts first, then the events that name them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from workbench.domain.errors import StoreTrouble
from workbench.store import disk
from workbench.store.postgres.mirror import Mirror, own_lines
from workbench.store.postgres.server import PORTION, PORTION_BYTES, Server, Stored
from workbench.store.postgres.trouble import Damaged, ServerRefuses
from workbench.store.postgres.vector import Run, Vector
from workbench.store.texts import Texts

Progress = Callable[[int, int], None]
"""Told how many of how many events have been moved."""
_VERSION = re.compile(rb'"version":"([0-9a-f]{64})"')
_NAME = re.compile(r"[0-9a-f]{64}\.txt")


@dataclass(frozen=True, slots=True)
class Joined:
    """How it went."""

    taken: int
    """How many events the folder got."""
    remote: Vector
    """What the server holds now."""
    refused: StoreTrouble | None = None
    """Why the server did not take what it lacks, if it did not."""


def join(
    root: Path,
    server: Server,
    local: Vector,
    mirror: Mirror,
) -> "Joined":
    """Give each side what it lacks.

    Args:
        root: the folder of the store.
        server: the other side.
        local: what the folder is known to hold; grows by what it gets.
        mirror: writes into the folder.

    Raises:
        StoreTrouble: if the server is away, or the folder can't be written; what was moved by then
            stays moved.
    """
    remote = server.vector()
    pull = list(remote.beyond(local))
    push = list(local.beyond(remote))
    taken = 0
    for rows in server.lines(pull) if pull else ():
        with mirror.alone():
            mirror.catch_up(local)
            fetch_texts(server, root, named_texts(rows), 0)
            taken += mirror.write(rows, local)
    try:
        if server.may_write:
            _send(root, server, push, remote)
    except ServerRefuses as error:
        # What others have written is here; what is ours stays here until the server takes it.
        return Joined(taken, remote, error)
    return Joined(taken, remote)


def _send(root: Path, server: Server, push: list[Run], remote: Vector) -> None:
    send_texts(server, root, local_texts(root))
    for rows in batches(own_lines(root, push)):
        server.add(rows)
        for row in rows:
            remote.add(row.session, row.number)


def batches(rows: Iterable[Stored]) -> Iterable[list[Stored]]:
    """Cut rows into lists that fit one statement."""
    batch: list[Stored] = []
    size = 0
    for row in rows:
        if batch and (len(batch) >= PORTION or size + len(row.line) > PORTION_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += len(row.line)
    if batch:
        yield batch


def named_texts(rows: Iterable[Stored]) -> set[str]:
    """The versions of texts that lines name."""
    return {found.decode() for row in rows for found in _VERSION.findall(row.line)}


def local_texts(root: Path) -> set[str]:
    """The versions of texts that a folder holds."""
    try:
        names = [path.name for path in (root / "texts").iterdir()]
    except FileNotFoundError:
        return set()
    return {name[:64] for name in names if _NAME.fullmatch(name)}


def send_texts(server: Server, root: Path, versions: set[str]) -> int:
    """Give the server the texts that it lacks; how many.

    Raises:
        StoreTrouble: if the server does not take one. A text that is damaged here is left out:
            `check` names it.
    """
    texts = Texts(root)
    sent = 0
    for version in sorted(versions - server.texts_there(sorted(versions))):
        data = texts.bytes_of(version)
        if data is not None:
            server.add_text(version, data)
            sent += 1
    return sent


def fetch_texts(server: Server, root: Path, versions: set[str], token: int) -> int:
    """Bring texts into the folder that it lacks; how many.

    Raises:
        StoreTrouble: if one can't be read or written.
    """
    brought = 0
    for version in sorted(versions - local_texts(root)):
        try:
            data = server.text(version)
        except Damaged:
            # `check` names it; the events that name it can be read without.
            continue
        if data is None:
            continue
        keep_text(root, version, data, token)
        brought += 1
    return brought


def keep_text(root: Path, version: str, data: bytes, token: int) -> None:
    """Write a text into the folder.

    Raises:
        StoreTrouble: if that fails.
    """
    try:
        disk.make_folder(root / "texts")
        disk.replace(root / "texts" / f"{version}.txt", data, token)
    except OSError as error:
        raise StoreTrouble(
            f"a text could not be kept: {error.strerror or error}",
            where=str(error.filename or root),
        ) from error
