"""The server is killed, cut off, started again: nothing acknowledged is lost, on either side."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.store.postgres.server import PostgresServer
from tests.store.postgres.waiting import Join, soon
from tests.store.processes import process
from workbench.store import Put, Store, open_store

pytestmark = pytest.mark.server

WRITERS = ("ada", "bob", "carol", "dan", "eve", "fay", "gus", "hal")


@pytest.fixture
def url(mortal: PostgresServer) -> str:
    return mortal.ensure().url(mortal.new_desk())


@pytest.fixture
def pair(join: Join) -> tuple[Store, Store]:
    return join("ada"), join("bob")


def acknowledged(running: subprocess.Popen[str]) -> Iterator[int]:
    """The keys that a writing process acknowledges, until it is done."""
    assert running.stdout is not None
    for line in running.stdout:
        if line == "done\n":
            return
        if line.startswith("ack "):
            yield int(line.split()[1])
    raise AssertionError("the process ended early")


def test_eight_writers_of_500_commands_lose_nothing_when_the_server_is_killed_again_and_again(
    mortal: PostgresServer, url: str, tmp_path: Path
) -> None:
    keys: set[int] = set()
    with ExitStack() as stack:
        running = [
            stack.enter_context(process("insert", tmp_path / name, name, "500", server=url))
            for name in WRITERS
        ]
        for pause in (1.0, 2.0, 1.5):
            time.sleep(pause)
            mortal.kill()
            mortal.start()
        for one in running:
            keys.update(acknowledged(one))
        for one in running:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
            one.communicate(timeout=60)
    assert len(keys) == 500 * len(WRITERS)
    for name in WRITERS:
        # What a machine could not hand over before it was switched off goes with the next start.
        open_store(tmp_path / name, name, server=url).close()
    newcomer = open_store(tmp_path / "newcomer", "zoe", server=url)
    assert keys <= set(newcomer.rows("claims"))
    assert newcomer.check() == []
    newcomer.close()
    late = open_store(tmp_path / "ada", "ada", server=url)
    assert set(late.rows("claims")) == set(newcomer.rows("claims"))
    late.close()


def test_a_cut_connection_comes_back_by_itself_and_nothing_is_refused(
    mortal: PostgresServer, pair: tuple[Store, Store]
) -> None:
    ada, bob = pair
    cuts = 0
    for number in range(1, 40):
        if number % 8 == 0:
            cuts += mortal.cut()
            time.sleep(0.2)
        ada.commit([Put("claims", number, {"n": number})])
    assert cuts >= 4
    assert soon(lambda: not ada.server_trouble and not bob.server_trouble)
    assert soon(lambda: bob.refresh() is not None and len(bob.rows("claims")) == 39)


def test_a_change_made_while_the_server_is_down_arrives_when_it_is_back(
    mortal: PostgresServer, pair: tuple[Store, Store]
) -> None:
    ada, bob = pair
    mortal.kill()
    ada.commit([Put("claims", 1, {"f": 1})])
    ada.commit([Put("claims", 1, {"f": 2})])
    assert soon(lambda: "offline, 2 changes wait here: " in ada.server_trouble)
    assert "\n" not in ada.server_trouble
    assert ada.rows("claims") == {1: {"f": 2}}
    began = time.monotonic()
    assert not bob.refresh()
    assert time.monotonic() - began < 1
    mortal.start()
    assert soon(lambda: bool(bob.refresh()), 15)
    assert bob.rows("claims") == {1: {"f": 2}}
    assert soon(lambda: ada.server_trouble == "")


def test_both_sides_working_while_the_server_is_down_end_with_the_same(
    mortal: PostgresServer, pair: tuple[Store, Store]
) -> None:
    ada, bob = pair
    ada.commit([Put("claims", 1, {"f": 0})])
    bob.refresh()
    mortal.stop()
    ada.commit([Put("claims", 1, {"f": "ada"})])
    bob.commit([Put("claims", 1, {"f": "bob"})])
    version = bob.put_text("a text of these days")
    bob.commit([Put("articles", 2, {"version": version})])
    mortal.start()
    assert soon(lambda: ada.refresh() is not None and len(ada.conflicts()) == 1, 15)
    assert soon(lambda: bob.refresh() is not None and bob.conflicts() == ada.conflicts(), 15)
    assert ada.text(version) == "a text of these days"


def test_what_waits_is_handed_over_by_a_later_process(mortal: PostgresServer, join: Join) -> None:
    ada = join("ada")
    mortal.kill()
    ada.commit([Put("claims", 1, {"f": 1})])
    ada.close()
    mortal.start()
    join("ada").close()
    assert join("bob").rows("claims") == {1: {"f": 1}}


def test_a_server_that_takes_no_rows_is_named_and_nothing_is_refused_here(
    mortal: PostgresServer, url: str, pair: tuple[Store, Store]
) -> None:
    ada, bob = pair
    ada.commit([Put("claims", 1, {"f": 1})])
    desk = url.rpartition("%3D")[2]
    mortal.query("ALTER TABLE workbench_events ADD CONSTRAINT full_up CHECK (n < 2)", desk)
    ada.commit([Put("claims", 1, {"f": 2})])
    assert "1 change waits here" in ada.server_trouble
    assert "full_up" in ada.server_trouble
    mortal.query("ALTER TABLE workbench_events DROP CONSTRAINT full_up", desk)
    ada.commit([Put("claims", 1, {"f": 3})])
    assert ada.server_trouble == ""
    bob.refresh()
    assert bob.rows("claims") == {1: {"f": 3}}


def test_whoever_closes_hands_over_what_waits_if_the_server_is_back(
    mortal: PostgresServer, join: Join
) -> None:
    ada = join("ada")
    mortal.kill()
    for number in range(3):
        ada.commit([Put("claims", 1, {"f": number})])
    assert soon(lambda: "3 changes wait" in ada.server_trouble)
    time.sleep(2)
    mortal.start()
    ada.close()
    assert ada.server_trouble == ""
    assert join("bob").rows("claims") == {1: {"f": 2}}


def test_whoever_closes_without_the_server_is_told_what_waits(
    mortal: PostgresServer, join: Join
) -> None:
    ada = join("ada")
    mortal.kill()
    ada.commit([Put("claims", 1, {})])
    ada.close()
    assert "1 change waits here" in ada.server_trouble
    mortal.start()


def test_a_server_that_takes_no_rows_still_lets_one_start_and_read(
    mortal: PostgresServer, url: str, pair: tuple[Store, Store], join: Join
) -> None:
    ada, _ = pair
    ada.commit([Put("claims", 1, {"f": 1})])
    desk = url.rpartition("%3D")[2]
    mortal.query("ALTER TABLE workbench_events ADD CHECK (n < 1) NOT VALID", desk)
    alone = join("eve", alone=True)
    alone.commit([Put("claims", 2, {"f": 1})])
    eve = join("eve")
    assert set(eve.rows("claims")) == {1, 2}
    assert "the server refuses" in eve.server_trouble
