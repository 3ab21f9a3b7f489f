"""A writer killed at any moment has lost nothing that it had acknowledged, and left no half."""

import random
import time
from pathlib import Path

import pytest

from tests.store.processes import kill, process
from tests.store.worker import count, model, tables
from workbench.store import open_store


def trials(folder: Path, amount: int, mutant: str = "") -> int:
    """Kill a writer again and again on one folder; how often it went wrong."""
    chance = random.Random(amount)
    bad = 0
    before = 0
    for _ in range(amount):
        with process("write", folder, mutant) as running:
            time.sleep(chance.random() * 0.3)
            said = kill(running)
        acknowledged = max([before, *(int(line.split()[1]) for line in said if line[:4] == "ack ")])
        store = open_store(folder, "bob")
        before = count(store)
        sound = acknowledged <= before <= acknowledged + 1 and tables(store) == model(before)
        bad += not sound
    return bad


def test_a_killed_writer_has_lost_nothing(tmp_path: Path) -> None:
    assert trials(tmp_path / "annotations", 3) == 0


@pytest.mark.slow
def test_fifty_killed_writers_have_lost_nothing(tmp_path: Path) -> None:
    assert trials(tmp_path / "annotations", 50) == 0


@pytest.mark.soak
def test_five_hundred_killed_writers_have_lost_nothing(tmp_path: Path) -> None:
    assert trials(tmp_path / "annotations", 500) == 0


@pytest.mark.slow
def test_a_writer_that_acknowledges_before_it_writes_is_caught(tmp_path: Path) -> None:
    assert trials(tmp_path / "annotations", 5, "buffered") > 0
