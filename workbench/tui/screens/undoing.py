"""Undoing and redoing, on any screen."""

import asyncio
from typing import Any

from workbench.tui.screens.action_screen import ActionScreen
from workbench.tui.wording import step_words
from workbench.workspace.changes import Outcome
from workbench.workspace.commands import Redo, Undo


class Undoing:
    """What u and U do."""

    def __init__(self, screen: ActionScreen[Any]) -> None:
        self._screen = screen
        self._bench = screen.bench

    def undo(self) -> None:
        """Take the last change back; after a failed write, try that again instead."""
        if self._bench.writer.waiting:
            self._bench.writer.retry()
        else:
            self._screen.in_background(self._step_back, "undo")

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._screen.in_background(self._step_forth, "undo")

    async def _step_back(self) -> None:
        words = step_words(await asyncio.to_thread(self._bench.workspace.undoable))
        self._screen.ask_for(Undo(), then=lambda done: self._say("Took back", words, done))

    async def _step_forth(self) -> None:
        words = step_words(await asyncio.to_thread(self._bench.workspace.redoable))
        self._screen.ask_for(Redo(), then=lambda done: self._say("Made again", words, done))

    def _say(self, what: str, words: str, outcomes: list[Outcome]) -> None:
        warnings = [warning for outcome in outcomes for warning in outcome.warnings]
        self._screen.say("; ".join(warnings) or f"{what} {words}")
