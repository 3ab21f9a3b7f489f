"""The backends that the store's suite runs on: a folder, and a folder joined with PostgreSQL."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.store import Store, open_store

if TYPE_CHECKING:
    from tests.store.postgres.server import PostgresServer

Opener = Callable[[str], Store]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the store of the machine that a test looks at."""
    return tmp_path / "annotations"


@pytest.fixture(scope="session")
def postgres() -> "Iterator[PostgresServer]":
    """A server for all tests of this run; tests that kill it have one of their own."""
    yield from started()


@pytest.fixture(scope="module")
def mortal() -> "Iterator[PostgresServer]":
    """A server that may be killed and started again."""
    yield from started()


def started() -> "Iterator[PostgresServer]":
    """A server; skips with the reason where there can be none, which in CI is an error."""
    try:
        from tests.store.postgres.server import NoServer, PostgresServer
    except ImportError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"the extra `postgres` is not installed: {error}")
    try:
        server = PostgresServer()
    except NoServer as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL server: {error}")
    yield server
    server.remove()


@pytest.fixture(params=["folder", pytest.param("postgres", marks=pytest.mark.server)])
def opener(request: pytest.FixtureRequest, folder: Path) -> Iterator[Opener]:
    """Opens the store as a reviewer: all in one folder, or each on a machine of their own.

    The machine of the first who is named has its store in `folder`.
    """
    opened: list[Store] = []
    if request.param == "folder":
        yield lambda reviewer: open_store(folder, reviewer)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.url(server.new_desk())

    machines: dict[str, Path] = {}

    def join(reviewer: str) -> Store:
        other = folder.with_name(f"machine {len(machines)}") / "annotations"
        own = machines.setdefault(reviewer, other if machines else folder)
        store = open_store(own, reviewer, server=url)
        opened.append(store)
        return store

    yield join
    for store in opened:
        store.close()
