"""From two articles to a judged claim, by keyboard."""

from collections.abc import Callable

import pytest

from tests.cases import FIRST, SECOND
from tests.tui.driving import driving
from workbench.domain.errors import NotPermitted, StoreTrouble
from workbench.workspace.commands import AddClaim, Command, EditClaim
from workbench.workspace.opened import Opened
from workbench.workspace.workspace import Workspace


@pytest.mark.quick
async def test_a_complete_record_takes_twelve_keys_beside_the_words(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.press("L", "3", "c")
        await driver.type("Five people left")
        await driver.press("enter", "2")
        await driver.type("Six left.")
        await driver.press("enter")
        view = driver.view
        (claim,), (link,), (verdict,) = (
            view.claims.all(), view.links.all(), view.verdicts.all()
        )  # fmt: skip
        assert {span.article for span in view.spans.all()} == {FIRST, SECOND}
        assert (claim.text, claim.links) == ("Five people left", (link.id,))
        assert set(claim.spans) == {link.source, link.target}
        assert (verdict.claim, verdict.label, verdict.rationale) == (
            claim.id, "refuted", "Six left."
        )  # fmt: skip
        assert driver.app.bench.active == claim.id


@pytest.mark.slow
async def test_nothing_of_a_verdict_is_saved_before_enter(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.link_and_claim()
        await driver.press("1")
        await driver.type("Perhaps")
        assert not driver.view.verdicts.all()


async def test_escape_keeps_the_draft_and_offers_it_again(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.link_and_claim()
        await driver.press("1")
        await driver.type("Half a thought")
        await driver.press("escape", "1")
        assert "Half a thought" in driver.text()
        await driver.press("enter")
        assert driver.view.verdicts.all()[0].rationale == "Half a thought"
        assert not driver.app.bench.drafts


async def test_sources_collected_for_a_verdict_are_kept_with_its_draft(
    workspace: Workspace,
) -> None:
    async with driving(workspace) as driver:
        await driver.link_and_claim()
        await driver.press("1", "tab", "tab", "enter")
        await driver.type("What the source says")
        await driver.press("enter")
        assert "What the source says (new)" in driver.text()
        await driver.press("escape", "1")
        assert "What the source says (new)" in driver.text()
        await driver.press("enter")
        (verdict,) = driver.view.verdicts.all()
        assert [driver.view.evidence.get(id).quote for id in verdict.evidence] == [
            "What the source says"
        ]


async def test_the_label_is_kept_with_the_draft_of_a_verdict(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.link_and_claim()
        await driver.press("2")
        await driver.type("Half a thought")
        await driver.press("escape", "r", "enter")
        (verdict,) = driver.view.verdicts.all()
        assert (verdict.label, verdict.rationale) == ("refuted", "Half a thought")


@pytest.mark.slow
async def test_ctrl_j_begins_a_new_line(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.link_and_claim()
        await driver.press("1")
        await driver.type("one")
        await driver.press("ctrl+j")
        await driver.type("two")
        await driver.press("ctrl+s")
        assert driver.view.verdicts.all()[0].rationale == "one\ntwo"


@pytest.mark.slow
async def test_a_selection_becomes_a_span_and_is_picked(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.press("v", "w", "w", "enter")
        (span,) = driver.view.spans.all()
        text = workspace.articles.text(span.version)
        assert span.quote == text[span.start : span.end]
        assert list(driver.app.bench.picked.spans) == [span.id]


@pytest.mark.slow
async def test_highlighting_the_same_words_again_makes_no_second_span(
    workspace: Workspace,
) -> None:
    async with driving(workspace) as driver:
        await driver.press("V", "enter", "g", "V", "enter")
        assert len(driver.view.spans) == 1


@pytest.mark.slow
async def test_undo_and_redo_step_through_what_was_done(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.link_and_claim()
        await driver.press("u")
        assert not driver.view.claims.all()
        assert driver.app.bench.active is None
        await driver.press("u")
        assert not driver.view.links.all()
        await driver.press("U", "ctrl+r")
        assert [claim.text for claim in driver.view.claims.all()] == ["Five left"]


@pytest.mark.slow
async def test_delete_says_where_it_is_used_and_takes_no_for_an_answer(
    workspace: Workspace,
) -> None:
    async with driving(workspace) as driver:
        await driver.link_and_claim()
        await driver.press("d")
        assert "1 link, 1 claim" in driver.text()
        await driver.press("n")
        assert len(driver.view.spans) == 2
        await driver.press("d", "y")
        assert len(driver.view.spans) == 1
        assert not driver.view.links.all()


@pytest.mark.slow
async def test_p_goes_to_the_other_end_of_the_link_and_back(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.press(".", "L", "1", "p")
        assert driver.compare.right.has_focus
        await driver.press("p")
        assert driver.compare.left.has_focus
        assert driver.compare.left.mark_under_cursor is not None


@pytest.mark.slow
async def test_with_an_active_claim_c_asks_whether_to_add(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.link_and_claim()
        await driver.press(".", "V", "enter", "c", "a")
        (claim,) = driver.view.claims.all()
        assert len(claim.spans) == 3
        await driver.press(".", "V", "enter", "c", "n")
        await driver.type("Another")
        await driver.press("enter")
        assert [claim.text for claim in driver.view.claims.all()] == ["Five left", "Another"]
        await driver.press("<")
        assert driver.app.bench.active == claim.id


@pytest.mark.slow
async def test_evidence_comment_and_omission_belong_to_the_active_claim(
    workspace: Workspace,
) -> None:
    async with driving(workspace) as driver:
        await driver.press("V", "enter", "c")
        await driver.type("Only here")
        await driver.press("enter", "E")
        await driver.type("A source says so")
        await driver.press("enter", "m")
        await driver.type("@ben look")
        await driver.press("enter", "o", "enter")
        claim = driver.view.claims.all()[0].id
        assert driver.view.evidence.by("claim", claim)[0].quote == "A source says so"
        assert driver.view.comments.by("claim", claim)[0].text == "@ben look"
        assert driver.view.omissions.by("claim", claim)[0].article == SECOND


@pytest.mark.slow
async def test_a_source_added_in_the_verdict_form_is_saved_with_the_verdict(
    workspace: Workspace,
) -> None:
    async with driving(workspace) as driver:
        await driver.link_and_claim()
        await driver.press("2", "tab")
        await driver.type("80%")
        await driver.press("tab", "enter")
        await driver.type("The register")
        await driver.press("enter")
        assert not driver.view.evidence.all()
        await driver.press("shift+tab", "enter")
        (verdict,) = driver.view.verdicts.all()
        assert verdict.confidence == 0.8
        assert [item.quote for item in driver.view.evidence.all()] == ["The register"]
        assert verdict.evidence == (driver.view.evidence.all()[0].id,)


@pytest.mark.slow
async def test_enter_on_a_mark_opens_its_claim_with_everything_on_it(workspace: Workspace) -> None:
    async with driving(workspace, (120, 40)) as driver:
        await driver.link_and_claim()
        await driver.press("1")
        await driver.type("It is so")
        await driver.press("enter", "enter")
        shown = driver.text()
        for part in ("Five left", "2 passages", "1 link", "contradicts", "Supported", "It is so"):
            assert part in shown


async def test_what_others_write_appears_and_the_cursor_stays(
    open_as: Callable[[str], Workspace],
) -> None:
    async with driving(open_as("ada")) as driver:
        await driver.press("j", "j")
        before = driver.compare.left.cursor
        open_as("ben").do(AddClaim(text="Ben's claim"))
        driver.app._poll()
        await driver.settle()
        assert "Ben's claim" in driver.text()
        assert driver.compare.left.cursor == before


@pytest.mark.slow
async def test_a_refused_change_is_told_and_the_form_stays_with_its_words(
    workspace: Workspace,
) -> None:
    async with driving(workspace) as driver:
        await driver.link_and_claim()
        real = workspace.do

        def refuse(command: Command, *opened: Opened) -> object:
            if command.do == "give_verdict":
                raise NotPermitted("the pass is closed")
            return real(command, *opened)

        workspace.do = refuse  # type: ignore[method-assign,assignment]
        await driver.press("1")
        await driver.type("My reasons")
        await driver.press("enter")
        assert "the pass is closed" in driver.text()
        assert "My reasons" in driver.text()
        workspace.do = real  # type: ignore[method-assign]
        await driver.press("enter")
        assert driver.view.verdicts.all()[0].rationale == "My reasons"


async def test_a_failed_write_says_so_and_u_tries_it_again(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        real = workspace.do

        def full(command: Command) -> object:
            raise StoreTrouble("the disk is full")

        workspace.do = full  # type: ignore[method-assign,assignment]
        await driver.press("V", "enter")
        assert "NOT SAVED: the disk is full — u retries" in driver.text()
        workspace.do = real  # type: ignore[method-assign]
        await driver.press("u")
        assert len(driver.view.spans) == 1
        assert "saved " in driver.rows()[-1]


@pytest.mark.slow
async def test_q_asks_only_if_a_draft_is_open(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.link_and_claim()
        await driver.press("m")
        await driver.type("unfinished")
        await driver.press("escape", "q")
        assert "Leave without saving 1 draft?" in driver.text()
        await driver.press("n")
        driver.app.bench.drafts.clear()
        await driver.press("q")
        assert not driver.app.is_running


@pytest.mark.slow
async def test_a_jump_letter_goes_to_its_sentence_in_either_pane(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.press("f")
        places = list(driver.app.screen._places.items())  # type: ignore[attr-defined]
        letters, place = next(item for item in reversed(places) if item[1].side == 1)
        await driver.press(*letters)
        assert driver.compare.right.has_focus
        assert driver.compare.right.cursor == place.offset


@pytest.mark.slow
async def test_the_history_of_a_claim_says_who_changed_what(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.link_and_claim()
        await driver.press("shift+tab", "i")
        shown = driver.text()
        assert "History of “Five left”" in shown
        assert "ada" in shown
        assert "text: “Five left”" in shown


@pytest.mark.slow
async def test_a_conflict_shows_both_values_and_keeps_the_chosen_one(
    open_as: Callable[[str], Workspace],
) -> None:
    ada, ben = open_as("ada"), open_as("ben")
    claim = ada.do(AddClaim(text="Five left")).id
    assert claim is not None
    ben.load()
    ben.do(EditClaim(claim=claim, text="Five fled"))
    ada.do(EditClaim(claim=claim, text="Five escaped"))
    async with driving(ada) as driver:
        driver.app._poll()
        await driver.settle()
        await driver.press("!")
        shown = driver.text()
        assert "Five fled" in shown
        assert "Five escaped" in shown
        await driver.press("down", "enter")
        assert "No conflicts are open" in driver.text()
        assert driver.view.claims.get(claim).text in shown


@pytest.mark.parametrize("width", [80, 160])
async def test_the_status_line_says_why_something_was_not_saved(
    workspace: Workspace, width: int
) -> None:
    async with driving(workspace, (width, 24)) as driver:

        def fail(command: Command) -> object:
            raise StoreTrouble(
                "the text was not saved: Read-only file system",
                where=f"texts/{'1d100197' * 8}.txt",
                hint="nothing was changed; try again when the cause is gone",
            )

        workspace.do = fail  # type: ignore[method-assign,assignment]
        await driver.press("V", "enter")
        assert "NOT SAVED: Read-only file system — u retries" in driver.rows()[-1]
        assert "ada" in driver.rows()[-1]


@pytest.mark.slow
async def test_the_palette_finds_an_action_by_name_and_does_it(workspace: Workspace) -> None:
    async with driving(workspace) as driver:
        await driver.press("ctrl+p")
        await driver.type("Link both")
        await driver.pilot.pause(0.3)
        await driver.press("enter")
        await driver.pilot.pause(0.1)
        assert "contradicts" in driver.text()


@pytest.mark.slow
async def test_annotations_that_cant_be_read_are_told_and_the_articles_stay(
    workspace: Workspace,
) -> None:
    workspace.paths.annotations.write_text("a file in the way", "utf-8")
    async with driving(workspace) as driver:
        await driver.press("j", "V", "enter", " ", "d")
        assert "412 days" in driver.text()
        assert "NOT SAVED" in driver.text()
