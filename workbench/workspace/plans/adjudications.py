"""The final verdict of a claim, and of all claims that a rule settles."""

from dataclasses import replace

from workbench.domain.claim import Claim
from workbench.domain.errors import NotPermitted
from workbench.domain.review import Adjudication
from workbench.review import adjudication
from workbench.review.passes import judges_blind
from workbench.review.standing import Standing, standing
from workbench.review.workflow import state_after
from workbench.store.operations import Op
from workbench.workspace.commands import Adjudicate, AdjudicateAll
from workbench.workspace.desk import Desk, Plan, change, create, decide
from workbench.workspace.plans.corrections import correction

_AGAIN = "the claim is not published until another adjudicator publishes the new label"


def adjudicate(command: Adjudicate, desk: Desk) -> Plan:
    """Decide by hand with a note, or, with neither label nor note, by rule."""
    claim = desk.view.claims.get(command.claim)
    _check_sees(claim.case, desk)
    here = standing_of(claim, desk)
    passes = desk.view.passes.by("case", claim.case)
    if command.label is None and not command.note.strip():
        made = adjudication.settle(
            here,
            command.rule,
            passes,
            desk.rules,
            by=desk.reviewer,
            at=desk.now,
            correction=command.correction,
        )
    else:
        made = adjudication.adjudicate(
            here,
            command.label,
            command.note,
            passes,
            desk.rules,
            desk.scheme,
            by=desk.reviewer,
            at=desk.now,
            correction=command.correction,
        )
    ops = _final(claim, made, desk)
    again = any(op.table == "claims" for op in ops) and claim.state == "published"
    warnings = (_AGAIN,) if again else ()
    return Plan(ops + correction(claim, command.correction, bool(ops), desk), made.id, warnings)


def adjudicate_all(command: AdjudicateAll, desk: Desk) -> Plan:
    """Settle by rule what the rule settles; decided claims and those it leaves open stay."""
    case = desk.default_case(command.case)
    _check_sees(case, desk)
    passes = tuple(desk.view.passes.by("case", case))
    claims = {claim.id: claim for claim in desk.view.claims.by("case", case)}
    undecided = [
        claim for claim in claims.values() if claim.state != "void" and not _decided(claim, desk)
    ]
    taking_part = participants_of(case, desk)
    made = adjudication.settle_all(
        (_standing(claim, desk, taking_part) for claim in undecided),
        command.rule,
        passes,
        desk.rules,
        by=desk.reviewer,
        at=desk.now,
    )
    ops = tuple(op for item in made for op in _final(claims[item.claim], item, desk))
    if not undecided:
        return Plan((), None, (f"no claim of {case} waits for a decision",))
    said = [
        f"settled {len(made)} of {len(undecided)} claims that wait; the others are left as they are"
    ]
    here = (_standing(claim, desk, taking_part) for claim in undecided)
    blind = {name for item in here for name in adjudication.still_blind(item, passes, desk.rules)}
    if blind:
        names = ", ".join(sorted(blind))
        said.append(f"the blind pass of {names} still runs: wait for it, or close it")
    return Plan(ops, None, tuple(said) if len(made) < len(undecided) else ())


def standing_of(claim: Claim, desk: Desk) -> Standing:
    """The claim with the verdicts that count and those who are to judge it."""
    return _standing(claim, desk, participants_of(claim.case, desk))


def participants_of(case: str, desk: Desk) -> frozenset[str]:
    """Who judged something in a case, or has a pass over it.

    Asked only where the rules name no reviewers, for it looks at every verdict of the case.
    """
    if desk.rules.reviewers:
        return frozenset()
    names = {item.reviewer for item in desk.view.passes.by("case", case)}
    for claim in desk.view.claims.by("case", case):
        names.update(verdict.by for verdict in desk.view.verdicts.by("claim", claim.id))
    return frozenset(names)


def _standing(claim: Claim, desk: Desk, taking_part: frozenset[str]) -> Standing:
    return standing(
        claim,
        desk.view.verdicts.by("claim", claim.id),
        desk.rules,
        assignments=desk.view.assignments.by("claim", claim.id),
        passes=desk.view.passes.by("case", claim.case),
        taking_part=taking_part,
    )


def _check_sees(case: str, desk: Desk) -> None:
    """Nobody decides on verdicts that are withheld."""
    if judges_blind(desk.view.passes.by("case", case), case, desk.reviewer, desk.rules):
        raise NotPermitted(
            "others' verdicts are withheld from you while your blind pass runs",
            where=case,
            hint="submit your pass first",
        )


def _decided(claim: Claim, desk: Desk) -> bool:
    return any(item.label for item in desk.view.adjudications.by("claim", claim.id))


def _final(claim: Claim, made: Adjudication, desk: Desk) -> tuple[Op, ...]:
    """The final verdict, and the state that it gives to the claim."""
    old = desk.view.adjudications.find(made.id)
    ops: tuple[Op, ...] = (create(made),) if old is None else decide(old, made)
    state = state_after(claim, old.label if old is not None else None, made.label, desk.rules)
    return ops + change(claim, replace(claim, state=state))
