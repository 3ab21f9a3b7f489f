"""The backend that is a folder: session files written by `journal`, read by `folder`."""

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from workbench.store.backend import Block
from workbench.store.folder import Folder
from workbench.store.journal import Journal

POLL = 0.25
"""Seconds between two looks at the folder."""


class LocalBackend:
    """Event files in `<root>/events`."""

    def __init__(
        self,
        root: Path,
        reviewer: str,
        now: Callable[[], float],
        random_bits: Callable[[int], int],
    ) -> None:
        self.journal = Journal(root, reviewer, now, random_bits)
        self.folder = Folder(root / "events")

    def next_event(self) -> tuple[str, int]:
        """Session and number that the next line must carry."""
        return self.journal.next_event()

    def append(self, session: str, number: int, line: bytes) -> None:
        """Have the line on the disk before returning.

        Raises:
            StoreTrouble: if that failed; nothing is acknowledged then.
        """
        place = self.journal.append(session, number, line)
        self.folder.wrote(place.name, place.inode, place.size, place.lines)

    def read_after(self, known: Mapping[str, int]) -> Iterable[Block]:  # noqa: ARG002
        """Read the whole lines that were not handed out before.

        The folder keeps its own place in every file, so `known` is not needed here.

        Raises:
            StoreTrouble: if the folder can't be read.
        """
        return self.folder.read_new()

    def wait(self, timeout: float) -> bool:
        """Wait until a file has grown, at most `timeout` seconds; whether one has."""
        end = time.monotonic() + timeout
        while not self._grown():
            left = end - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(POLL, left))
        return True

    def _grown(self) -> bool:
        places = self.folder.places
        for name, status in self.folder.scan().items():
            place = places.get(name)
            if place is None or (place.inode, place.size) != (status.st_ino, status.st_size):
                return True
        return False

    def close(self) -> None:
        """Close the session's file."""
        self.journal.close()
