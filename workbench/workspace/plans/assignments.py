"""Asking reviewers to judge claims."""

from workbench.review import assignment
from workbench.workspace.commands import Assign, AssignCase, AssignEvenly
from workbench.workspace.desk import Desk, Plan, create


def assign(command: Assign, desk: Desk) -> Plan:
    """Ask one reviewer to judge one claim."""
    claim = desk.view.claims.get(command.claim)
    made = assignment.assign(claim.id, command.reviewer, desk.rules, by=desk.reviewer, at=desk.now)
    if desk.view.assignments.find(made.id) is not None:
        return Plan((), made.id, (f"{command.reviewer} has that claim already",))
    return Plan((create(made),), made.id)


def assign_case(command: AssignCase, desk: Desk) -> Plan:
    """Ask one reviewer to judge every claim of a case."""
    case = desk.default_case(command.case)
    made = assignment.assign_case(
        desk.view.claims.by("case", case),
        case,
        command.reviewer,
        desk.rules,
        existing=desk.view.assignments.by("reviewer", command.reviewer),
        by=desk.reviewer,
        at=desk.now,
    )
    warnings = () if made else (f"{command.reviewer} has all claims of {case} already",)
    return Plan(tuple(create(item) for item in made), None, warnings)


def assign_evenly(command: AssignEvenly, desk: Desk) -> Plan:
    """Spread the claims of a case over reviewers."""
    case = desk.default_case(command.case)
    claims = [item.id for item in desk.view.claims.by("case", case) if item.state != "void"]
    made = assignment.assign_evenly(
        claims,
        command.reviewers,
        command.per_claim,
        desk.rules,
        existing=desk.view.assignments.all(),
        by=desk.reviewer,
        at=desk.now,
    )
    return Plan(tuple(create(item) for item in made), None, () if made else ("nothing to assign",))
