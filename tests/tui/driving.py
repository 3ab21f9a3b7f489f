"""Drives the whole application without a terminal, as a user does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from textual import events
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.compare import CompareScreen
from workbench.workspace.view import View
from workbench.workspace.workspace import Workspace

_NAMES = {
    "<": "less_than_sign", ">": "greater_than_sign", "?": "question_mark", " ": "space",
    "!": "exclamation_mark", ".": "full_stop", ",": "comma", ":": "colon", "-": "minus",
    "%": "percent_sign", "/": "slash", "[": "left_square_bracket", "]": "right_square_bracket",
}  # fmt: skip


async def settled(pilot: Pilot[None]) -> None:
    """Wait until nothing is under way: keys, workers, and what they lead to."""
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


@dataclass
class Driver:
    """An open application."""

    app: WorkbenchApp
    pilot: Pilot[None]

    @property
    def view(self) -> View:
        return self.app.workspace.view

    @property
    def compare(self) -> CompareScreen:
        return self.app.compare

    async def press(self, *keys: str) -> None:
        """Press keys, each handled with all it leads to before the next."""
        for key in keys:
            char = key if len(key) == 1 else None
            self.app.post_message(events.Key(_NAMES.get(key, key), char))
            await self.settle()

    async def type(self, text: str) -> None:
        """Give the field that has the focus some words."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is under way, however busy the machine is."""
        await self.pilot.pause()
        # What is looked for anew, and leaving, end what was under way.
        with suppress(WorkerCancelled):
            await self.app.workers.wait_for_complete()
        await self.pilot.pause()
        while self._under_way():
            await self.pilot.pause(0.01)

    def _under_way(self) -> bool:
        if not self.app.is_running:
            return False
        pumps = (self.app, *self.app.screen_stack, *self.app.screen.walk_children())
        return (
            self.app.bench.writer.state == "saving"
            or any(not worker.is_finished for worker in self.app.workers)
            or any(pump.message_queue_size for pump in pumps)
        )

    def rows(self) -> list[str]:
        """What the screen shows, a string a row."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    def text(self) -> str:
        return "\n".join(row.rstrip() for row in self.rows())

    async def link_and_claim(self, words: str = "Five left") -> None:
        """From an empty workspace: two spans, a link, a claim."""
        await self.press("L", "3", "c")
        await self.type(words)
        await self.press("enter")


@asynccontextmanager
async def driving(workspace: Workspace, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driver]:
    """Run the application on a workspace until the block ends."""
    app = WorkbenchApp(workspace)
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        yield driver
