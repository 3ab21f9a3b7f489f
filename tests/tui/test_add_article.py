from pathlib import Path

import pytest

from tests.cases import FIRST
from tests.tui.driving import Driver, driving
from workbench.tui.screens.add_article import AddArticleForm, plain_path
from workbench.tui.screens.articles import ArticlesScreen
from workbench.workspace.workspace import Workspace

TEXT = "Bridge closed\n\nThe bridge was closed on Tuesday after cracks were found.\n"


async def open_form(driver: Driver) -> None:
    await driver.press("O", "a")
    assert isinstance(driver.app.screen, AddArticleForm)


@pytest.mark.slow
async def test_a_file_is_added_by_its_path(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "bridge.txt"
    file.write_text(TEXT, "utf-8")
    async with driving(workspace, (120, 40)) as driver:
        await open_form(driver)
        await driver.type(str(file))
        await driver.press("enter")
        screen = driver.app.screen
        assert isinstance(screen, ArticlesScreen)
        assert screen.current is not None
        assert screen.current.id == "bridge"
        assert (workspace.paths.seeds / "bridge.txt").read_text("utf-8") == TEXT


async def test_pasted_text_becomes_an_article_named_after_its_first_line(
    workspace: Workspace,
) -> None:
    async with driving(workspace, (120, 40)) as driver:
        await open_form(driver)
        await driver.press("tab")
        await driver.type(TEXT)
        await driver.press("tab", "ctrl+u")
        await driver.type("bridge")
        await driver.press("enter")
        article = workspace.articles.get("Bridge closed")
        assert (article.case, article.path) == ("bridge", "seeds/bridge/Bridge closed.txt")
        assert workspace.articles.text(article.version) == TEXT


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "word"),
    [
        ("https://courier.example/bridge", "save the page in a browser"),
        ("/no/such/file.txt", "no such file"),
        ("", "a file or a text is needed"),
    ],
)
async def test_what_cannot_be_added_is_said_in_the_form(
    workspace: Workspace, given: str, word: str
) -> None:
    async with driving(workspace, (120, 40)) as driver:
        await open_form(driver)
        await driver.type(given)
        await driver.press("enter")
        assert isinstance(driver.app.screen, AddArticleForm)
        assert word in " ".join(driver.text().split())
        assert len(workspace.articles.ids()) == 2


@pytest.mark.slow
async def test_a_pasted_address_is_refused_too(workspace: Workspace) -> None:
    async with driving(workspace, (120, 40)) as driver:
        await open_form(driver)
        await driver.press("tab")
        await driver.type("https://courier.example/bridge")
        await driver.press("enter")
        assert "does not use the network" in driver.text()


@pytest.mark.slow
async def test_the_same_text_again_is_refused_with_where_it_is(
    workspace: Workspace, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes((workspace.paths.seeds / f"{FIRST}.txt").read_bytes())
    async with driving(workspace, (120, 40)) as driver:
        await open_form(driver)
        await driver.type(str(copy))
        await driver.press("enter")
        told = " ".join(driver.text().split())
        assert "the same text is there already as" in told
        assert f"'{FIRST}'" in told


@pytest.mark.slow
async def test_a_near_duplicate_is_added_and_told(workspace: Workspace, tmp_path: Path) -> None:
    text = (workspace.paths.seeds / f"{FIRST}.txt").read_text("utf-8")
    copy = tmp_path / "reprint.txt"
    copy.write_text(text.replace("412", "many"), "utf-8")
    async with driving(workspace, (120, 40)) as driver:
        await open_form(driver)
        await driver.type(str(copy))
        await driver.press("enter")
        assert "nearly the same" in " ".join(
            str(item.message) for item in driver.app._notifications
        )
        assert "reprint" in workspace.articles.ids()


@pytest.mark.slow
async def test_a_closed_form_keeps_what_was_typed(workspace: Workspace) -> None:
    async with driving(workspace, (120, 40)) as driver:
        await open_form(driver)
        await driver.type("/tmp/half a pa")
        await driver.press("escape", "a")
        screen = driver.app.screen
        assert isinstance(screen, AddArticleForm)
        assert screen.values["path"] == "/tmp/half a pa"


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("'/tmp/a b.txt'", "/tmp/a b.txt"),
        ("file:///tmp/a%20b.txt", "/tmp/a b.txt"),
        ("  /tmp/a.txt ", "/tmp/a.txt"),
        ("https://a.example/x", "https://a.example/x"),
    ],
)
def test_a_path_is_taken_as_terminals_write_dropped_files(given: str, path: str) -> None:
    assert plain_path(given) == path
