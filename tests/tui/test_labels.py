"""The screen that asks what becomes of labels that the scheme no longer has."""

from pathlib import Path

import pytest

from tests.tui.driving import driving
from workbench.tui.screens.labels import LabelsScreen
from workbench.workspace.commands import AddClaim, GiveVerdict
from workbench.workspace.workspace import Workspace

pytestmark = pytest.mark.quick


@pytest.fixture
def changed(folder: Path) -> Workspace:
    """Three verdicts; then the scheme is another one."""
    with Workspace(folder, "ada") as workspace:
        for label in ("supported", "supported", "refuted"):
            claim = str(workspace.do(AddClaim(text=f"a claim {label}")).id)
            workspace.do(GiveVerdict(claim=claim, label=label, rationale="r"))
    (folder / "workbench.toml").write_text('[scheme]\npreset = "fever"\n', "utf-8")
    return Workspace(folder, "ada")


def labels(workspace: Workspace) -> list[str]:
    return sorted(item.label for item in workspace.view.verdicts.all())


@pytest.mark.slow
async def test_the_start_says_that_labels_wait_and_f6_asks_about_each(changed: Workspace) -> None:
    async with driving(changed, (100, 30)) as driver:
        told = " ".join(str(item.message) for item in driver.app._notifications)
        assert "The scheme no longer has supported, refuted: F6" in told
        await driver.press("f6")
        assert isinstance(driver.app.screen, LabelsScreen)
        shown = driver.text()
        assert "2 labels of an earlier scheme to decide on" in shown
        assert "→ Supports?" in shown
        assert "used 2 times" in shown
        await driver.press("enter")
        assert "What becomes of the verdict “supported”?" in driver.text()
        await driver.press("1")
        assert labels(changed) == ["refuted", "supports", "supports"]
        await driver.press("enter", "k")
        assert "“refuted” stays as it was" in " ".join(
            str(item.message) for item in driver.app._notifications
        )
        assert "stays as it was" in driver.text()
        await driver.press("u")
        assert labels(changed) == ["refuted", "supported", "supported"]


@pytest.mark.slow
async def test_all_proposals_are_taken_after_a_question(changed: Workspace) -> None:
    async with driving(changed) as driver:
        await driver.press("f6", "a")
        assert "supported → Supports, refuted → Refutes" in driver.text()
        await driver.press("y")
        assert labels(changed) == ["refutes", "supports", "supports"]
        assert "Every label in use is in the scheme" in driver.text()


async def test_nothing_is_said_where_every_label_is_in_the_scheme(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        told = " ".join(str(item.message) for item in driver.app._notifications)
        assert "no longer has" not in told
