from pathlib import Path

from tests.cases import FIRST, SECOND
from tests.tui.driving import settled
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.compare import CompareScreen
from workbench.tui.screens.search import SearchScreen
from workbench.workspace.commands import AddClaim
from workbench.workspace.workspace import Workspace


async def test_enter_goes_to_the_hit_and_f3_to_the_next_one(folder: Path) -> None:
    app = WorkbenchApp(Workspace(folder, "ada"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"embassy")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        hits = [entry.item for entry in screen.shown]
        assert {hit.id for hit in hits} == {FIRST, SECOND}
        assert all(hit.found.lower() == "embassy" for hit in hits)
        await pilot.press("down", "enter")
        await settled(pilot)
        compare = app.screen
        assert isinstance(compare, CompareScreen)
        assert compare.articles.pane.cursor == hits[1].start
        await pilot.press("f3")
        await settled(pilot)
        assert compare.articles.pane.cursor == hits[2].start


async def test_tab_tolerates_misspelling_and_a_claim_is_found_by_its_words(folder: Path) -> None:
    workspace = Workspace(folder, "ada")
    claim = str(workspace.do(AddClaim(text="The minister spoke of negotiations")).id)
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"negociations")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        assert not screen.shown
        await pilot.press("tab")
        await settled(pilot)
        assert claim in {entry.item.id for entry in screen.shown}


async def test_a_wrong_expression_is_named_and_typing_goes_on(folder: Path) -> None:
    app = WorkbenchApp(Workspace(folder, "ada"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("slash", "tab", "tab", *"41(")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        assert "not a regular expression" in screen.nothing()
        await pilot.press("2", "right_parenthesis")
        await settled(pilot)
        assert "412" in {entry.item.found for entry in screen.shown}


async def test_what_is_written_meanwhile_is_found(folder: Path) -> None:
    workspace = Workspace(folder, "ada")
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"zebra")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        assert not screen.shown
        with Workspace(folder, "ben") as other:
            claim = str(other.do(AddClaim(text="about zebras")).id)
        await pilot.pause(1.5)
        await settled(pilot)
        assert [entry.item.id for entry in screen.shown] == [claim]
