"""Asks who is working, where nobody was named and all that is there is by others."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.tui.screens.ask import Answer, Ask
from workbench.workspace import team

if TYPE_CHECKING:
    from workbench.tui.screens.compare import CompareScreen

_MOST = 9


def ask_who(screen: "CompareScreen", changed: Callable[[], None]) -> None:
    """Ask once, if it is in doubt.

    Args:
        screen: shows the question.
        changed: called when the reviewer is another one now.
    """
    screen.in_background(lambda: _ask(screen, changed), "identity")


async def _ask(screen: "CompareScreen", changed: Callable[[], None]) -> None:
    workspace = screen.bench.workspace
    names = await asyncio.to_thread(team.authors, workspace)
    own = workspace.reviewer
    if not names or own in names:
        return
    others = names[:_MOST]
    answers = (
        Answer("n", f"somebody new: sign as {own}"),
        *(Answer(str(number), name) for number, name in enumerate(others, start=1)),
    )
    note = "`--reviewer NAME`, or `reviewer` in your settings, says it beforehand."

    def answered(answer: str | None) -> None:
        if answer is not None and answer != "n":
            name = others[int(answer) - 1]
            screen.in_background(lambda: _switch(screen, name, changed), "identity")

    question = "All annotations here are by others. Who is working?"
    screen.app.push_screen(Ask(screen.bench, question, answers, note=note), answered)


async def _switch(screen: "CompareScreen", name: str, changed: Callable[[], None]) -> None:
    await asyncio.to_thread(screen.bench.workspace.work_as, name)
    changed()
    screen.show_all()
    screen.say(f"You work as {name}")
