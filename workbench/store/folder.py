"""Reading the folder of event files: what is new since the last look.

Files grow at the end and have one writer each. Any program may delete, replace, cut or copy them
behind our back: a file that is another one or shorter than before is read from its beginning, and
the events' ids make that harmless.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.domain.errors import StoreTrouble
from workbench.store.backend import Block
from workbench.store.names import ENDING
from workbench.store.operations import Fault

_CHUNK = 1 << 20
_TRIES = 50


@dataclass(slots=True)
class Place:
    """How far a file has been read."""

    inode: int
    offset: int = 0
    """Bytes read, up to the end of a line."""
    lines: int = 0
    """Lines read."""
    size: int = 0
    """Bytes that the file had at the last look."""


class Folder:
    """The event files, and how far each has been read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.places: dict[str, Place] = {}
        self.links: dict[str, Fault] = {}
        """Files that are not read because they lie elsewhere."""
        self._present: set[str] = set()
        """Files at the last look."""
        self._vanished = False
        """Whether a file that was listed could not be found any more."""

    def scan(self) -> dict[str, os.stat_result]:
        """Name and size of every event file; none if there is no folder.

        Raises:
            StoreTrouble: if the folder can't be listed, or lies elsewhere by a symbolic link.
        """
        found: dict[str, os.stat_result] = {}
        links: dict[str, Fault] = {}
        try:
            with os.scandir(self._checked()) as entries:
                for entry in entries:
                    if not entry.name.endswith(ENDING):
                        continue
                    if entry.is_symlink():
                        what = "a symbolic link, not read: event files must lie in the folder"
                        links[entry.name] = Fault(f"events/{entry.name}", 0, what)
                    elif (status := _file_status(entry)) is not None:
                        found[entry.name] = status
                    else:
                        self._vanished = True
        except FileNotFoundError:
            # No folder yet: no events.
            pass
        except OSError as error:
            raise StoreTrouble(
                f"the events can't be listed: {error.strerror}", where=str(self.path)
            ) from error
        self.links = links
        self._present = set(found)
        return found

    def _checked(self) -> Path:
        if self.path.is_symlink():
            raise StoreTrouble(
                "the folder of events is a symbolic link",
                where=str(self.path),
                hint="move the real folder here; events are never read from elsewhere",
            )
        return self.path

    def read_new(self) -> Iterator[Block]:
        """Read, of every file, the whole lines not read before.

        Raises:
            StoreTrouble: if a file can't be read.
        """
        for name, status in self.scan().items():
            yield from self._read_file(name, status)

    def read_one(self, name: str) -> Iterator[Block]:
        """Read one file from its beginning.

        Raises:
            StoreTrouble: if it can't be read.
        """
        try:
            status = (self.path / name).lstat()
        except FileNotFoundError:
            return
        self.places.pop(name, None)
        yield from self._read_file(name, status)

    def read_all(self) -> Iterator[Block]:
        """Read until nothing is new, so that files renamed meanwhile are not missed.

        Raises:
            StoreTrouble: if a file can't be read.
        """
        yield from self.read_new()
        for _ in range(_TRIES):
            self._vanished = False
            blocks = 0
            for block in self.read_new():
                blocks += 1
                yield block
            if not blocks and not self._vanished:
                return

    def _read_file(self, name: str, status: os.stat_result) -> Iterator[Block]:
        place = self.places.get(name)
        if place is None or place.inode != status.st_ino or status.st_size < place.offset:
            place = self.places[name] = Place(status.st_ino)
        place.size = status.st_size
        if status.st_size == place.offset:
            return
        try:
            handle = os.open(self.path / name, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except FileNotFoundError:
            # Renamed or merged since the listing; its lines stand under another name.
            del self.places[name]
            self._vanished = True
            return
        except OSError as error:
            raise StoreTrouble(
                f"can't be read: {error.strerror}", where=f"events/{name}"
            ) from error
        try:
            yield from self._read_lines(name, place, handle)
        except OSError as error:
            raise StoreTrouble(
                f"can't be read: {error.strerror}", where=f"events/{name}"
            ) from error
        finally:
            os.close(handle)

    def _read_lines(self, name: str, place: Place, handle: int) -> Iterator[Block]:
        if place.offset and os.pread(handle, 1, place.offset - 1) != b"\n":
            # Not the file that was read before, though it has its number and is no shorter.
            place.offset = place.lines = 0
        rest: list[bytes] = []
        offset = place.offset
        while chunk := os.pread(handle, _CHUNK, offset):
            offset += len(chunk)
            cut = chunk.rfind(b"\n") + 1
            if not cut:
                rest.append(chunk)
                continue
            data = b"".join((*rest, chunk[: cut - 1]))
            rest = [chunk[cut:]] if cut < len(chunk) else []
            lines = data.split(b"\n")
            first = place.lines + 1
            place.offset += len(data) + 1
            place.lines += len(lines)
            yield Block(name, first, lines)
        place.size = max(place.size, offset)

    def wrote(self, name: str, inode: int, size: int, lines: int) -> None:
        """Note that our own file ends here and that we know its content."""
        self.places[name] = Place(inode, size, lines, size)

    def tails(self) -> Iterable[Fault]:
        """Files that end in the middle of a line: a writer died there, or is writing now."""
        for name, place in list(self.places.items()):
            left = place.size - place.offset
            if left > 0 and name in self._present:
                what = f"the last line is unfinished ({left} bytes), not acknowledged, not read"
                yield Fault(f"events/{name}", place.lines + 1, what)


def _file_status(entry: os.DirEntry[str]) -> os.stat_result | None:
    """Inode and size of a plain file; None if it is none, or was renamed in this moment."""
    try:
        return entry.stat(follow_symlinks=False) if entry.is_file(follow_symlinks=False) else None
    except FileNotFoundError:
        return None
