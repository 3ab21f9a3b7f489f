"""An error in the program while a change is written: what waits is saved, the rest is reported."""

from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from tests.tui.driving import settled
from workbench.tui.app import WorkbenchApp
from workbench.tui.crash import state_folder
from workbench.tui.messages import Job
from workbench.workspace.commands import AddClaim, Command
from workbench.workspace.workspace import Workspace


async def crash(workspace: Workspace) -> str:
    """What the program says at its end, after a fault in the first of two commands."""
    real = workspace.do

    def faulty(command: Command) -> object:
        if getattr(command, "text", "") == "faulty":
            raise TypeError("a fault for the test")
        return real(command)

    workspace.do = faulty  # type: ignore[method-assign,assignment]
    app = WorkbenchApp(workspace)
    app.bench.drafts["verdict", "x"] = {"rationale": "An hour of typing"}
    with pytest.raises((TypeError, WorkerFailed)):
        await run(app)
    return app.crashed


async def run(app: WorkbenchApp) -> None:
    async with app.run_test() as pilot:
        await settled(pilot)
        app.bench.writer.put(Job((AddClaim(text="faulty"),)))
        app.bench.writer.put(Job((AddClaim(text="behind it"),)))
        await settled(pilot)


async def test_what_waits_behind_a_faulty_command_is_saved(
    workspace: Workspace, folder: Path
) -> None:
    await crash(workspace)
    with Workspace(folder, "ada") as again:
        assert [claim.text for claim in again.view.claims.all()] == ["behind it"]


async def test_the_faulty_command_and_the_drafts_are_reported(workspace: Workspace) -> None:
    said = await crash(workspace)
    assert "1 change could not be saved" in said
    (report,) = state_folder().glob("crash-*.txt")
    text = report.read_text("utf-8")
    assert "An hour of typing" in text
    assert "Not saved: AddClaim(text='faulty'" in text
