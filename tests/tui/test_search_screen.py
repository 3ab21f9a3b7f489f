from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from tests.cases import FIRST, SECOND
from tests.tui.driving import settled
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.compare import CompareScreen
from workbench.tui.screens.search import SearchScreen
from workbench.workspace.commands import AddClaim
from workbench.workspace.workspace import Workspace


@asynccontextmanager
async def searching(folder: Path, *keys: str) -> AsyncIterator[tuple[Pilot[None], SearchScreen]]:
    """The search of a workspace, opened, with keys pressed in it."""
    app = WorkbenchApp(Workspace(folder, "ada"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *keys)
        await settled(pilot)
        assert isinstance(app.screen, SearchScreen)
        yield pilot, app.screen


async def test_enter_goes_to_the_hit_and_f3_to_the_next_one(folder: Path) -> None:
    async with searching(folder, *"embassy") as (pilot, screen):
        hits = [entry.item for entry in screen.shown]
        assert {hit.id for hit in hits} == {FIRST, SECOND}
        assert all(hit.found.lower() == "embassy" for hit in hits)
        await pilot.press("down", "enter")
        await settled(pilot)
        compare = pilot.app.screen
        assert isinstance(compare, CompareScreen)
        assert compare.articles.pane.cursor == hits[1].start
        await pilot.press("f3")
        await settled(pilot)
        assert compare.articles.pane.cursor == hits[2].start


async def test_tab_tolerates_misspelling_and_a_claim_is_found_by_its_words(folder: Path) -> None:
    with Workspace(folder, "ada") as workspace:
        claim = str(workspace.do(AddClaim(text="The minister spoke of negotiations")).id)
    async with searching(folder, *"negociations") as (pilot, screen):
        assert not screen.shown
        await pilot.press("tab")
        await settled(pilot)
        assert claim in {entry.item.id for entry in screen.shown}


async def test_a_wrong_expression_is_named_and_typing_goes_on(folder: Path) -> None:
    async with searching(folder, "tab", "tab", *"41(") as (pilot, screen):
        assert "not a regular expression" in screen.nothing()
        await pilot.press("2", "right_parenthesis")
        await settled(pilot)
        assert "412" in {entry.item.found for entry in screen.shown}


async def test_what_is_written_meanwhile_is_found(folder: Path) -> None:
    async with searching(folder, *"zebra") as (pilot, screen):
        assert not screen.shown
        with Workspace(folder, "ben") as other:
            claim = str(other.do(AddClaim(text="about zebras")).id)
        await pilot.pause(1.5)
        await settled(pilot)
        assert [entry.item.id for entry in screen.shown] == [claim]
