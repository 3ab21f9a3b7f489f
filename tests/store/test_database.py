"""The TinyDB on the store."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import delete, increment
from tinydb.table import Document

from workbench.domain.errors import BadInput
from workbench.store import Put, Store, open_store

Opener = Callable[[str], Store]


@pytest.fixture
def store(opener: Opener) -> Store:
    return opener("ada")


def lines(folder: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in (folder / "events").iterdir())


def test_what_the_store_holds_is_in_its_tables(store: Store) -> None:
    store.commit([Put("claims", 5, {"text": "a claim"})])
    assert store.db.tables() == {"claims"}
    assert store.db.table("claims").get(doc_id=5) == {"text": "a claim"}


def test_what_is_inserted_is_in_the_store_and_durable(store: Store, folder: Path) -> None:
    key = store.db.table("claims").insert({"text": "a claim", "tags": ["x"]})
    assert 0 < key < 1 << 63
    assert open_store(folder, "bob").rows("claims")[key] == {"text": "a claim", "tags": ["x"]}


def test_many_inserts_are_one_line(store: Store, folder: Path) -> None:
    store.db.table("claims").insert_multiple({"n": number} for number in range(50))
    assert lines(folder) == 1


def test_an_update_writes_the_changed_fields_only(store: Store, folder: Path) -> None:
    key = store.db.table("claims").insert({"n": 1, "text": "long " * 50})
    store.db.table("claims").update(increment("n"), doc_ids=[key])
    (path,) = (folder / "events").iterdir()
    assert b"long" not in path.read_bytes().splitlines()[1]
    assert store.rows("claims")[key]["n"] == 2


def test_a_field_is_taken_away_by_tinydbs_delete_operation(store: Store) -> None:
    key = store.db.table("claims").insert({"n": 1, "m": None})
    store.db.table("claims").update(delete("n"), where("n") == 1)
    assert store.rows("claims")[key] == {"m": None}


def test_an_update_that_matches_nothing_writes_nothing(store: Store, folder: Path) -> None:
    store.db.table("claims").insert({"n": 1})
    store.db.table("claims").update({"n": 2}, where("n") == 7)
    assert lines(folder) == 1


def test_an_updater_that_fails_changes_nothing(store: Store) -> None:
    keys = store.db.table("claims").insert_multiple([{"n": 1}, {"m": 2}])
    with pytest.raises(KeyError):
        store.db.table("claims").update(increment("n"), doc_ids=keys)
    assert [dict(row) for row in store.rows("claims").values()] == [{"n": 1}, {"m": 2}]


def test_a_search_sees_what_another_has_written(store: Store, folder: Path) -> None:
    query = Query().n == 1
    table = store.db.table("claims")
    table.insert({"n": 1})
    assert len(table.search(query)) == 1
    open_store(folder, "bob").commit([Put("claims", 7, {"n": 1})])
    store.refresh()
    assert len(table.search(query)) == 2


def test_what_is_handed_out_can_not_change_the_store(store: Store) -> None:
    table = store.db.table("claims")
    key = table.insert({"tags": ["a"]})
    found = [table.get(doc_id=key), *table.search(where("tags").any(["a"])), *table.all()]
    for document in found:
        assert isinstance(document, Document)
        document["tags"].append("b")
    assert table.search(where("tags").any(["a"]))[0]["tags"] == ["a"]
    assert store.rows("claims")[key] == {"tags": ["a"]}


def test_what_was_given_can_not_change_the_store(store: Store) -> None:
    given = {"tags": ["a"]}
    key = store.db.table("claims").insert(given)
    given["tags"].append("b")
    assert store.rows("claims")[key] == {"tags": ["a"]}


def test_dropping_a_table_can_be_undone(store: Store) -> None:
    store.db.table("claims").insert_multiple([{"n": 1}, {"n": 2}])
    store.db.drop_table("claims")
    assert store.db.tables() == set()
    store.undo()
    assert sorted(row["n"] for row in store.rows("claims").values()) == [1, 2]  # type: ignore[type-var]


def test_a_value_that_is_not_json_is_refused(store: Store, folder: Path) -> None:
    with pytest.raises(BadInput, match="not JSON"):
        store.db.table("claims").insert({"n": {1, 2}})
    assert not folder.exists()


def test_plain_tinydb_opens_the_snapshot_and_every_table(store: Store, folder: Path) -> None:
    store.commit([Put("claims", (1 << 63) - 1, {"text": "a"}), Put("spans", 1, {"start": 3})])
    store.close()
    with TinyDB(folder / "annotations.json") as plain:
        assert plain.tables() == {"claims", "spans"}
        (claim,) = plain.table("claims").all()
        assert (claim.doc_id, claim) == ((1 << 63) - 1, {"text": "a"})
        assert plain.table("spans").all() == [{"start": 3}]


def test_a_snapshot_deleted_or_damaged_is_written_again(store: Store, folder: Path) -> None:
    store.commit([Put("claims", 1, {"text": "a"})])
    store.close()
    for spoil in (Path.unlink, lambda path: path.write_text('{"claims":{}}')):
        spoil(folder / "annotations.json")
        again = open_store(folder, "bob")
        assert again.rows("claims")[1] == {"text": "a"}
        again.close()
        with TinyDB(folder / "annotations.json") as plain:
            assert plain.table("claims").all() == [{"text": "a"}]


def test_of_two_who_close_the_last_leaves_everything_in_the_snapshot(
    store: Store, folder: Path
) -> None:
    other = open_store(folder, "bob")
    store.commit([Put("claims", 1, {"n": 1})])
    store.close()
    other.commit([Put("claims", 2, {"n": 2})])
    other.close()
    with TinyDB(folder / "annotations.json") as plain:
        assert len(plain.table("claims")) == 2


def test_reading_makes_no_folder(folder: Path, store: Store) -> None:
    assert store.db.tables() == set()
    assert store.undo() is None
    assert list(store.history()) == []
    assert store.check() == []
    store.close()
    assert not folder.exists()
