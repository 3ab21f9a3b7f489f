from pathlib import Path

from tests.cases import FIRST, SECOND
from tests.tui.driving import settled
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.compare import CompareScreen
from workbench.tui.screens.matrix import NOT_LOOKED, OMITTED, OMITTED_EARLIER, MatrixScreen
from workbench.workspace.commands import (
    AddArticle,
    AddClaim,
    AddSpan,
    GiveVerdict,
    LinkSpans,
    Omit,
)
from workbench.workspace.workspace import Workspace


def filled(folder: Path) -> Workspace:
    workspace = Workspace(folder, "ada")
    left = str(workspace.do(AddSpan(article=FIRST, fragments=((6, 14),))).id)
    right = str(workspace.do(AddSpan(article=SECOND, fragments=((0, 9),))).id)
    link = str(workspace.do(LinkSpans(source=left, target=right, relation="contradict")).id)
    workspace.do(AddClaim(text="both speak of it", spans=(left, right), links=(link,)))
    one = str(workspace.do(AddClaim(text="only the first does", spans=(left,))).id)
    workspace.do(Omit(claim=one, article=SECOND))
    workspace.do(GiveVerdict(claim=one, label="refuted", rationale="r"))
    workspace.do(AddClaim(text="nobody has looked"))
    return workspace


def rows(screen: MatrixScreen) -> list[str]:
    return ["".join(part for part, _ in entry.row(120)) for entry in screen.shown]


async def test_cells_show_the_quote_with_its_relation_an_omission_or_a_dash(folder: Path) -> None:
    app = WorkbenchApp(filled(folder))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("C")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, MatrixScreen)
        both, one, none = rows(screen)
        assert "≠ “412 days”" in both
        assert "≠ “Venezuela”" in both
        assert "“412 days”" in one
        assert OMITTED in one
        assert none.count(NOT_LOOKED) == 2


async def test_an_omission_of_an_earlier_version_is_shown_as_that(folder: Path) -> None:
    workspace = filled(folder)
    file = folder / "seeds" / f"{SECOND}.txt"
    file.write_text(file.read_text("utf-8") + "They spent 412 days there.\n", "utf-8")
    workspace.do(AddArticle(path=str(file), replaces=SECOND))
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("C", "v", "v")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, MatrixScreen)
        (one,) = rows(screen)
        assert OMITTED_EARLIER in one
        assert OMITTED not in one
        details = screen.detail_rows(screen.shown[0].item, 120)
        shown = ["".join(part for part, _ in row) for row in details]
        assert "said nothing in an earlier version" in shown[-1]


async def test_filters_narrow_the_rows_and_enter_makes_the_claim_active(folder: Path) -> None:
    app = WorkbenchApp(filled(folder))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("C", "v", "v")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, MatrixScreen)
        assert [entry.item.text for entry in screen.shown] == ["only the first does"]
        await pilot.press("v", "v", "v", "slash", *"nobody", "enter")
        await settled(pilot)
        assert [entry.item.text for entry in screen.shown] == ["nobody has looked"]
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, CompareScreen)
        claim = app.bench.active_claim
        assert claim is not None
        assert claim.text == "nobody has looked"


async def test_with_more_articles_than_fit_the_head_says_which_are_in_view(folder: Path) -> None:
    for number in range(5):
        (folder / "seeds" / f"more{number}.txt").write_text(f"Another report, number {number}.\n")
    app = WorkbenchApp(filled(folder))
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("C", "right")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, MatrixScreen)
        titles = "".join(part for part, _ in screen._head_rows(100)[-1])
        assert titles.startswith(" articles 2–4 of 7")
