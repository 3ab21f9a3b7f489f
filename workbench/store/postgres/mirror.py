"""Lines from the server, kept in the folder: a file for each reviewer and copy of the folder.

Several processes may keep the same folder alike with the same server. A lock keeps them from
writing a line twice; where a drive has no locks they do, and the fold does not mind.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from workbench.domain.errors import StoreTrouble
from workbench.store import disk
from workbench.store.backend import Block
from workbench.store.events import VERSION, decode, number_of, session_of, shape_fault, unseal
from workbench.store.folder import Folder
from workbench.store.migrations import upgrade, version_of
from workbench.store.names import ENDING, slug
from workbench.store.operations import Fault
from workbench.store.postgres.server import Stored
from workbench.store.postgres.vector import Run, Vector, wanted

_NAME = "cache/mirror"
_LOCK = "cache/mirror.lock"
_ID = re.compile(rb'\{"id":"([0-9a-f]{16}\.[0-9a-f]{16}\.[1-9][0-9]{0,9})"')
_CHUNK = 1 << 16
_IGNORED = "annotations.json\ncache/\n*.tmp\n"


def dot_of(line: bytes) -> str | None:
    """The id of the event in a sound line; None if there is none."""
    body = unseal(line)
    if body is None:
        return None
    found = _ID.match(body)
    if found is not None:
        return found[1].decode()
    event = decode([body])[0]
    name = event.get("id") if isinstance(event, dict) else None
    return name if isinstance(name, str) and _ID.match(b'{"id":"%b"' % name.encode()) else None


def examined(rows: Sequence[Stored]) -> Iterator[tuple[Stored, str, str]]:
    """Look at rows closely: each with its reviewer's name, and what is wrong, if anything."""
    bodies = [unseal(row.line) for row in rows]
    parsed = iter(decode([body for body in bodies if body is not None]))
    for row, body in zip(rows, bodies, strict=True):
        if body is None:
            yield row, "", "damaged (the checksum does not fit), not read"
            continue
        event = next(parsed)
        fault = _fault(row, event)
        yield row, "" if fault else event["by"], fault  # type: ignore[index]


def _fault(row: Stored, event: object) -> str:
    if not isinstance(event, dict):
        return "not an event, not read"
    # What a newer program wrote is kept, whatever it looks like, as long as it says who and which.
    newer = version_of(event) > VERSION
    fault = "" if newer else shape_fault(upgrade(event))
    by = event.get("by")
    if not fault and not (isinstance(by, str) and by.strip()):
        fault = "names no reviewer"
    if fault:
        return f"not an event ({fault}), not read"
    dot = dot_of(row.line)
    if dot is None or (session_of(dot), number_of(dot)) != (row.session, row.number):
        return f"stands under the wrong number (the line says {dot or 'nothing'}), not read"
    return ""


class Mirror:
    """Writes lines of the server into the folder, and knows which it has written."""

    def __init__(self, root: Path, random_bits: Callable[[int], int]) -> None:
        """Nothing is written or read yet.

        Args:
            root: the folder of the store.
            random_bits: source of chance.
        """
        self._root = root
        self._bits = random_bits
        self._locked = False
        self._offsets: dict[str, int] = {}
        self.faults: dict[tuple[str, int], Fault] = {}
        """Rows of the server that are not taken over, and why."""

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes of this folder from writing what we are about to write."""
        path = self._root / _LOCK
        try:
            disk.make_folder(path.parent)
            handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise _not_kept(error, path) from error
        try:
            self._locked = _lock(handle)
            yield
        finally:
            self._locked = False
            os.close(handle)

    def start_at(self, offsets: dict[str, int]) -> None:
        """Say how far the event files are known, by their names."""
        self._offsets = {name: at for name, at in offsets.items() if ".mirror-" in name}

    def catch_up(self, known: Vector) -> None:
        """Add to `known` what other processes have written into the folder for the server."""
        id = self._id(make=False)
        if not id:
            return
        for path in sorted((self._root / "events").glob(f"*.mirror-{id}{ENDING}")):
            at = self._offsets.get(path.name, 0)
            size = path.stat().st_size
            if size <= at:
                continue
            with path.open("rb") as file:
                file.seek(at)
                data = file.read()
            whole = data[: data.rfind(b"\n") + 1]
            self._offsets[path.name] = at + len(whole)
            for line in whole.splitlines():
                dot = dot_of(line)
                if dot is not None:
                    known.add(session_of(dot), number_of(dot))

    def write(self, rows: Iterable[Stored], known: Vector) -> int:
        """Write the rows that are not known yet, and note that they are; how many.

        Raises:
            StoreTrouble: if that failed; what was not written is not noted.
        """
        found: dict[str, list[Stored]] = {}
        new = [row for row in rows if (row.session, row.number) not in known]
        for row, by, fault in examined(new):
            if fault:
                place = f"server/{row.session}"
                self.faults[row.session, row.number] = Fault(place, row.number, fault)
                known.add(row.session, row.number)
            else:
                found.setdefault(by, []).append(row)
        for reviewer, lines in found.items():
            self._append(slug(reviewer), [row.line + b"\n" for row in lines])
            for row in lines:
                known.add(row.session, row.number)
        return sum(map(len, found.values()))

    def _append(self, owner: str, lines: list[bytes]) -> None:
        events = self._root / "events"
        try:
            if not events.is_dir():
                disk.make_folder(events)
            ignored = self._root / ".gitignore"
            if not ignored.exists():
                disk.replace(ignored, _IGNORED.encode(), self._bits(64))
            path, handle = self._open(events, owner)
            try:
                disk.append(handle, b"".join(lines))
                disk.sync_file(handle)
                self._offsets[path.name] = os.fstat(handle).st_size
            finally:
                os.close(handle)
        except OSError as error:
            raise _not_kept(error, events) from error

    def _open(self, events: Path, owner: str) -> tuple[Path, int]:
        """The reviewer's file, for appending; without a last line that is not whole."""
        flags = os.O_RDWR | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
        path = events / f"{owner}.mirror-{self._id()}{ENDING}"
        try:
            handle = os.open(path, flags)
        except FileNotFoundError:
            handle = os.open(path, flags | os.O_CREAT, 0o666)
            disk.sync_folder(events)
            return path, handle
        size = os.fstat(handle).st_size
        if size and os.pread(handle, 1, size - 1) != b"\n":
            if not self._locked:
                # Somebody may be writing that line now: leave the file alone.
                os.close(handle)
                (self._root / _NAME).unlink(missing_ok=True)
                return self._open(events, owner)
            os.ftruncate(handle, _end_of_lines(handle, size))
        return path, handle

    def _id(self, *, make: bool = True) -> str:
        """What tells the files of this copy of the folder from those of others."""
        path = self._root / _NAME
        try:
            found = path.read_text("ascii").strip()
        except (FileNotFoundError, UnicodeDecodeError):
            found = ""
        if re.fullmatch(r"[0-9a-f]{16}", found):
            return found
        if not make:
            return ""
        made = f"{self._bits(64):016x}"
        disk.make_folder(path.parent)
        disk.replace(path, made.encode(), self._bits(64))
        return made


def _not_kept(error: OSError, path: Path) -> StoreTrouble:
    return StoreTrouble(
        f"what came from the server could not be kept: {error.strerror or error}",
        where=str(error.filename or path),
        hint="nothing was lost; it is fetched again when the cause is gone",
    )


def _end_of_lines(handle: int, size: int) -> int:
    """Where the last whole line of a file ends."""
    at = size
    while at > 0:
        start = max(0, at - _CHUNK)
        cut = os.pread(handle, at - start, start).rfind(b"\n")
        if cut >= 0:
            return start + cut + 1
        at = start
    return 0


def _lock(handle: int) -> bool:
    """Wait for the lock; False on a drive without: lines may be written twice, and count once."""
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        return False
    return True


def own_lines(root: Path, runs: Iterable[Run]) -> Iterator[Stored]:
    """Find sound lines in the folder, each once; files named after a wanted session come first.

    Raises:
        StoreTrouble: if a file can't be read.
    """
    missing = wanted(runs)
    left = sum(last - first + 1 for spans in missing.values() for first, last in spans)
    given = Vector()
    names = list(Folder(root / "events").scan()) if missing else []
    names.sort(key=lambda name: not any(session in name for session in missing))
    for name in names:
        if not left:
            return
        for block in Folder(root / "events").read_one(name):
            rows = [
                row
                for row in lines_of(block)
                if any(a <= row.number <= z for a, z in missing.get(row.session, ()))
                and (row.session, row.number) not in given
            ]
            for row, _, fault in examined(rows):
                if not fault and given.add(row.session, row.number):
                    yield row
                    left -= 1


def lines_of(block: Block) -> Iterator[Stored]:
    """The lines of a block whose checksum fits, without a carriage return at their ends."""
    for line in block.lines:
        kept = line.removesuffix(b"\r")
        dot = dot_of(kept)
        if dot is not None:
            yield Stored(session_of(dot), number_of(dot), kept)


def everything(root: Path) -> Vector:
    """Which events the files of a folder hold, whatever can be made of them.

    Raises:
        StoreTrouble: if a file can't be read.
    """
    found = Vector()
    for block in Folder(root / "events").read_all():
        for row in lines_of(block):
            found.add(row.session, row.number)
    return found
