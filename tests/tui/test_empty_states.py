"""Where nothing is there yet, every screen says what to do, with the keys in force."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.cases import SECOND
from tests.tui.driving import Driver, driving
from workbench.tui.screens.list_screen import ListScreen
from workbench.workspace.workspace import Workspace

REBOUND = '[keys]\n"compare.new_claim" = "ctrl+e"\n'


@asynccontextmanager
async def empty(folder: Path) -> AsyncIterator[Driver]:
    (folder / "workbench.toml").write_text(REBOUND)
    with Workspace(folder, "ada") as workspace:
        async with driving(workspace, (100, 30)) as driver:
            yield driver


@pytest.mark.slow
@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("shift+tab",), "Shift+Tab back to the article · L links both passages"),
        ((), "No claims yet: L links two passages, Ctrl+e makes a claim"),
        (("A",), "Ctrl+e makes a claim"),
        (("W",), "Ctrl+e makes a claim"),
        (("C",), "Ctrl+e makes a claim"),
        (("M",), "No spans yet"),
        (("I",), "Nothing yet: mentions (@name)"),
        (("H",), "write them into guidelines.md"),
        (("i",), "Nothing was changed yet"),
        (("/",), "Type words"),
        (("P",), "there are no claims yet"),
        (("D",), "0 claims"),
    ],
    ids=lambda value: "+".join(value) or "articles" if isinstance(value, tuple) else "",
)
async def test_a_screen_with_nothing_to_show_says_what_to_do(
    folder: Path, keys: Sequence[str], said: str
) -> None:
    async with empty(folder) as driver:
        await driver.press(*keys)
        shown = " ".join(driver.text().split())
        assert said in shown


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("<", "No claims yet"),
        ("E", "No claims yet"),
        ("!", "No conflicts"),
        ("n", "No mark there: Enter highlights"),
        ("t", "No mark there: Enter highlights"),
        ("y", "v begins a selection"),
        ("x", "v begins a selection"),
        ("d", "no mark under the cursor"),
        ("p", "no mark under the cursor"),
        ("space", "no mark under the cursor"),
        ("enter", "v begins a selection"),
        ("u", "nothing of yours to undo"),
    ],
)
async def test_a_key_that_finds_nothing_to_act_on_says_so(
    folder: Path, key: str, said: str
) -> None:
    async with empty(folder) as driver:
        await driver.press(key)
        told = [note.message for note in driver.app._notifications]
        assert any(said in message for message in told), told


@pytest.mark.slow
async def test_a_search_that_finds_nothing_names_the_way_that_might(folder: Path) -> None:
    async with empty(folder) as driver:
        await driver.press("/")
        await driver.type("zzzz qqqq")
        assert "Not found. Tab also finds what is spelt otherwise." in driver.text()


@pytest.mark.slow
async def test_the_card_of_a_bare_claim_says_what_can_be_added(folder: Path) -> None:
    async with empty(folder) as driver:
        await driver.press("ctrl+e")
        await driver.type("A claim with nothing")
        await driver.press("enter", "shift+tab", "enter")
        shown = " ".join(driver.text().split())
        assert "Nothing is said of it yet: 1 and the other digits give a verdict" in shown


@pytest.mark.slow
async def test_with_one_article_the_key_for_the_other_says_how_to_add_one(folder: Path) -> None:
    (folder / "seeds" / f"{SECOND}.txt").unlink()
    async with empty(folder) as driver:
        await driver.press("tab")
        (told,) = [note.message for note in driver.app._notifications]
        assert "O chooses or adds one" in told


def test_every_list_has_words_for_being_empty() -> None:
    def below(base: type[Any]) -> list[type[Any]]:
        return [base, *(found for one in base.__subclasses__() for found in below(one))]

    lists = set(below(ListScreen)) - {ListScreen}
    assert all("nothing" in vars(one) for one in lists)


async def test_a_name_that_only_the_system_gave_is_told_once(folder: Path) -> None:
    with Workspace(folder) as workspace:
        assert not workspace.named
        async with driving(workspace) as driver:
            told = [note.message for note in driver.app._notifications]
            assert sum("as the system calls you" in message for message in told) == 1
