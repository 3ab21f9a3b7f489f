"""Notices that pass, and what is waited for: none covers what the status line says meanwhile."""

import asyncio
from threading import Event
from typing import Any

import pytest
from textual import events

from tests.tui.driving import Driver, driving
from workbench.tui.app import WorkbenchApp
from workbench.workspace.workspace import Workspace


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_notice_covers_neither_row_of_the_status_line(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        before = driver.rows()
        driver.compare.say("Something was done just now, and this tells of it")
        for _ in range(50):
            await pilot.pause(0.02)
            if "just now" in driver.text():
                break
        assert "just now" in driver.text()
        assert driver.rows()[-2:] == before[-2:]


async def test_that_articles_are_compared_is_said_until_they_are(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings = workspace.findings
    real, go_on = findings.between, Event()

    def slow(*articles: str) -> Any:
        go_on.wait(10)
        return real(*articles)

    monkeypatch.setattr(findings, "between", slow)
    async with driving(workspace) as driver:
        driver.app.post_message(events.Key("right_square_bracket", "]"))
        for _ in range(100):
            await asyncio.sleep(0.02)
            if driver.app.bench.comparing:
                break
        await driver.pilot.pause()
        said = driver.rows()[-2]
        go_on.set()
        await driver.settle()
        assert "Comparing the articles…" in said
        assert "a accepts" in driver.rows()[-2]
        assert not driver.app._notifications
