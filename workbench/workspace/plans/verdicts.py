"""Verdicts and evidence."""

from dataclasses import fields, replace

from workbench.domain import ids
from workbench.domain.errors import BadInput, NotPermitted
from workbench.domain.verdict import Evidence, PassName, Verdict
from workbench.review.passes import is_after_discussion, round_of
from workbench.review.roles import check_may_review
from workbench.store.operations import Op
from workbench.workspace.commands import AddEvidence, EditEvidence, GiveVerdict, NewEvidence
from workbench.workspace.desk import Desk, Plan, change, create, decide
from workbench.workspace.plans.claims import check_date
from workbench.workspace.plans.corrections import correction

_SOURCE_FIELDS = tuple(item.name for item in fields(NewEvidence))
_NAMES_IT = ("quote", "title", "url", "archive_url", "file_hash")


def give_verdict(command: GiveVerdict, desk: Desk) -> Plan:
    """Give one's verdict in the pass one is in; given again, it changes."""
    check_may_review(desk.reviewer, desk.rules)
    claim = desk.view.claims.get(command.claim)
    label = desk.scheme.verdict(command.label)
    if command.confidence is not None and not 0 <= command.confidence <= 1:
        raise BadInput("confidence goes from 0 to 1", where=f"confidence {command.confidence}")
    round_ = _round_of(claim.case, desk)
    id = ids.derived_id("verdict", claim.id, desk.reviewer, round_)
    old = desk.view.verdicts.find(id)
    made, cited = _cite(command.evidence, claim.id, old, desk)
    if len(cited) < label.evidence:
        raise BadInput(
            f"{label.label!r} needs at least {label.evidence} sources, there are {len(cited)}",
            where=claim.id,
            hint="add evidence first, or give it with the verdict",
        )
    new = Verdict(
        id,
        claim.id,
        label.id,
        command.rationale.strip(),
        command.confidence,
        cited,
        round_,
        after_discussion=is_after_discussion(desk.view.passes.all(), claim.case, desk.reviewer),
        by=desk.reviewer,
        at=desk.now,
    )
    warnings: tuple[str, ...] = ()
    if label.rationale and not new.rationale:
        warnings = (f"{label.label!r} asks for a rationale",)
    verdict_ops: tuple[Op, ...] = (create(new),) if old is None else decide(old, new)
    extra = correction(claim, command.correction, True, desk)
    return Plan((*made, *verdict_ops, *extra), id, warnings)


def _round_of(case: str, desk: Desk) -> PassName:
    return round_of(desk.view.passes.by("case", case), case, desk.reviewer, desk.rules)


def _cite(
    given: tuple[NewEvidence | str, ...] | None, claim: str, old: Verdict | None, desk: Desk
) -> tuple[list[Op], tuple[str, ...]]:
    if given is None:
        own = [
            item.id for item in desk.view.evidence.by("claim", claim) if item.by == desk.reviewer
        ]
        return [], old.evidence if old is not None else tuple(own)
    made: list[Op] = []
    cited: list[str] = []
    for item in given:
        if isinstance(item, str):
            found = desk.view.evidence.get(item)
            if found.claim != claim:
                raise BadInput("that evidence belongs to another claim", where=item)
        else:
            found = _evidence(item, claim, desk)
            twin = _twin(found, desk)
            if twin is None:
                made.append(create(found))
            else:
                found = twin
        cited.append(found.id)
    return made, tuple(dict.fromkeys(cited))


def check_source(given: NewEvidence | AddEvidence | Evidence) -> None:
    """Make sure that evidence names a source.

    Raises:
        BadInput: if it does not.
    """
    if not any(getattr(given, name) for name in _NAMES_IT):
        raise BadInput(
            "evidence needs a quote, a title, a URL or a file", hint="say what the source is"
        )


def _evidence(given: NewEvidence | AddEvidence, claim: str, desk: Desk) -> Evidence:
    check_date(given.retrieved, "retrieved")
    check_source(given)
    values = {name: getattr(given, name) for name in _SOURCE_FIELDS}
    return Evidence(desk.new_id(), claim, **values, by=desk.reviewer, at=desk.now)


def _twin(wanted: Evidence, desk: Desk) -> Evidence | None:
    for item in desk.view.evidence.by("claim", wanted.claim):
        if replace(wanted, id=item.id, at=item.at) == item:
            return item
    return None


def add_evidence(command: AddEvidence, desk: Desk) -> Plan:
    """Add a source to a claim; one's verdict, if there is one, cites it."""
    claim = desk.view.claims.get(command.claim)
    made = _evidence(command, claim.id, desk)
    ops: tuple[Op, ...] = (create(made),)
    own = desk.view.verdicts.find(
        ids.derived_id("verdict", claim.id, desk.reviewer, _round_of(claim.case, desk))
    )
    if command.cite and own is not None:
        ops += change(own, replace(own, evidence=(*own.evidence, made.id)))
    return Plan(ops + correction(claim, "added evidence", True, desk), made.id)


def edit_evidence(command: EditEvidence, desk: Desk) -> Plan:
    """Change a source that one has added."""
    old = desk.view.evidence.get(command.evidence)
    if old.by != desk.reviewer:
        raise NotPermitted(
            f"this evidence is {old.by}'s", where=old.id, hint="add your own, or comment on it"
        )
    given = {
        name: getattr(command, name)
        for name in _SOURCE_FIELDS
        if getattr(command, name) is not None
    }
    check_source(replace(old, **given))
    if "retrieved" in given:
        check_date(given["retrieved"], "retrieved")
    ops = change(old, replace(old, **given))
    claim = desk.view.whole.claims.find(old.claim)
    noted = correction(claim, command.correction, bool(ops), desk) if claim is not None else ()
    return Plan(ops + noted, old.id)
