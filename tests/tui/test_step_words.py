"""What undo, redo and the history call a change: words of the reader, no names of commands."""

import pytest

from tests.tui.driving import driving
from workbench.exchange.formats import FORMATS
from workbench.store.undo import ALSO, REDO, UNDO
from workbench.tui.wording import STEP_WORDS, step_words
from workbench.workspace.commands import COMMANDS
from workbench.workspace.workspace import Workspace


@pytest.mark.quick
def test_every_change_that_a_command_can_make_has_words() -> None:
    assert COMMANDS.keys() <= STEP_WORDS.keys()


@pytest.mark.quick
def test_what_the_store_writes_on_its_own_has_words() -> None:
    assert {why.removesuffix(":") for why in (UNDO, REDO, ALSO)} <= STEP_WORDS.keys()


@pytest.mark.quick
def test_an_import_is_told_with_its_format() -> None:
    assert "brat" in FORMATS
    assert step_words("import brat") == "the import of brat"


async def test_a_rejection_that_is_taken_back_is_called_one(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.press("]", "R", "u")
        told = [note.message for note in driver.app._notifications]
        assert "Took back the rejection of the suggestion" in told
