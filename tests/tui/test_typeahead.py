"""Typing faster than forms open loses nothing and mixes nothing up."""

from pathlib import Path

import pytest
from textual import events

from workbench.tui.app import WorkbenchApp
from workbench.workspace.workspace import Workspace

CLAIM = "Five people left, quickly typed."
WHY = "The other report counts six."


def key(char: str) -> events.Key:
    names = {" ": "space", ",": "comma", ".": "full_stop", "\r": "enter"}
    name = names.get(char, char if char.islower() or char.isdigit() else f"upper_{char.lower()}")
    return events.Key(name if len(char.strip()) != 1 or char in names else char, char)


@pytest.mark.parametrize("pause", [0, 3], ids=["in one go", "with short breaks"])
async def test_a_whole_record_typed_in_one_go_arrives_as_it_was_typed(
    folder: Path, pause: int
) -> None:
    app = WorkbenchApp(Workspace(folder, "ada"))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        for number, char in enumerate(f"L3c{CLAIM}\r2{WHY}\r"):
            app.post_message(key(char))
            if pause and number % pause == 0:
                await pilot.pause(0)
        for _ in range(200):
            await pilot.pause(0.02)
            if app.workspace.view.verdicts.all():
                break
        view = app.workspace.view
        assert [claim.text for claim in view.claims.all()] == [CLAIM]
        assert [item.rationale for item in view.verdicts.all()] == [WHY]
        assert [link.relation for link in view.links.all()] == ["contradict"]
        assert len(view.spans) == 2
