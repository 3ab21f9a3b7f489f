"""The guided tour, walked by keys: it follows the real record and covers nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.driving import Driver, driving
from tests.tui.test_themes import unreadable
from workbench.tui.actions import every_action
from workbench.tui.themes import THEMES
from workbench.tui.tour.guide import TourStrip
from workbench.tui.tour.steps import END_KEYS, STEPS
from workbench.workspace.touring import recall
from workbench.workspace.workspace import Workspace

CLAIM = "Five opposition leaders left the residence"


def strip(driver: Driver) -> str:
    """What the tour says; empty if it says nothing."""
    rows = driver.rows()
    for found in driver.app.screen.query(TourStrip):
        return " ".join(row.strip() for row in rows[: found.size.height])
    return ""


async def walk(driver: Driver) -> None:
    """Every step but the last."""
    await driver.press("down", "tab", "tab", "V", "enter", "]", "L", "3", "c")
    await driver.type(CLAIM)
    await driver.press("enter", "2")
    await driver.type("The government speaks of six.")
    await driver.press("enter", "E")
    await driver.type("The ministry's statement")
    await driver.press("enter", "A", "m", "p", "enter")


@pytest.mark.slow
async def test_it_ends_with_an_exported_claimreview(workspace: Workspace, folder: Path) -> None:
    async with driving(workspace) as driver:
        await driver.press("f2")
        await walk(driver)
        assert f"{len(STEPS)}/{len(STEPS)}" in strip(driver)
        await driver.press("escape", "X", "down", "down", "down", "enter")
        await driver.type("The desk")
        await driver.press("tab")
        await driver.type("https://example.org/checks")
        await driver.press("enter")
        assert "at its end" in strip(driver)
        assert "the record is yours" in strip(driver)
        assert "the ClaimReview: export.jsonld" in strip(driver)
        assert "claimreview needs to know" not in driver.text()
    (review,) = json.loads((folder / "export.jsonld").read_text("utf-8"))
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == CLAIM
    assert review["author"]["name"] == "The desk"
    assert review["reviewRating"]["alternateName"] == "Refuted"
    assert review["reviewRating"]["ratingExplanation"] == "The government speaks of six."
    assert review["citation"][0]["name"] == "The ministry's statement"


@pytest.mark.slow
async def test_each_step_waits_for_its_own_deed(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.press("f2")
        for number, keys in enumerate((("down",), ("tab",), ("V", "enter"), ("]",)), start=1):
            assert f"Tour {number}/" in strip(driver)
            await driver.press(*keys)
        assert "Tour 5/" in strip(driver)


async def test_it_is_offered_in_the_hint_and_comes_with_its_key(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        assert "F2 starts a guided tour" in driver.text()
        await driver.press("f2")
        assert "Tour 1/" in strip(driver)
        assert "starts a guided tour" not in driver.text()


async def test_it_is_offered_for_no_other_articles(workspace: Workspace, folder: Path) -> None:
    (folder / "seeds" / "another.txt").write_text("Six people left, the ministry said.\n")
    (folder / "seeds" / "000_f3a9a0b1af756c46.txt").unlink()
    async with driving(workspace) as driver:
        assert "guided tour" not in driver.text()
        await driver.press("f2")
        assert not strip(driver)


async def test_it_is_not_offered_where_others_are_withheld(folder: Path) -> None:
    (folder / "workbench.toml").write_text('[review]\nblind = "on"\n')
    with Workspace(folder, "ada") as blind:
        async with driving(blind) as driver:
            assert "guided tour" not in driver.text()


@pytest.mark.slow
async def test_a_step_can_be_skipped_and_the_tour_put_away(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.press("f2", "f4")
        assert "Tour 2/" in strip(driver)
        await driver.press("f2")
        assert not strip(driver)
        await driver.press("down", "f2")
        assert "Tour 2/" in strip(driver)


@pytest.mark.slow
async def test_work_goes_on_under_it_in_any_order(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.press("f2")
        await driver.link_and_claim(CLAIM)
        assert [claim.text for claim in driver.view.claims.all()] == [CLAIM]
        assert "Tour 1/" in strip(driver)
        await driver.press("f4", "f4", "f4")
        assert "Is it so?" in strip(driver)


@pytest.mark.slow
async def test_undoing_a_step_leads_back_to_it(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.press("f2", "f4", "f4", "V", "enter", "f4")
        assert "Tour 5/" in strip(driver)
        await driver.press("u")
        assert "Tour 3/" in strip(driver)


@pytest.mark.slow
async def test_it_goes_on_after_a_restart_where_one_was(folder: Path) -> None:
    with Workspace(folder, "ada") as first:
        async with driving(first) as driver:
            await driver.press("f2", "down", "tab", "V", "enter")
            assert "Tour 4/" in strip(driver)
    with Workspace(folder, "ada") as second:
        async with driving(second) as driver:
            assert "Tour 4/" in strip(driver)
            await driver.press("f2")
    with Workspace(folder, "ada") as third:
        async with driving(third) as driver:
            assert not strip(driver)
            assert "guided tour" not in driver.text()
            await driver.press("f2")
            assert "Tour 4/" in strip(driver)


@pytest.mark.slow
async def test_who_leaves_the_program_at_its_end_does_not_meet_it_again(folder: Path) -> None:
    with Workspace(folder, "ada") as first:
        async with driving(first) as driver:
            await driver.press("V", "enter", "f2", *["f4"] * len(STEPS))
            assert "at its end" in strip(driver)
    with Workspace(folder, "ada") as second:
        async with driving(second) as driver:
            assert not strip(driver)


@pytest.mark.slow
async def test_undoing_after_its_end_leads_back_also_after_a_restart(folder: Path) -> None:
    with Workspace(folder, "ada") as first:
        async with driving(first) as driver:
            await driver.press("f2", "f4", "f4", "V", "enter", *["f4"] * (len(STEPS) - 3))
            assert "at its end" in strip(driver)
            await driver.press("u")
            assert "Tour 3/" in strip(driver)
    with Workspace(folder, "ada") as second:
        async with driving(second) as driver:
            assert "Tour 3/" in strip(driver)


@pytest.mark.slow
async def test_a_second_tour_does_not_count_what_the_first_one_made(
    workspace: Workspace, open_as: Callable[[str], Workspace]
) -> None:
    async with driving(workspace) as driver:
        await driver.press("V", "enter", "f2", "f4")
        assert "Tour 3/" in strip(driver)
    async with driving(open_as("ben")) as driver:
        await driver.press("f2")
        assert "Tour 1/" in strip(driver)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_every_sentence_fits_the_strip(workspace: Workspace, size: tuple[int, int]) -> None:
    async with driving(workspace, size) as driver:
        await driver.press("f2")
        for number in range(1, len(STEPS) + 1):
            assert f"Tour {number}/" in strip(driver)
            assert "…" not in strip(driver).replace("1 …", "")
            await driver.press("f4")
        assert "at its end" in strip(driver)


async def test_a_record_that_was_skipped_is_not_praised(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.press("f2", *["f4"] * len(STEPS))
        assert "what you skipped can still be done" in strip(driver)
        assert "the record is yours" not in strip(driver)


@pytest.mark.slow
async def test_it_can_be_read_in_every_theme(workspace: Workspace) -> None:
    async with driving(workspace, (100, 32)) as driver:
        await driver.press("f2")
        for theme in THEMES:
            driver.app.theme = theme.name
            await driver.settle()
            assert unreadable(driver) == []


@pytest.mark.slow
async def test_keys_are_those_in_force(folder: Path) -> None:
    (folder / "workbench.toml").write_text('[keys]\n"compare.other_article" = "ctrl+e"\n')
    with Workspace(folder, "ada") as own:
        async with driving(own) as driver:
            await driver.press("f2", "f4")
            assert "Ctrl+e goes to the other article" in strip(driver)


async def test_a_memory_that_is_broken_is_no_memory(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.press("V", "enter", "f2")
        (file,) = (workspace.paths.annotations / "cache" / "tour").iterdir()
        for said in ("", "[]", '{"state": 1}', '{"state": "lost"}', '{"passed": 3}'):
            file.write_text(said)
            assert recall(workspace).state == "new"


def test_every_key_that_it_names_is_an_action() -> None:
    known = {action.name for action in every_action()}
    assert {key for step in STEPS for key in step.keys} | set(END_KEYS) <= known


def test_every_sentence_takes_just_the_keys_it_is_given() -> None:
    for step in STEPS:
        places = [f"{{{number}}}" for number in range(len(step.keys))]
        assert all(place in step.says for place in places)
        step.says.format(*step.keys)
