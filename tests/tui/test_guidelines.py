"""The guidelines of the workspace, shown in place; and who is working."""

from pathlib import Path

import pytest

from tests.tui.driving import driving
from workbench.workspace.commands import AddClaim
from workbench.workspace.workspace import Workspace


@pytest.mark.slow
async def test_the_guidelines_are_shown_from_the_articles(workspace: Workspace) -> None:
    workspace.paths.guidelines.write_text("# How we judge\n\nTwo sources at least.\n")
    async with driving(workspace) as driver:
        await driver.press("H")
        shown = driver.text()
        assert "How we judge" in shown
        assert "# How" not in shown
        assert "Two sources at least." in shown


@pytest.mark.slow
async def test_without_guidelines_it_says_where_to_write_them(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.press("H")
        assert "write them into guidelines.md" in driver.text()


@pytest.mark.slow
async def test_escape_sequences_in_guidelines_never_reach_the_terminal(
    workspace: Workspace,
) -> None:
    workspace.paths.guidelines.write_text("red \x1b[31malert\n")
    async with driving(workspace) as driver:
        await driver.press("H")
        assert "\x1b" not in driver.text()
        assert "alert" in driver.text()


@pytest.fixture
def by_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in which ada and ben have worked, opened by a user of another name."""
    for name in ("ada", "ben"):
        with Workspace(folder, name) as workspace:
            workspace.do(AddClaim(text=f"claim of {name}"))
    monkeypatch.setattr("getpass.getuser", lambda: "zoe")
    return folder


async def test_who_was_not_named_is_asked_once_who_is_working(by_others: Path) -> None:
    workspace = Workspace(by_others)
    async with driving(workspace) as driver:
        assert "Who is working?" in driver.text()
        await driver.press("2")
        assert "Who is working?" not in driver.text()
        assert workspace.reviewer == "ben"
        await driver.press("L", "1")
        assert {link.by for link in driver.view.links.all()} == {"ben"}


@pytest.mark.slow
async def test_somebody_new_goes_on_under_the_own_name(by_others: Path) -> None:
    workspace = Workspace(by_others)
    async with driving(workspace) as driver:
        await driver.press("n")
        assert workspace.reviewer == "zoe"


@pytest.mark.parametrize("named", ["zoe", "ada"])
@pytest.mark.slow
async def test_who_was_named_is_never_asked(by_others: Path, named: str) -> None:
    async with driving(Workspace(by_others, named)) as driver:
        assert "Who is working?" not in driver.text()


@pytest.mark.slow
async def test_nobody_is_asked_in_an_empty_workspace(folder: Path) -> None:
    async with driving(Workspace(folder)) as driver:
        assert "Who is working?" not in driver.text()
