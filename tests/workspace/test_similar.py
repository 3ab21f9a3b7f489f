"""Articles that are nearly the same are named as such wherever articles are listed."""

import json

from tests.cases import FIRST
from tests.cli.running import run
from tests.tui.driving import driving
from workbench.workspace.commands import AddArticle, ArchiveCase, MoveArticle
from workbench.workspace.workspace import Workspace


def reprint(workspace: Workspace) -> str:
    """Adds an article that has most of the words of the first."""
    text = workspace.articles.text(workspace.articles.get(FIRST).version)
    shorter = text[: len(text) * 9 // 10] + "\n\nReprinted with permission."
    return str(workspace.do(AddArticle(path="reprint", text=shorter)).id)


def test_nearly_equal_articles_name_each_other(workspace: Workspace) -> None:
    copy = reprint(workspace)
    found = workspace.articles.similar.find()
    assert {id: [near.article for near in others] for id, others in found.items()} == {
        FIRST: [copy],
        copy: [FIRST],
    }
    assert 0.8 <= found[copy][0].share <= 1


def test_different_articles_and_archived_ones_are_left_out(workspace: Workspace) -> None:
    assert workspace.articles.similar.find() == {}
    workspace.do(MoveArticle(article=reprint(workspace), case="old"))
    workspace.do(ArchiveCase(case="old"))
    assert workspace.articles.similar.find() == {}


def test_the_list_of_articles_says_which_are_nearly_the_same(workspace: Workspace) -> None:
    copy = reprint(workspace)
    folder = workspace.paths.folder
    listed = run(folder, "articles").stdout
    assert f"note: {copy} is nearly the same as {FIRST} (" in listed
    rows = json.loads(run(folder, "articles", "--json").stdout)
    [row] = [row for row in rows if row["id"] == FIRST]
    assert [near["id"] for near in row["similar"]] == [copy]


async def test_the_screen_of_articles_marks_near_duplicates(workspace: Workspace) -> None:
    reprint(workspace)
    async with driving(workspace, (120, 40)) as driver:
        await driver.press("O")
        shown = driver.text()
        assert shown.count("near duplicate") == 2
        assert "Nearly the same as “" in shown
