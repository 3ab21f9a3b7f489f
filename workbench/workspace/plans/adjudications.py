"""The final verdict of a claim."""

from dataclasses import replace

from workbench.domain.claim import Claim
from workbench.domain.record import Record
from workbench.review import adjudication
from workbench.review.standing import Standing, standings
from workbench.workspace.commands import Adjudicate
from workbench.workspace.desk import Desk, Plan, change, create


def adjudicate(command: Adjudicate, desk: Desk) -> Plan:
    """Decide by hand with a note, or, without a label, by the majority of the verdicts."""
    claim = desk.view.claims.get(command.claim)
    standing = standing_of(claim, desk)
    passes = desk.view.passes.all()
    if command.label is None and not command.note.strip():
        made = adjudication.settle(
            standing, "majority", passes, desk.rules, by=desk.reviewer, at=desk.now
        )
    else:
        made = adjudication.adjudicate(
            standing,
            command.label,
            command.note,
            passes,
            desk.rules,
            desk.scheme,
            by=desk.reviewer,
            at=desk.now,
        )
    old = desk.view.adjudications.find(made.id)
    ops = (create(made),) if old is None else change(old, made)
    settled = made.label is not None and claim.state in ("open", "in_review")
    state = change(claim, replace(claim, state="adjudicated")) if settled else ()
    return Plan((*ops, *state), made.id)


def standing_of(claim: Claim, desk: Desk) -> Standing:
    """The claim with the verdicts that count and those who are to judge it."""
    whole = Record(
        claims=tuple(desk.view.claims.by("case", claim.case)),
        verdicts=tuple(desk.view.verdicts.all()),
        assignments=tuple(desk.view.assignments.all()),
        passes=tuple(desk.view.passes.all()),
    )
    for standing in standings(whole, desk.rules, case=claim.case):
        if standing.claim.id == claim.id:
            return standing
    return Standing(claim, (), ())
