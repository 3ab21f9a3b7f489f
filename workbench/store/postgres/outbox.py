"""What a process has written and the server has not confirmed."""

import threading
from collections.abc import Iterator
from pathlib import Path

from workbench.store.postgres.joining import send_texts
from workbench.store.postgres.server import Server, Stored

_BATCH = 500
"""Lines in one statement."""


class Outbox:
    """Lines and texts that are on this disk and wait for the server; for several threads."""

    def __init__(self, root: Path) -> None:
        """Begin empty.

        Args:
            root: the folder of the store, which holds the texts.
        """
        self._root = root
        self._lock = threading.Lock()
        self._rows: list[Stored] = []
        self._texts: set[str] = set()

    def __len__(self) -> int:
        return len(self._rows)

    def __bool__(self) -> bool:
        return bool(self._rows or self._texts)

    def add(self, row: Stored) -> None:
        """Put a line in."""
        with self._lock:
            self._rows.append(row)

    def add_text(self, version: str) -> None:
        """Put a text in, by its version."""
        with self._lock:
            self._texts.add(version)

    def hand_over(self, server: Server) -> Iterator[Stored]:
        """Give all of it to a server, texts before the events that name them.

        Yields:
            The lines, each when the server has confirmed it.

        Raises:
            StoreTrouble: if the server does not take it; what it has not confirmed stays.
        """
        if self._texts:
            versions = set(self._texts)
            send_texts(server, self._root, versions)
            with self._lock:
                self._texts -= versions
        while self._rows:
            rows = self._rows[:_BATCH]
            server.add(rows)
            with self._lock:
                del self._rows[: len(rows)]
            yield from rows
