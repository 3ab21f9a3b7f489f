"""The backends that the store's suite runs on: a folder, and a folder joined with PostgreSQL."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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
    from tests.store.postgres.server import NoServer, PostgresServer

    try:
        server = PostgresServer()
    except NoServer as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL server: {error}")
    yield server
    server.remove()


@dataclass(slots=True)
class Team:
    """Where reviewers meet: in one folder, or each on a machine of their own and on a server."""

    folder: Path
    """The folder of the machine of whoever is named first."""
    server: str = ""
    """Address of the server; empty if there is none."""
    _machines: dict[str, Path] = field(default_factory=dict)
    _opened: list[Store] = field(default_factory=list)

    def place_of(self, reviewer: str) -> Path:
        """The folder that a reviewer works in."""
        if not self.server:
            return self.folder
        other = self.folder.with_name(f"machine {len(self._machines)}") / "annotations"
        return self._machines.setdefault(reviewer, other if self._machines else self.folder)

    def open(self, reviewer: str) -> Store:
        """Open the store as a reviewer."""
        store = open_store(self.place_of(reviewer), reviewer, server=self.server)
        self._opened.append(store)
        return store

    def close(self) -> None:
        """Let go of the server."""
        for store in self._opened if self.server else ():
            store.close()


@pytest.fixture(params=["folder", pytest.param("postgres", marks=pytest.mark.server)])
def team(request: pytest.FixtureRequest, folder: Path) -> Iterator[Team]:
    """Each way in which reviewers can meet."""
    made = Team(folder)
    if request.param == "postgres":
        server: PostgresServer = request.getfixturevalue("postgres")
        made.server = server.url(server.new_desk())
    yield made
    made.close()


@pytest.fixture
def opener(team: Team) -> Opener:
    """Opens the store as a reviewer."""
    return team.open
