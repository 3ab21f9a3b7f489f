"""The screen while the server comes and goes: what was typed stays, what was saved is saved."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cases import SEEDS
from tests.store.postgres.server import PostgresServer
from tests.store.postgres.waiting import soon
from tests.tui.driving import Driver, driving
from workbench.store import open_store
from workbench.workspace.workspace import Workspace

pytestmark = pytest.mark.server


@pytest.fixture
def url(mortal: PostgresServer) -> str:
    return mortal.ensure().url(mortal.new_desk())


@pytest.fixture
def case(tmp_path: Path) -> Path:
    made = tmp_path / "case"
    shutil.copytree(SEEDS, made / "seeds")
    return made


async def shown(desk: Driver, condition: Callable[[str], bool], seconds: float = 15.0) -> bool:
    """Whether the screen comes to show something."""
    for _ in range(int(seconds / 0.1)):
        if condition(desk.text()):
            return True
        await asyncio.sleep(0.1)
        await desk.settle()
    return False


async def test_what_is_typed_stays_while_the_server_is_killed_and_is_saved_and_shared_later(
    mortal: PostgresServer, url: str, case: Path, tmp_path: Path
) -> None:
    with Workspace(case, "ada", store=url) as workspace:
        async with driving(workspace, (120, 40)) as desk:
            await desk.press("L", "3", "c")
            await desk.type("Five people left")
            mortal.kill()
            assert soon(lambda: workspace.offline.startswith("offline: "))
            await desk.settle()
            assert "Five people left" in desk.text()
            await desk.press("enter")
            assert await shown(desk, lambda text: "offline, 1 change waits here" in text)
            assert [claim.text for claim in desk.view.claims.all()] == ["Five people left"]
            mortal.start()
            assert await shown(desk, lambda text: "offline" not in text)
            bob = open_store(tmp_path / "bob", "bob", server=url)
            assert soon(lambda: bob.refresh() is not None and len(bob.rows("claims")) == 1)
            bob.close()


async def test_what_another_writes_appears_by_itself(
    mortal: PostgresServer, url: str, case: Path, tmp_path: Path
) -> None:
    other = tmp_path / "machine" / "case"
    shutil.copytree(case, other)
    with Workspace(case, "ada", store=url) as workspace, Workspace(other, "bob", store=url) as bob:
        async with driving(workspace, (120, 40)) as desk:
            from workbench.workspace.commands import AddClaim

            bob.do(AddClaim(text="A claim of bob's", case=workspace.articles.cases()[0]))
            assert await shown(desk, lambda text: "A claim of bob's" in text)


async def test_a_server_that_refuses_is_named_on_the_screen(
    mortal: PostgresServer, case: Path
) -> None:
    away = f"postgresql://owner@127.0.0.1:{mortal.ensure().port}/nothing"
    with Workspace(case, "ada", store=away) as workspace:
        async with driving(workspace, (120, 40)) as desk:
            assert await shown(desk, lambda text: "the server refuses the connection" in text)
            assert 'database "nothing" does not exist' in desk.app.bench.trouble


async def test_the_screen_opens_without_the_server_and_says_so(case: Path) -> None:
    with Workspace(case, "ada", store="postgresql://127.0.0.1:1/x") as workspace:
        async with driving(workspace, (80, 24)) as desk:
            await desk.link_and_claim("Kept here")
            assert await shown(desk, lambda text: "offline, 2 changes wait here" in text)
            assert "Kept here" in desk.text()
