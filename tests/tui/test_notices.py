"""Notices that pass, and what is waited for: none covers what the status line says meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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


@asynccontextmanager
async def comparing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Driver, Event]]:
    """The screen while articles are compared, which goes on until the event is set."""
    findings = workspace.findings
    real, go_on = findings.between, Event()

    def slow(*articles: str) -> Any:
        go_on.wait(10)
        return real(*articles)

    monkeypatch.setattr(findings, "between", slow)
    async with driving(workspace) as driver:
        await hit(driver, "right_square_bracket", "]")
        yield driver, go_on
        go_on.set()


async def hit(driver: Driver, key: str, character: str) -> None:
    """Press a key without waiting for what it begins."""
    driver.app.post_message(events.Key(key, character))
    await asyncio.sleep(0.4)
    await driver.pilot.pause()


async def test_that_articles_are_compared_is_said_until_they_are(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with comparing(workspace, monkeypatch) as (driver, go_on):
        assert "Comparing the articles…" in driver.rows()[-2]
        go_on.set()
        await driver.settle()
        assert "a accepts" in driver.rows()[-2]
        assert not driver.app._notifications


async def test_a_key_that_waits_for_the_comparison_says_so(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with comparing(workspace, monkeypatch) as (driver, _):
        await hit(driver, "s", "s")
        told = [note.message for note in driver.app._notifications]
        assert told == ["The articles are still being compared"]


async def test_a_key_that_waits_for_the_annotations_says_so(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        driver.app.bench.loaded = False
        await driver.press("]")
        told = [note.message for note in driver.app._notifications]
        assert told == ["The annotations are still being read"]
