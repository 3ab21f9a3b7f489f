"""The dashboard: progress, agreement, and the claims behind each figure."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cases import FIRST, SECOND
from tests.tui.driving import Driver, driving
from workbench.tui.screens.compare import CompareScreen
from workbench.tui.screens.dashboard import DashboardScreen
from workbench.tui.screens.dashboard_behind import BehindScreen
from workbench.workspace.commands import AddClaim, AddSpan, GiveVerdict, SubmitPass
from workbench.workspace.presence import Presence
from workbench.workspace.workspace import Workspace

Open = Callable[[str], Workspace]


def judged(open_as: Open, text: str, **labels: str) -> str:
    claim = ""
    for name, label in labels.items():
        workspace = open_as(name)
        claim = claim or str(workspace.do(AddClaim(text=text)).id)
        workspace.do(GiveVerdict(claim=claim, label=label, rationale=f"why {name}"))
    return claim


async def opened(driver: Driver) -> DashboardScreen:
    await driver.press("D")
    screen = driver.app.screen
    assert isinstance(screen, DashboardScreen)
    return screen


async def go_to(driver: Driver, id: str) -> None:
    """Put the cursor on the row of that id, as many keys away as it is."""
    screen = driver.app.screen
    assert isinstance(screen, DashboardScreen)
    [row] = [place for place, entry in enumerate(screen.shown) if entry.id == id]
    screen.lines.go_to(row)
    await driver.settle()


@pytest.mark.slow
async def test_progress_agreement_labels_and_pairs_are_shown(open_as: Open) -> None:
    judged(open_as, "same", ada="refuted", ben="refuted")
    judged(open_as, "other", ada="refuted", ben="supported")
    async with driving(open_as("cy"), (120, 50)) as driver:
        await opened(driver)
        shown = driver.text()
        for words in (
            "2 claims · 2 judged by all",
            "percent agreement                  0.500",
            "undefined: neither marked anything",
            "Which verdicts two reviewers gave",
            "ada · ben",
        ):
            assert words in shown


async def test_enter_leads_from_a_figure_to_the_claims_and_from_a_claim_to_the_articles(
    open_as: Open,
) -> None:
    judged(open_as, "same", ada="refuted", ben="refuted")
    split = judged(open_as, "other", ada="refuted", ben="supported")
    open_as("ada").do(AddClaim(text="nobody judged it"))
    async with driving(open_as("cy"), (120, 50)) as driver:
        await opened(driver)
        await go_to(driver, "discussed alpha")
        await driver.press("enter")
        screen = driver.app.screen
        assert isinstance(screen, BehindScreen)
        titles = [entry.id for entry in screen.shown if entry.heading]
        assert titles == ["They disagree", "Not judged by all", "They agree"]
        assert "why ada" in driver.text()
        await driver.press("enter")
        assert isinstance(driver.app.screen, CompareScreen)
        assert driver.app.bench.active == split


@pytest.mark.slow
async def test_behind_a_figure_on_spans_stand_spans_and_enter_goes_to_the_passage(
    open_as: Open,
) -> None:
    open_as("ada").do(AddSpan(article=FIRST, fragments=((82, 109),)))
    open_as("ben").do(AddSpan(article=FIRST, fragments=((0, 20),)))
    async with driving(open_as("ada"), (120, 50)) as driver:
        await opened(driver)
        await go_to(driver, "discussed spans_overlap")
        await driver.press("enter", "enter")
        assert isinstance(driver.app.screen, CompareScreen)
        pane = driver.compare.articles.pane
        assert driver.compare.articles.article_in(pane) is not None
        assert pane.cursor in (0, 82)


@pytest.mark.slow
async def test_a_pass_is_submitted_after_a_question_that_says_what_it_means(
    folder: Path, open_as: Open
) -> None:
    (folder / "workbench.toml").write_text('[review]\nblind = "on"\n')
    judged(open_as, "one", ada="refuted")
    open_as("ada").do(AddClaim(text="two"))
    async with driving(open_as("ada"), (120, 40)) as driver:
        assert "blind pass: others' verdicts are withheld" in driver.text()
        await driver.press("P")
        shown = driver.text()
        assert "Submit your blind pass over case?" in shown
        assert "1 claim not judged by you yet" in shown
        await driver.press("n")
        assert not driver.view.passes.all()
        await driver.press("P", "y")
        [made] = driver.view.passes.all()
        assert made.submitted
        assert "withheld" not in driver.text()


@pytest.mark.slow
async def test_an_adjudicator_closes_and_reopens_a_pass(folder: Path, open_as: Open) -> None:
    (folder / "workbench.toml").write_text(
        '[review]\nblind = "on"\nreviewers = ["ada", "ben"]\nadjudicators = ["dora"]\n'
    )
    judged(open_as, "one", ada="refuted")
    async with driving(open_as("dora"), (120, 40)) as driver:
        await opened(driver)
        await go_to(driver, "person case ben")
        await driver.press("c", "y")
        [made] = driver.view.passes.all()
        assert (made.reviewer, made.closed_by) == ("ben", "dora")
        assert "closed by dora" in driver.text()
        await driver.press("o", "y")
        [made] = driver.view.passes.all()
        assert made.reopened_by == "dora"


@pytest.mark.slow
async def test_others_who_have_the_case_open_are_shown(open_as: Open, folder: Path) -> None:
    judged(open_as, "one", ben="refuted")
    Presence(folder / "annotations", "ben").beat("case")
    async with driving(open_as("ada"), (120, 40)) as driver:
        assert "here: ben" in driver.text()
        await opened(driver)
        row, *_ = [row for row in driver.rows() if row.strip().startswith("ben ")]
        assert "here now" in row
        mine = list((folder / "annotations" / "cache" / "presence").iterdir())
        assert len(mine) == 2
    assert len(list((folder / "annotations" / "cache" / "presence").iterdir())) == 1


@pytest.mark.slow
async def test_plots_replace_what_is_there_only_when_told(open_as: Open, folder: Path) -> None:
    judged(open_as, "same", ada="refuted", ben="refuted")
    async with driving(open_as("ada"), (120, 40)) as driver:
        await opened(driver)
        await driver.press("x", "enter")
        assert ET.parse(folder / "agreement.svg").getroot().tag.endswith("svg")
        (folder / "agreement.svg").write_text("mine")
        await driver.press("x", "enter", "k")
        assert (folder / "agreement.svg").read_text() == "mine"


@pytest.mark.slow
async def test_plots_are_written_as_a_picture_too(open_as: Open, folder: Path) -> None:
    pytest.importorskip("resvg_py", reason="the extra png is not installed")
    judged(open_as, "same", ada="refuted", ben="refuted")
    async with driving(open_as("ada"), (120, 40)) as driver:
        await opened(driver)
        await driver.press("x", "ctrl+u")
        await driver.type(str(folder / "figures.png"))
        await driver.press("enter")
        assert (folder / "figures.png").read_bytes().startswith(b"\x89PNG")


async def test_nothing_of_others_is_in_the_figures_of_a_blind_pass(
    folder: Path, open_as: Open
) -> None:
    (folder / "workbench.toml").write_text('[review]\nblind = "on"\n')
    judged(open_as, "one", ben="supported", cy="supported")
    open_as("ben").do(SubmitPass())
    async with driving(open_as("ada"), (120, 50)) as driver:
        await opened(driver)
        shown = driver.text()
        assert "others' verdicts are withheld" in shown
        [ben] = [row for row in driver.rows() if row.strip().startswith("ben ")]
        assert "1/1" in ben
        assert "Supported" not in shown


@pytest.mark.slow
async def test_marks_in_both_articles_count(open_as: Open) -> None:
    for name in ("ada", "ben"):
        workspace = open_as(name)
        workspace.do(AddSpan(article=FIRST, fragments=((82, 109),)))
        workspace.do(AddSpan(article=SECOND, fragments=((0, 20),)))
    async with driving(open_as("ada"), (120, 50)) as driver:
        await opened(driver)
        [row] = [row for row in driver.rows() if "spans, F1 exact" in row]
        assert "1.000" in row
