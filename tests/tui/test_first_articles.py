"""A workspace without articles, or with one: what is there to read is added on the screen."""

import sys
from pathlib import Path

import pytest

from tests.tui.driving import Driver, driving
from tests.tui.pane.terminal import Terminal
from workbench.tui.screens.add_article import AddArticleForm
from workbench.tui.screens.compare import CompareScreen
from workbench.workspace.workspace import Workspace

SHIP = "  The ferry sank at noon.\n\nSix people drowned.\u2028The captain lived.\x0c \n\n"
BOAT = "The boat went down at 12.\n\nFive people drowned, the guard said.\n"


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    folder = tmp_path / "ferry"
    folder.mkdir()
    return Workspace(folder, "ada")


@pytest.mark.parametrize("key", ["s", "]", "[", "f", "v", "V", "plus", "i", "y", "enter"])
async def test_a_key_that_needs_an_article_says_that_there_is_none(
    empty: Workspace, key: str
) -> None:
    async with driving(empty, (100, 30)) as driver:
        await driver.press(key)
        told = [note.message for note in driver.app._notifications]
        assert told == ["There is no article in view: O adds one"]
        assert not driver.compare.left.is_extending


async def test_what_a_pane_says_in_place_of_an_article_is_never_selected(empty: Workspace) -> None:
    async with driving(empty, (100, 30)) as driver:
        await driver.press("shift+right", "shift+down")
        assert not driver.compare.left.selection
        await driver.pilot.click("#left", (3, 1), times=2)
        await driver.settle()
        assert not driver.compare.left.selection


async def paste(driver: Driver, text: str) -> None:
    await driver.type(text)


async def test_an_empty_workspace_opens_and_says_how_to_begin(empty: Workspace) -> None:
    async with driving(empty, (100, 30)) as driver:
        shown = driver.text()
        assert "No articles here yet." in shown
        assert "Press O to add one" in shown
        assert "O adds the first article" in shown
    assert list(empty.paths.folder.iterdir()) == []


async def test_keys_that_need_an_article_do_no_harm_where_there_is_none(empty: Workspace) -> None:
    async with driving(empty) as driver:
        for key in ("v", "right", "enter", "L", "c", "n", "]", "a", "x", "t", "p", "f", "z", "T"):
            await driver.press(key)
            if driver.app.screen is not driver.compare:
                await driver.press("escape")
        assert isinstance(driver.app.screen, CompareScreen)
        assert not driver.view.spans.all()


@pytest.mark.slow
async def test_from_nothing_to_two_articles_side_by_side_by_pasting(empty: Workspace) -> None:
    async with driving(empty, (100, 40)) as driver:
        await driver.press("O")
        assert isinstance(driver.app.screen, AddArticleForm)
        await driver.press("tab")
        await paste(driver, SHIP)
        await driver.press("enter")
        assert "The ferry sank at noon." in driver.text()
        await paste(driver, BOAT)
        assert isinstance(driver.app.screen, AddArticleForm)
        await driver.press("enter")
        assert isinstance(driver.app.screen, CompareScreen)
        shown = driver.text()
        assert "Six people drowned." in shown
        assert "Five people drowned" in shown
        await driver.press("L", "3")
        assert len(driver.view.links) == 1


async def test_pasted_text_is_kept_as_it_is_blanks_at_both_ends_too(empty: Workspace) -> None:
    async with driving(empty, (100, 40)) as driver:
        await paste(driver, SHIP)
        await driver.press("enter")
        [article] = driver.app.workspace.articles.all()
        assert driver.app.workspace.articles.text(article.version) == SHIP
        assert (empty.paths.folder / article.path).read_bytes() == SHIP.encode()


async def test_the_path_of_a_file_can_be_pasted_too(empty: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "boat news.txt"
    file.write_text(BOAT, "utf-8")
    async with driving(empty, (100, 40)) as driver:
        await paste(driver, f"'{file}'")
        await driver.press("enter")
        [article] = driver.app.workspace.articles.all()
        assert driver.app.workspace.articles.text(article.version) == BOAT


async def test_what_was_pasted_and_not_saved_is_kept_as_a_draft(empty: Workspace) -> None:
    async with driving(empty, (100, 40)) as driver:
        await paste(driver, BOAT)
        await driver.press("escape", "O")
        assert "Five people drowned" in driver.text()


@pytest.mark.slow
async def test_a_file_that_is_put_into_the_folder_appears(empty: Workspace) -> None:
    async with driving(empty, (100, 40)) as driver:
        (empty.paths.seeds).mkdir()
        (empty.paths.seeds / "boat.txt").write_text(BOAT, "utf-8")
        await driver.pilot.pause(2.2)
        await driver.settle()
        assert "The boat went down" in driver.text()


async def test_pasting_beside_two_articles_adds_nothing(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await paste(driver, BOAT)
        assert isinstance(driver.app.screen, CompareScreen)


@pytest.mark.slow
def test_in_a_real_terminal_two_pasted_reports_stand_side_by_side(tmp_path: Path) -> None:
    folder = tmp_path / "ferry"
    folder.mkdir()
    command = [sys.executable, "-m", "workbench", "--reviewer", "ada", str(folder)]
    terminal = Terminal(command, columns=100, rows=30)
    try:

        def shows(words: str) -> bool:
            return any(words in row for row in terminal.rows())

        terminal.wait(lambda: shows("No articles here yet") and shows("all saved"))
        for text, words in ((SHIP, "The ferry sank"), (BOAT, "The boat went down")):
            terminal.send(f"\x1b[200~{text}\x1b[201~".replace("\n", "\r"))
            terminal.wait(lambda: shows("Add an article"))
            terminal.send("\r")
            terminal.wait(lambda words=words: shows(words) and not shows("Add an article"))  # type: ignore[misc]
        assert shows("The ferry sank")
        assert {path.read_bytes() for path in (folder / "seeds").iterdir()} == {
            SHIP.encode(),
            BOAT.encode(),
        }
        terminal.send("q")
    finally:
        terminal.close()
