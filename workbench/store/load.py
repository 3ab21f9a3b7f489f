"""Opening: the snapshot if it can be trusted, and every event that it does not stand for."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from workbench.store import snapshot
from workbench.store.backend import Block
from workbench.store.fold import State, Touched
from workbench.store.folder import Folder, Place
from workbench.store.operations import Fault
from workbench.store.reading import Findings, events


@dataclass(slots=True)
class Opened:
    """A state, as far as the folder holds it."""

    state: State
    findings: Findings
    fresh: bool
    """Whether the snapshot on the disk stands for exactly this state."""
    missing: list[Fault] = field(default_factory=list)
    """Events that the snapshot knows and the files no longer hold."""


def load(root: Path, folder: Folder) -> Opened:
    """Read the state of a folder; `folder` then knows how far its files have been read.

    Raises:
        StoreTrouble: if the events can't be read.
    """
    with collector_off():
        cached = snapshot.read(root)
        if cached is None:
            return _replay(folder)
        if cached.complete and _intact(folder, cached.places):
            folder.places = cached.places
            findings = Findings()
            new = absorb(cached.state, folder.read_all(), findings)
            return Opened(cached.state, findings, fresh=not new)
        return _compare(folder, cached.state)


def _intact(folder: Folder, places: dict[str, Place]) -> bool:
    """Whether every file that the snapshot read is there, the same and no shorter."""
    found = folder.scan()
    return all(
        name in found and found[name].st_ino == place.inode and found[name].st_size >= place.offset
        for name, place in places.items()
    )


def _replay(folder: Folder) -> Opened:
    state, findings = State(), Findings()
    folder.places = {}
    new = absorb(state, folder.read_all(), findings)
    return Opened(state, findings, fresh=not new)


def _compare(folder: Folder, cached: State) -> Opened:
    """Files were merged, copied or rolled back: believe them, unless the snapshot knows more."""
    opened = _replay(folder)
    opened.fresh = False
    opened.missing = list(missing(opened.state, cached))
    if not opened.missing:
        return opened
    folder.places = {}
    absorb(cached, folder.read_all(), Findings())
    opened.state = cached
    return opened


def missing(state: State, cached: State) -> Iterator[Fault]:
    """Events that a snapshot knows and a state read from the files does not."""
    for name, known in cached.sessions.items():
        session = state.sessions.get(name)
        numbers = [*range(session.last + 1 if session else 1, known.last + 1), *known.extra]
        lost = [number for number in numbers if session is None or not session.knows(number)]
        if lost:
            span = f"{min(lost)}" if len(lost) == 1 else f"{min(lost)} to {max(lost)}"
            yield Fault(
                "events",
                0,
                f"events {span} of session {name} by {known.by} are missing: "
                "restore its file from another copy",
            )


def absorb(
    state: State, blocks: Iterable[Block], findings: Findings, touched: Touched | None = None
) -> int:
    """Fold new lines into a state; how many events were new."""
    new = 0
    for _, _, event in events(blocks, findings):
        new += state.apply(event, touched)
    return new


@contextmanager
def collector_off() -> Iterator[None]:
    """Stop the cyclic collector: it would walk the growing state again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
