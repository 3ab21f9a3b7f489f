"""From several verdicts to a final one, by keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.driving import Driver, driving
from workbench.tui.screens.adjudication import AdjudicationScreen
from workbench.tui.screens.compare import CompareScreen
from workbench.tui.screens.conflicts import ConflictsScreen
from workbench.tui.screens.deleting import ask_to_delete
from workbench.workspace.commands import (
    AddClaim,
    AddComment,
    Adjudicate,
    ClosePass,
    GiveVerdict,
    NewEvidence,
    SetState,
    SubmitPass,
)
from workbench.workspace.workspace import Workspace

Open = Callable[[str], Workspace]
NAMES = ("ada", "ben", "cy")


def judged(open_as: Open, text: str, *labels: str) -> str:
    claim = ""
    for name, label in zip(NAMES, labels, strict=False):
        workspace = open_as(name)
        claim = claim or str(workspace.do(AddClaim(text=text)).id)
        workspace.do(
            GiveVerdict(
                claim=claim,
                label=label,
                rationale=f"because of {name}",
                confidence=0.8,
                evidence=(NewEvidence(title=f"source of {name}", quote="q"),),
            )
        )
    return claim


def said(driver: Driver) -> str:
    """What the program told in passing."""
    return " ".join(note.message for note in driver.app._notifications)


async def opened(driver: Driver) -> AdjudicationScreen:
    await driver.press("A")
    screen = driver.app.screen
    assert isinstance(screen, AdjudicationScreen)
    return screen


async def test_disagreements_come_first_and_show_all_verdicts_side_by_side(open_as: Open) -> None:
    judged(open_as, "all agree", "refuted", "refuted")
    split = judged(open_as, "they differ", "refuted", "supported")
    open_as("ben").do(AddComment(claim=split, text="look at page two"))
    async with driving(open_as("dora"), (120, 40)) as driver:
        screen = await opened(driver)
        kinds = [entry.item.kind for entry in screen.shown if not entry.heading]
        assert kinds == ["disagreement", "unanimous"]
        [names] = [row for row in driver.rows() if row.strip().startswith("ada ")]
        [reasons] = [row for row in driver.rows() if "because of ada" in row]
        assert names.index("ben") == reasons.index("because of ben")
        shown = driver.text()
        for words in ("source of ada", "source of ben", "80 %", "look at page two"):
            assert words in shown


async def test_a_digit_decides_by_hand_and_wants_a_note(open_as: Open) -> None:
    claim = judged(open_as, "they differ", "refuted", "supported")
    async with driving(open_as("dora"), (100, 30)) as driver:
        screen = await opened(driver)
        await driver.press("2", "enter")
        assert "needs a note" in driver.text()
        assert not driver.view.adjudications.all()
        await driver.type("page two decides")
        await driver.press("enter")
        [final] = driver.view.adjudications.all()
        assert (final.claim, final.label, final.provenance) == (claim, "refuted", "adjudicated")
        assert (final.note, final.by) == ("page two decides", "dora")
        assert [entry.item.kind for entry in screen.shown if not entry.heading] == ["decided"]
        assert "adjudicated · by dora" in driver.text()


@pytest.mark.slow
async def test_after_a_decision_the_cursor_goes_to_the_claim_that_waits_next(
    open_as: Open,
) -> None:
    claims = [judged(open_as, text, "refuted", "refuted") for text in ("one", "two", "three")]
    async with driving(open_as("dora"), (100, 30)) as driver:
        screen = await opened(driver)
        await driver.press("m", "m")
        decided = {item.claim for item in driver.view.adjudications.all()}
        assert decided == set(claims[:2])
        assert screen.current is not None
        assert screen.current.standing.claim.id == claims[2]


@pytest.mark.slow
async def test_zero_leaves_a_claim_unresolved_on_record(open_as: Open) -> None:
    judged(open_as, "they differ", "refuted", "supported")
    async with driving(open_as("dora"), (100, 30)) as driver:
        await opened(driver)
        await driver.press("0")
        await driver.type("no source decides")
        await driver.press("enter")
        [final] = driver.view.adjudications.all()
        assert (final.label, final.provenance) == (None, "unresolved")
        assert driver.view.claims.get(final.claim).state == "open"


@pytest.mark.slow
async def test_m_takes_the_majority_and_u_takes_it_back(open_as: Open) -> None:
    judged(open_as, "two to one", "refuted", "refuted", "supported")
    async with driving(open_as("dora"), (100, 30)) as driver:
        await opened(driver)
        await driver.press("m")
        [final] = driver.view.adjudications.all()
        assert (final.label, final.provenance, final.note) == (
            "refuted", "majority", "2 of 3 refuted"
        )  # fmt: skip
        await driver.press("u")
        assert not driver.view.adjudications.all()


@pytest.mark.slow
async def test_shift_m_says_what_each_rule_would_settle_and_settles(open_as: Open) -> None:
    judged(open_as, "all agree", "refuted", "refuted", "refuted")
    judged(open_as, "two to one", "refuted", "refuted", "supported")
    judged(open_as, "all differ", "refuted", "supported", "conflicting")
    async with driving(open_as("dora"), (100, 30)) as driver:
        await opened(driver)
        await driver.press("M")
        shown = driver.text()
        assert "unanimous: where all agree (1 claim)" in shown
        assert "majority: where more than half agree (2 claims)" in shown
        await driver.press("m")
        finals = driver.view.adjudications.all()
        assert sorted(item.provenance for item in finals) == ["majority", "unanimous"]


@pytest.mark.slow
async def test_publishing_warns_asks_and_publishes(open_as: Open) -> None:
    claim = judged(open_as, "one source", "refuted")
    async with driving(open_as("dora"), (100, 30)) as driver:
        await opened(driver)
        await driver.press("p")
        assert "Decide it first" in said(driver)
        await driver.press("m", "p")
        assert "published with 1 source; 2 are usual" in driver.text()
        await driver.press("p")
        assert driver.view.claims.get(claim).state == "published"


@pytest.mark.slow
async def test_claims_that_may_be_one_are_merged_after_a_question(open_as: Open) -> None:
    text = "Five people left the country in March."
    first = judged(open_as, text, "refuted")
    ben = open_as("ben")
    second = str(ben.do(AddClaim(text="Five people left the country in March")).id)
    ben.do(GiveVerdict(claim=second, label="supported", rationale="because of ben"))
    async with driving(open_as("dora"), (100, 30)) as driver:
        await opened(driver)
        await driver.press("equals_sign")
        assert "1 pair of claims that may be one" in driver.text()
        await driver.press("enter", "1")
        [claim] = driver.view.claims.all()
        assert claim.id == first
        assert len(driver.view.verdicts.by("claim", first)) == 2
        await driver.press("u")
        assert len(driver.view.claims.all()) == 2


@pytest.mark.slow
async def test_o_goes_to_the_claim_in_the_articles(open_as: Open) -> None:
    claim = judged(open_as, "they differ", "refuted", "supported")
    async with driving(open_as("dora"), (100, 30)) as driver:
        await opened(driver)
        await driver.press("o")
        assert isinstance(driver.app.screen, CompareScreen)
        assert driver.app.bench.active == claim


@pytest.mark.slow
async def test_who_is_no_adjudicator_sees_but_does_not_decide(folder: Path, open_as: Open) -> None:
    (folder / "workbench.toml").write_text('[review]\nadjudicators = ["dora"]\n')
    judged(open_as, "they differ", "refuted", "supported", "refuted")
    async with driving(open_as("ben"), (100, 30)) as driver:
        await opened(driver)
        await driver.press("m")
        assert not driver.view.adjudications.all()
        assert "is no adjudicator" in said(driver)


async def test_in_a_blind_pass_the_queue_is_empty_and_says_why(folder: Path, open_as: Open) -> None:
    (folder / "workbench.toml").write_text('[review]\nblind = "on"\n')
    judged(open_as, "they differ", "refuted", "supported")
    open_as("ben").do(SubmitPass())
    async with driving(open_as("ada"), (100, 30)) as driver:
        screen = await opened(driver)
        assert not screen.shown
        shown = driver.text()
        assert "others' verdicts are withheld" in shown
        assert "because of ben" not in shown


async def test_while_a_blind_pass_runs_the_queue_says_whose_and_no_rule_is_offered(
    folder: Path, open_as: Open
) -> None:
    (folder / "workbench.toml").write_text(
        '[review]\nblind = "on"\nreviewers = ["ada", "ben"]\nadjudicators = ["dora"]\n'
    )
    judged(open_as, "they agree", "refuted", "refuted")
    open_as("ada").do(SubmitPass())
    async with driving(open_as("dora"), (100, 30)) as driver:
        await opened(driver)
        assert "the blind pass of ben still runs" in driver.text()
        await driver.press("M")
        assert "Nothing can be decided yet" in said(driver)
        assert "D in the articles closes it" in said(driver)
        driver.app.workspace.do(ClosePass(reviewer="ben"))
        await driver.press("escape", "A")
        assert "still runs" not in driver.text()
        await driver.press("M")
        assert "unanimous: where all agree (1 claim)" in driver.text()


@pytest.mark.slow
async def test_at_80_columns_no_figure_of_the_dashboard_is_cut_off(open_as: Open) -> None:
    judged(open_as, "they agree", "refuted", "refuted")
    judged(open_as, "they differ", "refuted", "supported")
    async with driving(open_as("dora"), (80, 40)) as driver:
        await driver.press("D")
        shown = driver.text()
        assert "2 claims · 2 judged by all · 0 decided · 0 published" in shown
        [percent] = [row for row in driver.rows() if "percent agreement" in row]
        assert percent.rstrip().endswith("n 2")
        [head] = [row for row in driver.rows() if "percent" in row and "AC1" in row]
        assert head.rstrip().endswith("B³")


async def test_verdict_digits_are_neither_offered_to_nor_taken_from_who_only_adjudicates(
    folder: Path, open_as: Open
) -> None:
    (folder / "workbench.toml").write_text(
        '[review]\nreviewers = ["ada", "ben"]\nadjudicators = ["dora"]\n'
    )
    judged(open_as, "five left", "refuted", "refuted")
    async with driving(open_as("dora"), (120, 40)) as driver:
        await driver.press(">")
        assert "Your verdict?" not in driver.text()
        await driver.press("1")
        assert isinstance(driver.app.screen, CompareScreen)
        assert "Reviewers give verdicts, and dora is none here" in said(driver)


async def test_decisions_in_conflict_are_told_where_one_works(open_as: Open) -> None:
    claim = judged(open_as, "they differ", "refuted", "supported")
    dora, eve = open_as("dora").load(), open_as("eve").load()
    dora.do(Adjudicate(claim=claim, label="refuted", note="dora's reason"))
    eve.do(Adjudicate(claim=claim, label="supported", note="eve's reason"))
    async with driving(open_as("ada"), (80, 24)) as driver:
        assert "1 conflict: !" in driver.text()
        await opened(driver)
        assert "in conflict they differ" in driver.text()
        await driver.press("escape", "!")
        shown = driver.text()
        assert "of the final verdict of “they differ”" in shown
        assert "note: “dora's reason”" in shown
        assert "note: “eve's reason”" in shown
        await driver.press("m")
        assert "Only texts can be merged" in said(driver)
        await driver.press("down", "enter")
        assert "No conflicts are open" in driver.text()
        [final] = driver.view.adjudications.by("claim", claim)
        assert (final.label, final.note, final.by) == ("refuted", "dora's reason", "dora")


async def test_a_change_of_what_a_published_claim_rests_on_asks_for_the_correction(
    open_as: Open,
) -> None:
    claim = judged(open_as, "five left", "refuted")
    ada = open_as("ada")
    ada.do(Adjudicate(claim=claim))
    ada.do(SetState(claim=claim, state="published"))
    [verdict] = ada.view.verdicts.all()
    async with driving(ada, (120, 40)) as driver:
        ask_to_delete(driver.compare, verdict.id)
        await driver.settle()
        await driver.press("y")
        assert "what is corrected, and why?" in driver.text()
        await driver.type("given by mistake")
        await driver.press("enter")
        assert driver.view.verdicts.all() == []
        assert [item.text for item in driver.view.corrections.all()] == ["given by mistake"]


async def test_another_decision_on_a_published_claim_asks_for_the_correction(open_as: Open) -> None:
    claim = judged(open_as, "they differ", "refuted", "supported")
    dora, eve = open_as("dora").load(), open_as("eve").load()
    dora.do(Adjudicate(claim=claim, label="refuted", note="dora's reason"))
    eve.do(Adjudicate(claim=claim, label="supported", note="eve's reason"))
    eve.do(SetState(claim=claim, state="published"))
    async with driving(open_as("ada"), (80, 24)) as driver:
        await driver.press("!")
        screen = driver.app.screen
        assert isinstance(screen, ConflictsScreen)
        sides = [
            (line.conflict.table, line.value.by)
            for line in screen._lines
            if line.conflict is not None and line.value is not None
        ]
        downs = sides.index(("adjudications", "dora"))
        await driver.press(*["down"] * downs, "enter")
        assert "the claim is published" in driver.text()
        await driver.type("eve was too quick")
        await driver.press("enter")
        [note] = driver.view.corrections.by("claim", claim)
        assert note.text == "eve was too quick"
