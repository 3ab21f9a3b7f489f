"""`workbench doctor`, on disks and terminals that are as they should be, and on others."""

import json
import resource
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cases import FIRST, ROOT
from tests.cli.running import apply, run
from tests.tui.pane.terminal import Terminal
from workbench.cli.doctor.installation import EXTRAS

SPAN = {"do": "add_span", "article": FIRST, "fragments": [[0, 9]]}


def found(folder: Path) -> dict[str, dict[str, Any]]:
    """What it says of each thing, by name."""
    return {item["about"]: item for item in json.loads(run(folder, "doctor", "--json").stdout)}


def test_a_sound_workspace_passes(folder: Path) -> None:
    apply(folder, SPAN)
    done = run(folder, "doctor")
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing here would lose work" in done.stdout
    assert {found(folder)[name]["state"] for name in ("disk", "database")} == {"good"}


@pytest.mark.slow
def test_it_leaves_nothing_behind(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    run(folder, "doctor")
    assert sorted(folder.rglob("*")) == before


def test_a_damaged_line_is_named_and_fails(folder: Path) -> None:
    apply(folder, SPAN, SPAN)
    (events,) = (folder / "annotations" / "events").iterdir()
    events.write_bytes(events.read_bytes().replace(b"add_span", b"add_spam", 1))
    done = run(folder, "doctor")
    assert done.returncode == 1
    assert f"{events.name}:1" in done.stdout


@pytest.mark.parametrize("annotated", [True, False])
def test_an_article_that_can_not_be_read_is_named_and_not_counted(
    folder: Path, annotated: bool
) -> None:
    if annotated:
        apply(folder, SPAN)
    (folder / "seeds" / f"{FIRST}.txt").write_bytes(b"")
    done = run(folder, "doctor")
    assert f"{FIRST}.txt: the file is empty" in done.stdout
    assert "1 can be read" in done.stdout


@pytest.mark.slow
def test_a_disk_that_takes_nothing_fails(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "-C", str(folder), "doctor"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
    )
    assert done.returncode == 1
    assert "nothing can be written" in done.stdout


@pytest.mark.slow
def test_settings_that_are_wrong_fail(folder: Path) -> None:
    (folder / "workbench.toml").write_text("colour = 1")
    assert found(folder)["workspace"]["state"] == "bad"


@pytest.mark.slow
def test_a_folder_without_a_workspace_is_no_fault(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor")
    assert done.returncode == 0
    assert "workbench new" in done.stdout


def test_every_extra_is_known_to_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(EXTRAS) == set(project["optional-dependencies"]) - {"test"}


@pytest.fixture
def in_terminal(folder: Path) -> Iterator[Callable[..., Terminal]]:
    opened = []

    def start(**environment: str) -> Terminal:
        command = [sys.executable, "-m", "workbench", "-C", str(folder), "doctor"]
        terminal = Terminal(command, columns=150, rows=40, environment=environment)
        opened.append(terminal)
        return terminal

    yield start
    for terminal in opened:
        terminal.close()


def told(terminal: Terminal, about: str) -> str:
    terminal.wait(lambda: any("would lose work" in row for row in terminal.rows()))
    return next(row for row in terminal.rows() if f" {about} " in row)


@pytest.mark.slow
def test_widths_are_those_that_the_terminal_draws(
    in_terminal: Callable[..., Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = in_terminal()
    monkeypatch.setattr(terminal.screen, "write_process_input", terminal.send)
    assert told(terminal, "widths").startswith(("ok", "note  widths      drawn otherwise"))


@pytest.mark.slow
def test_a_terminal_that_draws_everything_narrow_is_told_apart(
    in_terminal: Callable[..., Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = in_terminal()
    narrow = "\x1b[1;2R"
    monkeypatch.setattr(terminal.screen, "write_process_input", lambda _: terminal.send(narrow))
    assert "Chinese (中: 1 cells, not 2)" in told(terminal, "widths")


@pytest.mark.slow
def test_a_terminal_that_does_not_answer_holds_nothing_up(
    in_terminal: Callable[..., Terminal],
) -> None:
    assert "does not say how wide" in told(in_terminal(), "widths")


@pytest.mark.slow
def test_no_color_is_told(in_terminal: Callable[..., Terminal]) -> None:
    assert "NO_COLOR" in told(in_terminal(NO_COLOR="1"), "colours")
