"""Sync tools and git may copy, replace, cut, delete and merge files: no saved change is lost."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.domain.errors import StoreTrouble
from workbench.store import Put, Store, disk, open_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "annotations"


def add(store: Store, key: int) -> None:
    store.commit([Put("claims", key, {"n": key})])


def keys(folder: Path) -> list[int]:
    """What a newcomer sees who has nothing but the events."""
    copy = folder.with_name("newcomer")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder / "events", copy / "events")
    return sorted(open_store(copy, "carol").rows("claims"))


def only_file(folder: Path) -> Path:
    (found,) = (folder / "events").glob("*.jsonl")
    return found


def test_conflict_copies_whole_and_cut_change_nothing(folder: Path) -> None:
    store = open_store(folder, "ada")
    for key in (1, 2, 3):
        add(store, key)
    path = only_file(folder)
    data = path.read_bytes()
    path.with_name(f"{path.stem} (conflicted copy).jsonl").write_bytes(data)
    path.with_name(f"{path.stem}.sync-conflict-1.jsonl").write_bytes(data[: len(data) // 2])
    other = open_store(folder, "bob")
    assert sorted(other.rows("claims")) == [1, 2, 3]
    assert other.conflicts() == ()


def unlink(path: Path) -> None:
    path.unlink()


def cut(path: Path) -> None:
    os.truncate(path, 100)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def swap(path: Path) -> None:
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)


def swap_for_older(path: Path) -> None:
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[: data.index(b"\n") + 1])


def rename(path: Path) -> None:
    path.rename(path.with_name("taken.txt"))


def remove_events(path: Path) -> None:
    shutil.rmtree(path.parent)


def remove_all(path: Path) -> None:
    shutil.rmtree(path.parent.parent)


DEEDS = [unlink, cut, empty, swap, swap_for_older, rename, remove_events, remove_all]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_a_live_writer_whose_file_is_taken_away_writes_its_lines_again(
    folder: Path, deed: Callable[[Path], None]
) -> None:
    store = open_store(folder, "ada")
    for key in (1, 2, 3):
        add(store, key)
    deed(only_file(folder))
    add(store, 4)
    assert keys(folder) == [1, 2, 3, 4]
    add(store, 5)
    store.undo()
    assert keys(folder) == [1, 2, 3, 4]
    assert sorted(store.rows("claims")) == [1, 2, 3, 4]


def test_a_file_that_is_taken_away_again_is_written_until_it_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(folder, "ada")
    add(store, 1)
    only_file(folder).unlink()
    sync = disk.sync_folder
    left = [1, 2, 3]

    def sync_and_steal(path: Path) -> None:
        sync(path)
        if left and path == folder / "events":
            left.pop()
            only_file(folder).unlink()

    monkeypatch.setattr(disk, "sync_folder", sync_and_steal)
    add(store, 2)
    assert not left
    assert keys(folder) == [1, 2]


def test_what_was_saved_before_a_failure_goes_on_in_the_next_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(folder, "ada")
    add(store, 1)
    only_file(folder).unlink()
    with monkeypatch.context() as patch:

        def full(handle: int) -> None:
            raise OSError(28, "No space left on device")

        patch.setattr(disk, "sync_file", full)
        with pytest.raises(StoreTrouble, match="not saved: No space left on device"):
            add(store, 2)
    add(store, 3)
    assert sorted(store.rows("claims")) == [1, 3]
    assert keys(folder) == [1, 3]


def test_an_older_copy_is_named_and_what_the_snapshot_knows_is_kept(folder: Path) -> None:
    store = open_store(folder, "ada")
    for key in (1, 2, 3):
        add(store, key)
    store.close()
    swap_for_older(only_file(folder))
    again = open_store(folder, "bob")
    assert sorted(again.rows("claims")) == [1, 2, 3]
    (fault,) = again.faults
    assert "events 2 to 3 of session" in fault.what
    assert "restore its file from another copy" in fault.what


def test_missing_events_stay_named_until_they_are_back(folder: Path) -> None:
    store = open_store(folder, "ada")
    for key in (1, 2, 3):
        add(store, key)
    store.close()
    whole = only_file(folder).read_bytes()
    swap_for_older(only_file(folder))
    other = open_store(folder, "bob")
    add(other, 4)
    other.close()
    assert open_store(folder, "bob").faults
    path = next(path for path in (folder / "events").iterdir() if path.name.startswith("ada"))
    path.write_bytes(whole)
    back = open_store(folder, "bob")
    assert back.faults == []
    assert sorted(back.rows("claims")) == [1, 2, 3, 4]


def test_a_reader_notices_files_that_were_replaced_by_longer_ones(folder: Path) -> None:
    store = open_store(folder, "ada")
    add(store, 1)
    reader = open_store(folder, "bob")
    add(store, 2)
    swap(only_file(folder))
    reader.refresh()
    assert sorted(reader.rows("claims")) == [1, 2]


def test_other_content_in_the_same_file_is_read_from_its_beginning(folder: Path) -> None:
    one = open_store(folder, "ada")
    add(one, 1)
    reader = open_store(folder, "bob")
    elsewhere = open_store(folder.with_name("elsewhere"), "ada")
    for key in (12345678, 3):
        add(elsewhere, key)
    only_file(folder).write_bytes(only_file(folder.with_name("elsewhere")).read_bytes())
    reader.refresh()
    assert sorted(reader.rows("claims")) == [1, 3, 12345678]


def test_a_file_behind_a_symbolic_link_is_not_read_and_named(folder: Path, tmp_path: Path) -> None:
    add(open_store(folder, "ada"), 1)
    outside = tmp_path / "outside.jsonl"
    add(open_store(tmp_path / "other", "eve"), 666)
    shutil.copy(only_file(tmp_path / "other"), outside)
    (folder / "events" / "eve.20260101-0000000000000001.jsonl").symlink_to(outside)
    store = open_store(folder, "bob")
    assert sorted(store.rows("claims")) == [1]
    assert ["symbolic link" in fault.what for fault in store.faults] == [True]


def test_a_folder_of_events_behind_a_symbolic_link_is_refused(folder: Path, tmp_path: Path) -> None:
    add(open_store(tmp_path / "other", "eve"), 666)
    folder.mkdir()
    (folder / "events").symlink_to(tmp_path / "other" / "events")
    with pytest.raises(StoreTrouble, match="symbolic link"):
        open_store(folder, "bob")


def test_a_text_behind_a_symbolic_link_is_not_read(folder: Path, tmp_path: Path) -> None:
    store = open_store(folder, "ada")
    version = store.put_text("a text")
    path = folder / "texts" / f"{version}.txt"
    path.rename(tmp_path / "elsewhere.txt")
    path.symlink_to(tmp_path / "elsewhere.txt")
    with pytest.raises(StoreTrouble, match=version):
        store.text(version)


def git(where: Path, *words: str) -> None:
    identity = ["-c", "user.name=ada", "-c", "user.email=ada@example.org"]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(
        ["git", *identity, *words],
        cwd=where,
        check=True,
        capture_output=True,
        env=environment,
    )


def test_two_clones_that_edit_at_once_merge_without_a_git_conflict(tmp_path: Path) -> None:
    origin, left, right = tmp_path / "origin", tmp_path / "left", tmp_path / "right"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(origin))
    git(tmp_path, "clone", "-q", str(origin), str(left))
    first = open_store(left / "annotations", "ada")
    first.commit([Put("claims", 1, {"verdict": "open", "n": 0})])
    first.close()
    git(left, "checkout", "-q", "-b", "main")
    git(left, "add", "-A")
    git(left, "commit", "-q", "-m", "start")
    git(left, "push", "-q", "-u", "origin", "main")
    git(tmp_path, "clone", "-q", str(origin), str(right))
    for round_ in range(3):
        for where, who in ((left, "ada"), (right, "bob")):
            store = open_store(where / "annotations", who)
            store.commit([Put("claims", 1, {"verdict": f"{who} {round_}"})])
            store.commit([Put("claims", 10 + round_, {who: round_})])
            store.close()
            git(where, "add", "-A")
            git(where, "commit", "-q", "-m", f"{who} {round_}")
        for where in (left, right, left):
            git(where, "pull", "-q", "--no-rebase", "--no-edit")
            git(where, "push", "-q")
    stores = [open_store(where / "annotations", "carol") for where in (left, right)]
    rows = [dict(store.rows("claims").items()) for store in stores]
    assert rows[0] == rows[1]
    assert rows[0][12] == {"ada": 2, "bob": 2}
    for store in stores:
        (conflict,) = store.conflicts()
        assert {value.value for value in conflict.values} == {"ada 2", "bob 2"}
        assert store.faults == []
