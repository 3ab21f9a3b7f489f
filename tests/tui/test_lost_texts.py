"""Texts and events that have been lost: the screen says so, and all else goes on."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cases import FIRST, SECOND
from tests.tui.driving import Driver, driving
from workbench.domain.errors import BadInput
from workbench.tui.screens.articles import ArticlesScreen
from workbench.tui.screens.search import SearchScreen
from workbench.tui.widgets.words import Words
from workbench.workspace.commands import AddClaim, AddSpan, EditClaim
from workbench.workspace.searching import search
from workbench.workspace.workspace import Workspace


def lose_text(folder: Path, article: str) -> None:
    """Annotate an article, then let its file change and its recorded text go."""
    with Workspace(folder, "ada") as workspace:
        workspace.do(AddSpan(article=article, fragments=((0, 9),)))
        version = workspace.articles.get(article).version
    (folder / "seeds" / f"{article}.txt").write_text("Now another text.", encoding="utf-8")
    (folder / "annotations" / "texts" / f"{version}.txt").unlink()


def third_article(folder: Path) -> str:
    (folder / "seeds" / "zz.txt").write_text("Five people left the house.", encoding="utf-8")
    return "zz"


def told(driver: Driver) -> str:
    return "\n".join(note.message for note in driver.app._notifications)


async def test_an_article_without_its_text_says_why_in_its_pane(folder: Path) -> None:
    lose_text(folder, SECOND)
    async with driving(Workspace(folder, "ada")) as driver:
        assert "can't be read" in driver.compare.right.text
        assert len(driver.compare.left.text) > 1000


async def test_nothing_is_highlighted_in_the_words_of_a_pane_without_a_text(folder: Path) -> None:
    lose_text(folder, FIRST)
    async with driving(Workspace(folder, "ada")) as driver:
        await driver.press("V", "enter")
        assert len(driver.view.spans) == 1
        assert "can't be read" in told(driver)


async def test_the_search_goes_on_without_the_text_that_is_lost(folder: Path) -> None:
    lose_text(folder, third_article(folder))
    async with driving(Workspace(folder, "ada")) as driver:
        await driver.press("/")
        await driver.type("opposition")
        screen = driver.app.screen
        assert isinstance(screen, SearchScreen)
        assert {hit.id for hit in screen._hits} >= {FIRST}
        assert "can't be read" in told(driver)


async def test_articles_are_listed_with_the_one_that_has_lost_its_text(folder: Path) -> None:
    lose_text(folder, third_article(folder))
    async with driving(Workspace(folder, "ada"), size=(120, 40)) as driver:
        await driver.press("O", "end")
        assert isinstance(driver.app.screen, ArticlesScreen)
        assert "no text" in driver.text()
        assert "can't be read" in driver.text()
        await driver.press("H")
        assert driver.app.is_running


async def test_undo_says_which_event_is_missing(folder: Path) -> None:
    with Workspace(folder, "ada") as workspace:
        claim = str(workspace.do(AddClaim(text="one")).id)
    (first,) = (folder / "annotations" / "events").glob("*.jsonl")
    with Workspace(folder, "ada") as workspace:
        workspace.do(EditClaim(claim=claim, text="two"))
    first.unlink()
    async with driving(Workspace(folder, "ada")) as driver:
        await driver.press("u")
        assert "is missing" in told(driver)


async def test_what_is_wrong_with_an_expression_is_not_said_of_the_words_typed_after_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*args: object, **options: object) -> object:
        if args[1] == "(a+)+":
            time.sleep(0.5)
            raise BadInput("the expression takes too long")
        return real(*args, **options)

    real: Callable[..., object] = search
    monkeypatch.setattr("workbench.tui.screens.search.search", slow)
    async with driving(Workspace(folder, "ada")) as driver:
        await driver.press("/")
        screen = driver.app.screen
        assert isinstance(screen, SearchScreen)
        screen.query_one(Words).text = "(a+)+"
        await driver.pilot.pause(0.1)
        screen.query_one(Words).text = "zzzz"
        await driver.settle()
        assert screen._trouble == ""
