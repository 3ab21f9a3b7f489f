"""Invitations: who may come in, as whom, and until when.

A token is 32 random bytes; only its SHA-256 is kept. A slow hash would add nothing: there is no
dictionary of random tokens to try. The file lies in the user's own configuration folder, one for
each workspace, and never in the workspace, which others may be able to read.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from workbench.config.paths import user_folder
from workbench.domain.errors import BadInput, StoreTrouble, WrongUse
from workbench.domain.reviewer import cleaned
from workbench.serve import private_file

MOST_DAYS = 3650
LONGEST_NAME = 64
LONGEST_TOKEN = 128
"""Characters; what is longer is not looked at."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What is known of a token."""

    reviewer: str
    """The name that all work done with it is recorded under."""
    digest: str
    """SHA-256 of the token, hexadecimal."""
    created: datetime
    expires: datetime

    def valid(self, now: datetime) -> bool:
        """Whether it still lets in."""
        return now < self.expires


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def folder_for(workspace: Path) -> Path:
    """Where the serving of a workspace keeps its files.

    Args:
        workspace: the workspace's folder; moved elsewhere, it is another workspace.
    """
    place = workspace.resolve()
    mark = hashlib.sha256(str(place).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return user_folder() / "serve" / mark


class Tokens:
    """The invitations to one workspace."""

    def __init__(self, folder: Path) -> None:
        """Use the file in a folder, which need not exist.

        Args:
            folder: see `folder_for`.
        """
        self._path = folder / "tokens.json"
        self._seen: tuple[int, int, int] | None = None
        self._known: tuple[Invitation, ...] = ()

    def invite(self, reviewer: str, days: int, now: datetime | None = None) -> str:
        """Make a token; this is the only time that it is known.

        Args:
            reviewer: the name to work under.
            days: how long it lets in, 1 to `MOST_DAYS`.
            now: the time it is made.

        Raises:
            WrongUse: if the name can't be one, or the days are out of range.
            StoreTrouble: if the file can't be read or written.
        """
        name = _checked_name(reviewer)
        if not 1 <= days <= MOST_DAYS:
            raise WrongUse(f"--days {days} is not between 1 and {MOST_DAYS}")
        token = secrets.token_urlsafe(32)
        created = now or datetime.now(UTC)
        made = Invitation(name, digest_of(token), created, created + timedelta(days=days))
        with private_file.locked(self._path):
            self._write([*self._read(), made])
        return token

    def revoke(self, reviewer: str) -> int:
        """Take back all tokens of a reviewer; returns how many.

        Raises:
            BadInput: if there is none.
            StoreTrouble: if the file can't be read or written.
        """
        name = cleaned(reviewer)
        with private_file.locked(self._path):
            before = self._read()
            kept = [item for item in before if cleaned(item.reviewer) != name]
            if len(kept) == len(before):
                raise BadInput(f"{name!r} has no token", hint="`--tokens` lists those who have")
            self._write(kept)
        return len(before) - len(kept)

    def all(self) -> tuple[Invitation, ...]:
        """Every invitation, expired ones too; read anew when the file has changed.

        Raises:
            StoreTrouble: if the file can't be read.
        """
        stamp = self._stamp()
        if stamp is None or stamp != self._seen:
            self._known = tuple(self._read())
            self._seen = stamp
        return self._known

    def find(self, token: str, now: datetime) -> Invitation | None:
        """The valid invitation of a token; None if there is none.

        Raises:
            StoreTrouble: if the file can't be read.
        """
        if not token or len(token) > LONGEST_TOKEN:
            return None
        return self.known(digest_of(token.strip()), now)

    def known(self, digest: str, now: datetime) -> Invitation | None:
        """The valid invitation with that digest; None if it expired or was revoked.

        Raises:
            StoreTrouble: if the file can't be read.
        """
        found = None
        for item in self.all():
            # All are compared, in constant time: how long it takes says nothing.
            if secrets.compare_digest(item.digest, digest):
                found = item
        return found if found is not None and found.valid(now) else None

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            stat = self._path.stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns

    def _read(self) -> list[Invitation]:
        data = private_file.read(self._path)
        if not data:
            return []
        from pydantic import TypeAdapter, ValidationError

        try:
            return TypeAdapter(list[Invitation]).validate_json(data)
        except ValidationError as error:
            raise StoreTrouble(
                "is not a list of tokens",
                where=str(self._path),
                hint="take it away and invite again",
            ) from error

    def _write(self, items: Sequence[Invitation]) -> None:
        from pydantic import TypeAdapter

        private_file.replace(
            self._path, TypeAdapter(list[Invitation]).dump_json(list(items), indent=1) + b"\n"
        )


def _checked_name(given: str) -> str:
    name = cleaned(given)
    if not name or not name.isprintable() or len(name) > LONGEST_NAME:
        raise WrongUse(
            f"{given!r} can't be a reviewer's name",
            hint=f"1 to {LONGEST_NAME} printable characters",
        )
    return name
