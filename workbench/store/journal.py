"""Writing: one file for each session, appended to by nobody else, so that no lock is needed.

After every sync the file is looked up by its name: if a sync tool, git or a consolidation has
deleted, replaced, cut or renamed it, all lines of the session are written again elsewhere, and that
file is looked up too, until one is found in its place. Only then is a change acknowledged.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from workbench.domain.errors import StoreTrouble
from workbench.store import disk
from workbench.store.consolidate import note_made
from workbench.store.events import stamp
from workbench.store.names import session_file, slug

ROLL = 4 << 20
"""Bytes after which a session ends and another begins: all of it is kept in memory."""
_IGNORED = "annotations.json\ncache/\n*.tmp\n"
_TRIES = 1000


@dataclass(slots=True)
class _File:
    """The file of the session, open for appending."""

    path: str
    handle: int
    inode: int
    size: int
    lines: int


@dataclass(slots=True)
class Place:
    """Where the session's lines stand now."""

    name: str
    inode: int
    size: int
    lines: int


@dataclass(slots=True)
class Journal:
    """Appends the events of one reviewer in this process."""

    root: Path
    """The folder of the store."""
    reviewer: str
    now: Callable[[], float]
    random_bits: Callable[[int], int]
    session: str = ""
    number: int = 0
    """Last number that was given out and acknowledged."""
    _pid: int = 0
    _file: _File | None = None
    _lines: list[bytes] = field(default_factory=list)
    """Acknowledged lines that the file holds, or must come to hold."""
    _bytes: int = 0

    @property
    def events(self) -> Path:
        """The folder of the event files."""
        return self.root / "events"

    def next_event(self) -> tuple[str, int]:
        """Session and number of the next event."""
        if not self.session or self._pid != os.getpid() or self._bytes > ROLL:
            # After a fork the parent still writes to the file: leave it to it.
            self._begin()
        return self.session, self.number + 1

    def _begin(self, carried: list[bytes] | None = None) -> None:
        self._close()
        self.session = f"{self.random_bits(64):016x}"
        self.number = 0
        self._pid = os.getpid()
        self._lines = carried or []
        self._bytes = sum(map(len, self._lines))

    def append(self, session: str, number: int, line: bytes) -> Place:
        """Have the line on the disk, in a file that is in its place, before returning.

        Raises:
            StoreTrouble: if not; then nothing is acknowledged and the session has ended.
        """
        if (session, number) != (self.session, self.number + 1):
            raise ValueError(f"{session}.{number} is not the next event")
        try:
            file = self._write(line)
        except OSError as error:
            self._abandon()
            raise StoreTrouble(
                f"not saved: {error.strerror or error}",
                where=str(error.filename or self.events),
                hint="nothing was changed; try again when the cause is gone",
            ) from error
        except BaseException:
            # An interrupt between write and acknowledgement: the number must not be used again.
            self._abandon()
            raise
        self.number = number
        self._lines.append(line)
        self._bytes += len(line)
        return Place(os.path.basename(file.path), file.inode, file.size, file.lines)  # noqa: PTH119

    def _write(self, line: bytes) -> _File:
        if self._file is None:
            file = self._file = self._create([*self._lines, line])
        else:
            file = self._file
            disk.append(file.handle, line)
            disk.sync_file(file.handle)
            file.size += len(line)
            file.lines += 1
        for _ in range(_TRIES):
            if self._in_place(file):
                return file
            os.close(file.handle)
            self._file = None
            file = self._file = self._create([*self._lines, line])
        raise OSError("the file is taken away as often as it is written")

    def _create(self, lines: list[bytes]) -> _File:
        if not self.events.is_dir():
            disk.make_folder(self.events)
        self._ignore()
        day = stamp(self.now())[:10].replace("-", "")
        path = self.events / session_file(slug(self.reviewer), day, self._file_bits())
        handle = disk.create(path)
        try:
            data = b"".join(lines)
            disk.append(handle, data)
            disk.sync_file(handle)
            disk.sync_folder(self.events)
            note_made(self.root, path.name)
            return _File(str(path), handle, os.fstat(handle).st_ino, len(data), len(lines))
        except BaseException:
            os.close(handle)
            with suppress(OSError):
                path.unlink()
            raise

    def _file_bits(self) -> int:
        """The session names its first file; where it has to move, chance does."""
        return self.random_bits(64) if self._lines else int(self.session, 16)

    def _ignore(self) -> None:
        path = self.root / ".gitignore"
        if not path.exists():
            disk.replace(path, _IGNORED.encode(), self.random_bits(64))

    def _in_place(self, file: _File) -> bool:
        try:
            status = os.lstat(file.path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        return status.st_ino == file.inode and status.st_size == file.size

    def _abandon(self) -> None:
        """End the session after a failure; its acknowledged lines go on if their file is lost."""
        acknowledged = b"".join(self._lines)
        carried = self._lines
        if self._file is not None:
            with suppress(OSError):
                if os.fstat(self._file.handle).st_size > len(acknowledged):
                    os.ftruncate(self._file.handle, len(acknowledged))
            with suppress(OSError):
                content = Path(self._file.path).read_bytes()
                if content.startswith(acknowledged):
                    carried = []
        self._begin(carried)

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file.handle)
            self._file = None

    def close(self) -> None:
        """Close the file; the next event, if any, begins another session."""
        self._close()
        self.session = ""
        self._lines = []
        self._bytes = 0

    def lines(self) -> list[bytes]:
        """Lines of this session, still in memory."""
        return self._lines
