"""Where a server is: what a user may give as `--store`, and what messages may say of it."""

import re
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from workbench.domain.errors import WrongUse

SCHEMES = ("postgresql://", "postgres://")
_PASSWORD = re.compile(r"^[a-z]+://[^/?#@]*:[^/?#@]+@|[?&]password=")
_DEFAULTS: dict[str, Any] = {
    "connect_timeout": 5,
    "application_name": "workbench",
    "client_encoding": "utf8",
    # A connection that leads nowhere is noticed within about half a minute.
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}


def is_address(text: str) -> bool:
    """Whether a text names a server rather than a folder."""
    return text.startswith(SCHEMES)


@dataclass(frozen=True, slots=True)
class Address:
    """A connection string, which may hold a password, and a name for it, which never does."""

    given: str = field(repr=False)
    name: str

    def parameters(self) -> dict[str, Any]:
        """What to connect with; what is not given comes from the environment, as libpq does it."""
        from psycopg.conninfo import conninfo_to_dict

        return {**_DEFAULTS, **conninfo_to_dict(self.given)}


def address(text: str) -> Address:
    """Read what was given as `--store`.

    Raises:
        WrongUse: if it is no address, or the extra that reads it is not installed. The message does
            not repeat the text: it may hold a password.
    """
    if not is_address(text):
        raise WrongUse(
            "the store is no address", hint="it looks like postgresql://USER@HOST/DATABASE"
        )
    require_extra()
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    found: dict[str, Any] | None
    try:
        found = conninfo_to_dict(text)
    except psycopg.Error:
        # The parser's own message quotes what it could not read, which may be the password.
        found = None
    # A slash in a password makes the rest of it look like the database's name.
    if found is None or any(
        "@" in str(found.get(part) or "") for part in ("host", "port", "dbname")
    ):
        raise WrongUse(
            "the store's address can't be read",
            hint="it looks like postgresql://USER@HOST:PORT/DATABASE, special characters as %XX; "
            "the password is better kept in ~/.pgpass",
        )
    return Address(text, _name(found))


def refuse_password(text: str, where: str) -> None:
    """See that an address that stands in a file which is shared holds no password.

    Raises:
        WrongUse: if it does.
    """
    if _PASSWORD.search(text):
        raise WrongUse(
            "the store's address holds a password, which everybody can read here",
            where=where,
            hint="take it out, and keep it in ~/.pgpass",
        )


def _name(found: dict[str, Any]) -> str:
    """`postgresql://host:port/database`, as far as it is given."""
    if "service" in found:
        return f"postgresql://?service={found['service']}"
    host = found.get("host") or found.get("hostaddr") or ""
    port = f":{found['port']}" if found.get("port") else ""
    database = f"/{found['dbname']}" if found.get("dbname") else ""
    return f"postgresql://{host}{port}{database}"


def require_extra() -> None:
    """Make sure that the client library is there.

    Raises:
        WrongUse: if it is not.
    """
    try:
        import_module("psycopg")
    except ImportError as error:
        raise WrongUse(
            "a store in PostgreSQL needs the package psycopg",
            hint="pip install 'workbench[postgres]'",
        ) from error
