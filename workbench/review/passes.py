"""Passes: which one a reviewer is in, and how it ends.

Without blind review there is one pass, `open`. With it, a reviewer starts in `blind`; submitting
that leads to `open`, in which all is seen and discussed and which needs no submission. So there is
one submission per reviewer and case. Changes after it are marked as after discussion.
"""

from collections.abc import Iterable
from dataclasses import replace

from workbench.config.review_rules import ReviewRules
from workbench.domain import ids
from workbench.domain.errors import BadInput, NotPermitted
from workbench.domain.review import Pass
from workbench.domain.verdict import PassName, Verdict
from workbench.review.roles import check_adjudicator, check_may_review, check_reviewer


def first_pass(rules: ReviewRules) -> PassName:
    """The pass that everybody starts in, and submits."""
    return "open" if rules.blind == "off" else "blind"


def is_over(item: Pass) -> bool:
    """Whether the pass was submitted, or closed by an adjudicator."""
    return bool(item.submitted or item.closed_by)


def open_cases(passes: Iterable[Pass], reviewer: str) -> frozenset[str]:
    """The cases in which the reviewer has submitted, so that nothing is withheld."""
    mine = [item for item in passes if item.reviewer == reviewer]
    running = {item.case for item in mine if item.reopened_by and not is_over(item)}
    return frozenset(item.case for item in mine if is_over(item)) - running


def pass_of(passes: Iterable[Pass], case: str, reviewer: str, rules: ReviewRules) -> PassName:
    """The pass that the reviewer is in."""
    if rules.blind == "off" or case in open_cases(passes, reviewer):
        return "open"
    return "blind"


def judges_blind(passes: Iterable[Pass], case: str, reviewer: str, rules: ReviewRules) -> bool:
    """Whether others' opinions on a case are withheld from somebody now.

    Who adjudicates and does not review sees everything.
    """
    if rules.only_adjudicates(reviewer):
        return False
    return pass_of(passes, case, reviewer, rules) == "blind"


def is_after_discussion(passes: Iterable[Pass], case: str, reviewer: str) -> bool:
    """Whether what the reviewer judges now comes after a submission, so is not independent."""
    return any(
        is_over(item) or item.reopened_by
        for item in passes
        if item.case == case and item.reviewer == reviewer
    )


def submit(
    passes: Iterable[Pass], case: str, reviewer: str, rules: ReviewRules, *, at: str
) -> Pass:
    """End one's own pass over a case.

    Args:
        passes: those there are; other reviewers' are looked over.
        case: the case.
        reviewer: whose pass it is.
        rules: the review rules.
        at: UTC time, ISO 8601.

    Returns:
        The pass to record.

    Raises:
        NotPermitted: if it has been submitted or closed, or the person is no reviewer.
    """
    check_may_review(reviewer, rules)
    own = _own(passes, case, reviewer)
    _check_running(own, case, reviewer)
    running = _running(own, case, reviewer, rules)
    return replace(running, submitted=at, by=reviewer, at=at)


def close(
    passes: Iterable[Pass],
    case: str,
    reviewer: str,
    rules: ReviewRules,
    *,
    by: str,
    at: str,
    judged: bool = False,
) -> Pass:
    """End the pass of a reviewer who does not submit, so that the case can go on.

    Args:
        passes: those there are; other reviewers' are looked over.
        case: the case.
        reviewer: whose pass it is.
        rules: the review rules.
        by: who closes it.
        at: UTC time, ISO 8601.
        judged: whether the reviewer has a verdict in the case; then, or with a pass over it, it
            may be somebody who has left the team.

    Raises:
        NotPermitted: if `by` is no adjudicator, or the pass is over.
        BadInput: if it is one's own pass, or there is no such reviewer.
    """
    check_adjudicator(by, rules, "close a pass")
    own = _own(passes, case, reviewer)
    if not (judged or own):
        check_reviewer(reviewer, rules)
    if by == reviewer:
        raise BadInput("this is your own pass", where=case, hint="submit it")
    _check_running(own, case, reviewer)
    running = _running(own, case, reviewer, rules)
    return replace(running, submitted=at, closed_by=by, by=by, at=at)


def reopen(
    passes: Iterable[Pass], case: str, reviewer: str, rules: ReviewRules, *, by: str, at: str
) -> Pass:
    """Let a pass run again; what is judged in it from now on counts as after discussion.

    Raises:
        NotPermitted: if `by` is neither an adjudicator nor the reviewer; a blind pass can't be
            reopened by its own reviewer, who has seen what the others think.
        BadInput: if the pass still runs.
    """
    over = [item for item in _own(passes, case, reviewer) if is_over(item)]
    if not over:
        raise BadInput(f"the pass of {reviewer} over {case!r} still runs", hint="nothing to reopen")
    last = max(over, key=lambda item: item.at)
    if by != reviewer:
        check_adjudicator(by, rules, "reopen a pass")
    elif last.name == "blind":
        raise NotPermitted(
            f"you have seen what others think of {case!r}",
            where=case,
            hint="ask an adjudicator to reopen your blind pass",
        )
    return replace(last, submitted="", closed_by="", reopened_by=by, by=by, at=at)


def round_of(passes: Iterable[Pass], case: str, reviewer: str, rules: ReviewRules) -> PassName:
    """The pass that a verdict given now belongs to.

    What is judged in a blind pass that was reopened comes after discussion, so it is a verdict of
    the open pass: the blind one stays as it was submitted.
    """
    if rules.blind == "off" or is_after_discussion(passes, case, reviewer):
        return "open"
    return "blind"


def check_may_change(
    verdict: Verdict, case: str, passes: Iterable[Pass], reviewer: str, rules: ReviewRules
) -> None:
    """Make sure that a reviewer may change or delete a verdict now.

    Raises:
        NotPermitted: if it is somebody else's, or was given in a blind pass that was over since.
    """
    if verdict.by != reviewer:
        raise NotPermitted(
            f"this verdict is {verdict.by}'s", where=verdict.id, hint="give your own, or comment"
        )
    known = tuple(passes)
    submitted = not verdict.after_discussion and is_after_discussion(known, case, reviewer)
    if verdict.round == "blind" and (submitted or pass_of(known, case, reviewer, rules) == "open"):
        raise NotPermitted(
            "a blind verdict stays as it was submitted",
            where=verdict.id,
            hint="give a new one; it is marked as after discussion",
        )


def _own(passes: Iterable[Pass], case: str, reviewer: str) -> list[Pass]:
    return [item for item in passes if item.case == case and item.reviewer == reviewer]


def _check_running(own: list[Pass], case: str, reviewer: str) -> None:
    if any(item.reopened_by and not is_over(item) for item in own):
        return
    for item in own:
        if is_over(item):
            how = f"closed by {item.closed_by}" if item.closed_by else "submitted"
            raise NotPermitted(
                f"the {item.name} pass of {reviewer} is {how} already, {item.submitted}".rstrip(
                    ", "
                ),
                where=case,
                hint="verdicts can still be changed, marked as after discussion",
            )


def _running(own: list[Pass], case: str, reviewer: str, rules: ReviewRules) -> Pass:
    running = [item for item in own if not is_over(item)]
    for item in sorted(running, key=lambda item: not item.reopened_by):
        if item.reopened_by or item.name == first_pass(rules):
            return item
    name = first_pass(rules)
    return Pass(ids.derived_id("pass", case, reviewer, name), case, reviewer, name)
