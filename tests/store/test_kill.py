"""A writer killed at any moment has lost nothing that it had acknowledged, and left no half."""

import random
import time
from pathlib import Path

import pytest

from tests.store.conftest import Team
from tests.store.processes import kill, process
from tests.store.worker import count, model, tables
from workbench.store import open_store


def trials(team: Team, amount: int, mutant: str = "") -> int:
    """Kill a writer again and again; how often what another then reads was wrong."""
    chance = random.Random(amount)
    bad = 0
    before = 0
    for _ in range(amount):
        with process("write", team.place_of("ada"), mutant, server=team.server) as running:
            time.sleep(chance.random() * 0.3)
            said = kill(running)
        acknowledged = max([before, *(int(line.split()[1]) for line in said if line[:4] == "ack ")])
        # What was on the writer's disk when it was killed reaches others with its next start.
        before = count(open_store(team.place_of("ada"), "eve"))
        store = team.open("bob")
        seen = count(store)
        bad += not acknowledged <= seen <= before <= acknowledged + 1
        bad += tables(store) != model(seen)
        store.close()
    return bad


def test_a_killed_writer_has_lost_nothing(team: Team) -> None:
    assert trials(team, 3) == 0


@pytest.mark.slow
def test_many_killed_writers_have_lost_nothing(team: Team) -> None:
    assert trials(team, 12 if team.server else 50) == 0


@pytest.mark.soak
def test_five_hundred_killed_writers_have_lost_nothing(team: Team) -> None:
    assert trials(team, 500) == 0


@pytest.mark.slow
def test_a_writer_that_acknowledges_before_it_writes_is_caught(folder: Path) -> None:
    assert trials(Team(folder), 5, "buffered") > 0
