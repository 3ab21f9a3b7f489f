"""Several processes and reviewers on one folder: every change of everybody is there."""

import shutil
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.store.conftest import Team
from tests.store.processes import kill, process
from tests.store.worker import count
from workbench.store import Put, open_store


def run_together(team: Team, reviewers: list[str], amount: int) -> list[list[str]]:
    """What each process said, all of them having finished before any compares."""
    with ExitStack() as stack:
        running = [
            stack.enter_context(
                process("insert", team.place_of(name), name, str(amount), server=team.server)
            )
            for name in reviewers
        ]
        said = [_until_done(one) for one in running]
        for one in running:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        return [
            [*lines, *one.communicate()[0].splitlines()]
            for lines, one in zip(said, running, strict=True)
        ]


def _until_done(one: subprocess.Popen[str]) -> list[str]:
    assert one.stdout is not None
    lines: list[str] = []
    for line in one.stdout:
        if line == "done\n":
            return lines
        lines.append(line.strip())
    raise AssertionError("the process ended early")


def check_all_there(team: Team, said: list[list[str]], amount: int) -> None:
    keys = {int(line.split()[1]) for lines in said for line in lines if line.startswith("ack ")}
    assert len(keys) == amount
    assert keys <= set(team.open("gus").rows("claims"))
    states = {line for lines in said for line in lines if line.startswith("state ")}
    assert len(states) == 1


def test_two_reviewers_at_once_lose_nothing_and_agree(team: Team) -> None:
    check_all_there(team, run_together(team, ["ada", "bob"], 40), 80)


def test_two_sessions_of_one_reviewer_lose_nothing_and_agree(team: Team) -> None:
    check_all_there(team, run_together(team, ["ada", "ada"], 40), 80)


@pytest.mark.slow
def test_eight_processes_lose_nothing_and_agree(team: Team) -> None:
    # With a server, 500 each are written in test_lost_server.py, while it is killed.
    amount = 150 if team.server else 500
    names = ["ada", "bob", "carol", "ada", "dan", "eve", "fay", "bob"]
    check_all_there(team, run_together(team, names, amount), 8 * amount)


def test_a_change_of_another_process_is_seen_within_a_second(team: Team) -> None:
    store = team.open("ada")
    with process("watch", team.place_of("watcher"), server=team.server) as watcher:
        assert watcher.stdout is not None
        for number in (1, 2):
            store.commit([Put("log", 1, {"n": number})])
            assert watcher.stdout.readline() == f"seen {number}\n"
        kill(watcher)


def race(folder: Path, trials: int) -> int:
    """Merge the file of a live writer by two processes at once, then kill it; how often it lost."""
    bad = 0
    acknowledged = 0
    for trial in range(trials):
        with (
            process("write", folder, "") as running,
            process("merge", folder),
            process("merge", folder),
        ):
            time.sleep(0.1 + trial % 4 * 0.1)
            said = kill(running)
        acknowledged = max([acknowledged, *(int(x.split()[1]) for x in said if x[:4] == "ack ")])
        # A newcomer knows nothing but the events.
        newcomer = folder.with_name(f"newcomer{trial}")
        shutil.copytree(folder / "events", newcomer / "events")
        found = count(open_store(newcomer, "bob"))
        bad += not acknowledged <= found <= acknowledged + 1
        acknowledged = found
    assert any(".archive-" in path.name for path in (folder / "events").iterdir())
    return bad


@pytest.mark.slow
def test_merging_the_file_of_a_live_writer_loses_nothing(tmp_path: Path) -> None:
    assert race(tmp_path / "annotations", 8) == 0


@pytest.mark.soak
def test_merging_the_file_of_a_live_writer_loses_nothing_in_the_long_run(tmp_path: Path) -> None:
    assert race(tmp_path / "annotations", 100) == 0
