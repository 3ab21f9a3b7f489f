from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.driving import driving
from workbench.tui.screens.cases import CasesScreen
from workbench.workspace.commands import AddArticle, AddClaim
from workbench.workspace.workspace import Workspace


@pytest.fixture
def two_cases(folder: Path) -> Iterator[Workspace]:
    with Workspace(folder, "ada") as workspace:
        workspace.do(AddArticle(path="flood.txt", text="The river rose.", case="river"))
        workspace.do(AddClaim(text="it rose", case="river"))
        yield workspace


@pytest.mark.slow
async def test_a_case_is_made_and_waits_for_articles(two_cases: Workspace) -> None:
    async with driving(two_cases, (120, 40)) as driver:
        await driver.press("n")
        await driver.type("quake")
        await driver.press("enter")
        assert "3 cases" in driver.text()
        assert two_cases.articles.empty_cases() == ["quake"]


@pytest.mark.slow
async def test_a_case_is_renamed_with_its_claims(two_cases: Workspace) -> None:
    async with driving(two_cases, (120, 40)) as driver:
        await driver.press("end", "r", "ctrl+u")
        await driver.type("flood")
        await driver.press("enter")
        assert two_cases.articles.cases() == ["case", "flood"]
        assert [claim.case for claim in driver.view.claims.all()] == ["flood"]


async def test_an_archived_case_stands_below_and_comes_back(two_cases: Workspace) -> None:
    async with driving(two_cases, (120, 40)) as driver:
        await driver.press("end", "x")
        screen = driver.app.screen
        assert isinstance(screen, CasesScreen)
        assert [(entry.item.name, entry.item.archived) for entry in screen.shown][-1] == (
            "river",
            True,
        )
        assert (two_cases.paths.folder / "archive" / "river" / "flood.txt").is_file()
        await driver.press("end", "x")
        assert two_cases.articles.cases() == ["case", "river"]
        assert (two_cases.paths.seeds / "river" / "flood.txt").is_file()


@pytest.mark.slow
async def test_undo_gives_a_case_its_old_name_and_its_files_back(two_cases: Workspace) -> None:
    before = two_cases.articles.cases()
    async with driving(two_cases, (120, 40)) as driver:
        await driver.press("end", "r", "ctrl+u")
        await driver.type("flood")
        await driver.press("enter")
        assert "flood" in driver.text()
        await driver.press("u")
        told = " ".join(str(item.message) for item in driver.app._notifications)
        assert "Took back the new name of the case" in told
        assert "flood" not in driver.text()
        assert two_cases.articles.cases() == before


@pytest.mark.slow
async def test_a_name_that_is_taken_is_refused(two_cases: Workspace) -> None:
    async with driving(two_cases, (120, 40)) as driver:
        await driver.press("n")
        await driver.type("river")
        await driver.press("enter")
        told = " ".join(str(item.message) for item in driver.app._notifications)
        assert "there is a case 'river' already" in told
