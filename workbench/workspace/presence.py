"""Who has the workspace open now: one small file a session, in the cache, never an event.

A session writes `annotations/cache/presence/<session>.json` anew every few seconds and removes it
when it ends. A file that is older than `STALE_SECONDS` counts as gone. Ages are measured against
the session's own file, so that clocks of several machines need not agree on a shared drive.
"""

import json
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.domain.errors import StoreTrouble

BEAT_SECONDS = 10
STALE_SECONDS = 30
_FORGOTTEN_SECONDS = 24 * 3600
"""Files left by sessions that were killed are removed after this time."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who has a case open."""

    reviewer: str
    case: str


class Presence:
    """One session's sign of life, and those of the others."""

    def __init__(self, annotations: Path, reviewer: str) -> None:
        """Write nothing yet.

        Args:
            annotations: the folder of the database.
            reviewer: who works in this session.
        """
        self._annotations = annotations
        self._reviewer = reviewer
        self._file = annotations / "cache" / "presence" / f"{secrets.token_hex(8)}.json"

    def beat(self, case: str) -> tuple[Present, ...]:
        """Say that the reviewer has a case open; returns who else is there.

        Nothing is written while there is no database: nobody else could be in it.

        Raises:
            StoreTrouble: if the file can't be written.
        """
        if not self._annotations.is_dir():
            return ()
        said = json.dumps({"reviewer": self._reviewer, "case": case}, ensure_ascii=False)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            being_made = self._file.with_suffix(".tmp")
            being_made.write_text(said, encoding="utf-8")
            being_made.replace(self._file)
            return self.others()
        except OSError as error:
            raise StoreTrouble(
                f"others can't see that you are here: {error.strerror}",
                where=str(self._file.parent),
                hint="nothing else depends on it",
            ) from error

    def others(self) -> tuple[Present, ...]:
        """Who else has something open, by name; each person and case once."""
        now = _changed(self._file) or time.time()
        found = set()
        for path in self._file.parent.glob("*.json"):
            changed = _changed(path)
            if changed is None or path == self._file:
                continue
            if now - changed > _FORGOTTEN_SECONDS:
                path.unlink(missing_ok=True)
            elif now - changed <= STALE_SECONDS:
                found.update(_read(path))
        return tuple(sorted(found, key=lambda item: (item.reviewer, item.case)))

    def leave(self) -> None:
        """Take the sign of life away."""
        # Where that can't be done, it grows stale by itself.
        with suppress(OSError):
            self._file.unlink(missing_ok=True)


def _changed(path: Path) -> float | None:
    """When a file was written; None if it has gone meanwhile."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return None


def _read(path: Path) -> list[Present]:
    """What a file says; nothing if it has gone, or a sync tool has brought half of it."""
    try:
        said: Any = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return []
    if not isinstance(said, dict):
        return []
    reviewer, case = said.get("reviewer"), said.get("case")
    if not isinstance(reviewer, str) or not isinstance(case, str) or not reviewer:
        return []
    return [Present(reviewer, case)]
