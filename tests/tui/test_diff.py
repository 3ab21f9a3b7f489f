from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.driving import Driver, driving
from workbench.tui.screens.diff import DiffScreen
from workbench.tui.screens.diff_rows import pair_rows
from workbench.tui.widgets.rows import row_cells
from workbench.workspace.commands import AddArticle, AddClaim, AddSpan
from workbench.workspace.revision_diff import compare_versions
from workbench.workspace.workspace import Workspace

OLD = (
    "The ferry sank at noon near the old harbour.\n\n"
    "Six people drowned, the coast guard said.\n\n"
    "The captain had asked for a pilot twice.\n"
)
NEW = OLD.replace("Six people", "Five people").replace(
    "The captain had asked for a pilot twice.\n", "Nothing is known of the cause so far.\n"
)


@pytest.fixture
def changed(folder: Path) -> Iterator[Workspace]:
    """Three spans in an article whose file then changed."""
    for seed in (folder / "seeds").iterdir():
        seed.unlink()
    file = folder / "seeds" / "ferry.txt"
    file.write_text(OLD, "utf-8")
    with Workspace(folder, "ada") as workspace:
        spans = []
        for words in ("sank at noon", "Six people drowned", "asked for a pilot"):
            start = OLD.index(words)
            fragments = ((start, start + len(words)),)
            spans.append(str(workspace.do(AddSpan(article="ferry", fragments=fragments)).id))
        workspace.do(AddClaim(text="six drowned", spans=(spans[1],)))
        file.write_text(NEW, "utf-8")
        yield workspace


async def open_diff(driver: Driver) -> DiffScreen:
    driver.compare.shelf._look()
    await driver.settle()
    await driver.press("O", "V")
    screen = driver.app.screen
    assert isinstance(screen, DiffScreen)
    return screen


@pytest.mark.slow
async def test_a_file_changed_before_the_start_is_noticed_in_the_status_line(
    changed: Workspace,
) -> None:
    async with driving(changed, (120, 40)) as driver:
        await driver.settle()
        assert "1 file changed: O" in driver.text()


@pytest.mark.slow
async def test_both_versions_stand_side_by_side_with_what_becomes_of_the_spans(
    changed: Workspace,
) -> None:
    async with driving(changed, (140, 40)) as driver:
        await open_diff(driver)
        line = next(row for row in driver.rows() if "Six people" in row)
        assert "Five people" in line
        assert line.startswith("~")
        assert "1 edited · 1 orphan · 1 unchanged" in driver.text()


async def test_taking_the_version_finds_every_span_again(changed: Workspace) -> None:
    async with driving(changed, (140, 40)) as driver:
        await open_diff(driver)
        await driver.press("a")
        assert changed.articles.text(changed.articles.get("ferry").version) == NEW
        assert sorted(span.state for span in driver.view.spans.all()) == [
            "edited",
            "orphan",
            "unchanged",
        ]
        await driver.press("escape")
        assert driver.compare.left.text == NEW
        assert "changed: O" not in driver.text()


@pytest.mark.slow
async def test_staying_with_the_old_version_ends_the_asking(changed: Workspace) -> None:
    async with driving(changed, (140, 40)) as driver:
        await open_diff(driver)
        await driver.press("x", "escape")
        driver.compare.shelf._look()
        await driver.settle()
        assert changed.articles.text(changed.articles.get("ferry").version) == OLD
        assert "changed: O" not in driver.text()


@pytest.mark.slow
async def test_a_change_becomes_evidence_of_the_active_claim_in_one_step(
    changed: Workspace,
) -> None:
    async with driving(changed, (140, 40)) as driver:
        await driver.press(">")
        await open_diff(driver)
        await driver.press("E")
        (evidence,) = driver.view.evidence.all()
        assert (evidence.quote, evidence.stance) == ("“Six” → “Five”", "context")
        assert evidence.title.startswith("Changed after publication: ")


@pytest.mark.slow
async def test_going_back_to_the_first_version_brings_the_lost_span_back(
    changed: Workspace,
) -> None:
    changed.articles.scan()
    changed.do(AddArticle(path=str(changed.paths.seeds / "ferry.txt"), replaces="ferry"))
    async with driving(changed, (140, 40)) as driver:
        await driver.press("O", "v", "end", "b")
        assert changed.articles.text(changed.articles.get("ferry").version) == OLD
        assert {span.state for span in driver.view.spans.all()} <= {"unchanged", "moved"}
        await driver.press("u")
        assert changed.articles.text(changed.articles.get("ferry").version) == NEW


@pytest.mark.slow
async def test_an_older_version_is_compared_with_the_current_one(changed: Workspace) -> None:
    changed.articles.scan()
    changed.do(AddArticle(path=str(changed.paths.seeds / "ferry.txt"), replaces="ferry"))
    async with driving(changed, (140, 40)) as driver:
        await driver.press("O", "v", "end", "enter")
        line = next(row for row in driver.rows() if "Six people" in row)
        assert line.index("Five people") < line.index("Six people")


@pytest.mark.slow
async def test_with_the_recorded_text_in_the_file_there_is_nothing_to_compare(
    workspace: Workspace,
) -> None:
    async with driving(workspace, (120, 40)) as driver:
        await driver.press("O", "V")
        assert not isinstance(driver.app.screen, DiffScreen)


@pytest.mark.parametrize("width", [40, 60, 81, 200])
def test_every_row_has_two_columns_of_one_width(width: int) -> None:
    long = "委内瑞拉 " * 30
    old, new = f"{OLD}\n{long}", f"{NEW}\n{long}more"
    rows = [
        row
        for pair in compare_versions(old, new)
        for row in pair_rows(pair, old, new, width, brackets=True)
    ]
    bars = {row_cells(row[: [part for part, _ in row].index(" │ ")]) for row in rows}
    assert len(bars) == 1
    assert all(row_cells(row) <= width for row in rows)


def test_without_colours_what_changed_stands_in_brackets() -> None:
    pair = compare_versions(OLD, NEW)[1]
    (row,) = pair_rows(pair, OLD, NEW, 120, brackets=True)
    words = "".join(part for part, _ in row)
    assert "[Six] people" in words
    assert "[Five] people" in words
