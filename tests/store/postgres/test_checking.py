"""`check` reads all of the server too; nothing damaged there is ever applied."""

import pytest

from tests.store.postgres.server import PostgresServer
from tests.store.postgres.waiting import Join
from workbench.store import Put, Store

pytestmark = pytest.mark.server


@pytest.fixture
def ada(join: Join) -> Store:
    store = join("ada")
    version = store.put_text("a text")
    store.commit([Put("articles", 1, {"version": version})])
    store.commit([Put("claims", 2, {"f": 1})])
    store.commit([Put("claims", 3, {"f": 1})])
    return store


def found(store: Store) -> list[str]:
    return [str(fault) for fault in store.check()]


def test_a_sound_server_has_no_faults(ada: Store, join: Join) -> None:
    assert found(ada) == found(join("bob")) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("line = replace(line, '\"f\":1', '\"f\":2')", "damaged (the checksum does not fit)"),
        ("session = 'ffffffffffffffff'", "stands under the wrong number (the line says"),
        ("line = '{}'", "damaged"),
    ],
)
def test_a_row_that_was_tampered_with_is_named_and_not_applied(
    postgres: PostgresServer, desk: str, ada: Store, join: Join, change: str, said: str
) -> None:
    postgres.query(f"UPDATE workbench_events SET {change} WHERE n = 3", desk)
    bob = join("bob")
    assert set(bob.rows("claims")) == {2}
    assert said in "\n".join(found(bob))
    assert any(said in str(fault) for fault in bob.faults)
    assert set(ada.rows("claims")) == {2, 3}


def test_a_row_that_says_something_else_than_the_folder_is_named(
    postgres: PostgresServer, desk: str, ada: Store, join: Join
) -> None:
    """As when somebody with the right to has written history anew, checksum and all."""
    from workbench.store.events import seal

    ((line,),) = postgres.query("SELECT line FROM workbench_events WHERE n = 3", desk)
    other = seal(line.encode()[20:-1].replace(b'"f":1', b'"f":7')).decode().strip()
    postgres.query(f"UPDATE workbench_events SET line = '{other}' WHERE n = 3", desk)
    (fault,) = ada.check()
    assert (fault.line, fault.what) == (3, "the line is another than in this folder")


def test_a_row_that_was_deleted_is_missed_and_given_back(
    postgres: PostgresServer, desk: str, ada: Store, join: Join
) -> None:
    postgres.query("DELETE FROM workbench_events WHERE n = 2", desk)
    assert any("event 2 of the session is missing" in line for line in found(ada))
    assert any("1 events of this folder are not there yet" in line for line in found(ada))
    ada.close()
    again = join("ada")
    assert found(again) == []


def test_a_text_that_is_missing_or_damaged_on_the_server_is_named(
    postgres: PostgresServer, desk: str, ada: Store, join: Join
) -> None:
    postgres.query("UPDATE workbench_texts SET data = 'another'", desk)
    assert any("does not fit its hash" in line for line in found(ada))
    bob = join("bob")
    assert set(bob.rows("claims")) == {2, 3}
    assert any("does not fit its hash" in line for line in found(bob))
    postgres.query("DELETE FROM workbench_texts", desk)
    assert any("is missing" in line for line in found(ada))


def test_a_server_that_can_not_be_asked_is_a_fault_and_the_folder_is_checked(
    ada: Store, join: Join
) -> None:
    ada.close()
    (path,) = (ada.folder / "events").glob("*.jsonl")
    path.write_bytes(path.read_bytes().replace(b'"f":1', b'"f":2', 1))
    store = join("ada", at="postgresql://127.0.0.1:1/x")
    faults = store.check()
    assert "damaged" in faults[0].what
    assert faults[-1].file == "server"
    assert faults[-1].what.startswith("not checked: the server can't be reached: ")


def test_a_damaged_line_of_the_folder_is_fetched_from_the_server(ada: Store, join: Join) -> None:
    ada.close()
    for path in (ada.folder / "annotations.json", ada.folder / "cache" / "clock.json"):
        path.unlink()
    (path,) = (ada.folder / "events").glob("*.jsonl")
    path.write_bytes(path.read_bytes().replace(b'"f":1', b'"f":2', 1))
    assert set(join("ada").rows("claims")) == {2, 3}
