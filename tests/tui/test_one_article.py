"""One article in both panes: links inside an article."""

from pathlib import Path

from tests.cases import FIRST
from tests.tui.driving import driving
from workbench.workspace.commands import AddClaim, AddSpan, LinkSpans
from workbench.workspace.workspace import Workspace


def inside(folder: Path) -> tuple[Workspace, int]:
    """A workspace with a link from the start of an article to a place far below."""
    workspace = Workspace(folder, "ada")
    text = workspace.articles.text(workspace.articles.get(FIRST).version)
    far = text.rindex("Foro Penal")
    near = str(workspace.do(AddSpan(article=FIRST, fragments=((0, 9),))).id)
    other = str(workspace.do(AddSpan(article=FIRST, fragments=((far, far + 10),))).id)
    link = str(workspace.do(LinkSpans(source=near, target=other, relation="differ")).id)
    workspace.do(AddClaim(text="Said twice", links=(link,)))
    return workspace, far


async def test_a_claim_shows_its_first_passage_on_the_left_and_its_last_on_the_right(
    folder: Path,
) -> None:
    workspace, far = inside(folder)
    async with driving(workspace, (120, 40)) as driver:
        driver.compare.articles.show([FIRST, FIRST])
        await driver.press(">")
        assert (driver.compare.left.cursor, driver.compare.right.cursor) == (0, far)


async def test_the_other_end_of_a_link_comes_into_view_in_the_other_pane_from_both_ends(
    folder: Path,
) -> None:
    workspace, far = inside(folder)
    async with driving(workspace, (120, 40)) as driver:
        driver.compare.articles.show([FIRST, FIRST])
        left, right = driver.compare.left, driver.compare.right
        await driver.press("right")
        low, high = right.visible_range()
        assert low <= far < high
        left.go_to(far)
        await driver.settle()
        assert right.visible_range()[0] == 0


async def test_walking_along_a_link_leaves_the_place_one_came_from_in_view(folder: Path) -> None:
    workspace, far = inside(folder)
    async with driving(workspace, (120, 40)) as driver:
        driver.compare.articles.show([FIRST, FIRST])
        left, right = driver.compare.left, driver.compare.right
        await driver.press("right", "p")
        assert (left.cursor, right.cursor) == (1, far)
        assert right.has_focus
