from pathlib import Path

from tests.cases import FIRST, SECOND
from tests.tui.driving import driving
from workbench.workspace.commands import AddClaim, AddSpan, GiveVerdict, LinkSpans
from workbench.workspace.workspace import Workspace


def linked(folder: Path) -> Workspace:
    workspace = Workspace(folder, "ada")
    text = workspace.articles.text(workspace.articles.get(SECOND).version)
    far = text.index("Nationwide protests")
    left = str(workspace.do(AddSpan(article=FIRST, fragments=((0, 14),))).id)
    right = str(workspace.do(AddSpan(article=SECOND, fragments=((far, far + 19),))).id)
    link = str(workspace.do(LinkSpans(source=left, target=right, relation="differ")).id)
    claim = str(workspace.do(AddClaim(text="What is said", spans=(left,), links=(link,))).id)
    workspace.do(GiveVerdict(claim=claim, label="refuted", rationale="r"))
    return workspace


async def test_the_mark_under_the_cursor_says_its_claim_verdict_and_reviewer(folder: Path) -> None:
    async with driving(linked(folder), (120, 40)) as driver:
        await driver.press("right")
        status = driver.rows()[-1]
        assert "mark here: What is said" in status
        assert "✗ ada" in status


async def test_coming_upon_a_mark_brings_its_partner_into_view(folder: Path) -> None:
    async with driving(linked(folder), (120, 40)) as driver:
        far = driver.view.spans.by("article", SECOND)[0].start
        low, high = driver.compare.right.visible_range()
        assert not low <= far < high
        await driver.press("G")
        await driver.press("N")
        low, high = driver.compare.right.visible_range()
        assert low <= far < high


async def test_where_marks_are_stacked_the_status_says_which_one_is_meant(folder: Path) -> None:
    workspace = Workspace(folder, "ada")
    for end in (14, 8):
        workspace.do(AddSpan(article=FIRST, fragments=((0, end),)))
    async with driving(workspace, (120, 40)) as driver:
        await driver.press("right")
        assert "mark 1/2 (t): by ada, in no claim yet" in driver.rows()[-1]
        await driver.press("t")
        assert "mark 2/2 (t)" in driver.rows()[-1]
        await driver.press("space")
        assert "picked: 1 span" in driver.rows()[-1]
        assert "mark 2/2 (t)" in driver.rows()[-1]
