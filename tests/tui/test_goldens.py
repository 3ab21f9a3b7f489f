"""The compare screen as text, at the sizes people use.

`WORKBENCH_GOLDENS=write` writes them anew; look at what changed before committing it.
"""

import os
from pathlib import Path

import pytest

from tests.tui.driving import driving
from workbench.workspace.workspace import Workspace

pytestmark = pytest.mark.quick

GOLDENS = Path(__file__).parent / "goldens"
SIZES = (
    pytest.param((80, 24), id="80x24"),
    pytest.param((60, 24), id="60x24", marks=pytest.mark.slow),
    pytest.param((120, 40), id="120x40", marks=pytest.mark.slow),
    pytest.param((200, 50), id="200x50", marks=pytest.mark.slow),
)


def held(name: str, shown: str) -> None:
    path = GOLDENS / f"{name}.txt"
    if os.environ.get("WORKBENCH_GOLDENS") == "write":
        path.write_text(shown + "\n", "utf-8")
    assert shown + "\n" == path.read_text("utf-8")


@pytest.mark.parametrize("size", SIZES)
async def test_the_compare_screen_before_anything_is_done(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with driving(workspace, size) as driver:
        held(f"compare-{size[0]}x{size[1]}", driver.text())


async def test_the_compare_screen_with_a_claim(workspace: Workspace) -> None:
    async with driving(workspace, (80, 24)) as driver:
        await driver.link_and_claim("Five people left the residence")
        driver.app.bench.writer.saved_at = "12:00:00"
        driver.compare.show_status()
        await driver.settle()
        held("compare-claim-80x24", driver.text())


async def test_the_relation_picker(workspace: Workspace) -> None:
    async with driving(workspace, (80, 24)) as driver:
        await driver.press("L")
        held("relations-80x24", driver.text())
