"""The inbox: what concerns a reviewer, and what became of judged claims."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.driving import driving
from workbench.tui.screens.compare import CompareScreen
from workbench.tui.screens.inbox import InboxScreen
from workbench.workspace.commands import AddClaim, AddComment, Adjudicate, Assign, GiveVerdict
from workbench.workspace.workspace import Workspace

Open = Callable[[str], Workspace]


def discussed(open_as: Open) -> str:
    """Ada judged a claim; ben mentioned her, assigned it to her and decided otherwise."""
    ada, ben = open_as("ada"), open_as("ben")
    claim = str(ada.do(AddClaim(text="Five people left.")).id)
    ada.do(GiveVerdict(claim=claim, label="supported", rationale="r"))
    ben.do(AddComment(claim=claim, text="@ada look at page two"))
    ben.do(Assign(claim=claim, reviewer="ada"))
    ben.do(Adjudicate(claim=claim, label="refuted", note="page two says six"))
    return claim


@pytest.mark.slow
async def test_the_status_line_counts_what_is_new_until_it_was_read(open_as: Open) -> None:
    discussed(open_as)
    async with driving(open_as("ada"), (120, 40)) as driver:
        assert "inbox 3 (I)" in driver.text()
        await driver.press("I")
        assert "New (3)" in driver.text()
        await driver.press("escape")
        assert "inbox" not in driver.text()
        await driver.press("I")
        assert "Earlier (3)" in driver.text()


@pytest.mark.slow
async def test_a_comment_that_comes_while_one_works_is_counted(open_as: Open) -> None:
    ada, ben = open_as("ada"), open_as("ben")
    claim = str(ada.do(AddClaim(text="Five people left.")).id)
    async with driving(ada, (120, 40)) as driver:
        ben.refresh()
        ben.do(AddComment(claim=claim, text="@ada look"))
        driver.app._take(ada.refresh())
        await driver.settle()
        assert "inbox 1 (I)" in driver.text()


@pytest.mark.slow
async def test_results_show_what_was_decided_otherwise(open_as: Open) -> None:
    discussed(open_as)
    async with driving(open_as("ada"), (120, 40)) as driver:
        await driver.press("I", "G")
        shown = driver.text()
        assert "1 decided otherwise" in shown
        assert "you: Supported → final: Refuted" in shown
        assert "page two says six" in shown


@pytest.mark.slow
async def test_m_answers_the_comment_and_enter_goes_to_the_claim(open_as: Open) -> None:
    claim = discussed(open_as)
    async with driving(open_as("ada"), (120, 40)) as driver:
        await driver.press("I")
        screen = driver.app.screen
        assert isinstance(screen, InboxScreen)
        kinds = [entry.item.item.kind for entry in screen.shown if entry.item.item]
        assert kinds == ["adjudicated", "assigned", "mention"]
        await driver.press("down", "down", "m")
        await driver.type("I looked")
        await driver.press("enter")
        [first, answer] = driver.view.comments.all()
        assert (answer.text, answer.reply_to) == ("I looked", first.id)
        await driver.press("enter")
        assert isinstance(driver.app.screen, CompareScreen)
        assert driver.app.bench.active == claim


async def test_in_a_blind_pass_nothing_of_others_reaches_the_inbox(
    folder: Path, open_as: Open
) -> None:
    (folder / "workbench.toml").write_text('[review]\nblind = "on"\n')
    ada, ben = open_as("ada"), open_as("ben")
    claim = str(ada.do(AddClaim(text="Five people left.")).id)
    ben.do(AddComment(claim=claim, text="@ada a secret"))
    async with driving(ada, (120, 40)) as driver:
        driver.app._take(ada.refresh())
        await driver.settle()
        assert "inbox" not in driver.text()
        await driver.press("I")
        shown = driver.text()
        assert "secret" not in shown
        assert "others' verdicts are withheld" in shown.lower()
