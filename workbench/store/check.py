"""Reading everything anew: what is damaged, what is missing, and what can be put right."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from workbench.domain.article import text_hash
from workbench.domain.errors import StoreTrouble
from workbench.store import disk, snapshot
from workbench.store.core import AHEAD
from workbench.store.document import Document
from workbench.store.events import clock_of, stamp, unseal
from workbench.store.fold import State
from workbench.store.folder import Folder
from workbench.store.load import missing
from workbench.store.names import ENDING, owner_of, session_file
from workbench.store.operations import Fault
from workbench.store.reading import Findings, events

SET_ASIDE = ".damaged"
"""Ending of files that a repair has replaced; they are kept, and not read."""
_LEFT_OVER = 3600
"""Seconds after which a temporary file belongs to no living writer."""


def check(root: Path, now: float, random_bits: Callable[[int], int] | None) -> list[Fault]:
    """Find everything that is wrong in a folder.

    Args:
        root: the folder of the store.
        now: the wall clock, in seconds since 1970.
        random_bits: source of chance for a repair; None to change nothing.

    Raises:
        StoreTrouble: if the folder can't be read, or a repair can't be written.
    """
    folder, state, findings = Folder(root / "events"), State(), Findings()
    early: dict[str, Fault] = {}
    for block, number, event in events(folder.read_all(), findings):
        state.apply(event)
        ahead = (clock_of(event["id"]) >> 16) / 1000 - now
        if ahead > AHEAD and block.file not in early:
            what = f"the time is {ahead / 3600:.0f} h ahead of this computer's clock"
            early[block.file] = Fault(f"events/{block.file}", number, what)
    damaged = [*findings.faults, *folder.tails()]
    others = [
        *folder.links.values(),
        *early.values(),
        *_gaps(state),
        *_texts(root, state),
    ]
    cached = list(_snapshot(root, state))
    leftover = list(_leftovers(root, now))
    if random_bits is not None:
        try:
            damaged = _repair_files(root, damaged, now, random_bits)
            cached = [_dropped(root, fault) for fault in cached]
            leftover = [_deleted(root, fault) for fault in leftover]
        except OSError as error:
            raise StoreTrouble(
                f"the repair was not written: {error.strerror or error}",
                where=str(error.filename or root),
                hint="nothing was lost; try again when the cause is gone",
            ) from error
    return [*damaged, *others, *cached, *leftover]


def _gaps(state: State) -> Iterator[Fault]:
    """Events that must have been: numbers left out, and events that others have seen."""
    named: set[str] = set()
    for name, session in state.sessions.items():
        if session.extra:
            lost = set(range(session.last + 1, max(session.extra))) - session.extra
            numbers = ", ".join(map(str, sorted(lost)))
            yield _lost(f"event {numbers} of session {name} by {session.by} is missing")
            named |= {f"{name}.{number}" for number in lost}
    seen: set[str] = set()
    for table in state.tables.values():
        for clock in table.clocks.values():
            if isinstance(clock, Document):
                seen.update(dot for dot in clock.pending if not state.knows(dot))
    for dot in sorted(seen):
        if dot[17:] not in named:
            yield _lost(f"event {dot}, which another event has seen, is missing")


def _lost(what: str) -> Fault:
    return Fault("events", 0, f"{what}: restore its file from another copy")


def _snapshot(root: Path, state: State) -> Iterator[Fault]:
    """What is wrong with the cache; that it is missing or old is not."""
    for name in (snapshot.SNAPSHOT, snapshot.CLOCK):
        try:
            with (root / name).open("rb"):
                pass
        except FileNotFoundError:
            return
        except OSError as error:
            yield _unreadable(name, error)
            return
    cached = snapshot.read(root)
    if cached is None:
        yield Fault(snapshot.SNAPSHOT, 0, "does not fit cache/clock.json, not used")
        return
    yield from missing(state, cached.state)


def _texts(root: Path, state: State) -> Iterator[Fault]:
    wanted = {
        f"{row['version']}.txt"
        for table in state.tables.values()
        for row in table.rows.values()
        if "version" in row
    }
    told: set[str] = set()
    try:
        paths = sorted((root / "texts").iterdir())
    except FileNotFoundError:
        paths = []
    except OSError as error:
        yield _unreadable("texts", error)
        return
    for path in paths:
        if path.suffix in (disk.TEMPORARY, SET_ASIDE):
            continue
        told.add(path.name)
        what = _text_fault(path)
        if what:
            yield Fault(f"texts/{path.name}", 0, what)
    for name in sorted(wanted - told):
        yield Fault(f"texts/{name}", 0, "missing: copy it from another clone")


def _text_fault(path: Path) -> str:
    """What is wrong with the file of a text; empty for nothing."""
    try:
        if path.is_symlink() or not path.is_file():
            return "not a plain file, not read"
        data = path.read_bytes()
    except OSError as error:
        return f"can't be read: {error.strerror or error}"
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text = None
    fits = text is not None and path.suffix == ".txt" and text_hash(text) == path.stem
    return "" if fits else "damaged: the content does not fit the name"


def _unreadable(place: str, error: OSError) -> Fault:
    return Fault(place, 0, f"can't be read: {error.strerror or error}")


def _leftovers(root: Path, now: float) -> Iterator[Fault]:
    for path in sorted(root.rglob(f"*{disk.TEMPORARY}")):
        try:
            old = now - path.lstat().st_mtime > _LEFT_OVER
        except OSError:
            # Its folder can't be searched, which is told, or somebody has finished with it.
            continue
        if old:
            place = path.relative_to(root).as_posix()
            yield Fault(place, 0, "left over from an interrupted write, of no use")


def _repair_files(
    root: Path, faults: list[Fault], now: float, random_bits: Callable[[int], int]
) -> list[Fault]:
    """Copy the sound lines of each damaged file to a new one, then set the damaged one aside."""
    newer = {fault.file for fault in faults if "of version" in fault.what}
    for file in sorted({fault.file for fault in faults} - newer):
        _rescue(root / file, now, random_bits)
    return [replace(fault, repaired=fault.file not in newer) for fault in faults]


def _rescue(path: Path, now: float, random_bits: Callable[[int], int]) -> None:
    lines = [line.removesuffix(b"\r") for line in path.read_bytes().split(b"\n")]
    sound = [line + b"\n" for line in lines if unseal(line) is not None]
    day = stamp(now)[:10].replace("-", "")
    if sound:
        name = session_file(owner_of(path.name), day, random_bits(64))
        disk.replace(path.with_name(name), b"".join(sound), random_bits(64))
    aside = f"{path.name.removesuffix(ENDING)}-{random_bits(32):08x}{SET_ASIDE}"
    os.rename(path, path.with_name(aside))  # noqa: PTH104
    disk.sync_folder(path.parent)


def _dropped(root: Path, fault: Fault) -> Fault:
    """Delete a snapshot that can't be used; one that knows more than the events is kept."""
    if fault.file != snapshot.SNAPSHOT:
        return fault
    return _deleted(root, fault)


def _deleted(root: Path, fault: Fault) -> Fault:
    os.unlink(root / fault.file)  # noqa: PTH108
    return replace(fault, repaired=True)
