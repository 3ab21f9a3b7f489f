"""Submitting, closing and reopening passes."""

from workbench.domain.review import Pass
from workbench.review import passes
from workbench.workspace.commands import ClosePass, ReopenPass, SubmitPass
from workbench.workspace.desk import Desk, Plan, change, create


def submit_pass(command: SubmitPass, desk: Desk) -> Plan:
    """Submit one's pass over a case."""
    case = desk.default_case(command.case)
    known = desk.view.passes.all()
    return _write(passes.submit(known, case, desk.reviewer, desk.rules, at=desk.now), desk)


def close_pass(command: ClosePass, desk: Desk) -> Plan:
    """Close the pass of a reviewer who does not submit."""
    case = desk.default_case(command.case)
    known = desk.view.passes.all()
    made = passes.close(known, case, command.reviewer, desk.rules, by=desk.reviewer, at=desk.now)
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
