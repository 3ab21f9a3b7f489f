"""The tables: made once, brought up to date step by step, never below their version."""

from pathlib import Path

import pytest

from tests.store.postgres.server import PostgresServer
from tests.store.postgres.waiting import Join
from workbench.domain.errors import NewerVersion, StoreTrouble
from workbench.store import Put, open_store
from workbench.store.postgres import schema
from workbench.workspace.stores import prepare_store

pytestmark = pytest.mark.server


@pytest.fixture
def old(postgres: PostgresServer, desk: str, url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A desk as the first version left it, with an event."""
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", schema.STEPS[:1])
        assert prepare_store(url).after == 1
    postgres.query(
        "INSERT INTO workbench_events (session, n, line) "
        'VALUES (\'5d0c1e7a9b3f2a44\', 2, \'{"c":"f483ac81","e":{"id":'
        '"0193f0a1d0110000.5d0c1e7a9b3f2a44.2","by":"alice","at":"2026-11-21T19:31:15.153Z","v":1,'
        '"ops":[{"t":"claims","k":"5013718239045122873","set":{"verdict":"false"},"seen":[]}]}}\')',
        desk,
    )
    return desk


def test_tables_of_an_older_version_are_brought_up_to_date_and_keep_their_rows(
    postgres: PostgresServer, old: str, url: str, join: Join
) -> None:
    done = prepare_store(url)
    assert (done.before, done.after) == (1, len(schema.STEPS))
    assert prepare_store(url).before == len(schema.STEPS)
    assert join("ada").rows("claims") == {5013718239045122873: {"verdict": "false"}}


def test_who_may_not_change_tables_of_an_older_version_is_told_who_does(
    postgres: PostgresServer, old: str, tmp_path: Path
) -> None:
    postgres.query("CREATE ROLE guest LOGIN")
    postgres.query(f"GRANT USAGE ON SCHEMA {old} TO guest")
    postgres.query(f"GRANT SELECT ON ALL TABLES IN SCHEMA {old} TO guest")
    with pytest.raises(StoreTrouble, match=r"are of version 1, not 2.*workbench store init"):
        open_store(tmp_path / "a", "ada", server=postgres.url(old, "guest"))


def test_tables_of_a_newer_version_are_left_alone(
    postgres: PostgresServer, desk: str, url: str, tmp_path: Path
) -> None:
    prepare_store(url)
    postgres.query("INSERT INTO workbench_versions (version) VALUES (99)", desk)
    with pytest.raises(NewerVersion, match="of version 99, this program knows 2"):
        open_store(tmp_path / "a", "ada", server=url)


def test_an_event_of_a_newer_program_makes_the_folder_read_only_and_is_fetched_once(
    postgres: PostgresServer, desk: str, join: Join, tmp_path: Path
) -> None:
    from workbench.store.events import VERSION, seal

    join("ada").commit([Put("claims", 1, {})])
    body = (
        b'{"id":"0193f0a1d0500000.b81f20c6aa0e9d13.1","by":"bob","at":"2030-01-01T00:00:00.000Z",'
        b'"v":%d,"new":"thing"}' % (VERSION + 1)
    )
    line = seal(body).decode().strip()
    postgres.query(
        f"INSERT INTO workbench_events (session, n, line) VALUES ('b81f20c6aa0e9d13', 1, '{line}')",
        desk,
    )
    for _ in range(3):
        store = join("bob")
        with pytest.raises(NewerVersion):
            store.commit([Put("claims", 2, {})])
        store.close()
    (path,) = (tmp_path / "bob" / "events").glob("bob.mirror-*")
    assert path.read_text() == f"{line}\n"


def test_two_desks_of_one_database_do_not_see_each_other(
    postgres: PostgresServer, url: str, tmp_path: Path, join: Join
) -> None:
    other = open_store(tmp_path / "other", "ada", server=postgres.url(postgres.new_desk()))
    other.commit([Put("claims", 1, {})])
    mine = join("ada")
    assert not mine.rows("claims")
    other.close()
