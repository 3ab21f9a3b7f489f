"""Whatever a power cut leaves of what was not synced, every acknowledged change is there."""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.store.crash import Call, RecordingOs, crash
from workbench.domain.errors import StoreTrouble
from workbench.store import Delete, Put, disk, journal, open_store
from workbench.store import consolidate as consolidation
from workbench.store import store as store_module
from workbench.store.core import Core

State = Mapping[str, Mapping[int, Mapping[str, Any]]]


def state_of(store: Core) -> State:
    return {
        name: {key: dict(row) for key, row in store.rows(name).items()} for name in store.tables()
    }


def record(root: Path, recorder: RecordingOs, patch: pytest.MonkeyPatch, seed: int) -> None:
    """Write as two sessions of one reviewer do, with texts, snapshots, undo and merging."""
    for module in (disk, journal, consolidation):
        patch.setattr(module, "os", recorder)
    chance = random.Random(seed)
    clock = iter(range(1_700_000_000, 1_800_000_000))
    recorder.ack({})
    for _ in range(3):
        store = open_store(
            root, "alice", now=lambda: float(next(clock)), random_bits=chance.getrandbits
        )
        for number in range(6):
            version = store.put_text(f"text {number}")
            key = chance.randint(1, 4)
            if key in store.rows("claims") and chance.random() < 0.3:
                store.commit([Delete("claims", key)])
            else:
                store.commit(
                    [
                        Put("claims", key, {"n": number, "version": version}),
                        Put("log", 1, {"n": number}),
                    ]
                )
            recorder.ack(state_of(store))
        store.undo()
        recorder.ack(state_of(store))
        store.close()
        consolidation.consolidate(root, "alice", 2e9, chance.getrandbits, age=0)
    patch.undo()


def bad_states(tmp_path: Path, recorder: RecordingOs, patch: pytest.MonkeyPatch, count: int) -> int:
    root = tmp_path / "annotations"
    record(root, recorder, patch, seed=1)
    # A test may start in a folder whose own entry is on the disk.
    calls = [call for call in recorder.calls if call.path != root or call.kind != "mkdir"]
    chance = random.Random(2)
    return sum(
        not survives(calls, root, tmp_path / f"after{trial}", chance) for trial in range(count)
    )


def survives(calls: list[Call], root: Path, target: Path, chance: random.Random) -> bool:
    point = chance.randint(1, len(calls))
    acks = [number for number, call in enumerate(calls) if call.kind == "ack"]
    before = [number for number in acks if number < point]
    after = [number for number in acks if number >= point]
    target.mkdir()
    crash(calls[:point], root, target, chance)
    found = open_store(target, "bob")
    allowed = [calls[number].value for number in before[-1:] + after[:1]]
    if state_of(found) not in allowed:
        return False
    try:
        texts = [found.text(str(row["version"])) for row in found.rows("claims").values()]
    except StoreTrouble:
        return False
    return all(text.startswith("text") for text in texts)


def test_no_crash_state_loses_an_acknowledged_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bad_states(tmp_path, RecordingOs(), monkeypatch, 120) == 0


@pytest.mark.slow
def test_no_crash_state_of_many_loses_an_acknowledged_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bad_states(tmp_path, RecordingOs(), monkeypatch, 2500) == 0


@pytest.mark.parametrize("missing", ["sync_files", "sync_folders"])
def test_without_a_sync_crash_states_lose_changes(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder = RecordingOs(**{missing: False})
    assert bad_states(tmp_path, recorder, monkeypatch, 30) > 5


def test_one_change_costs_one_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = RecordingOs()
    monkeypatch.setattr(disk, "os", recorder)
    store = store_module.open_store(tmp_path / "annotations", "alice")
    store.commit([Put("claims", 1, {"n": 0})])
    recorder.syncs = 0
    for number in range(5):
        store.commit([Put("claims", 1, {"n": number})])
    assert recorder.syncs == 5
