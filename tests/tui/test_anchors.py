from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.driving import Driver, driving
from tests.tui.test_diff import NEW, OLD
from workbench.domain.span import Span
from workbench.tui.screens.anchors import AnchorsScreen
from workbench.tui.screens.compare import CompareScreen
from workbench.workspace.commands import AddArticle, AddClaim, AddSpan
from workbench.workspace.workspace import Workspace


@pytest.fixture
def revised(folder: Path) -> Iterator[Workspace]:
    """Three spans, the first unchanged, the second edited, the third gone."""
    for seed in (folder / "seeds").iterdir():
        seed.unlink()
    file = folder / "seeds" / "ferry.txt"
    file.write_text(OLD, "utf-8")
    with Workspace(folder, "ada") as workspace:
        for words in ("sank at noon", "Six people drowned", "asked for a pilot"):
            start = OLD.index(words)
            fragments = ((start, start + len(words)),)
            made = str(workspace.do(AddSpan(article="ferry", fragments=fragments)).id)
            workspace.do(AddClaim(text=f"claim of {words}", spans=(made,)))
        file.write_text(NEW, "utf-8")
        workspace.do(AddArticle(path=str(file), replaces="ferry"))
        yield workspace


def span_of(driver: Driver, number: int) -> Span:
    return driver.view.spans.all()[number]


async def test_what_waits_for_a_person_comes_first_with_old_and_new_wording(
    revised: Workspace,
) -> None:
    async with driving(revised, (120, 40)) as driver:
        await driver.press("M")
        screen = driver.app.screen
        assert isinstance(screen, AnchorsScreen)
        states = [entry.item.state for entry in screen.shown if not entry.heading]
        assert states == ["edited", "orphan", "unchanged"]
        shown = driver.text()
        assert "2 wait for you" in shown
        assert "Six people drowned → Five people drowned" in shown
        assert "claim of Six people drowned" in shown


@pytest.mark.slow
async def test_a_confirmed_span_waits_no_more(revised: Workspace) -> None:
    async with driving(revised, (120, 40)) as driver:
        await driver.press("M", "c")
        assert (span_of(driver, 1).state, span_of(driver, 1).was) == ("unchanged", "")
        assert "1 wait for you" in driver.text()


@pytest.mark.slow
async def test_a_span_is_called_gone(revised: Workspace) -> None:
    async with driving(revised, (120, 40)) as driver:
        await driver.press("M", "o")
        assert span_of(driver, 1).state == "orphan"


async def test_a_lost_span_is_put_where_the_reviewer_selects(revised: Workspace) -> None:
    async with driving(revised, (120, 40)) as driver:
        await driver.press("M", "down", "m")
        assert isinstance(driver.app.screen, CompareScreen)
        assert "Select where it stands now" in driver.text()
        await driver.press("G", "V", "m")
        moved = span_of(driver, 2)
        assert (moved.state, moved.quote) == ("unchanged", "Nothing is known of the cause so far.")
        assert "Select where it stands now" not in driver.text()


@pytest.mark.slow
async def test_without_a_selection_the_same_key_leaves_the_span_alone(revised: Workspace) -> None:
    async with driving(revised, (120, 40)) as driver:
        await driver.press("M", "down", "m", "m")
        assert span_of(driver, 2).state == "orphan"
        assert driver.app.bench.moving == ""


@pytest.mark.slow
async def test_a_changed_wording_becomes_evidence_of_the_claim_in_one_step(
    revised: Workspace,
) -> None:
    async with driving(revised, (120, 40)) as driver:
        await driver.press("M", "E")
        (evidence,) = driver.view.evidence.all()
        claim = driver.view.claims.get(evidence.claim)
        assert claim.text == "claim of Six people drowned"
        assert evidence.quote == "“Six people drowned” → “Five people drowned”"
        assert evidence.stance == "context"


@pytest.mark.slow
async def test_enter_goes_to_the_passage(revised: Workspace) -> None:
    async with driving(revised, (120, 40)) as driver:
        await driver.press("M", "enter")
        assert driver.compare.left.cursor == NEW.index("Five people")


@pytest.mark.slow
async def test_one_state_at_a_time_is_shown(revised: Workspace) -> None:
    async with driving(revised, (120, 40)) as driver:
        await driver.press("M", "f", "f")
        screen = driver.app.screen
        assert isinstance(screen, AnchorsScreen)
        assert [entry.item.state for entry in screen.shown if not entry.heading] == ["orphan"]


@pytest.mark.slow
async def test_undo_takes_a_decision_back(revised: Workspace) -> None:
    async with driving(revised, (120, 40)) as driver:
        await driver.press("M", "c", "u")
        assert span_of(driver, 1).state == "edited"
