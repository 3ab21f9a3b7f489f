"""No colours where none are wanted, and nothing that moves by itself."""

import re
import shutil
import sys
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.cases import SEEDS
from tests.tui.driving import driving
from tests.tui.pane.terminal import Terminal
from workbench.workspace.workspace import Workspace

COLOUR = re.compile(rb"\x1b\[(?:[\d:;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:][\d:;]*)?m")
"""An escape sequence that chooses a colour of letters or ground; 39 and 49 put the default back."""


@pytest.mark.slow
@pytest.mark.parametrize(("value", "coloured"), [("1", False), ("", True)])
def test_no_colour_is_sent_where_none_is_wanted(tmp_path: Path, value: str, coloured: bool) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    command = [sys.executable, "-m", "workbench", "--reviewer", "ada", str(tmp_path)]
    terminal = Terminal(command, columns=100, rows=30, environment={"NO_COLOR": value})
    try:
        terminal.wait(lambda: "all saved" in "\n".join(terminal.rows()))
        terminal.send("L")
        terminal.wait(lambda: "contradicts" in "\n".join(terminal.rows()))
        assert bool(COLOUR.search(terminal.written)) is coloured
    finally:
        terminal.close()


async def test_without_colours_the_pane_with_the_keyboard_has_a_sign(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(workspace, (100, 30)) as driver:
        left = [segment for strip in driver.app.screen._compositor.render_strips()
                for segment in strip if segment.style and segment.style.reverse]  # fmt: skip
        assert [segment.text for segment in left] == ["A"]


@pytest.mark.parametrize("how", ["setting", "variable"])
async def test_with_reduced_motion_nothing_moves_by_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    if how == "setting":
        (folder / "workbench.toml").write_text("[appearance]\nreduced_motion = true\n")
    else:
        monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    async with driving(Workspace(folder, "ada")) as driver:
        assert driver.app.animation_level == "none"
        await driver.press(":")
        assert [field.cursor_blink for field in driver.app.screen.query(Input)] == [False]
