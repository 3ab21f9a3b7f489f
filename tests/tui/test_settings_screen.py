"""The settings screen: everything can be seen and changed, and what can show at once does."""

from pathlib import Path

import pytest

from tests.tui.driving import Driver, driving
from workbench.config.paths import user_settings
from workbench.domain.errors import WrongUse
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.settings import SettingsScreen
from workbench.tui.screens.settings_form import KeysForm, SettingForm
from workbench.tui.widgets.words import Words
from workbench.workspace.workspace import Workspace


async def at(driver: Driver, name: str) -> SettingsScreen:
    """Open the settings with the cursor on one of them."""
    await driver.press("K")
    screen = driver.app.screen
    assert isinstance(screen, SettingsScreen)
    screen.reload(name)
    await driver.settle()
    return screen


async def fill_in(driver: Driver, text: str) -> None:
    driver.app.screen.query_one(Words).text = ""
    await driver.type(text)
    await driver.press("enter")


async def test_a_theme_shows_at_once_and_is_kept(workspace: Workspace) -> None:
    async with driving(workspace, (100, 30)) as driver:
        await at(driver, "appearance.theme")
        await driver.press("enter", "3", "enter")
        assert driver.app.theme == "workbench-contrast"
        assert user_settings().read_text() == '[appearance]\ntheme = "contrast"\n'
        await driver.press("d")
        assert driver.app.theme == "workbench-dark"


async def test_reduced_motion_holds_at_once(workspace: Workspace) -> None:
    async with driving(workspace, (100, 30)) as driver:
        await at(driver, "appearance.reduced_motion")
        await driver.press("enter", "1", "enter")
        assert driver.app.animation_level == "none"


async def test_what_it_means_where_it_is_kept_and_where_it_comes_from_is_shown(
    folder: Path,
) -> None:
    (folder / "workbench.toml").write_text('[review]\nblind = "on"\n')
    async with driving(Workspace(folder, "ada"), (100, 30)) as driver:
        await at(driver, "review.blind")
        shown = driver.text()
        row = next(line for line in driver.rows() if "blind" in line)
        assert row.split()[1:3] == ["on", "workspace"]
        assert "It may be off, on, all." in shown
        assert "from the next start on." in shown


async def test_a_wrong_value_is_named_in_the_form_and_nothing_is_lost(
    workspace: Workspace,
) -> None:
    async with driving(workspace, (100, 30)) as driver:
        await at(driver, "review.publish_needs")
        await driver.press("enter")
        await fill_in(driver, "two")
        assert isinstance(driver.app.screen, SettingForm)
        assert "'two' will not do; it may be a whole number" in driver.text()
        await fill_in(driver, "2")
        assert isinstance(driver.app.screen, SettingsScreen)
        assert "publish_needs = 2" in workspace.paths.settings.read_text()


async def test_a_key_bound_anew_works_at_once_and_is_shown_everywhere(
    workspace: Workspace,
) -> None:
    async with driving(workspace, (100, 40)) as driver:
        await at(driver, "compare.link")
        await driver.press("enter")
        assert isinstance(driver.app.screen, KeysForm)
        await fill_in(driver, "Y, ctrl+l")
        await driver.press("escape")
        assert "Y links" in driver.text()
        await driver.press("Y")
        assert "1…5 links" in driver.text()
        await driver.press("escape", "L")
        assert "1…5 links" not in driver.text()
        await driver.press("?")
        assert "Y Ctrl+l" in driver.text() or await seen_below(driver, "Y Ctrl+l")


async def seen_below(driver: Driver, words: str) -> bool:
    for _ in range(8):
        await driver.press("pagedown")
        if words in driver.text():
            return True
    return False


async def test_a_key_that_does_something_else_already_is_refused_with_both_actions(
    workspace: Workspace,
) -> None:
    async with driving(workspace, (100, 30)) as driver:
        await at(driver, "compare.link")
        await driver.press("enter")
        await fill_in(driver, "p")
        said = driver.text()
        assert "p would do both 'compare.link' and 'compare.other_end'" in said
        assert not user_settings().exists()


async def test_only_what_has_some_words_is_listed(workspace: Workspace) -> None:
    async with driving(workspace, (100, 30)) as driver:
        screen = await at(driver, "reviewer")
        await driver.press("/")
        await driver.type("background")
        await driver.press("enter")
        assert [entry.id for entry in screen.shown if not entry.heading] == [
            "appearance.theme", "appearance.background",
        ]  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_rows_fit_the_screen(workspace: Workspace, size: tuple[int, int]) -> None:
    async with driving(workspace, size) as driver:
        await at(driver, "appearance.theme")
        row = next(line for line in driver.rows() if " theme" in line and "default" in line)
        assert len(row) == size[0]
        assert row.split()[:3] == ["theme", "–", "default"]


def test_wrong_keys_are_refused_at_the_start_with_the_file_that_holds_them(
    workspace: Workspace,
) -> None:
    user_settings().parent.mkdir(parents=True)
    user_settings().write_text('[keys]\n"compare.link" = "p"\n')
    said = r"settings\.toml \[keys\]: p would do both 'compare\.link' and 'compare\.other_end'"
    with pytest.raises(WrongUse, match=said):
        WorkbenchApp(Workspace(workspace.paths.folder, "ada"))


async def test_a_language_without_a_catalogue_is_named_and_english_spoken(folder: Path) -> None:
    (folder / "workbench.toml").write_text('[appearance]\nlanguage = "tlh"\n')
    async with driving(Workspace(folder, "ada")) as driver:
        [said] = [item.message for item in driver.app._notifications]
        assert said.startswith("There is no catalogue for the language 'tlh'")
        assert "all saved" in driver.text()
