"""Leaving while a change is still being written."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.tui.driving import Driver, driving
from workbench.domain.errors import NotPermitted, StoreTrouble, WorkbenchError
from workbench.tui.messages import Job
from workbench.workspace.commands import AddClaim, Command
from workbench.workspace.workspace import Workspace


@contextmanager
def slow(workspace: Workspace, error: WorkbenchError | None = None) -> Iterator[Callable[[], None]]:
    """Let commands wait until the function is called, and then fail."""
    real, go = workspace.do, threading.Event()

    def do(command: Command) -> object:
        go.wait(20)
        if error is not None:
            raise error
        return real(command)

    workspace.do = do  # type: ignore[method-assign,assignment]
    yield go.set
    go.set()


async def leave_while_writing(driver: Driver, go: Callable[[], None], *answers: str) -> None:
    driver.app.bench.writer.put(Job((AddClaim(text="Five left"),)))
    await driver.app.action_quit()
    await driver.pilot.pause()
    for answer in answers:
        await driver.pilot.press(answer)
    go()
    await asyncio.sleep(0.1)
    if driver.app.is_running:
        await driver.settle()


async def test_a_change_that_is_being_written_is_waited_for(workspace: Workspace) -> None:
    with slow(workspace) as go:
        async with driving(workspace) as driver:
            await leave_while_writing(driver, go)
            assert [claim.text for claim in driver.view.claims.all()] == ["Five left"]
            assert not driver.app.is_running


async def test_a_change_that_the_disk_refuses_meanwhile_is_asked_about(
    workspace: Workspace,
) -> None:
    with slow(workspace, StoreTrouble("the disk is full")) as go:
        async with driving(workspace) as driver:
            await leave_while_writing(driver, go)
            assert "Leave without saving 1 change?" in driver.text()


async def test_a_change_that_the_rules_refuse_meanwhile_is_told_before_leaving(
    workspace: Workspace,
) -> None:
    with slow(workspace, NotPermitted("the pass is closed")) as go:
        async with driving(workspace) as driver:
            await leave_while_writing(driver, go)
            assert driver.app.is_running
            assert "the pass is closed" in {note.message for note in driver.app._notifications}


async def test_giving_up_a_draft_does_not_give_up_a_change_that_is_being_written(
    workspace: Workspace,
) -> None:
    with slow(workspace) as go:
        async with driving(workspace) as driver:
            driver.app.bench.drafts["verdict", "x"] = {"rationale": "half"}
            await leave_while_writing(driver, go, "y")
            assert [claim.text for claim in driver.view.claims.all()] == ["Five left"]
