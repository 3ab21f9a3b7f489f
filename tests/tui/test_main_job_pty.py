"""The main job in a real terminal, with a real process that is killed, read back by the program."""

import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cases import FIRST, ROOT, SECOND, SEEDS
from tests.tui.pane.terminal import Terminal

pytestmark = pytest.mark.slow

CLAIM = "Five people left, quickly typed."
WHY = "The other report counts six."
ENTER = "\r"
SHIFT_TAB = "\x1b[Z"

Start = Callable[[], Terminal]


@pytest.fixture
def seeded(tmp_path: Path) -> Path:
    made = tmp_path / "seeded"
    shutil.copytree(SEEDS, made / "seeds")
    return made


@pytest.fixture
def start(seeded: Path) -> Iterator[Start]:
    opened = []

    def start_on_the_seeds() -> Terminal:
        command = [sys.executable, "-m", "workbench", "--reviewer", "ada", str(seeded)]
        terminal = Terminal(command, columns=120, rows=40)
        opened.append(terminal)
        terminal.wait(lambda: "all saved" in shown(terminal))
        return terminal

    yield start_on_the_seeds
    for terminal in opened:
        terminal.close()


def shown(terminal: Terminal) -> str:
    return "\n".join(terminal.rows())


def exported(folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "workbench", "-C", str(folder), "export", "json"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_twelve_keys_beside_the_words_make_a_complete_record(seeded: Path, start: Start) -> None:
    keys = ["L", "3", "c", CLAIM, ENTER, "2", WHY, ENTER]
    assert sum(1 for key in keys if len(key) == 1) <= 12
    terminal = start()
    for key in keys:
        terminal.send(key)
    terminal.wait(lambda: "1 judged by you" in shown(terminal))
    terminal.send("q")
    terminal.wait(lambda: not terminal._child.isalive())
    assert terminal._child.exitstatus == 0

    record = exported(seeded)
    (claim,), (link,), (verdict,) = record["claims"], record["links"], record["verdicts"]
    assert {span["article"] for span in record["spans"]} == {FIRST, SECOND}
    assert {link["source"], link["target"]} == {span["id"] for span in record["spans"]}
    assert (claim["text"], claim["links"], link["relation"]) == (CLAIM, [link["id"]], "contradict")
    assert (verdict["claim"], verdict["label"]) == (claim["id"], "refuted")
    assert (verdict["rationale"], verdict["by"]) == (WHY, "ada")


def test_what_the_status_line_calls_saved_outlives_a_kill(seeded: Path, start: Start) -> None:
    terminal = start()
    terminal.send(f"L3c{CLAIM}{ENTER}2{WHY}{ENTER}")
    terminal.wait(lambda: "1 judged by you" in shown(terminal))
    terminal.wait(lambda: re.search(r"saved \d\d:\d\d:\d\d", shown(terminal)) is not None)
    terminal._child.kill(signal.SIGKILL)
    terminal._child.wait()
    assert [item["rationale"] for item in exported(seeded)["verdicts"]] == [WHY]
    again = start()
    again.wait(lambda: CLAIM in shown(again) and "1 judged by you" in shown(again))


def test_nothing_inside_an_article_or_a_claim_reaches_the_terminal_raw(
    seeded: Path, start: Start
) -> None:
    evil = "\x1b]0;owned\x07\x1b[31m[b]bold[/b]"
    (seeded / "seeds" / f"{FIRST}.txt").write_text(f"{evil} said one.\nAnd more.", "utf-8")
    added = json.dumps({"do": "add_claim", "text": f"Claim {evil}"})
    command = [sys.executable, "-m", "workbench", "-C", str(seeded), "--reviewer", "b", "apply"]
    subprocess.run(command, input=added.encode(), check=True, cwd=ROOT, capture_output=True)
    terminal = start()
    terminal.send(">" + SHIFT_TAB + ENTER + "e")
    terminal.wait(lambda: "Change the claim" in shown(terminal))
    assert b"owned\x07" not in terminal.written
    assert b"\x1b]0;owned" not in terminal.written
    assert "[b]bold[/b]" in shown(terminal)


def test_a_fault_in_the_program_saves_first_and_says_where_the_report_lies(
    seeded: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "tests.tui.crashing", str(seeded)]
    state = {"XDG_STATE_HOME": str(tmp_path / "reports")}
    terminal = Terminal(command, columns=200, rows=40, environment=state)
    terminal.wait(lambda: "all saved" in shown(terminal))
    terminal.send("V" + ENTER + " ")
    terminal.wait(lambda: not terminal._child.isalive())
    assert terminal._child.exitstatus == 4
    (report,) = (tmp_path / "reports" / "workbench").iterdir()
    assert "ZeroDivisionError: a fault for the test" in report.read_text("utf-8")
    assert str(report) in "".join(terminal.rows()).replace(" ", "")
    assert "Traceback" not in shown(terminal)
    assert len(exported(seeded)["spans"]) == 1
    terminal.close()
