"""Committing, reading and refreshing."""

import json
import random
import shutil
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

import pytest

from workbench.domain.errors import BadInput, StoreTrouble, UnknownId, WrongUse
from workbench.store import Delete, Delta, Json, Put, Store, core, open_store
from workbench.store import consolidate as consolidation

Opener = Callable[[str], Store]


def raw(folder: Path) -> list[bytes]:
    return [
        line for path in (folder / "events").iterdir() for line in path.read_bytes().splitlines()
    ]


def test_a_commit_is_one_line_with_a_checksum_over_the_event(folder: Path, opener: Opener) -> None:
    done = opener("ada").commit([Put("claims", 5, {"text": "é"}), Put("spans", 7, {})], why="add")
    (line,) = raw(folder)
    assert line[:6] + line[14:20] == b'{"c":"","e":'
    assert line[6:14].decode() == f"{crc32(line[20:-1]):08x}"
    event = json.loads(line)["e"]
    assert event == {
        "id": done.event,
        "by": "ada",
        "at": done.at,
        "v": 1,
        "why": "add",
        "ops": [
            {"t": "claims", "k": "5", "set": {"text": "é"}},
            {"t": "spans", "k": "7", "set": {"*": True}},
        ],
    }


def test_an_id_holds_the_clock_the_session_and_a_number(folder: Path) -> None:
    store = open_store(folder, "ada", now=lambda: 1763753467.652)
    events = [store.commit([Put("claims", 1, {"n": n})]) for n in range(2)]
    clocks = [int(done.event.split(".")[0], 16) for done in events]
    assert clocks[0] >> 16 == 1763753467652
    assert clocks[1] == clocks[0] + 1
    assert [done.event.split(".")[2] for done in events] == ["1", "2"]
    (path,) = (folder / "events").iterdir()
    day = datetime.fromtimestamp(1763753467, UTC).strftime("%Y%m%d")
    assert path.name == f"ada.{day}-{events[0].event.split('.')[1]}.jsonl"


def test_an_edit_names_the_events_it_has_seen_in_its_fields(folder: Path, opener: Opener) -> None:
    store = opener("ada")
    first = store.commit([Put("claims", 1, {"f": 1, "g": 1})])
    store.commit([Put("claims", 1, {"f": 2, "h": 1})])
    store.commit([Put("claims", 1, {"i": 1})])
    ops = [json.loads(line)["e"]["ops"][0] for line in raw(folder)]
    assert "seen" not in ops[0]
    assert ops[1]["seen"] == [first.event]
    assert ops[2]["seen"] == []


def test_rows_are_a_live_view(opener: Opener) -> None:
    store = opener("ada")
    rows = store.rows("claims")
    store.commit([Put("claims", 1, {"n": 1})])
    assert dict(rows) == {1: {"n": 1}}
    store.commit([Delete("claims", 1)])
    assert len(rows) == 0


def test_a_row_that_was_taken_does_not_change(opener: Opener) -> None:
    store = opener("ada")
    store.commit([Put("claims", 1, {"n": 1})])
    row = store.rows("claims")[1]
    store.commit([Put("claims", 1, {"n": 2})])
    assert row == {"n": 1}


def test_a_delta_names_what_changed_and_is_falsy_if_nothing_did(opener: Opener) -> None:
    ada, bob = opener("ada"), opener("bob")
    done = ada.commit([Put("claims", 1, {"n": 1}), Put("spans", 2, {"n": 1})])
    assert done.delta == bob.refresh() == Delta({"claims": frozenset({1}), "spans": frozenset({2})})
    assert not bob.refresh()


def test_nothing_to_do_writes_nothing(folder: Path, opener: Opener) -> None:
    done = opener("ada").commit([])
    assert (done.event, bool(done.delta)) == ("", False)
    assert not folder.exists()


def test_a_field_is_taken_away(opener: Opener) -> None:
    store = opener("ada")
    store.commit([Put("claims", 1, {"f": 1, "g": None})])
    store.commit([Put("claims", 1, unset=("f",))])
    assert store.rows("claims")[1] == {"g": None}


def test_several_operations_on_one_document_are_one_change(opener: Opener) -> None:
    store = opener("ada")
    store.commit([Put("claims", 1, {"f": 1}), Put("claims", 1, {"g": 2}, ("f",))])
    assert store.rows("claims")[1] == {"g": 2}
    store.commit([Delete("claims", 1), Put("claims", 1, {"h": 3})])
    assert store.rows("claims")[1] == {"h": 3}
    store.commit([Put("claims", 2, {"f": 1}), Delete("claims", 2)])
    assert 2 not in store.rows("claims")


def test_a_document_made_again_has_its_new_fields_only(opener: Opener) -> None:
    store = opener("ada")
    store.commit([Put("claims", 1, {"f": 1})])
    store.commit([Delete("claims", 1)])
    store.commit([Put("claims", 1, {"g": 1})])
    assert store.rows("claims")[1] == {"g": 1}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, b"x", object()])
def test_what_is_not_json_is_refused_before_anything_is_written(
    folder: Path, opener: Opener, value: object
) -> None:
    with pytest.raises(BadInput, match="not JSON"):
        opener("ada").commit([Put("claims", 1, {"f": value})])  # type: ignore[dict-item]
    assert not folder.exists()


@pytest.mark.parametrize("key", [0, -1, 1 << 63])
def test_a_key_outside_63_bits_is_refused(opener: Opener, key: int) -> None:
    with pytest.raises(BadInput, match="63-bit"):
        opener("ada").commit([Put("claims", key, {})])


def test_deleting_what_is_not_there_is_refused(opener: Opener) -> None:
    with pytest.raises(UnknownId):
        opener("ada").commit([Delete("claims", 1)])


@pytest.mark.parametrize("text", ["\ud800", "a\u2028b\n\x00", "🙂" * 3, "﻿"])
def test_any_text_comes_back_as_it_was(folder: Path, opener: Opener, text: str) -> None:
    store = opener("ada")
    store.commit([Put("claims", 1, {"text": text, text: 1})])
    store.close()
    for name in ("annotations.json", "none"):
        (folder / name).unlink(missing_ok=True)
        assert opener("bob").rows("claims")[1] == {"text": text, text: 1}


def test_more_than_fits_the_small_reader_comes_back_as_it_was(folder: Path, opener: Opener) -> None:
    store = opener("ada")
    row: dict[str, Json] = {
        "text": "x" * 2000,
        "n": 12345678901234567890,
        "f": 0.1,
        "odd": "\ud800",
        "b": True,
    }
    store.commit([Put("claims", key, row) for key in range(1, 400)])
    assert dict(opener("bob").rows("claims")) == dict.fromkeys(range(1, 400), row)
    store.close()
    assert dict(opener("bob").rows("claims")) == dict.fromkeys(range(1, 400), row)


NAMES = ["ada", "José/../x", "🙂", "a.b.c", "con", "x" * 300, "\udcff", "a\nb", "Ada", "ada-0"]


@pytest.mark.parametrize("name", NAMES)
def test_a_reviewer_may_have_any_name(folder: Path, opener: Opener, name: str) -> None:
    opener(name).commit([Put("claims", 1, {"f": 1})])
    (path,) = (folder / "events").iterdir()
    assert path.parent == folder / "events"
    assert path.name.isascii()
    assert len(path.name) < 100
    other = opener("eve")
    (change,) = other.history("claims", 1)
    assert change.by == name
    step = opener(name).undoable()
    assert step is not None


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_reviewer_needs_a_name(opener: Opener, name: str) -> None:
    with pytest.raises(WrongUse, match="name is empty"):
        opener(name)


def test_names_that_differ_never_share_a_file_name() -> None:
    from workbench.store.names import slug

    assert len({slug(name) for name in [*NAMES, "José-..-x", "José/../y", "a-b-c"]}) == 13


def test_an_editor_that_was_opened_earlier_makes_a_conflict(opener: Opener) -> None:
    ada, bob = opener("ada"), opener("bob")
    ada.commit([Put("claims", 1, {"f": 0, "g": 0})])
    bob.refresh()
    opened = bob.dots("claims", 1)
    ada.commit([Put("claims", 1, {"f": 1, "g": 1})])
    bob.refresh()
    bob.commit([Put("claims", 1, {"f": 2, "g": 2})], seen={("claims", 1, "f"): opened["f"]})
    (conflict,) = bob.conflicts()
    assert (conflict.field, [value.value for value in conflict.values]) == ("f", [2, 1])
    assert bob.rows("claims")[1] == {"f": 2, "g": 2}


def test_a_clock_set_back_a_day_keeps_the_order_of_changes(folder: Path) -> None:
    later = open_store(folder, "ada", now=lambda: 1_800_000_000.0)
    later.commit([Put("claims", 1, {"f": "first"})])
    earlier = open_store(folder, "bob", now=lambda: 1_800_000_000.0 - 86_400)
    earlier.commit([Put("claims", 1, {"f": "second"})])
    later.refresh()
    assert later.rows("claims")[1] == {"f": "second"}
    assert later.conflicts() == ()


def test_an_event_more_than_a_day_ahead_is_named(folder: Path) -> None:
    open_store(folder, "ada", now=lambda: 1_800_000_000.0).commit([Put("claims", 1, {})])
    store = open_store(folder, "bob", now=lambda: 1_800_000_000.0 - 90_000)
    assert ["25 h ahead" in fault.what for fault in store.faults] == [True]
    assert ["25 h ahead" in fault.what for fault in store.check()] == [True]


def test_threads_write_refresh_and_read_at_once(folder: Path, opener: Opener) -> None:
    store, other = opener("ada"), opener("bob")
    wrong: list[object] = []

    def write(number: int) -> None:
        for n in range(15):
            store.commit([Put("claims", number * 100 + n + 1, {"n": n, "m": n})])
            store.refresh()

    def read() -> None:
        while len(store.rows("claims")) < 60:
            wrong.extend(row for row in store.rows("claims").values() if row["n"] != row["m"])

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    threads.append(threading.Thread(target=read))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.refresh()
    assert len(other.rows("claims")) == 60
    assert not wrong


def test_a_forked_process_writes_to_a_file_of_its_own(folder: Path) -> None:
    import os

    store = open_store(folder, "ada")
    store.commit([Put("claims", 1, {"n": 1})])
    child = os.fork()
    if child == 0:
        store.commit([Put("claims", 2, {"n": 2})])
        os._exit(0)
    os.waitpid(child, 0)
    store.commit([Put("claims", 3, {"n": 3})])
    assert sorted(open_store(folder, "bob").rows("claims")) == [1, 2, 3]


def test_a_long_session_is_continued_in_another_file(
    folder: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.store import journal

    monkeypatch.setattr(journal, "ROLL", 500)
    store = opener("ada")
    for number in range(1, 10):
        store.commit([Put("claims", number, {"n": number})])
    assert len(list((folder / "events").iterdir())) > 1
    assert len(opener("bob").rows("claims")) == 9


def test_an_interrupted_write_does_not_reuse_its_number(
    folder: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.store import disk

    store = opener("ada")
    store.commit([Put("claims", 1, {"n": 1})])

    def interrupt(handle: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(disk, "sync_file", interrupt)
        with pytest.raises(KeyboardInterrupt):
            store.commit([Put("claims", 2, {"n": 2})])
    store.commit([Put("claims", 3, {"n": 3})])
    assert 3 in opener("bob").rows("claims")


def test_the_ignored_files_are_told_to_git(folder: Path, opener: Opener) -> None:
    opener("ada").commit([Put("claims", 1, {})])
    assert (folder / ".gitignore").read_text() == "annotations.json\ncache/\n*.tmp\n"


class TestTexts:
    def test_a_text_is_kept_under_its_hash_and_comes_back(self, opener: Opener) -> None:
        store = opener("ada")
        for text in ("", "a\r\nb", "é\ud800\x00", "x" * 100_000):
            assert opener("bob").text(store.put_text(text)) == text

    def test_a_damaged_text_is_never_handed_out(self, folder: Path, opener: Opener) -> None:
        store = opener("ada")
        version = store.put_text("a text")
        (folder / "texts" / f"{version}.txt").write_text("a test")
        with pytest.raises(StoreTrouble, match="damaged"):
            store.text(version)
        assert [fault.file for fault in store.check()] == [f"texts/{version}.txt"]

    def test_a_damaged_text_is_written_again_when_it_is_put_again(
        self, folder: Path, opener: Opener
    ) -> None:
        version = opener("ada").put_text("a text")
        (folder / "texts" / f"{version}.txt").write_text("a test")
        store = opener("ada")
        store.put_text("a text")
        assert store.text(version) == "a text"

    def test_a_text_that_an_event_names_and_that_is_missing_is_a_fault(self, folder: Path) -> None:
        store = open_store(folder, "ada")
        version = store.put_text("a text")
        store.commit([Put("articles", 1, {"version": version})])
        (folder / "texts" / f"{version}.txt").unlink()
        with pytest.raises(StoreTrouble, match="can't be read"):
            store.text(version)
        assert ["missing" in fault.what for fault in store.check()] == [True]

    @pytest.mark.parametrize("version", ["", "../../etc/passwd", "A" * 64, "0" * 63])
    def test_only_a_hash_names_a_text(self, opener: Opener, version: str) -> None:
        with pytest.raises(UnknownId):
            opener("ada").text(version)


class TestConflicts:
    @pytest.fixture
    def both(self, opener: Opener) -> tuple[Store, Store]:
        ada, bob = opener("ada"), opener("bob")
        ada.commit([Put("claims", 1, {"f": 0, "g": 0})])
        bob.refresh()
        return ada, bob

    def test_settling_keeps_one_value_for_everybody(self, both: tuple[Store, Store]) -> None:
        ada, bob = both
        ada.commit([Put("claims", 1, {"f": 1})])
        bob.commit([Put("claims", 1, {"f": 2})])
        bob.refresh()
        bob.resolve("claims", 1, "f", 1)
        ada.refresh()
        for store in both:
            assert store.rows("claims")[1]["f"] == 1
            assert store.conflicts() == ()
            assert len(store.dots("claims", 1)["f"]) == 1

    def test_one_events_value_is_kept_by_its_id(self, both: tuple[Store, Store]) -> None:
        ada, bob = both
        ada.commit([Put("claims", 1, unset=("f",))])
        bob.commit([Put("claims", 1, {"f": None})])
        ada.refresh()
        (conflict,) = ada.conflicts()
        dot = next(value.dot for value in conflict.values if value.by == "ada")
        ada.resolve("claims", 1, "f", dot=dot)
        assert ada.rows("claims")[1] == {"g": 0}

    @pytest.mark.parametrize(("keep", "left"), [("keep", {"f": 1, "g": 0}), (None, None)])
    def test_a_document_deleted_and_edited_is_kept_or_deleted(
        self, both: tuple[Store, Store], keep: str | None, left: object
    ) -> None:
        ada, bob = both
        ada.commit([Put("claims", 1, {"f": 1})])
        bob.commit([Delete("claims", 1)])
        bob.refresh()
        (conflict,) = bob.conflicts()
        assert (conflict.field, conflict.values[0].value) == ("*", {"f": 1, "g": 0})
        assert [value.by for value in conflict.values] == ["ada", "bob"]
        bob.resolve("claims", 1, "*", keep)
        ada.refresh()
        for store in both:
            assert store.rows("claims").get(1) == left
            assert store.conflicts() == ()

    def test_what_is_not_in_conflict_can_not_be_settled(self, both: tuple[Store, Store]) -> None:
        with pytest.raises(BadInput, match="not in conflict"):
            both[0].resolve("claims", 1, "f", 1)

    def test_a_conflict_survives_the_snapshot(
        self, both: tuple[Store, Store], opener: Opener
    ) -> None:
        ada, bob = both
        ada.commit([Put("claims", 1, {"f": 1})])
        bob.commit([Delete("claims", 1)])
        bob.commit([Put("claims", 2, {"h": 1})])
        bob.refresh()
        bob.close()
        again = opener("carol")
        assert again.conflicts() == bob.conflicts() != ()
        ada.refresh()
        assert again.dots("claims", 1) == ada.dots("claims", 1)


class TestHistory:
    def test_it_tells_who_changed_what_when_from_which_value(self, opener: Opener) -> None:
        ada, bob = opener("ada"), opener("bob")
        made = ada.commit([Put("claims", 1, {"f": 1}), Put("spans", 9, {"g": 1})], why="add")
        bob.refresh()
        edited = bob.commit([Put("claims", 1, {"f": 2}, ())], why="edit")
        gone = bob.commit([Delete("claims", 1)], why="delete")
        found = list(ada.history("claims", 1))
        assert [(c.by, c.why, c.event, c.field, c.old, c.new) for c in found] == [
            ("ada", "add", made.event, "f", None, 1),
            ("bob", "edit", edited.event, "f", 1, 2),
            ("bob", "delete", gone.event, "*", {"f": 2}, None),
        ]
        assert [c.at for c in found] == [made.at, edited.at, gone.at]

    def test_it_can_begin_later_and_still_knows_the_old_value(self, folder: Path) -> None:
        now = iter(range(1_700_000_000, 1_800_000_000, 100))
        store = open_store(folder, "ada", now=lambda: float(next(now)))
        store.commit([Put("claims", 1, {"f": 1})])
        later = store.commit([Put("claims", 1, {"f": 2})])
        (change,) = store.history(since=later.at)
        assert (change.old, change.new) == (1, 2)

    def test_copies_of_files_do_not_repeat_it(self, folder: Path, opener: Opener) -> None:
        store = opener("ada")
        store.commit([Put("claims", 1, {"f": 1})])
        (path,) = (folder / "events").iterdir()
        path.with_name("copy.jsonl").write_bytes(path.read_bytes())
        assert len(list(store.history())) == 1


class TestMerging:
    @pytest.fixture
    def files(self, folder: Path) -> Path:
        for number in range(1, 6):
            store = open_store(folder, "ada")
            store.commit([Put("claims", number, {"n": number})])
            store.close()
        open_store(folder, "bob").commit([Put("claims", 9, {"n": 9})])
        return folder

    def test_closed_files_become_one_with_the_same_lines(self, files: Path) -> None:
        before = sorted(raw(files))
        later = time.time() + 3600
        assert open_store(files, "ada", now=lambda: later).consolidate() == 5
        assert sorted(raw(files)) == before
        names = sorted(path.name.partition(".")[2][:8] for path in (files / "events").iterdir())
        assert names[1] == "archive-"
        assert len(names) == 2

    def test_many_files_are_merged_on_the_way_out(
        self, files: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(core, "_MANY", 5)
        later = time.time() + 3600
        store = open_store(files, "ada", now=lambda: later)
        store.close()
        assert len(list((files / "events").iterdir())) == 2
        again = open_store(files, "ada")
        assert len(again.rows("claims")) == 6
        assert not again.refresh()

    def test_files_in_use_and_of_others_stay(self, files: Path) -> None:
        assert open_store(files, "ada").consolidate() == 0
        later = time.time() + 3600
        assert open_store(files, "bob", now=lambda: later).consolidate() == 0

    def test_files_made_elsewhere_stay(self, files: Path) -> None:
        (files / "cache" / "made.txt").unlink()
        later = time.time() + 3600
        assert open_store(files, "ada", now=lambda: later).consolidate() == 0

    def test_a_file_with_a_fault_stays(self, files: Path) -> None:
        path = next(path for path in (files / "events").iterdir() if path.name.startswith("ada"))
        path.write_bytes(path.read_bytes() + b"garbage\n")
        later = time.time() + 3600
        assert open_store(files, "ada", now=lambda: later).consolidate() == 4
        assert len(open_store(files, "bob").rows("claims")) == 6

    def test_undo_reaches_into_the_archive(self, files: Path) -> None:
        later = time.time() + 3600
        open_store(files, "ada", now=lambda: later).consolidate()
        store = open_store(files, "ada")
        store.undo()
        assert sorted(store.rows("claims")) == [1, 2, 3, 4, 9]

    def test_the_snapshot_is_true_after_it(self, files: Path) -> None:
        open_store(files, "ada").close()
        later = time.time() + 3600
        open_store(files, "ada", now=lambda: later).consolidate()
        store = open_store(files, "bob")
        assert len(store.rows("claims")) == 6
        assert store.faults == []

    @pytest.mark.parametrize("protected", [True, False])
    def test_a_session_that_writes_while_its_file_is_merged_loses_nothing(
        self, files: Path, monkeypatch: pytest.MonkeyPatch, protected: bool
    ) -> None:
        live = open_store(files, "ada")
        live.commit([Put("claims", 6, {"n": 6})])
        collect = consolidation._collect

        def read_and_write(path: Path, lines: dict[str, bytes]) -> bool:
            sound = collect(path, lines)
            live.commit([Put("claims", 10 + len(lines), {"n": 7})])
            return sound

        monkeypatch.setattr(consolidation, "_collect", read_and_write)
        if not protected:
            monkeypatch.setattr(consolidation, "_set_aside", lambda _, names: names)
        consolidation.consolidate(files, "ada", time.time(), random.getrandbits, age=-60)
        known = set(live.rows("claims"))
        shutil.rmtree(files / "cache")
        (files / "annotations.json").unlink(missing_ok=True)
        # Reading before renaming loses what the session wrote in between.
        assert (set(open_store(files, "bob").rows("claims")) == known) == protected
