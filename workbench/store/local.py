"""The backend that is a folder: session files written by `journal`, read by `folder`."""

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from workbench.store.backend import Block
from workbench.store.fold import State
from workbench.store.folder import Folder
from workbench.store.journal import Journal
from workbench.store.operations import Fault

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

    def begin(self, state: State, *, whole: bool) -> None:
        """Go on from what was read when the folder was opened.

        Args:
            state: its fold, which goes on growing.
            whole: whether the state stands for exactly what the files hold.
        """

    @property
    def may_write(self) -> bool:
        """Whether lines can be added, as far as is known."""
        return True

    @property
    def trouble(self) -> str:
        """What a user should know of a server; empty while all is well, or there is none."""
        return ""

    def faults(self) -> Iterable[Fault]:
        """What is wrong beyond the folder."""
        return ()

    def check(self) -> Iterable[Fault]:
        """Look through all that lies beyond the folder."""
        return ()

    def pull(self) -> None:
        """Bring into the folder what others have written elsewhere."""

    def share_text(self, version: str) -> None:
        """Let others have a text that is in the folder."""

    def fetch_text(self, version: str) -> None:
        """Bring a text into the folder that others have."""

    def read_after(
        self,
        known: Mapping[str, int],  # noqa: ARG002
        *,
        ask: bool = True,  # noqa: ARG002
    ) -> Iterable[Block]:
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
            self._pause(min(POLL, left))
        return True

    def _pause(self, seconds: float) -> None:
        time.sleep(seconds)

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
