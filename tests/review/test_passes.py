"""Passes: which one a reviewer is in, and who may end or reopen it."""

import pytest

from workbench.config.review_rules import ReviewRules
from workbench.domain.errors import BadInput, NotPermitted, WrongUse
from workbench.domain.review import Pass
from workbench.domain.verdict import Verdict
from workbench.review.passes import (
    check_may_change,
    close,
    is_after_discussion,
    open_cases,
    pass_of,
    reopen,
    round_of,
    submit,
)
from workbench.review.roles import UnknownReviewer

OPEN = ReviewRules()
BLIND = ReviewRules(blind="on", reviewers=("ann", "ben"), adjudicators=("eve",))
NOON = "2025-05-01T12:00:00.000Z"
LATER = "2025-05-02T12:00:00.000Z"


def test_without_blind_review_everybody_is_in_the_open_pass() -> None:
    assert pass_of([], "case", "ann", OPEN) == "open"


def test_with_blind_review_everybody_starts_blind() -> None:
    assert pass_of([], "case", "ann", BLIND) == "blind"
    assert pass_of([], "case", "ann", ReviewRules(blind="all")) == "blind"


def test_submitting_the_blind_pass_opens_this_case_for_this_reviewer_only() -> None:
    passes = [submit([], "case", "ann", BLIND, at=NOON)]
    assert pass_of(passes, "case", "ann", BLIND) == "open"
    assert pass_of(passes, "case", "ben", BLIND) == "blind"
    assert pass_of(passes, "other", "ann", BLIND) == "blind"
    assert open_cases(passes, "ann") == {"case"}


def test_a_submission_says_who_and_when() -> None:
    made = submit([], "case", "ann", BLIND, at=NOON)
    assert (made.case, made.reviewer, made.name, made.submitted) == ("case", "ann", "blind", NOON)
    assert (made.by, made.at, made.closed_by) == ("ann", NOON, "")


def test_a_submission_writes_the_record_of_a_pass_that_was_begun() -> None:
    begun = Pass("p1", "case", "ann", "blind", by="ann", at=NOON)
    assert submit([begun], "case", "ann", BLIND, at=LATER).id == "p1"


def test_two_clones_that_submit_the_same_pass_write_the_same_record() -> None:
    one = submit([], "case", "ann", BLIND, at=NOON)
    two = submit([], "case", "ann", BLIND, at=LATER)
    assert one.id == two.id


@pytest.mark.parametrize("rules", [OPEN, BLIND])
def test_submitting_twice_is_refused(rules: ReviewRules) -> None:
    passes = [submit([], "case", "ann", rules, at=NOON)]
    with pytest.raises(NotPermitted, match=r"case: the \w+ pass of ann is submitted already, 2025"):
        submit(passes, "case", "ann", rules, at=LATER)


def test_somebody_who_is_no_reviewer_can_not_submit() -> None:
    with pytest.raises(NotPermitted, match=r"'zoe' is no reviewer here; .* ann, ben"):
        submit([], "case", "zoe", BLIND, at=NOON)


def test_an_adjudicator_closes_the_pass_of_one_who_does_not_submit_on_record() -> None:
    closed = close([], "case", "ben", BLIND, by="eve", at=NOON)
    assert (closed.reviewer, closed.closed_by, closed.by) == ("ben", "eve", "eve")
    assert pass_of([closed], "case", "ben", BLIND) == "open"


def test_closing_a_pass_takes_the_role() -> None:
    with pytest.raises(NotPermitted, match=r"'ann' is no adjudicator, so may not close .*eve"):
        close([], "case", "ben", BLIND, by="ann", at=NOON)


def test_closing_a_pass_that_is_over_is_refused() -> None:
    passes = [submit([], "case", "ben", BLIND, at=NOON)]
    with pytest.raises(NotPermitted, match="is submitted already"):
        close(passes, "case", "ben", BLIND, by="eve", at=LATER)


def test_submitting_a_pass_that_was_closed_says_by_whom() -> None:
    passes = [close([], "case", "ben", BLIND, by="eve", at=NOON)]
    with pytest.raises(NotPermitted, match="is closed by eve already"):
        submit(passes, "case", "ben", BLIND, at=LATER)


def test_closing_the_pass_of_an_unknown_reviewer_is_refused() -> None:
    with pytest.raises(UnknownReviewer, match="there is no reviewer 'zoe'"):
        close([], "case", "zoe", BLIND, by="eve", at=NOON)


def test_the_pass_of_one_who_has_left_the_team_can_be_closed() -> None:
    assert close([], "case", "zoe", BLIND, by="eve", at=NOON, judged=True).closed_by == "eve"
    begun = Pass("p1", "case", "zoe", "blind", by="zoe", at=NOON)
    assert close([begun], "case", "zoe", BLIND, by="eve", at=LATER).id == "p1"


def test_closing_one_s_own_pass_is_pointed_to_submitting() -> None:
    with pytest.raises(BadInput, match="this is your own pass; submit it"):
        close([], "case", "ann", OPEN, by="ann", at=NOON)


def test_a_reopened_pass_runs_blind_again_and_can_be_submitted_again() -> None:
    passes = [submit([], "case", "ann", BLIND, at=NOON)]
    again = reopen(passes, "case", "ann", BLIND, by="eve", at=LATER)
    assert again.id == passes[0].id
    assert again.reopened_by == "eve"
    assert pass_of([again], "case", "ann", BLIND) == "blind"
    assert submit([again], "case", "ann", BLIND, at=LATER).submitted == LATER


def test_a_blind_pass_is_not_reopened_by_its_own_reviewer() -> None:
    rules = ReviewRules(blind="on")
    passes = [submit([], "case", "ann", rules, at=NOON)]
    with pytest.raises(NotPermitted, match="you have seen what others think of 'case'; ask"):
        reopen(passes, "case", "ann", rules, by="ann", at=LATER)


def test_an_open_pass_is_reopened_by_its_own_reviewer() -> None:
    passes = [submit([], "case", "ann", OPEN, at=NOON)]
    assert reopen(passes, "case", "ann", OPEN, by="ann", at=LATER).submitted == ""


def test_reopening_somebody_else_s_pass_takes_the_role() -> None:
    passes = [submit([], "case", "ann", BLIND, at=NOON)]
    with pytest.raises(NotPermitted, match="'ben' is no adjudicator"):
        reopen(passes, "case", "ann", BLIND, by="ben", at=LATER)


def test_reopening_a_pass_that_runs_is_refused() -> None:
    with pytest.raises(BadInput, match="the pass of ann over 'case' still runs"):
        reopen([], "case", "ann", BLIND, by="eve", at=NOON)


def test_what_is_judged_after_a_submission_counts_as_after_discussion() -> None:
    submitted = submit([], "case", "ann", OPEN, at=NOON)
    reopened = reopen([submitted], "case", "ann", OPEN, by="ann", at=LATER)
    assert not is_after_discussion([], "case", "ann")
    assert is_after_discussion([submitted], "case", "ann")
    assert is_after_discussion([reopened], "case", "ann")
    assert not is_after_discussion([submitted], "case", "ben")


def test_blind_review_switched_on_late_does_not_hide_from_those_who_have_submitted() -> None:
    passes = [submit([], "case", "ann", OPEN, at=NOON)]
    assert pass_of(passes, "case", "ann", BLIND) == "open"


def test_a_blind_verdict_does_not_change_after_its_submission() -> None:
    verdict = Verdict("v", "c", "supported", round="blind", by="ann")
    check_may_change(verdict, "case", [], "ann", BLIND)
    passes = [submit([], "case", "ann", BLIND, at=NOON)]
    with pytest.raises(NotPermitted, match="a blind verdict stays as it was submitted; give a new"):
        check_may_change(verdict, "case", passes, "ann", BLIND)


def test_a_blind_verdict_stays_as_submitted_in_a_pass_that_was_reopened() -> None:
    verdict = Verdict("v", "c", "supported", round="blind", by="ann")
    passes = [submit([], "case", "ann", BLIND, at=NOON)]
    again = [reopen(passes, "case", "ann", BLIND, by="eve", at=LATER)]
    assert round_of([], "case", "ann", BLIND) == "blind"
    assert round_of(again, "case", "ann", BLIND) == "open"
    with pytest.raises(NotPermitted, match="a blind verdict stays as it was submitted"):
        check_may_change(verdict, "case", again, "ann", BLIND)


def test_nobody_changes_another_s_verdict() -> None:
    verdict = Verdict("v", "c", "supported", by="ben")
    with pytest.raises(NotPermitted, match="this verdict is ben's"):
        check_may_change(verdict, "case", [], "ann", OPEN)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({"blind": "yes"}, r"\[review\] blind: 'yes' is no mode of blind review; choose one of"),
        ({"publish_needs": 0}, r"\[review\] publish_needs: 0 people can't publish"),
        ({"threshold": 0.5}, r"\[review\] threshold: 0.5 is not over 0.5 and up to 1"),
    ],
)
def test_rules_that_can_not_be_followed_are_refused(bad: dict[str, str], message: str) -> None:
    with pytest.raises(WrongUse, match=message):
        ReviewRules(**bad)  # type: ignore[arg-type]
