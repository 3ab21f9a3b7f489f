"""A desk of its own for each test, and machines that join it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.postgres.server import PostgresServer
from tests.store.postgres.waiting import Join
from workbench.store import Store, open_store


@pytest.fixture
def desk(postgres: PostgresServer) -> str:
    """A schema of its own."""
    return postgres.new_desk()


@pytest.fixture
def url(postgres: PostgresServer, desk: str) -> str:
    """Its address."""
    return postgres.url(desk)


@pytest.fixture
def join(tmp_path: Path, url: str) -> Iterator[Join]:
    """Opens a reviewer's own folder, joined with the server or, with `alone`, without."""
    opened: list[Store] = []

    def opener(reviewer: str, *, alone: bool = False, at: str = "") -> Store:
        store = open_store(tmp_path / reviewer, reviewer, server="" if alone else at or url)
        opened.append(store)
        return store

    yield opener
    for store in opened:
        store.close()
