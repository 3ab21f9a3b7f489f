"""The tables, and how they came to be: every step is applied once, in order, each in a transaction.

Plain SQL, so that other engines that speak PostgreSQL's protocol can be asked to run it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.domain.errors import NewerVersion
from workbench.store.postgres.trouble import ServerRefuses, told

if TYPE_CHECKING:
    from typing import Any

    from psycopg import Connection

EVENTS = "workbench_events"
TEXTS = "workbench_texts"
FILES = "workbench_files"
VERSIONS = "workbench_versions"
TABLES = (EVENTS, TEXTS, FILES, VERSIONS)

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE IF NOT EXISTS workbench_events (
            session text NOT NULL,
            n bigint NOT NULL CHECK (n > 0),
            line text NOT NULL,
            stored timestamptz NOT NULL DEFAULT clock_timestamp(),
            writer text NOT NULL DEFAULT current_user,
            PRIMARY KEY (session, n)
        )""",
        "CREATE INDEX IF NOT EXISTS workbench_events_stored ON workbench_events (stored)",
        """CREATE TABLE IF NOT EXISTS workbench_texts (
            version text PRIMARY KEY,
            data bytea NOT NULL,
            stored timestamptz NOT NULL DEFAULT clock_timestamp(),
            writer text NOT NULL DEFAULT current_user
        )""",
    ),
    (
        """CREATE TABLE IF NOT EXISTS workbench_files (
            path text NOT NULL,
            hash text NOT NULL,
            data bytea NOT NULL,
            stored timestamptz NOT NULL DEFAULT clock_timestamp(),
            writer text NOT NULL DEFAULT current_user,
            PRIMARY KEY (path, hash)
        )""",
    ),
)
"""Step 1: events, and texts by their SHA-256. Step 2: the workspace's files; one that another
has replaced stays."""

GRANTS = (
    "GRANT SELECT ON workbench_events, workbench_texts, workbench_files, workbench_versions TO {0}",
    "GRANT INSERT (session, n, line) ON workbench_events TO {0}",
    "GRANT INSERT (version, data) ON workbench_texts TO {0}",
    "GRANT INSERT (path, hash, data) ON workbench_files TO {0}",
)
"""What a reviewer's role needs: to read, and to add; when and by whom is the server's to say."""


@dataclass(frozen=True, slots=True)
class Made:
    """What `prepare` found and did."""

    before: int
    """Version of the tables; 0 if there were none."""
    after: int


def version_of(connection: "Connection[Any]") -> int:
    """The version of the tables; 0 if there are none."""
    found = connection.execute("SELECT to_regclass('workbench_versions')").fetchone()
    if found is None or found[0] is None:
        return 0
    row = connection.execute("SELECT max(version) FROM workbench_versions").fetchone()
    return int(row[0] or 0) if row else 0


def prepare(connection: "Connection[Any]", name: str) -> Made:
    """Bring the tables up to this program's version, as far as that is allowed.

    Raises:
        NewerVersion: if a newer program has changed them.
        ServerRefuses: if they are missing or old, and this role may not change that.
    """
    before = version_of(connection)
    if before > len(STEPS):
        raise NewerVersion(
            f"the tables are of version {before}, this program knows {len(STEPS)}",
            where=name,
            hint="use a newer program",
        )
    if before == len(STEPS):
        return Made(before, before)
    _check_place(connection, name, before)
    with told(name):
        for number in range(before, len(STEPS)):
            _apply(connection, number)
    return Made(before, len(STEPS))


def _apply(connection: "Connection[Any]", number: int) -> None:
    import psycopg

    try:
        with connection.transaction():
            connection.execute(
                """CREATE TABLE IF NOT EXISTS workbench_versions (
                    version integer PRIMARY KEY,
                    applied timestamptz NOT NULL DEFAULT clock_timestamp()
                )"""
            )
            connection.execute(
                "INSERT INTO workbench_versions (version) VALUES (%s)", (number + 1,)
            )
            for statement in STEPS[number]:
                connection.execute(statement.encode())
    except psycopg.errors.UniqueViolation:
        # Somebody else was doing the same at this moment; the step has been made.
        if version_of(connection) <= number:
            raise


def _check_place(connection: "Connection[Any]", name: str, before: int) -> None:
    """See that tables may be made here, in an encoding that holds every text.

    Raises:
        ServerRefuses: if not.
    """
    row = connection.execute(
        "SELECT current_schema(), current_user, "
        "coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)"
    ).fetchone()
    schema, user, allowed = row or (None, "", False)
    if schema is None or not allowed:
        what = f"are of version {before}, not {len(STEPS)}," if before else "are not there,"
        raise ServerRefuses(
            f"the tables {what} and {user} may not make them",
            where=name,
            hint="the database's owner does that with `workbench store init`",
        )
    encoding = connection.execute("SHOW server_encoding").fetchone()
    if encoding is not None and encoding[0].upper() not in ("UTF8", "UTF-8"):
        raise ServerRefuses(
            f"the database's encoding is {encoding[0]}",
            where=name,
            hint="make one with ENCODING 'UTF8'",
        )


def grant(connection: "Connection[Any]", role: str, name: str) -> None:
    """Give a role what a reviewer needs, and no more.

    Raises:
        ServerRefuses: if there is no such role, or the rights are not ours to give.
    """
    with told(name), connection.transaction():
        for statement in GRANTS:
            filled = statement.format('"{}"'.format(role.replace('"', '""')))
            connection.execute(filled.encode())
