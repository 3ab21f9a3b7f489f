"""Everything by keyboard: what has a focus can be given it, what takes a click has a key."""

import ast
from pathlib import Path

import pytest
from textual.widget import Widget

from tests.cases import ROOT
from tests.tui.driving import Driver, driving
from tests.tui.walking import ROUTES, fill, walk
from workbench.tui.actions import every_action
from workbench.tui.screens.action_screen import ActionScreen
from workbench.tui.screens.compare import CompareScreen
from workbench.workspace.workspace import Workspace

SAME_BY_KEYS = {
    "AddSource": ("form.next", "form.save"),
    "ArticlePane": ("pane.cursor_down", "pane.word_next", "pane.toggle_select", "pane.next_mark"),
    "Ask": ("form.save",),
    "ChoiceRow": ("form.next",),
    "Jump": ("compare.jump",),
    "LineList": ("list.down", "list.up", "compare.open", "articles.open"),
    "OverviewRuler": ("pane.page_down", "pane.text_end", "pane.next_mark"),
}
"""What takes the mouse → the actions by which the keyboard does the same.

Questions, options and jump letters show the key that chooses each of them.
"""


STEERED = {("search", "list"): ("search.up", "search.down", "search.page_down", "search.open")}
"""What keeps no focus, since words are typed meanwhile → the actions that steer it."""


def take_the_mouse() -> set[str]:
    """The classes that handle clicks, presses or drags."""
    found = set()
    for file in (ROOT / "workbench" / "tui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                names = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
                if names & {"on_click", "_on_click", "on_mouse_down", "on_mouse_up"}:
                    found.add(node.name)
    return found


def test_whatever_takes_the_mouse_is_done_by_keys_too() -> None:
    assert take_the_mouse() == set(SAME_BY_KEYS)
    actions = {action.name: action for action in every_action()}
    for names in (*SAME_BY_KEYS.values(), *STEERED.values()):
        assert all(actions[name].keys for name in names)


@pytest.mark.slow
async def test_every_widget_that_can_have_the_focus_is_reached_by_keys(folder: Path) -> None:
    fill(folder)
    missed = []
    async with driving(Workspace(folder, "ada"), (100, 32)) as driver:
        async for name in walk(driver):
            chain = list(driver.app.screen.focus_chain)
            reached = await go_round(driver, len(chain))
            missed += [
                f"{name}: {widget}"
                for widget in chain
                if widget not in reached and (name, widget.id) not in STEERED
            ]
    assert not missed, "\n".join(missed)


async def go_round(driver: Driver, count: int) -> list[Widget]:
    """Press what goes from one widget to the next; Shift+Tab leads to the list of claims."""
    screen = driver.app.screen
    reached = [screen.focused] if screen.focused else []
    keys = ("tab", "tab", "shift+tab") if isinstance(screen, CompareScreen) else ("tab",)
    for key in keys * count if count > 1 else ():
        await driver.press(key)
        if screen.focused is not None:
            reached.append(screen.focused)
    return reached


@pytest.mark.slow
async def test_every_screen_says_how_to_leave_it_and_every_action_has_a_key(folder: Path) -> None:
    fill(folder)
    seen = set()
    async with driving(Workspace(folder, "ada"), (100, 32)) as driver:
        async for name in walk(driver):
            screen = driver.app.screen
            seen.add(name)
            if isinstance(screen, ActionScreen):
                known = {action.name for action in every_action() if action.keys}
                assert set(screen.handlers()) <= known, name
            if len(driver.app.screen_stack) > 1 and name not in ("jump letters", "palette"):
                assert "Esc" in driver.text(), name
    assert seen == set(ROUTES)
