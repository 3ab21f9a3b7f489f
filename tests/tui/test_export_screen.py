import json
from pathlib import Path

from tests.tui.driving import settled
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.export import ExportScreen
from workbench.workspace.commands import AddClaim, GiveVerdict
from workbench.workspace.workspace import Workspace


def judged(folder: Path) -> Workspace:
    workspace = Workspace(folder, "ada")
    for text, label in (("true one", "supported"), ("false one", "refuted")):
        claim = str(workspace.do(AddClaim(text=text)).id)
        workspace.do(GiveVerdict(claim=claim, label=label, rationale="r"))
    return workspace


async def test_the_preview_shows_what_would_be_written_and_what_is_not_held(
    folder: Path,
) -> None:
    app = WorkbenchApp(judged(folder))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("X", "down", "down")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ExportScreen)
        assert screen.current == "csv"
        shown = "".join(part for row in screen.detail_rows("csv", 100) for part, _ in row)
        assert "true one" in shown
        assert "false one" in shown


async def test_claims_are_chosen_by_verdict_and_written_where_asked(folder: Path) -> None:
    app = WorkbenchApp(judged(folder))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("X", "v")
        await settled(pilot)
        await pilot.press("enter", "enter")
        await settled(pilot)
        written = json.loads((folder / "export.json").read_text())
        assert [claim["text"] for claim in written["claims"]] == ["true one"]


async def test_what_is_there_is_replaced_only_when_told(folder: Path) -> None:
    (folder / "export.json").write_text("mine")
    app = WorkbenchApp(judged(folder))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("X", "enter", "enter", "k")
        await settled(pilot)
        assert (folder / "export.json").read_text() == "mine"
        await pilot.press("enter", "enter", "r")
        await settled(pilot)
        assert json.loads((folder / "export.json").read_text())["claims"]
