"""Two machines and a server: what one writes the others see, whatever happened in between."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.store.postgres.server import PostgresServer
from tests.store.postgres.waiting import Join, soon
from tests.store.processes import process
from workbench.store import Delete, Put, Store, open_store
from workbench.store.fold import canonical
from workbench.store.postgres import link, server

pytestmark = pytest.mark.server

NOWHERE = "postgresql://owner@127.0.0.1:1/nothing"


def same(*stores: Store) -> bool:
    """Whether stores stand for the same events and show the same."""
    states = [canonical(store._state) for store in stores]
    return all(state == states[0] for state in states)


def test_the_table_holds_each_acknowledged_line_as_it_stands_in_the_folder(
    postgres: PostgresServer, desk: str, join: Join, tmp_path: Path
) -> None:
    store = join("ada")
    done = store.commit([Put("claims", 1, {"text": "é\u2028"})], why="add")
    (path,) = (tmp_path / "ada" / "events").iterdir()
    ((session, number, line, writer),) = postgres.query(
        "SELECT session, n, line, writer FROM workbench_events", desk
    )
    assert done.event.split(".")[1:] == [session, str(number)]
    assert f"{line}\n" == path.read_text("utf-8")
    assert writer == "owner"


def test_what_others_wrote_is_in_the_folder_and_stays_without_the_server(join: Join) -> None:
    join("ada").commit([Put("claims", 1, {"f": 1})])
    bob = join("bob")
    bob.close()
    again = join("bob", alone=True)
    assert again.rows("claims") == {1: {"f": 1}}
    assert [change.by for change in again.history("claims", 1)] == ["ada"]


def test_a_row_that_becomes_visible_after_a_later_one_is_seen(
    postgres: PostgresServer, url: str, join: Join
) -> None:
    """A reader that goes on after the greatest serial number or time it has met would lose it."""
    ada, bob, eve = join("ada"), join("bob"), join("eve", alone=True)
    slow = eve.commit([Put("claims", 1, {"by": "eve"})])
    line = next(lines(eve))
    _, session, number = slow.event.split(".")
    with psycopg.connect(url) as late:
        late.execute(
            "INSERT INTO workbench_events (session, n, line) VALUES (%s, %s, %s)",
            (session, number, line),
        )
        ada.commit([Put("claims", 2, {"by": "ada"})])
        bob.refresh()
        assert set(bob.rows("claims")) == {2}
        late.commit()
    bob.refresh()
    assert set(bob.rows("claims")) == {1, 2}


def lines(store: Store) -> Iterator[str]:
    for path in sorted((store.folder / "events").iterdir()):
        yield from path.read_text("utf-8").splitlines()


def test_what_slipped_through_is_found_when_both_sides_are_compared(
    postgres: PostgresServer, desk: str, join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "_COMPARE", 0.5)
    bob, eve = join("bob"), join("eve", alone=True)
    done = eve.commit([Put("claims", 1, {})])
    _, session, number = done.event.split(".")
    postgres.query(
        "INSERT INTO workbench_events (session, n, line, stored) "
        f"VALUES ('{session}', {number}, '{next(lines(eve))}', now() - interval '1 day')",
        desk,
    )
    bob.refresh()
    assert 1 not in bob.rows("claims")
    assert soon(lambda: bool(bob.refresh()))
    assert 1 in bob.rows("claims")


def test_work_without_the_server_is_joined_later_and_merges_by_the_same_fold(join: Join) -> None:
    ada = join("ada")
    ada.commit([Put("claims", 1, {"f": 0, "g": 0}), Put("claims", 2, {"f": 0})])
    join("bob").close()
    ada.close()
    apart = [join("ada", alone=True), join("bob", alone=True)]
    apart[0].commit([Put("claims", 1, {"f": "ada", "g": 1}), Delete("claims", 2)])
    apart[1].commit([Put("claims", 1, {"f": "bob"}), Put("claims", 2, {"f": 5})])
    for store in apart:
        store.close()
    ada, bob = join("ada"), join("bob")
    ada.refresh()
    assert same(ada, bob)
    assert {(item.table, item.field) for item in ada.conflicts()} == {
        ("claims", "f"), ("claims", "*")
    }  # fmt: skip


def test_a_server_that_is_not_there_keeps_nobody_from_working(join: Join) -> None:
    store = join("ada", at=NOWHERE)
    assert store.commit([Put("claims", 1, {"f": 1})]).event
    assert "offline, 1 change waits here" in store.server_trouble
    assert "127.0.0.1:1" in store.server_trouble
    store.close()
    assert join("ada", alone=True).rows("claims") == {1: {"f": 1}}


def test_a_server_that_never_answers_holds_up_the_start_for_the_connections_timeout_only(
    join: Join,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        began = time.monotonic()
        store = join("ada", at=f"postgresql://127.0.0.1:{port}/x?connect_timeout=2")
        assert time.monotonic() - began < 3.5
    assert "offline: the server does not answer: connection timeout expired" in store.server_trouble
    assert store.commit([Put("claims", 1, {})]).event


def test_what_a_process_without_the_server_writes_into_the_folder_is_handed_on(
    join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "_LOOK", 0.3)
    ada, bob = join("ada"), join("bob")
    eve = open_store(ada.folder, "eve")
    version = eve.put_text("a text")
    eve.commit([Put("articles", 1, {"version": version})])
    ada.refresh()
    assert soon(lambda: bool(bob.refresh()))
    assert bob.rows("articles") == {1: {"version": version}}
    bob.close()
    assert open_store(bob.folder, "zoe").text(version) == "a text"


def test_two_processes_of_one_folder_write_what_they_fetch_only_once(
    join: Join, tmp_path: Path, url: str
) -> None:
    ada, one, two = join("ada"), join("bob"), join("bob")
    for number in range(1, 30):
        ada.commit([Put("claims", number, {"n": number})])
    for store in (one, two):
        store.refresh()
        assert len(store.rows("claims")) == 29
    (path,) = (tmp_path / "bob" / "events").glob("ada.mirror-*")
    assert path.read_bytes().count(b"\n") == 29


def test_a_line_of_the_server_that_came_only_in_part_is_fetched_again(
    join: Join, tmp_path: Path
) -> None:
    ada = join("ada")
    ada.commit([Put("claims", 1, {"f": 1})])
    ada.commit([Put("claims", 2, {"f": 1})])
    join("bob").close()
    (path,) = (tmp_path / "bob" / "events").glob("ada.mirror-*")
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    (tmp_path / "bob" / "annotations.json").unlink()
    bob = join("bob")
    assert set(bob.rows("claims")) == {1, 2}
    assert path.read_bytes() == whole
    assert bob.check() == []


def test_a_folder_that_has_lost_its_events_gets_them_back(join: Join, tmp_path: Path) -> None:
    ada = join("ada")
    ada.commit([Put("claims", 1, {"f": 1})])
    ada.close()
    for path in (tmp_path / "ada" / "events").iterdir():
        path.unlink()
    again = join("ada")
    assert again.rows("claims") == {1: {"f": 1}}
    again.close()
    assert [str(fault) for fault in join("ada", alone=True).check()] == []


def test_a_text_is_on_the_server_before_the_event_that_names_it(
    postgres: PostgresServer, desk: str, join: Join
) -> None:
    ada = join("ada")
    text = "é\x00\ud800 x" * 1000
    version = ada.put_text(text)
    assert postgres.query("SELECT version FROM workbench_texts", desk) == [(version,)]
    ada.commit([Put("articles", 1, {"version": version})])
    bob = join("bob")
    bob.close()
    assert join("bob", alone=True).text(version) == text


def test_a_text_that_was_kept_without_the_server_gets_there_with_its_event(
    postgres: PostgresServer, desk: str, join: Join
) -> None:
    alone = join("ada", alone=True)
    version = alone.put_text("a text")
    alone.commit([Put("articles", 1, {"version": version})])
    alone.close()
    join("ada").close()
    assert join("bob").text(version) == "a text"


def test_a_server_that_does_not_tell_of_changes_is_looked_at(
    join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stands for engines that know PostgreSQL's protocol and not its LISTEN."""
    monkeypatch.setattr(server, "_LISTEN", b"NO SUCH STATEMENT ")
    ada, bob = join("ada"), join("bob")
    ada.commit([Put("claims", 1, {"f": 1})])
    began = time.monotonic()
    while not (bob.wait(5) and bob.refresh(ask=False)):
        continue
    assert time.monotonic() - began < 1
    assert bob.rows("claims") == {1: {"f": 1}}


def test_a_server_whose_notifications_never_arrive_is_looked_at_after_a_while(
    join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stands for a proxy that gives out connections by the transaction."""
    monkeypatch.setattr(server.Server, "heard", lambda _: False)
    monkeypatch.setattr(link, "_LOOK", 0.8)
    ada, bob = join("ada"), join("bob")
    for number in range(4):
        ada.commit([Put("claims", 1, {"f": number})])
        began = time.monotonic()
        while not (bob.wait(5) and bob.refresh(ask=False)):
            continue
        spent = time.monotonic() - began
    assert spent < 0.6


def test_an_edit_is_seen_by_another_client_within_a_second(join: Join) -> None:
    ada, bob = join("ada"), join("bob")
    for number in range(10):
        ada.commit([Put("claims", 1, {"f": number})])
        began = time.monotonic()
        while not (bob.wait(5) and bob.refresh(ask=False)):
            continue
        assert time.monotonic() - began < 1
        assert bob.rows("claims")[1] == {"f": number}


def test_a_second_connection_attempt_of_four_at_once_makes_the_tables_once(
    postgres: PostgresServer, desk: str, join: Join
) -> None:
    opened: list[Store] = []
    threads = [
        threading.Thread(target=lambda name=name: opened.append(join(name)))
        for name in ("ada", "bob", "carol", "dan")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 4
    assert postgres.query("SELECT version FROM workbench_versions ORDER BY 1", desk) == [(1,), (2,)]


@contextmanager
def frozen(desk_server: PostgresServer) -> Iterator[None]:
    """The server stands still, without closing anything."""
    pids = desk_server.pids()
    subprocess.run(["kill", "-STOP", *map(str, pids)], check=True)
    try:
        yield
    finally:
        subprocess.run(["kill", "-CONT", *map(str, pids)], check=True)


def test_a_server_that_stands_still_holds_a_change_up_for_a_while_and_no_longer(
    postgres: PostgresServer, join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "PATIENCE", 0.5)
    ada, bob = join("ada"), join("bob")
    with frozen(postgres):
        began = time.monotonic()
        ada.commit([Put("claims", 1, {"f": 1})])
        assert time.monotonic() - began < 3
        assert ada.rows("claims") == {1: {"f": 1}}
    assert soon(lambda: bool(bob.refresh()))


def test_a_process_started_while_another_holds_the_folder_reads_all_of_it(
    join: Join, url: str, tmp_path: Path
) -> None:
    ada = join("ada")
    for number in range(1, 6):
        ada.commit([Put("claims", number, {"n": number})])
    with ExitStack() as stack:
        running = stack.enter_context(process("insert", ada.folder, "bob", "3", server=url))
        assert running.stdout is not None
        while running.stdout.readline() != "done\n":
            continue
    assert soon(lambda: ada.refresh() is not None and len(ada.rows("claims")) >= 8)


def test_nothing_of_the_client_library_is_loaded_without_a_server(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from workbench.store import open_store, Put\n"
        "s = open_store(pathlib.Path(sys.argv[1]), 'ada'); s.commit([Put('claims', 1, {})])\n"
        "s.close(); print([m for m in sys.modules if 'psycopg' in m or 'postgres' in m])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
