"""What can be wrong with a server, in the words of this program."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from workbench.domain.errors import StoreTrouble

if TYPE_CHECKING:
    import psycopg

_PASSING = ("08", "57P0", "53300", "40", "55P03", "57014")
"""Beginnings of SQLSTATEs that go away by themselves: connection, shutdown, too many, retry."""


class ServerAway(StoreTrouble):
    """The server can't be reached now; trying again later may help."""


class ServerRefuses(StoreTrouble):
    """The server is there and says no; somebody has to do something about it."""


class Damaged(ServerRefuses):
    """What the server holds does not fit its hash."""


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn the client library's errors into ours.

    Args:
        name: the server, as messages call it.

    Raises:
        ServerAway: if trying again may help.
        ServerRefuses: if not.
    """
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        raise _explain(error, name) from None


def _explain(error: "psycopg.Error", name: str) -> StoreTrouble:
    import psycopg

    state = error.sqlstate or ""
    said = first_line(error)
    if state.startswith(_PASSING) or (
        not state and isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    ):
        return ServerAway(f"the connection was lost: {said} ({name})")
    hint = {
        "42501": "ask the database's owner for the rights; docs/teams.md lists them",
        "25006": "this server is a read-only copy; connect to the main one",
        "53100": "the server's disk is full; its owner has to make room",
        "42P01": "`workbench store init` makes the tables",
    }.get(state, "")
    return ServerRefuses(f"the server refuses: {said} ({name})", hint=hint)


def connecting(error: "psycopg.Error", parameters: dict[str, Any], name: str) -> StoreTrouble:
    """Explain why no connection came about: nobody there, or somebody who says no."""
    from psycopg import errors, pq
    from psycopg.conninfo import make_conninfo

    said = _reason(error)
    if isinstance(error, errors.ConnectionTimeout):
        return ServerAway(f"the server does not answer: {said} ({name})")
    given = {key: value for key, value in parameters.items() if key != "password"}
    there = pq.PGconn.ping(make_conninfo(**given).encode())
    if there == pq.Ping.OK:
        return ServerRefuses(
            f"the server refuses the connection: {said} ({name})",
            hint="check user, database and password (~/.pgpass, PGPASSWORD or a service file)",
        )
    if there == pq.Ping.REJECT:
        return ServerAway(f"the server is starting or stopping: {said} ({name})")
    return ServerAway(f"the server can't be reached: {said} ({name})")


def _reason(error: "psycopg.Error") -> str:
    """The part of a message on connecting that is not about which address was tried."""
    said = first_line(error)
    for mark in ("FATAL:", "failed: "):
        if mark in said:
            said = said.rpartition(mark)[2].strip()
    return said


def first_line(error: BaseException) -> str:
    """The first line of an error's message; the rest is hints for its programmer."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]
