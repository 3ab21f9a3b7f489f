"""One connection and all that is ever asked of it: plain SQL, one transaction for each call."""

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from workbench.store.postgres import schema
from workbench.store.postgres.address import Address
from workbench.store.postgres.schema import Made, prepare
from workbench.store.postgres.trouble import Damaged, ServerRefuses, connecting, told
from workbench.store.postgres.vector import Run, Vector, portions

if TYPE_CHECKING:
    from psycopg import Connection

PORTION = 1000
"""Lines in one statement when many are moved."""
PORTION_BYTES = 4 << 20
OVERLAP = timedelta(seconds=60)
"""How far a look for new rows goes back behind the newest known one: rows become visible later than
they were stored, by as long as their transaction takes."""
_STATEMENT_SECONDS = 20
"""After which the server gives up a statement: less than `OVERLAP`."""
_MANY = 100
_FILES_SINCE = 2
"""Version of the tables from which there are files."""
_LISTEN = b"LISTEN "


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of the table of events."""

    session: str
    number: int
    line: bytes
    """Without its newline."""


class Lately:
    """The sessions of which something was stored lately."""

    def __init__(self) -> None:
        self._at: dict[str, float] = {}

    def note(self, session: str) -> None:
        """Note that there is something new of a session."""
        now = time.monotonic()
        self._at[session] = now
        if len(self._at) > _MANY:
            old = now - 3 * OVERLAP.total_seconds()
            self._at = {name: at for name, at in self._at.items() if at > old}

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)


class Server:
    """A connection. Not for several threads at once."""

    def __init__(self, connection: "Connection[Any]", name: str) -> None:
        self._connection = connection
        self.name = name
        self.made = Made(0, 0)
        self.may_write = True
        self.listens = False
        """Whether the server tells of changes by itself."""
        self._channel = ""
        self._own = ""

    @classmethod
    def connect(cls, address: Address, *, prepared: bool = True) -> Self:
        """Connect, and see that the tables are there.

        Args:
            address: where to.
            prepared: make or upgrade the tables if they are not as they should be.

        Raises:
            ServerAway: if nobody answers.
            ServerRefuses: if the server says no.
            NewerVersion: if the tables are of a version that this program does not know.
        """
        import psycopg

        parameters = address.parameters()
        try:
            connection = psycopg.connect(**parameters, autocommit=True, prepare_threshold=None)
        except psycopg.Error as error:
            raise connecting(error, parameters, address.name) from None
        server = cls(connection, address.name)
        try:
            server._begin(prepared)
        except BaseException:
            server.close()
            raise
        return server

    def _begin(self, prepared: bool) -> None:
        with told(self.name):
            self._connection.execute(f"SET statement_timeout = '{_STATEMENT_SECONDS}s'".encode())
            # Acknowledged must mean on the server's disk, whatever is the default there.
            self._connection.execute(
                "SELECT set_config('synchronous_commit', 'on', false) "
                "WHERE current_setting('synchronous_commit', true) = 'off'"
            )
            if prepared:
                self.made = prepare(self._connection, self.name)
            else:
                version = schema.version_of(self._connection)
                self.made = Made(version, version)
            if self.made.after:
                self.may_write = self._flag(
                    "SELECT has_any_column_privilege('workbench_events', 'INSERT')"
                )

    def _flag(self, query: str) -> bool:
        row = self._connection.execute(query.encode()).fetchone()
        return bool(row and row[0])

    def grant(self, role: str) -> None:
        """Give a role what a reviewer needs.

        Raises:
            ServerRefuses: if that is not ours to give, or there is no such role.
        """
        schema.grant(self._connection, role, self.name)

    @property
    def connection(self) -> "Connection[Any]":
        """The connection itself, for reading in other modules of this package."""
        return self._connection

    def fileno(self) -> int:
        """The socket, to wait on."""
        with told(self.name):
            return self._connection.fileno()

    def listen(self, own: str) -> bool:
        """Ask to be told of changes; whether this server does that.

        Args:
            own: a word by which one's own changes are known.
        """
        import psycopg
        from psycopg import sql

        with told(self.name):
            row = self._connection.execute("SELECT current_schema()").fetchone()
        self._channel = f"workbench_{row[0] if row else ''}"[:63]
        self._own = own
        try:
            quoted = sql.Identifier(self._channel).as_bytes(self._connection)
            self._connection.execute(_LISTEN + quoted)
            # Not every engine that accepts LISTEN can be made to speak.
            self._connection.execute("SELECT pg_notify(%s, %s)", (self._channel, own))
        except (psycopg.ProgrammingError, psycopg.NotSupportedError):
            self.listens = False
        except psycopg.Error:
            with told(self.name):
                raise
        else:
            self.listens = True
        return self.listens

    def heard(self) -> bool:
        """Whether the server has told of a change by somebody else."""
        with told(self.name):
            if not self.listens:
                return False
            found = list(self._connection.notifies(timeout=0))
            return any(one.payload != self._own for one in found)

    def add(self, rows: Sequence[Stored]) -> None:
        """Add lines, all or none; those that are there already stay as they are."""
        if not rows:
            return
        places = b",".join([b"(%s,%s,%s)"] * len(rows))
        values: list[object] = []
        for row in rows:
            values += (row.session, row.number, row.line.decode())
        insert = (
            b"INSERT INTO workbench_events (session, n, line) VALUES "
            + places
            + b" ON CONFLICT DO NOTHING"
        )
        with told(self.name):
            if self.listens:
                values += (self._channel, self._own)
                insert = (
                    b"WITH added AS (" + insert + b" RETURNING 1) "
                    b"SELECT pg_notify(%s, %s) FROM (SELECT count(*) FROM added) AS counted"
                )
            self._connection.execute(insert, values)

    def vector(self) -> Vector:
        """Which events the table holds."""
        found = Vector()
        with told(self.name):
            for session, last, amount in self._connection.execute(
                "SELECT session, max(n), count(*) FROM workbench_events GROUP BY session"
            ):
                if last == amount:
                    found.add_up_to(session, last)
                else:
                    numbers = self._connection.execute(
                        "SELECT n FROM workbench_events WHERE session = %s", (session,)
                    )
                    for (number,) in numbers:
                        found.add(session, number)
        return found

    def lines(self, runs: Sequence[Run]) -> Iterator[list[Stored]]:
        """Read the lines of runs of events, in portions."""
        for portion in portions(runs, PORTION):
            places = b",".join([b"(%s::text,%s::bigint,%s::bigint)"] * len(portion))
            query = (
                b"SELECT e.session, e.n, e.line FROM (VALUES " + places + b") "
                b"AS w (session, a, z) JOIN workbench_events AS e "
                b"ON e.session = w.session AND e.n BETWEEN w.a AND w.z ORDER BY 1, 2"
            )
            values = [value for run in portion for value in run]
            with told(self.name):
                found = self._connection.execute(query, values).fetchall()
            yield [Stored(session, number, line.encode()) for session, number, line in found]

    def newest(self) -> datetime:
        """When the newest row was stored, by the server's clock."""
        with told(self.name):
            row = self._connection.execute(
                "SELECT coalesce(max(stored), clock_timestamp()) FROM workbench_events"
            ).fetchone()
        if row is None:
            raise ServerRefuses("the server does not tell the time", where=self.name)
        moment: datetime = row[0]
        return moment

    def recent(
        self, since: datetime, known: Mapping[str, int]
    ) -> tuple[list[Stored], datetime, bool]:
        """Read what was stored lately and is not known.

        Args:
            since: the newest time known; rows up to `OVERLAP` older are read too.
            known: session → number up to which its events are known, of sessions that were active
                lately. Rows of others may come again.

        Returns:
            The rows, the newest time among them, and whether there may be more.
        """
        pairs = [("", 0), *known.items()]
        places = b",".join([b"(%s::text,%s::bigint)"] * len(pairs))
        query = (
            b"SELECT e.session, e.n, e.line, e.stored FROM workbench_events AS e "
            b"LEFT JOIN (VALUES " + places + b") AS k (session, n) ON k.session = e.session "
            b"WHERE e.stored > %s AND (k.n IS NULL OR e.n > k.n) "
            b"ORDER BY e.stored, e.session, e.n LIMIT %s"
        )
        values: list[object] = [value for pair in pairs for value in pair]
        with told(self.name):
            found = self._connection.execute(query, [*values, since - OVERLAP, PORTION]).fetchall()
        rows = [Stored(session, number, line.encode()) for session, number, line, _ in found]
        newest = max((row[3] for row in found), default=since)
        return rows, max(since, newest), len(found) == PORTION

    def texts_there(self, versions: Sequence[str]) -> set[str]:
        """Which of these texts the server holds."""
        found: set[str] = set()
        for start in range(0, len(versions), PORTION):
            with told(self.name):
                rows = self._connection.execute(
                    "SELECT version FROM workbench_texts WHERE version = ANY(%s)",
                    (list(versions[start : start + PORTION]),),
                )
                found.update(version for (version,) in rows)
        return found

    def all_texts(self) -> set[str]:
        """The versions of all texts that the server holds."""
        with told(self.name):
            rows = self._connection.execute("SELECT version FROM workbench_texts").fetchall()
        return {version for (version,) in rows}

    def add_text(self, version: str, data: bytes) -> None:
        """Keep a text under its version."""
        with told(self.name):
            self._connection.execute(
                "INSERT INTO workbench_texts (version, data) VALUES (%s, %s) "
                "ON CONFLICT DO NOTHING",
                (version, data),
            )

    def text(self, version: str) -> bytes | None:
        """A text by its version; None if the server does not hold it.

        Raises:
            Damaged: if what it holds does not fit the version.
        """
        return self._content(
            "SELECT data FROM workbench_texts WHERE version = %s", (version,), version
        )

    def _content(self, query: str, values: tuple[str, ...], hash: str) -> bytes | None:
        with told(self.name):
            row = self._connection.execute(query.encode(), values).fetchone()
        if row is None:
            return None
        data = bytes(row[0])
        if hashlib.sha256(data).hexdigest() != hash:
            raise Damaged(
                f"what is kept as {hash} is damaged: it does not fit its hash",
                where=self.name,
                hint="the database's owner has to restore it from a backup",
            )
        return data

    def files(self) -> dict[str, str]:
        """Path → hash of the workspace's files, the latest of each path."""
        if self.made.after < _FILES_SINCE:
            return {}
        with told(self.name):
            rows = self._connection.execute(
                "SELECT path, hash FROM workbench_files ORDER BY stored, hash"
            ).fetchall()
        return dict(rows)

    def file(self, path: str, hash: str) -> bytes | None:
        """A file's content; None if the server does not hold it.

        Raises:
            Damaged: if what it holds does not fit the hash.
        """
        query = "SELECT data FROM workbench_files WHERE path = %s AND hash = %s"
        return self._content(query, (path, hash), hash)

    def add_file(self, path: str, hash: str, data: bytes) -> None:
        """Keep a file, and where it lies in the workspace."""
        with told(self.name):
            self._connection.execute(
                "INSERT INTO workbench_files (path, hash, data) VALUES (%s, %s, %s) "
                "ON CONFLICT DO NOTHING",
                (path, hash, data),
            )

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Open for a `with` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close at its end."""
        self.close()
