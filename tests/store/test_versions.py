"""Folders of every version are read; those of a newer one are not written to."""

import shutil
from pathlib import Path

import pytest

from workbench.domain.errors import NewerVersion
from workbench.store import Put, open_store
from workbench.store.events import VERSION, seal

GOLDEN = Path(__file__).with_name("golden")
CLAIM = 5013718239045122873


def copy(version: str, tmp_path: Path) -> Path:
    folder = tmp_path / "annotations"
    shutil.copytree(GOLDEN / version, folder)
    return folder


def test_a_folder_of_version_0_is_migrated_as_it_is_read(tmp_path: Path) -> None:
    store = open_store(copy("version0", tmp_path), "bob")
    assert store.rows("claims") == {
        CLAIM: {"text": "Unemployment fell to 3.1%", "state": "open", "priority": 1}
    }
    assert store.rows("comments") == {}
    assert store.faults == []


def test_migrating_does_not_touch_the_old_lines(tmp_path: Path) -> None:
    folder = copy("version0", tmp_path)
    store = open_store(folder, "bob")
    store.commit([Put("claims", CLAIM, {"state": "void"})])
    store.close()
    name = "events/alice.20261121-5d0c1e7a9b3f2a44.jsonl"
    assert (folder / name).read_bytes() == (GOLDEN / "version0" / name).read_bytes()
    assert open_store(folder, "bob").rows("claims")[CLAIM]["state"] == "void"


def test_a_folder_of_version_1_is_read_and_its_conflict_shown(tmp_path: Path) -> None:
    store = open_store(copy("version1", tmp_path), "carol")
    assert store.rows("claims")[CLAIM]["verdict"] == "mixed"
    (conflict,) = store.conflicts()
    assert [(value.value, value.by, value.at) for value in conflict.values] == [
        ("mixed", "bob", "2026-11-21T19:31:15.200Z"),
        ("false", "alice", "2026-11-21T19:31:15.153Z"),
    ]


def newer(folder: Path) -> Path:
    body = (
        b'{"id":"0193f0a1d0500000.b81f20c6aa0e9d13.2","by":"bob","at":"2030-01-01T00:00:00.000Z",'
        b'"v":%d,"new":"thing"}' % (VERSION + 1)
    )
    path = folder / "events" / "bob.20261121-b81f20c6aa0e9d13.jsonl"
    path.write_bytes(path.read_bytes() + seal(body))
    return path


def test_a_newer_line_is_kept_and_not_applied_and_nothing_is_written(tmp_path: Path) -> None:
    folder = copy("version1", tmp_path)
    newer(folder)
    store = open_store(folder, "carol")
    assert store.rows("claims")[CLAIM]["verdict"] == "mixed"
    assert store.read_only
    before = sorted(folder.rglob("*"))
    with pytest.raises(NewerVersion, match="version 2, this program writes version 1"):
        store.commit([Put("claims", 1, {})])
    store.close()
    assert sorted(folder.rglob("*")) == before


def test_a_newer_line_that_arrives_later_ends_writing_too(tmp_path: Path) -> None:
    folder = copy("version1", tmp_path)
    store = open_store(folder, "carol")
    store.commit([Put("claims", 1, {})])
    newer(folder)
    store.refresh()
    with pytest.raises(NewerVersion):
        store.commit([Put("claims", 1, {})])


def test_a_newer_line_behind_a_snapshot_is_still_known(tmp_path: Path) -> None:
    folder = copy("version1", tmp_path)
    path = newer(folder)
    data = path.read_bytes()
    path.write_bytes(data[: data[:-1].rindex(b"\n") + 1])
    open_store(folder, "carol").close()
    path.write_bytes(data)
    assert [open_store(folder, "carol").read_only for _ in range(2)] == [True, True]


def test_a_newer_line_is_named_and_not_repaired_away(tmp_path: Path) -> None:
    folder = copy("version1", tmp_path)
    data = newer(folder).read_bytes()
    (fault, *_) = open_store(folder, "carol").check(repair=True)
    assert "of version 2, this program knows 1" in fault.what
    assert not fault.repaired
    assert newer(folder).read_bytes().startswith(data)
