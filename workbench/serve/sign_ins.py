"""Who is signed in: the cookie's secret stands for a token, and outlives the server.

Only hashes are kept, as with tokens. A sign-in is worth as much as its token: every use asks
whether that one still lets in.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from workbench.domain.errors import StoreTrouble
from workbench.serve import private_file
from workbench.serve.tokens import Invitation, Tokens, digest_of

LASTS = timedelta(days=7)
"""After that the token is asked for again."""
MOST_OF_ONE = 20
"""Sign-ins kept for one token; the oldest goes first."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """One browser that showed a token."""

    digest: str
    """SHA-256 of the cookie's secret."""
    token: str
    """SHA-256 of the token it was made with."""
    expires: datetime


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who may come in: the sign-in and whose it is."""

    name: str
    sign_in: str
    """The sign-in's digest: tells browsers of the same reviewer apart."""


class SignIns:
    """The sign-ins to one workspace; only the server writes them."""

    def __init__(self, folder: Path, tokens: Tokens) -> None:
        """Read those of an earlier run.

        Args:
            folder: see `tokens.folder_for`.
            tokens: the invitations that they rest on.

        Raises:
            StoreTrouble: if the file can't be read.
        """
        self._path = folder / "sign-ins.json"
        self._tokens = tokens
        self._known = {item.digest: item for item in self._read()}

    def add(self, invitation: Invitation, now: datetime) -> tuple[str, datetime]:
        """Sign in; returns the cookie's secret and when it ends.

        Raises:
            StoreTrouble: if the file can't be written.
        """
        secret = secrets.token_urlsafe(32)
        expires = min(now + LASTS, invitation.expires)
        made = SignIn(digest_of(secret), invitation.digest, expires)
        others = [item for item in self._known.values() if item.expires > now]
        same = [item for item in others if item.token == invitation.digest]
        gone = {item.digest for item in same[: max(0, len(same) - MOST_OF_ONE + 1)]}
        self._keep([*(item for item in others if item.digest not in gone), made])
        return secret, expires

    def remove(self, reviewer: Reviewer) -> None:
        """Sign out.

        Raises:
            StoreTrouble: if the file can't be written.
        """
        self._keep([item for item in self._known.values() if item.digest != reviewer.sign_in])

    def find(self, secret: str, now: datetime) -> Reviewer | None:
        """Whose cookie it is; None if it is nobody's, or its token no longer lets in.

        Raises:
            StoreTrouble: if the tokens can't be read.
        """
        return self.known(digest_of(secret), now) if secret else None

    def known(self, digest: str, now: datetime) -> Reviewer | None:
        """The same, by the sign-in's digest.

        Raises:
            StoreTrouble: if the tokens can't be read.
        """
        item = self._known.get(digest)
        if item is None or item.expires <= now:
            return None
        invitation = self._tokens.known(item.token, now)
        return Reviewer(invitation.reviewer, item.digest) if invitation else None

    def _keep(self, items: Sequence[SignIn]) -> None:
        from pydantic import TypeAdapter

        private_file.replace(
            self._path, TypeAdapter(list[SignIn]).dump_json(list(items), indent=1) + b"\n"
        )
        self._known = {item.digest: item for item in items}

    def _read(self) -> list[SignIn]:
        data = private_file.read(self._path)
        if not data:
            return []
        from pydantic import TypeAdapter, ValidationError

        try:
            return TypeAdapter(list[SignIn]).validate_json(data)
        except ValidationError as error:
            raise StoreTrouble(
                "is not a list of sign-ins",
                where=str(self._path),
                hint="take it away; everybody signs in again with their token",
            ) from error
