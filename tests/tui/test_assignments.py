"""Who is to judge what: by hand, by case, evenly."""

from collections import Counter
from pathlib import Path

import pytest

from tests.tui.driving import driving
from workbench.workspace.commands import AddClaim, Assign
from workbench.workspace.workspace import Workspace


@pytest.fixture
def claims(folder: Path) -> list[str]:
    (folder / "workbench.toml").write_text('[review]\nreviewers = ["ada", "ben", "cy"]\n')
    with Workspace(folder, "ada") as workspace:
        return [str(workspace.do(AddClaim(text=text)).id) for text in ("one", "two", "three")]


async def test_a_claim_is_assigned_by_hand_and_taken_back(folder: Path, claims: list[str]) -> None:
    async with driving(Workspace(folder, "ada"), (100, 30)) as driver:
        await driver.press("W")
        assert "nobody is assigned" in driver.text()
        await driver.press("a")
        assert "reviewers here: ada, ben, cy" in driver.text()
        await driver.type("ben")
        await driver.press("enter")
        [made] = driver.view.assignments.all()
        assert (made.claim, made.reviewer, made.by) == (claims[0], "ben", "ada")
        assert "ben 1" in driver.text()
        await driver.press("d")
        assert not driver.view.assignments.all()


@pytest.mark.slow
async def test_an_unknown_reviewer_is_refused_in_the_form(folder: Path, claims: list[str]) -> None:
    async with driving(Workspace(folder, "ada"), (100, 30)) as driver:
        await driver.press("W", "a")
        await driver.type("eve")
        await driver.press("enter")
        assert "there is no reviewer 'eve'" in driver.text()
        assert not driver.view.assignments.all()


@pytest.mark.slow
async def test_c_assigns_the_whole_case(folder: Path, claims: list[str]) -> None:
    async with driving(Workspace(folder, "ada"), (100, 30)) as driver:
        await driver.press("W", "c")
        await driver.type("cy")
        await driver.press("enter")
        assert {item.claim for item in driver.view.assignments.all()} == set(claims)


@pytest.mark.slow
async def test_e_spreads_evenly_and_u_takes_all_of_it_back(folder: Path, claims: list[str]) -> None:
    async with driving(Workspace(folder, "ada"), (100, 30)) as driver:
        await driver.press("W", "e", "enter")
        made = driver.view.assignments.all()
        assert Counter(item.claim for item in made) == dict.fromkeys(claims, 2)
        assert Counter(item.reviewer for item in made) == {"ada": 2, "ben": 2, "cy": 2}
        await driver.press("u")
        assert not driver.view.assignments.all()


@pytest.mark.slow
async def test_of_several_assignments_d_asks_which(folder: Path, claims: list[str]) -> None:
    workspace = Workspace(folder, "ada")
    for name in ("ben", "cy"):
        workspace.do(Assign(claim=claims[0], reviewer=name))
    async with driving(workspace, (100, 30)) as driver:
        await driver.press("W", "d")
        assert "Whose assignment is taken back?" in driver.text()
        await driver.press("2")
        assert len(driver.view.assignments.all()) == 1
