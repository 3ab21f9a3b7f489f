"""A table of very many events: reading it once, opening on it, writing to it."""

import statistics
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests.store.postgres.server import PostgresServer
from workbench.store import Put, Store, open_store
from workbench.store.events import dot, draft
from workbench.store.operations import Write
from workbench.workspace.stores import prepare_store

pytestmark = pytest.mark.server

_PER_SESSION = 500
_BEGAN = 0x0193F0A1D0110000


def fill(url: str, amount: int) -> None:
    """Put events of many sessions of twenty reviewers into the table."""
    prepare_store(url)
    with (
        psycopg.connect(url) as connection,
        connection.cursor().copy(
            "COPY workbench_events (session, n, line, stored) FROM STDIN"
        ) as rows,
    ):
        for number in range(amount):
            session, n = divmod(number, _PER_SESSION)
            name = dot(_BEGAN + number * 65536, f"{session + 1:016x}", n + 1)
            row = Write("claims", number + 1, {"text": f"claim {number}", "case": "storm"})
            line, _ = draft(name, f"reviewer{session % 20}", "2026-11-21T19:31:15.153Z", "", [row])
            rows.write_row((f"{session + 1:016x}", n + 1, line.decode().strip(), "2026-11-21"))


def wrote(store: Store, amount: int, key: int) -> float:
    """Median of the seconds that a write takes."""
    spent = []
    for number in range(amount):
        began = time.perf_counter()
        store.commit([Put("claims", key + number, {"text": "new"})])
        spent.append(time.perf_counter() - began)
    return statistics.median(spent)


def look(server: PostgresServer, folder: Path, amount: int) -> str:
    """Fetch, open again, see a change, write; says how long each takes."""
    few, many = server.url(server.new_desk()), server.url(server.new_desk())
    fill(few, 1000)
    fill(many, amount)
    clock = time.perf_counter
    began = clock()
    ada = open_store(folder / "ada", "ada", server=many)
    fetched = clock() - began
    assert len(ada.rows("claims")) == amount
    assert ada.server_trouble == ""
    ada.close()
    began = clock()
    ada = open_store(folder / "ada", "ada", server=many)
    opened = clock() - began
    assert len(ada.rows("claims")) == amount
    bob = open_store(folder / "bob", "bob", server=few)
    small = wrote(bob, 60, amount + 1)
    large = wrote(ada, 60, amount + 1)
    eve = open_store(folder / "eve", "eve", server=many)
    ada.commit([Put("claims", 1, {"text": "seen"})])
    began = clock()
    while not (eve.wait(5) and eve.refresh(ask=False)):
        continue
    seen = clock() - began
    began = clock()
    eve.refresh()
    refreshed = clock() - began
    for store in (ada, bob, eve):
        store.close()
    return (
        f"\n{amount:,} events: fetched into an empty folder {fetched:.1f} s, opened again "
        f"{opened:.2f} s, refresh {refreshed * 1000:.1f} ms, seen by another after "
        f"{seen * 1000:.0f} ms, write {large * 1000:.1f} ms "
        f"({large / small:.2f} of that at 1,000)\n"
    )


def test_a_hundred_thousand_events(
    postgres: PostgresServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = look(postgres, tmp_path, 100_000)
    with capsys.disabled():
        sys.stdout.write(report)


@pytest.mark.soak
def test_a_million_events(
    postgres: PostgresServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = look(postgres, tmp_path, 1_000_000)
    with capsys.disabled():
        sys.stdout.write(report)
