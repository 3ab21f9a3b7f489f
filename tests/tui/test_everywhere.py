"""Keys that work everywhere: on every screen, in every form too, without costing what is typed."""

from pathlib import Path

import pytest

from tests.tui.driving import Driver, driving
from tests.tui.walking import fill, walk
from workbench.tui import leaving
from workbench.tui.screens.comment_form import CommentForm
from workbench.tui.screens.help import HelpScreen
from workbench.tui.widgets.words import Words
from workbench.workspace.workspace import Workspace

LEAVE = "Leave without saving 1 draft?"


@pytest.mark.slow
async def test_no_screen_cuts_off_the_keys_that_work_everywhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(folder)
    left: list[object] = []
    monkeypatch.setattr(leaving, "leave", lambda *_: left.append(_))
    dead = []
    async with driving(Workspace(folder, "ada"), (100, 32)) as driver:
        bench = driver.app.bench
        async for name in walk(driver):
            count, toured = len(left), bench.guide
            await driver.press("ctrl+q", "f2")
            dead += [f"{name}: ctrl+q"] if len(left) != count + 1 else []
            dead += [f"{name}: f2"] if (bench.guide is None) is (toured is None) else []
            if not isinstance(driver.app.screen.focused, Words) and name not in ("help", "palette"):
                dead += [f"{name}: {key}" for key in "?:" if not await opens(driver, key)]
    assert not dead


async def opens(driver: Driver, key: str) -> bool:
    """Whether a key opens a screen over the one that is there; it is closed again."""
    height = len(driver.app.screen_stack)
    await driver.press(key)
    opened = len(driver.app.screen_stack) == height + 1
    if opened:
        await driver.press("escape")
    return opened


async def comment(driver: Driver, words: str = "") -> Words:
    """A claim, and the form for a comment on it."""
    await driver.link_and_claim()
    await driver.press("m", *words)
    assert isinstance(driver.app.screen, CommentForm)
    field = driver.app.screen.focused
    assert isinstance(field, Words)
    return field


async def test_signs_are_typed_where_words_are(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        field = await comment(driver, "q?:")
        assert field.text == "q?:"


async def test_a_chosen_key_opens_the_help_in_a_form_and_a_chosen_letter_is_typed(
    folder: Path,
) -> None:
    (folder / "workbench.toml").write_text('[keys]\n"app.help" = "f1,Q"\n', "utf-8")
    with Workspace(folder, "ada") as workspace:
        async with driving(workspace) as driver:
            field = await comment(driver, "Q")
            assert field.text == "Q"
            await driver.press("f1")
            assert isinstance(driver.app.screen, HelpScreen)


async def test_leaving_from_a_form_asks_once_and_keeps_what_is_typed(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        field = await comment(driver, "half")
        await driver.press("ctrl+q", "ctrl+q")
        assert LEAVE in driver.text()
        await driver.press("n")
        assert driver.app.screen.focused is field
        assert field.text == "half"
        await driver.press("enter")
        assert [item.text for item in driver.view.comments.all()] == ["half"]
        assert not driver.app.bench.drafts


async def test_leaving_from_a_form_in_which_nothing_was_typed_asks_nothing(
    workspace: Workspace,
) -> None:
    async with driving(workspace) as driver:
        await comment(driver)
        await driver.press("ctrl+q")
        assert not driver.app.is_running


async def test_a_form_that_is_saved_closes_with_what_was_opened_over_it(
    workspace: Workspace,
) -> None:
    async with driving(workspace) as driver:
        await comment(driver, "half")
        form = driver.app.screen
        assert isinstance(form, CommentForm)
        await driver.press("ctrl+q")
        assert LEAVE in driver.text()
        form.save()
        await driver.settle()
        assert driver.app.screen is driver.compare
        assert [item.text for item in driver.view.comments.all()] == ["half"]
