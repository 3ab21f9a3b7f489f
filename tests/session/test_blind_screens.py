"""On no screen anything of the others is seen during a blind pass."""

from pathlib import Path

import pytest

from tests.cases import FIRST, SECOND
from tests.tui.driving import Driver, driving
from workbench.workspace.commands import (
    AddClaim,
    AddComment,
    AddEvidence,
    AddSpan,
    GiveVerdict,
    LinkSpans,
    SubmitPass,
)
from workbench.workspace.workspace import Workspace

pytestmark = pytest.mark.slow

SETTINGS = """
[review]
blind = "on"
reviewers = ["ada", "ben", "cy"]
adjudicators = ["dora"]
"""
SECRET = "secret"
WAYS = {
    "articles": (),
    "status": ("<",),
    "claim card": ("shift+tab", "enter"),
    "verdict form": ("<", "1"),
    "history of the claim": ("<", "i"),
    "conflicts": ("!",),
    "matrix": ("C",),
    "adjudication": ("A",),
    "dashboard": ("D",),
    "claims behind a figure": ("D", "down", "down", "down", "down", "enter"),
    "inbox": ("I",),
    "assignments": ("W",),
    "suggestions": ("s",),
    "export": ("X",),
    "export, second format": ("X", "down"),
    "export, fourth format": ("X", "down", "down", "down"),
    "palette": (":",),
    "help": ("?",),
    "articles list": ("O",),
    "labels": ("f6",),
}


@pytest.fixture
def desk(folder: Path) -> Path:
    """Ada and cy have judged and commented; ada has submitted; ben has not begun."""
    (folder / "workbench.toml").write_text(SETTINGS)
    ada = Workspace(folder, "ada")
    left = str(ada.do(AddSpan(article=FIRST, fragments=((82, 109),))).id)
    right = str(ada.do(AddSpan(article=SECOND, fragments=((0, 20),))).id)
    link = str(ada.do(LinkSpans(source=left, target=right, relation="contradict")).id)
    claim = str(ada.do(AddClaim(text="Five people left.", spans=(left, right), links=(link,))).id)
    for name in ("ada", "cy"):
        with Workspace(folder, name) as workspace:
            workspace.do(AddEvidence(claim=claim, quote=f"{SECRET} source of {name}", title="t"))
            workspace.do(
                GiveVerdict(claim=claim, label="refuted", rationale=f"{SECRET} why of {name}")
            )
            workspace.do(AddComment(claim=claim, text=f"@ben {SECRET} remark of {name}"))
    ada.refresh()
    ada.do(SubmitPass())
    ada.close()
    return folder


async def shown_on(driver: Driver, keys: tuple[str, ...]) -> str:
    for key in keys:
        await driver.press(key)
    notes = " ".join(note.message for note in driver.app._notifications)
    return driver.text() + notes


@pytest.mark.parametrize("way", WAYS)
async def test_nothing_of_the_others_is_seen_in_a_blind_pass(desk: Path, way: str) -> None:
    async with driving(Workspace(desk, "ben"), (140, 50)) as driver:
        shown = await shown_on(driver, WAYS[way])
        assert SECRET not in shown
        assert "Refuted" not in shown.replace("2 ✗ Refuted", "").replace("Verdict 2: ✗ Refuted", "")


async def test_searching_finds_nothing_of_the_others(desk: Path) -> None:
    async with driving(Workspace(desk, "ben"), (140, 50)) as driver:
        await driver.press("/")
        await driver.type("remark")
        assert SECRET not in driver.text()


async def test_labels_of_an_earlier_scheme_are_not_told_before_they_may_be_seen(
    desk: Path,
) -> None:
    changed = SETTINGS.replace('adjudicators = ["dora"]', "") + '[scheme]\npreset = "fever"\n'
    (desk / "workbench.toml").write_text(changed)
    async with driving(Workspace(desk, "ben"), (140, 50)) as driver:
        assert "refuted" not in await shown_on(driver, ("f6",))
        await driver.press("escape", "P", "y", "f6")
        assert "refuted" in driver.text()


async def test_after_submitting_all_of_it_is_seen(desk: Path) -> None:
    async with driving(Workspace(desk, "ben"), (140, 50)) as driver:
        assert "others' verdicts are withheld" in driver.text()
        await driver.press("P", "y")
        assert "withheld" not in driver.text()
        await driver.press("I")
        assert f"{SECRET} remark of cy" in driver.text()
        await driver.press("escape", "A")
        assert f"{SECRET} why of cy" in driver.text()
