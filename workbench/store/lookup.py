"""Finding events on the disk again: by id, by document, or one reviewer's from the newest back.

The fold keeps no history; the files do. Raw lines are searched as bytes before any is parsed.
"""

import heapq
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from workbench.store.backend import Block
from workbench.store.events import Event
from workbench.store.folder import Folder
from workbench.store.names import owner_of, slug
from workbench.store.reading import Findings, events

_TAIL = 1 << 16


class Lookup:
    """Reads event files anew at each question."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "events"

    def find(self, dot: str) -> Event | None:
        """Find an event by its id."""
        needle = f'"id":"{dot}"'.encode()
        session = dot[17:33]
        likely = [name for name in Folder(self._folder).scan() if session in name]
        for name in chain(likely, self._names()):
            for event in self._matching(name, needle):
                if event["id"] == dot:
                    return event
        return None

    def about(self, needle: bytes | None) -> Iterator[tuple[str, Event]]:
        """All events whose line holds the bytes, as (id, event), unsorted, some of them twice."""
        for name in self._names():
            for event in self._matching(name, needle):
                yield event["id"], event

    def _names(self) -> Iterator[str]:
        """Every file; those that were renamed or merged meanwhile come again by their new name."""
        seen: set[str] = set()
        while names := Folder(self._folder).scan().keys() - seen:
            yield from sorted(names)
            seen |= names

    def _matching(self, name: str, needle: bytes | None) -> Iterator[Event]:
        for block in self._blocks(name):
            lines = block.lines
            if needle is not None:
                lines = [line for line in lines if needle in line]
            if lines:
                for _, _, event in events([Block(name, 1, lines)], Findings()):
                    yield event

    def _blocks(self, name: str) -> Iterator[Block]:
        return Folder(self._folder).read_one(name)

    def own(self, reviewer: str) -> Iterator[Event]:
        """The reviewer's events, newest first, each once; files are opened as they are needed."""
        owner = slug(reviewer)
        waiting: list[tuple[str, str]] = []
        for name, status in Folder(self._folder).scan().items():
            if owner_of(name) == owner:
                waiting.append((self._newest(name, status.st_size), name))
        waiting.sort()
        ready: list[tuple[_Backwards, str, Event]] = []
        last = ""
        while waiting or ready:
            while waiting and (not ready or waiting[-1][0] >= ready[0][1]):
                for event in self._matching(waiting.pop()[1], None):
                    if event["by"] == reviewer:
                        heapq.heappush(ready, (_Backwards(event["id"]), event["id"], event))
            if ready:
                _, dot, event = heapq.heappop(ready)
                if dot != last:
                    yield event
                last = dot

    def _newest(self, name: str, size: int) -> str:
        """The greatest id in the last lines of a file; a high guess where they hold none."""
        try:
            with (self._folder / name).open("rb") as file:
                file.seek(max(0, size - _TAIL))
                lines = file.read().split(b"\n")
        except FileNotFoundError:
            return ""
        found = [event["id"] for _, _, event in events([Block(name, 1, lines)], Findings())]
        return max(found, default="g")


class _Backwards(str):
    """A string that sorts the other way round."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)
