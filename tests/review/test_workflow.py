"""The life of a claim, from open to published and corrected."""

from itertools import pairwise

import pytest

from workbench.config.review_rules import ReviewRules
from workbench.domain.claim import Claim, WorkflowState
from workbench.domain.errors import BadInput, NotPermitted
from workbench.domain.review import Adjudication
from workbench.domain.verdict import Evidence, Verdict
from workbench.review.adjudication import transition
from workbench.review.workflow import STEPS, check_edit, correct

ANYONE = ReviewRules()
RULES = ReviewRules(adjudicators=("eve", "fay"))
FOUR_EYES = ReviewRules(adjudicators=("eve", "fay"), publish_needs=2)
FINAL = Adjudication("j", "c", "supported", "majority", by="eve", at="2025-05-01")
SOURCES = (Evidence("e1", "c", "one"), Evidence("e2", "c", "two", stance="refutes"))


def claim(state: WorkflowState, by: str = "ann") -> Claim:
    return Claim("c", "claim", "case", state=state, by=by)


def publish(by: str, rules: ReviewRules, *verdicts: Verdict) -> tuple[str, ...]:
    return transition(
        claim("adjudicated"),
        "published",
        by,
        rules,
        verdicts=verdicts,
        adjudications=[FINAL],
        evidence=SOURCES,
    )


def test_a_claim_goes_from_open_through_review_to_published() -> None:
    way: list[WorkflowState] = ["open", "in_review", "adjudicated", "published"]
    for old, new in pairwise(way):
        assert not transition(
            claim(old), new, "eve", RULES, adjudications=[FINAL], evidence=SOURCES
        )


NO_STEPS = [
    (old, new) for old in STEPS for new in STEPS if old != "published" and new not in STEPS[old]
]


@pytest.mark.parametrize(("old", "new"), NO_STEPS)
def test_steps_that_do_not_exist_are_refused(old: WorkflowState, new: WorkflowState) -> None:
    with pytest.raises(NotPermitted, match=f"a claim that is {old} can't become {new}; it can: "):
        transition(claim(old), new, "eve", RULES, adjudications=[FINAL])


@pytest.mark.parametrize("new", ["open", "in_review", "adjudicated"])
def test_a_published_claim_stays_published(new: WorkflowState) -> None:
    with pytest.raises(NotPermitted, match="a published claim stays published; change"):
        transition(claim("published"), new, "eve", RULES, adjudications=[FINAL])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("open", "adjudicated"),
        ("adjudicated", "published"),
        ("published", "void"),
        ("void", "open"),
    ],
)
def test_what_adjudicators_do_takes_the_role(old: WorkflowState, new: WorkflowState) -> None:
    with pytest.raises(NotPermitted, match="'ann' is no adjudicator, so may not"):
        transition(claim(old, by="ann"), new, "ann", RULES, adjudications=[FINAL])


def test_a_reviewer_withdraws_an_own_claim_and_no_other() -> None:
    assert transition(claim("open", by="ann"), "void", "ann", RULES) == ()
    with pytest.raises(NotPermitted):
        transition(claim("open", by="ben"), "void", "ann", RULES)


@pytest.mark.parametrize("new", ["adjudicated", "published"])
def test_a_claim_without_a_final_verdict_goes_no_further(new: WorkflowState) -> None:
    old: WorkflowState = "open" if new == "adjudicated" else "adjudicated"
    unresolved = Adjudication("j", "c", None, "unresolved")
    for adjudications in ([], [unresolved]):
        with pytest.raises(BadInput, match="the claim has no final verdict; adjudicate it first"):
            transition(claim(old), new, "eve", RULES, adjudications=adjudications)


def test_one_person_may_adjudicate_and_publish_unless_four_eyes_are_needed() -> None:
    assert publish("eve", RULES) == ()
    with pytest.raises(NotPermitted, match="you adjudicated this claim, and publishing needs 2"):
        publish("eve", FOUR_EYES, Verdict("v", "c", "supported", by="ann"))
    assert publish("fay", FOUR_EYES) == ()


def test_six_eyes_count_reviewers_who_gave_the_final_label() -> None:
    rules = ReviewRules(publish_needs=3)
    with pytest.raises(NotPermitted, match="needs 3 people behind 'supported', there are 2"):
        publish("fay", rules, Verdict("v", "c", "refuted", by="ann"))
    assert publish("fay", rules, Verdict("v", "c", "supported", by="ann")) == ()


@pytest.mark.parametrize(
    ("evidence", "warning"),
    [
        ((), "published with no sources; 2 are usual"),
        (SOURCES[:1], "published with 1 source; 2 are usual"),
        (
            (SOURCES[0], Evidence("x", "c", stance="context")),
            "published with 1 source; 2 are usual",
        ),
    ],
)
def test_publishing_under_two_sources_is_warned_about(
    evidence: tuple[Evidence, ...], warning: str
) -> None:
    found = transition(
        claim("adjudicated"), "published", "eve", ANYONE, adjudications=[FINAL], evidence=evidence
    )
    assert found == (warning,)


def test_the_last_adjudication_decides() -> None:
    undone = Adjudication("j", "c", None, "unresolved", at="2025-05-02")
    with pytest.raises(BadInput, match="no final verdict"):
        transition(claim("adjudicated"), "published", "eve", RULES, adjudications=[FINAL, undone])


def test_open_claims_may_be_edited_and_void_ones_not() -> None:
    for state in ("open", "in_review", "adjudicated"):
        check_edit(claim(state))
    with pytest.raises(NotPermitted, match="the claim is void; open it again first"):
        check_edit(claim("void"), "note")


def test_a_published_claim_changes_only_with_a_correction() -> None:
    with pytest.raises(NotPermitted, match="a published claim changes only by a correction"):
        check_edit(claim("published"), " ")
    check_edit(claim("published"), "the number was wrong")


def test_a_correction_is_a_dated_note_on_a_published_claim() -> None:
    made = correct(claim("published"), " the number was wrong ", id="k", by="eve", at="2025-05-03")
    assert (made.claim, made.text, made.by, made.at) == (
        "c",
        "the number was wrong",
        "eve",
        "2025-05-03",
    )


def test_an_empty_correction_and_one_of_an_unpublished_claim_are_refused() -> None:
    with pytest.raises(BadInput, match="a correction needs a note"):
        correct(claim("published"), " ", id="k", by="eve", at="")
    with pytest.raises(BadInput, match="the claim is in review, not published; change it without"):
        correct(claim("in_review"), "note", id="k", by="eve", at="")
