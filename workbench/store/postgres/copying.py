"""Copying a whole store from one place to another: folder or server, either way, repeatedly."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from workbench.config.paths import WorkspacePaths
from workbench.domain.errors import StoreTrouble
from workbench.store import disk
from workbench.store.postgres.joining import Progress, batches, keep_text, local_texts
from workbench.store.postgres.mirror import Mirror, everything, own_lines
from workbench.store.postgres.server import Server, Stored
from workbench.store.postgres.trouble import Damaged
from workbench.store.postgres.vector import Run, Vector, count
from workbench.store.texts import Texts

_FOLDERS = ("seeds", "archive")
_SINGLE = ("workbench.toml", "guidelines.md")
_SKIPPED = (".", "~", "#")
_LIMIT = 256 << 20
"""Bytes up to which a file is shared."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy has moved; nothing of it was there before."""

    events: int
    texts: int
    files: int
    kept: tuple[str, ...]
    """Paths of files that differ on the other side and were left there as they are."""


class Side(Protocol):
    """One end of a copy."""

    def vector(self) -> Vector:
        """Which events there are."""

    def lines(self, runs: Sequence[Run]) -> Iterator[list[Stored]]:
        """The lines of events, in portions."""

    def add(self, rows: Sequence[Stored]) -> None:
        """Keep lines."""

    def texts(self) -> set[str]:
        """Versions of the texts that there are."""

    def text(self, version: str) -> bytes | None:
        """A text; None if it is damaged."""

    def add_text(self, version: str, data: bytes) -> None:
        """Keep a text."""

    def files(self) -> dict[str, str]:
        """Path → hash of the articles' files, the settings and the guidelines."""

    def file(self, path: str, hash: str) -> bytes | None:
        """Content of a file."""

    def add_file(self, path: str, hash: str, data: bytes) -> bool:
        """Keep a file; False if something else lies there, or may not lie there."""


def copy(source: Side, target: Side, progress: Progress) -> Copied:
    """Give the target all that it lacks; run again, it moves what has come since.

    Raises:
        StoreTrouble: if one side fails; what was moved by then stays moved.
    """
    texts = 0
    for version in sorted(source.texts() - target.texts()):
        data = source.text(version)
        if data is not None:
            target.add_text(version, data)
            texts += 1
    missing = list(source.vector().beyond(target.vector()))
    total, events = count(missing), 0
    for rows in source.lines(missing) if missing else ():
        target.add(rows)
        events += len(rows)
        progress(events, total)
    files, kept = 0, []
    there = target.files()
    for path, hash in sorted(source.files().items()):
        if there.get(path) == hash:
            continue
        content = source.file(path, hash)
        if path in there or content is None or not target.add_file(path, hash, content):
            kept.append(path)
        else:
            files += 1
    return Copied(events, texts, files, tuple(kept))


class FolderSide:
    """A workspace's folder."""

    def __init__(self, folder: Path, random_bits: Callable[[int], int]) -> None:
        self._paths = WorkspacePaths(folder)
        self._root = self._paths.annotations
        self._bits = random_bits
        self._mirror = Mirror(self._root, random_bits)
        self._known: Vector | None = None

    def vector(self) -> Vector:
        """Which events the folder's files hold."""
        if self._known is None:
            self._known = everything(self._root)
        return self._known

    def lines(self, runs: Sequence[Run]) -> Iterator[list[Stored]]:
        """The lines of events, in portions."""
        yield from batches(own_lines(self._root, runs))

    def add(self, rows: Sequence[Stored]) -> None:
        """Keep lines."""
        with self._mirror.alone():
            self._mirror.write(rows, self.vector())

    def texts(self) -> set[str]:
        """Versions of the texts that there are."""
        return local_texts(self._root)

    def text(self, version: str) -> bytes | None:
        """A text; None if it is damaged."""
        return Texts(self._root).bytes_of(version)

    def add_text(self, version: str, data: bytes) -> None:
        """Keep a text."""
        keep_text(self._root, version, data, self._bits(64))

    def files(self) -> dict[str, str]:
        """Path → hash of the articles' files, the settings and the guidelines."""
        found: dict[str, str] = {}
        for path in self._shared():
            data = _content(path)
            if data is not None:
                relative = path.relative_to(self._paths.folder).as_posix()
                found[relative] = hashlib.sha256(data).hexdigest()
        return found

    def _shared(self) -> Iterator[Path]:
        for name in _SINGLE:
            yield self._paths.folder / name
        for name in _FOLDERS:
            for place, folders, files in os.walk(self._paths.folder / name):
                folders[:] = [one for one in folders if not one.startswith(_SKIPPED)]
                yield from (Path(place) / one for one in files if not one.startswith(_SKIPPED))

    def file(self, path: str, hash: str) -> bytes | None:
        """Content of a file; None if it has changed meanwhile."""
        data = _content(self._paths.folder / path)
        return data if data is not None and hashlib.sha256(data).hexdigest() == hash else None

    def add_file(self, path: str, hash: str, data: bytes) -> bool:
        """Keep a file; False if something lies there already, or its path leads elsewhere."""
        target = self._place(path)
        if target is None or hashlib.sha256(data).hexdigest() != hash:
            return False
        try:
            if os.path.lexists(target):
                return False
            disk.make_folder(target.parent)
            disk.replace(target, data, self._bits(64))
        except OSError as error:
            raise StoreTrouble(
                f"the file was not written: {error.strerror or error}", where=str(target)
            ) from error
        return True

    def _place(self, path: str) -> Path | None:
        """Where a file belongs; None unless that is among the files that are shared."""
        parts = PurePosixPath(path).parts
        if path not in _SINGLE and (len(parts) < 2 or parts[0] not in _FOLDERS):
            return None
        if any(part.startswith(_SKIPPED) or "\\" in part or "\0" in part for part in parts):
            return None
        target = self._paths.folder.joinpath(*parts)
        within = self._paths.folder.resolve()
        return target if target.parent.resolve().is_relative_to(within) else None


def _content(path: Path) -> bytes | None:
    """The bytes of a plain file of a bearable size; None for all else."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _LIMIT:
            return None
        return path.read_bytes()
    except OSError:
        return None


class ServerSide:
    """A server."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def vector(self) -> Vector:
        """Which events the table holds."""
        return self._server.vector()

    def lines(self, runs: Sequence[Run]) -> Iterator[list[Stored]]:
        """The lines of events, in portions."""
        return self._server.lines(runs)

    def add(self, rows: Sequence[Stored]) -> None:
        """Keep lines."""
        for batch in batches(rows):
            self._server.add(batch)

    def texts(self) -> set[str]:
        """Versions of the texts that there are."""
        return self._server.all_texts()

    def text(self, version: str) -> bytes | None:
        """A text; None if it is not there, or damaged."""
        try:
            return self._server.text(version)
        except Damaged:
            return None

    def add_text(self, version: str, data: bytes) -> None:
        """Keep a text."""
        self._server.add_text(version, data)

    def files(self) -> dict[str, str]:
        """Path → hash of the articles' files, the settings and the guidelines."""
        return self._server.files()

    def file(self, path: str, hash: str) -> bytes | None:
        """Content of a file; None if it is not there, or damaged."""
        try:
            return self._server.file(path, hash)
        except Damaged:
            return None

    def add_file(self, path: str, hash: str, data: bytes) -> bool:
        """Keep a file."""
        self._server.add_file(path, hash, data)
        return True
