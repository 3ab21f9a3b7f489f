"""Whatever happens to the bytes of a file: it opens, shows nothing wrong, and says what is hurt."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.store import Put, Store, open_store

COUNT = 5


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five events of one session, each making one document; no snapshot."""
    store = open_store(tmp_path / "annotations", "ada")
    for number in range(1, COUNT + 1):
        store.commit([Put("claims", number, {"n": number, "text": "é" * number})])
    return tmp_path / "annotations"


def event_file(folder: Path) -> Path:
    (found,) = (folder / "events").glob("*.jsonl")
    return found


def numbers(store: Store) -> list[int]:
    """What is shown; fails if any of it is wrong."""
    for key, row in store.rows("claims").items():
        assert row == {"n": key, "text": "é" * key}
    return sorted(store.rows("claims"))


def reopened(folder: Path, data: bytes) -> Store:
    event_file(folder).write_bytes(data)
    return open_store(folder, "bob")


def test_a_tail_cut_at_any_byte_costs_the_last_event_only(folder: Path) -> None:
    data = event_file(folder).read_bytes()
    last = data[:-1].rindex(b"\n") + 1
    for cut in range(last, len(data)):
        store = reopened(folder, data[:cut])
        assert numbers(store) == [1, 2, 3, 4]
        named = [(fault.file, fault.line) for fault in store.faults]
        assert named == ([(f"events/{event_file(folder).name}", COUNT)] if cut > last else [])


def test_any_flipped_bit_costs_at_most_its_own_line_and_names_it(folder: Path) -> None:
    data = event_file(folder).read_bytes()
    ends = [place for place, byte in enumerate(data) if byte == 10]
    chance = random.Random(1)
    for place in sorted(chance.sample(range(len(data)), 300)) + ends:
        hurt = bytearray(data)
        hurt[place] ^= 1 << chance.randrange(8)
        store = reopened(folder, bytes(hurt))
        line = data.count(b"\n", 0, place) + 1
        # Without its newline a line runs into the next one.
        lost = {line, line + 1} if place in ends else {line}
        assert set(numbers(store)) >= set(range(1, COUNT + 1)) - lost
        assert {fault.line for fault in store.faults} <= lost
        assert store.faults


def test_no_flipped_bit_in_a_snapshot_changes_what_is_shown(folder: Path) -> None:
    store = open_store(folder, "ada")
    store.close()
    chance = random.Random(1)
    for name in ("annotations.json", "cache/clock.json"):
        data = (folder / name).read_bytes()
        for place in chance.sample(range(len(data)), 100):
            hurt = bytearray(data)
            hurt[place] ^= 1 << chance.randrange(8)
            (folder / name).write_bytes(hurt)
            assert numbers(open_store(folder, "bob")) == [1, 2, 3, 4, 5]
        (folder / name).write_bytes(data)


@pytest.mark.parametrize(
    "garbage",
    [
        b"<<<<<<< HEAD",
        b"\xff\xfe\x00garbage",
        bytes(700),
        b"",
        b'{"c":"00000000","e":{}}',
        b"[" * 5000,
        b"x" * 10_000_000,
        b'{"c":"99999999',
        b"null",
    ],
    ids=["merge marker", "no text", "zeros", "empty", "checksum", "deep", "10 MB", "cut", "json"],
)
def test_a_line_of_garbage_costs_nothing_but_itself(folder: Path, garbage: bytes) -> None:
    lines = event_file(folder).read_bytes().splitlines(keepends=True)
    lines.insert(2, garbage + b"\n")
    store = reopened(folder, b"".join(lines))
    assert numbers(store) == [1, 2, 3, 4, 5]
    assert [fault.line for fault in store.faults] == [3]


def test_line_ends_of_another_system_do_not_matter(folder: Path) -> None:
    data = event_file(folder).read_bytes()
    store = reopened(folder, data.replace(b"\n", b"\r\n"))
    assert numbers(store) == [1, 2, 3, 4, 5]
    assert store.faults == []


def test_lines_in_any_order_are_the_same_state(folder: Path) -> None:
    lines = event_file(folder).read_bytes().splitlines(keepends=True)
    random.Random(3).shuffle(lines)
    assert numbers(reopened(folder, b"".join(lines))) == [1, 2, 3, 4, 5]


def test_an_empty_file_is_no_event_and_no_fault(folder: Path) -> None:
    (folder / "events" / "bob.20260101-0000000000000001.jsonl").touch()
    store = open_store(folder, "bob")
    assert numbers(store) == [1, 2, 3, 4, 5]
    assert store.faults == []


WRONG: Mapping[str, bytes] = {
    "no object": b"[]",
    "no id": b'{"by":"x","at":"","v":1,"ops":[]}',
    "nonsense id": b'{"id":"a.b.1","by":"x","at":"","v":1,"ops":[{"t":"a","k":"1","set":{}}]}',
    "no operations": (
        b'{"id":"0193f0a1b2c00000.5d0c1e7a9b3f2a44.1","by":"x","at":"","v":1,"ops":[]}'
    ),
    "a key below all keys": (
        b'{"id":"0193f0a1b2c00000.5d0c1e7a9b3f2a44.1","by":"x","at":"","v":1,'
        b'"ops":[{"t":"claims","k":"0","set":{}}]}'
    ),
    "a key above all keys": (
        b'{"id":"0193f0a1b2c00000.5d0c1e7a9b3f2a44.1","by":"x","at":"","v":1,'
        b'"ops":[{"t":"claims","k":"9223372036854775808","set":{}}]}'
    ),
    "seen what is no event": (
        b'{"id":"0193f0a1b2c00000.5d0c1e7a9b3f2a44.1","by":"x","at":"","v":1,'
        b'"ops":[{"t":"claims","k":"1","set":{},"seen":["0193f0a1b2c00000.5d0c1e7a9b3f2a44"]}]}'
    ),
    "no table": (
        b'{"id":"0193f0a1b2c00000.5d0c1e7a9b3f2a44.1","by":"x","at":"","v":1,'
        b'"ops":[{"k":"1","set":{}}]}'
    ),
    "key no number": (
        b'{"id":"0193f0a1b2c00000.5d0c1e7a9b3f2a44.1","by":"x","at":"","v":1,'
        b'"ops":[{"t":"a","k":"x","set":{}}]}'
    ),
    "two events": b'{"a":1},{"b":2}',
    "year 12000": (
        b'{"id":"ffffffffffffffff.5d0c1e7a9b3f2a44.1","by":"x","at":"","v":1,'
        b'"ops":[{"t":"a","k":"1","set":{}}]}'
    ),
}


@pytest.mark.parametrize("body", WRONG.values(), ids=WRONG.keys())
def test_a_sound_checksum_around_nonsense_is_a_fault(folder: Path, body: bytes) -> None:
    from workbench.store.events import seal

    with event_file(folder).open("ab") as file:
        file.write(seal(body))
    store = open_store(folder, "bob")
    assert numbers(store) == [1, 2, 3, 4, 5]
    assert [fault.line for fault in store.faults] == [COUNT + 1]


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300), st.integers(0, 10_000))
def test_any_bytes_anywhere_leave_the_other_lines_alone(
    folder: Path, noise: bytes, where: int
) -> None:
    whole = folder / "whole"
    if not whole.exists():
        whole.write_bytes(event_file(folder).read_bytes())
    data = whole.read_bytes()
    place = where % len(data)
    store = reopened(folder, data[:place] + noise + data[place:])
    hurt = data.count(b"\n", 0, place) + 1
    assert set(numbers(store)) >= set(range(1, COUNT + 1)) - {hurt}


def test_repair_keeps_every_sound_line_and_leaves_no_fault(folder: Path) -> None:
    data = event_file(folder).read_bytes().splitlines(keepends=True)
    data[1] = data[1].replace(b"claims", b"clowns")
    store = reopened(folder, b"".join(data) + b'{"c":"torn')
    faults = store.check(repair=True)
    assert [(fault.line, fault.repaired) for fault in faults if fault.line] == [
        (2, True),
        (6, True),
    ]
    again = open_store(folder, "bob")
    assert numbers(again) == [1, 3, 4, 5]
    assert again.faults == []


def test_what_a_repair_sets_aside_is_kept(folder: Path) -> None:
    data = event_file(folder).read_bytes() + b"garbage\n"
    reopened(folder, data).check(repair=True)
    (aside,) = (folder / "events").glob("*.damaged")
    assert aside.read_bytes() == data


def test_check_alone_changes_nothing(folder: Path) -> None:
    store = reopened(folder, event_file(folder).read_bytes() + b"garbage\n")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert store.check()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_check_finds_the_hole_that_a_damaged_line_leaves(folder: Path) -> None:
    data = event_file(folder).read_bytes().splitlines(keepends=True)
    store = reopened(folder, b"".join(data[:2] + data[3:]))
    (fault,) = store.check()
    assert "event 3 of session" in fault.what
    assert "by ada is missing" in fault.what


def test_after_a_repair_the_same_store_has_no_faults(folder: Path) -> None:
    store = reopened(folder, event_file(folder).read_bytes() + b"garbage\ntorn")
    assert len(store.faults) == 2
    store.check(repair=True)
    assert store.faults == []
    assert numbers(store) == [1, 2, 3, 4, 5]


def test_what_a_snapshot_knows_outlives_the_damage_of_its_line(folder: Path) -> None:
    open_store(folder, "ada").close()
    data = event_file(folder).read_bytes().splitlines(keepends=True)
    data[1] = data[1].replace(b"claims", b"clowns")
    store = reopened(folder, b"".join(data))
    store.check(repair=True)
    store.commit([Put("other", 1, {})])
    store.close()
    again = open_store(folder, "bob")
    assert numbers(again) == [1, 2, 3, 4, 5]
    assert ["event" in fault.what and "missing" in fault.what for fault in again.faults] == [True]
