"""Fixtures under which TinyDB's own tests run on our storage and table.

Copied beside them as their `conftest.py`. Ids count from 1 there, because the tests name them.
"""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.store import open_store
from workbench.store.database import Database, EventTable


class Counting(EventTable):
    """Hands out 1, 2, 3 … as TinyDB does."""

    _last = 0

    def new_key(self) -> int:
        self._last = max(max(self._store.rows(self.name), default=0), self._last) + 1
        return self._last

    def truncate(self) -> None:
        super().truncate()
        self._last = 0


class CountingDatabase(Database):
    """The database with such tables."""

    table_class = Counting


def new_desk() -> str:
    """Address of an empty schema of the server that these tests are to run on; empty for none."""
    server = os.environ.get("WORKBENCH_TEST_STORE", "")
    if not server:
        return ""
    import psycopg

    name = f"tinydb{secrets.randbits(48)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    return f"{server.partition('?')[0]}?options=-csearch_path%3D{name}"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    store = open_store(tmp_path / "annotations", "ada", server=new_desk())
    made = CountingDatabase(store, secrets.randbits)
    made.drop_tables()
    made.insert_multiple({"int": 1, "char": letter} for letter in "abc")
    yield made
    store.close()
