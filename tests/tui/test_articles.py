from pathlib import Path

import pytest

from tests.cases import FIRST, SECOND
from tests.tui.driving import driving
from workbench.tui.screens.articles import ArticlesScreen
from workbench.tui.screens.cases import CasesScreen
from workbench.tui.screens.compare import CompareScreen
from workbench.tui.screens.form import Form
from workbench.workspace.commands import AddArticle, AddClaim, AddSpan
from workbench.workspace.workspace import Workspace

FLOOD = "The river rose by two metres.\n\nThe mayor spoke of a miracle.\n"


@pytest.fixture
def three(workspace: Workspace) -> Workspace:
    workspace.do(AddArticle(path="flood.txt", text=FLOOD))
    return workspace


async def test_enter_puts_the_article_into_the_pane_that_has_the_keyboard(
    three: Workspace,
) -> None:
    async with driving(three, (120, 40)) as driver:
        assert driver.app.bench.shown == [FIRST, SECOND]
        await driver.press("tab", "O", "end", "enter")
        assert driver.app.bench.shown == [FIRST, "flood"]
        assert driver.compare.right.text == FLOOD


@pytest.mark.slow
async def test_one_and_two_choose_the_side_and_one_article_may_stand_in_both(
    three: Workspace,
) -> None:
    async with driving(three, (120, 40)) as driver:
        await driver.press("O", "end", "1", "O", "end", "2")
        assert driver.app.bench.shown == ["flood", "flood"]
        await driver.press("tab", "right_curly_bracket", "tab", "L", "3")
        (link,) = driver.view.links.all()
        ends = [driver.view.spans.get(id) for id in (link.source, link.target)]
        assert {span.article for span in ends} == {"flood"}
        assert ends[0].quote != ends[1].quote


@pytest.mark.slow
async def test_the_list_tells_source_date_spans_and_what_is_only_guessed(
    workspace: Workspace,
) -> None:
    workspace.do(AddSpan(article=SECOND, fragments=((0, 9),)))
    async with driving(workspace, (120, 40)) as driver:
        await driver.press("O", "end")
        shown = driver.text()
        assert "2 articles · 1 case" in shown
        assert "Venezuela Denies Rescue" in shown
        assert "1 span" in shown
        assert "~Newslooks" in shown


@pytest.mark.slow
async def test_bidirectional_controls_are_warned_of_and_not_obeyed(workspace: Workspace) -> None:
    text = "A report.\n\nHe said \u202eno\u202c to all of it.\n"
    workspace.do(AddArticle(path="odd.txt", text=text, title="Odd \u202eeltit"))
    async with driving(workspace, (120, 40)) as driver:
        await driver.press("O", "end")
        shown = driver.text()
        assert "odd characters" in shown
        assert "bidirectional control" in shown
        assert "\u202e" not in shown


@pytest.mark.slow
async def test_saving_the_data_of_an_article_confirms_what_was_guessed(
    workspace: Workspace,
) -> None:
    async with driving(workspace, (120, 40)) as driver:
        await driver.press("O", "end", "e")
        assert isinstance(driver.app.screen, Form)
        await driver.press("tab", "end")
        await driver.type(" (Berlin)")
        await driver.press("enter")
        article = driver.app.workspace.articles.get(SECOND)
        assert article.source == "Newslooks (Berlin)"
        assert article.guessed == frozenset()
        assert "~" not in driver.text()


@pytest.mark.slow
async def test_moving_an_article_makes_a_second_case(three: Workspace) -> None:
    async with driving(three, (120, 40)) as driver:
        await driver.press("O", "end", "m", "ctrl+u")
        await driver.type("flood of 2025")
        await driver.press("enter")
        assert driver.app.workspace.articles.get("flood").case == "flood of 2025"
        assert (three.paths.seeds / "flood of 2025" / "flood.txt").is_file()
        assert "flood of 2025 (1 article)" in driver.text()


async def test_with_several_cases_their_list_is_the_first_screen(folder: Path) -> None:
    with Workspace(folder, "ada") as workspace:
        workspace.do(AddArticle(path="flood.txt", text=FLOOD, case="river"))
        workspace.do(AddClaim(text="two metres", case="river"))
        async with driving(workspace, (120, 40)) as driver:
            assert isinstance(driver.app.screen, CasesScreen)
            assert "0/1 judged by you" in driver.text()
            await driver.press("end", "enter")
            assert isinstance(driver.app.screen, CompareScreen)
            assert driver.app.bench.shown == ["flood"]
            assert [claim.text for claim in driver.compare.claims.claims] == ["two metres"]


@pytest.mark.slow
async def test_with_one_case_the_articles_are_the_first_screen(workspace: Workspace) -> None:
    async with driving(workspace, (80, 24)) as driver:
        assert isinstance(driver.app.screen, CompareScreen)


@pytest.mark.slow
async def test_a_file_that_changes_before_it_is_annotated_is_shown_anew(
    workspace: Workspace,
) -> None:
    async with driving(workspace, (120, 40)) as driver:
        file = workspace.paths.seeds / f"{FIRST}.txt"
        file.write_text("Another text altogether.", "utf-8")
        driver.compare.shelf._look()
        await driver.settle()
        assert driver.compare.left.text == "Another text altogether."


@pytest.mark.slow
async def test_the_screen_closes_without_changing_what_is_shown(three: Workspace) -> None:
    async with driving(three, (120, 40)) as driver:
        await driver.press("O")
        assert isinstance(driver.app.screen, ArticlesScreen)
        await driver.press("escape")
        assert driver.app.bench.shown == [FIRST, SECOND]


async def test_the_list_marks_an_article_whose_file_can_not_be_read(workspace: Workspace) -> None:
    workspace.do(AddSpan(article=SECOND, fragments=((0, 9),)))
    (workspace.paths.seeds / f"{SECOND}.txt").write_bytes(b"")
    async with driving(workspace, (120, 40)) as driver:
        await driver.press("O", "end")
        shown = " ".join(driver.text().split())
        assert "file can't be read" in shown
        assert "the file is empty" in shown


async def test_that_a_file_can_not_be_read_is_told_once(workspace: Workspace) -> None:
    (workspace.paths.seeds / f"{SECOND}.txt").write_bytes(b"")
    async with driving(workspace, (120, 40)) as driver:
        told = [note.message for note in driver.app._notifications]
        assert [f"{SECOND}.txt" in message for message in told] == [True]
