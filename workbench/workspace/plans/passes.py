"""Submitting, closing and reopening passes."""

from workbench.config.review_rules import ReviewRules
from workbench.domain.errors import NotPermitted
from workbench.domain.review import Pass
from workbench.review import passes
from workbench.review.roles import check_known
from workbench.workspace.commands import ClosePass, ReopenPass, SubmitPass
from workbench.workspace.desk import Desk, Plan, change, create

_NOT_TAKEN_BACK = {
    "submit_pass": (
        "you have seen what others think, so your submission is not taken back",
        "ask an adjudicator to reopen your pass",
    ),
    "close_pass": (
        "the reviewer may have seen what others think, so closing the pass is not taken back",
        "reopen the pass; what is judged in it then counts as after discussion",
    ),
}
"""Command → why, where a pass was blind, undo leaves it alone, and what to do."""


def check_undo(undone: str, rules: ReviewRules) -> None:
    """Make sure that taking a command back does not make a blind pass blind again.

    Reopening is taken back: the pass is over again, as it was.

    Raises:
        NotPermitted: if the reviewer has, or may have, seen what the pass withheld.
    """
    if undone in _NOT_TAKEN_BACK and rules.blind != "off":
        message, hint = _NOT_TAKEN_BACK[undone]
        raise NotPermitted(message, hint=hint)


def submit_pass(command: SubmitPass, desk: Desk) -> Plan:
    """Submit one's pass over a case."""
    case = desk.default_case(command.case)
    known = desk.view.passes.all()
    return _write(passes.submit(known, case, desk.reviewer, desk.rules, at=desk.now), desk)


def close_pass(command: ClosePass, desk: Desk) -> Plan:
    """Close the pass of a reviewer who does not submit."""
    check_known(command.reviewer, desk.names(), desk.rules)
    case = desk.default_case(command.case)
    view = desk.view.whole
    judged = any(
        (claim := view.claims.find(verdict.claim)) is not None and claim.case == case
        for verdict in view.verdicts.by("by", command.reviewer)
    )
    made = passes.close(
        view.passes.all(),
        case,
        command.reviewer,
        desk.rules,
        by=desk.reviewer,
        at=desk.now,
        judged=judged,
    )
    return _write(made, desk)


def reopen_pass(command: ReopenPass, desk: Desk) -> Plan:
    """Let a submitted pass run again."""
    case = desk.default_case(command.case)
    known = desk.view.passes.all()
    made = passes.reopen(known, case, command.reviewer, desk.rules, by=desk.reviewer, at=desk.now)
    return _write(made, desk)


def _write(made: Pass, desk: Desk) -> Plan:
    old = desk.view.passes.find(made.id)
    return Plan((create(made),) if old is None else change(old, made), made.id)
