"""Labels in use that the scheme no longer has: what to make of each is asked, never guessed.

A label that is mapped is replaced in every record that carries it, in one change that undo takes
back; the history keeps the old one. A label that is to stay as it was is named in the setting
`scheme.mapping` as its own new name, and not asked about again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from workbench.domain.errors import BadInput
from workbench.domain.record import Record
from workbench.domain.span import Link, Span
from workbench.store.operations import Op
from workbench.workspace.desk import Desk, Plan, change
from workbench.workspace.plans.corrections import correction
from workbench.workspace.queries import claims_of_span
from workbench.workspace.team_commands import LabelField, MapLabels
from workbench.workspace.view import View

if TYPE_CHECKING:
    from workbench.review.scheme_change import Question
    from workbench.workspace.workspace import Workspace

_LABELLED = ("verdicts", "adjudications", "links", "spans")
_LABEL_FIELDS = ("label", "relation", "aspect", "voice", "certainty")


@dataclass(frozen=True, slots=True)
class OldLabel:
    """A label that the scheme no longer has."""

    field: LabelField
    old: str
    used: int
    """How many records that the reviewer may see carry it."""
    choices: tuple[str, ...]
    """Labels of the scheme."""
    proposal: str | None
    """What the settings say it is called now, else what means the same or is spelt nearly so."""
    kept: bool
    """Whether it was said that it stays as it was."""


def old_labels(workspace: "Workspace") -> tuple[OldLabel, ...]:
    """Every label in use that the scheme does not have, those to decide on first."""
    from workbench.review.scheme_change import questions

    found = questions(_record(workspace.view), workspace.scheme)
    mapping = workspace.settings.scheme.mapping
    labels = [_old_label(item, mapping.get(_key(item.field, item.old))) for item in found]
    return tuple(sorted(labels, key=lambda label: label.kept))


def _old_label(question: "Question", said: str | None) -> OldLabel:
    return OldLabel(
        question.field,
        question.old,
        len(question.used_by),
        question.choices,
        said if said in question.choices else question.proposal,
        said == question.old,
    )


def _key(field: str, old: str) -> str:
    """How a label is named in the settings: verdicts by their id alone."""
    return old if field == "verdict" else f"{field} {old}"


def keep_label(workspace: "Workspace", field: LabelField, old: str) -> None:
    """Let a label stay as it was; it is not asked about again.

    Raises:
        NotPermitted: if the reviewer is no adjudicator.
        BadInput: if nothing uses it.
        WrongUse: if the settings can't be written.
    """
    _say(workspace, field, old, old)


def ask_again(workspace: "Workspace", field: LabelField, old: str) -> None:
    """Take back that a label stays as it was.

    Raises:
        NotPermitted: if the reviewer is no adjudicator.
        BadInput: if nothing uses it.
        WrongUse: if the settings can't be written.
    """
    _say(workspace, field, old, None)


def _say(workspace: "Workspace", field: LabelField, old: str, new: str | None) -> None:
    from workbench.config.writing import write_setting
    from workbench.review.roles import check_adjudicator

    check_adjudicator(workspace.reviewer, workspace.rules, "map labels")
    if not any((label.field, label.old) == (field, old) for label in old_labels(workspace)):
        raise BadInput(f"no {field} {old!r} is in use that the scheme lacks")
    key = _key(field, old)
    write_setting(workspace.paths.settings, ("scheme", "mapping", key), new)
    mapping = {**workspace.settings.scheme.mapping, key: new or ""}
    if new is None:
        del mapping[key]
    scheme = replace(workspace.settings.scheme, mapping=mapping)
    workspace.settings = replace(workspace.settings, scheme=scheme)


def map_labels(workspace: "Workspace", command: MapLabels, desk: Desk) -> Plan:
    """Replace labels that the scheme no longer has, in withheld records too."""
    from workbench.review.roles import check_adjudicator
    from workbench.review.scheme_change import apply_mapping

    check_adjudicator(desk.reviewer, desk.rules, "map labels")
    if not command.labels:
        raise BadInput("map_labels needs labels", hint="`workbench labels` lists those to decide")
    whole = _record(View(workspace.store.rows))
    mapping = {(item.field, item.old): item.new for item in command.labels}
    known = {item.id: item for item in _items(whole)}
    pairs = [(known[item.id], item) for item in apply_mapping(whole, mapping, desk.scheme)]
    rows = [row for old, new in pairs for row in change(old, new)]
    noted = _corrections(pairs, desk)
    count = len(noted)
    told = (f"published claims that carry a new label now: {count}",) if count else ()
    return Plan((*rows, *noted), None, told)


def _corrections(pairs: Iterable[tuple[Any, Any]], desk: Desk) -> tuple[Op, ...]:
    """For each published claim that rests on one of the records, which label became which."""
    view = desk.view.whole
    changes: dict[str, dict[str, None]] = {}
    for old, new in pairs:
        said = [
            f"{old_label} is now {new_label}"
            for name in _LABEL_FIELDS
            if (old_label := getattr(old, name, None)) != (new_label := getattr(new, name, None))
        ]
        for id in _resting_on(view, old):
            changes.setdefault(id, {}).update(dict.fromkeys(said))
    return tuple(
        op
        for id, said_of in changes.items()
        if (claim := view.claims.find(id)) is not None and claim.is_public
        for op in correction(claim, f"Labels renamed: {', '.join(said_of)}", True, desk)
    )


def _resting_on(view: View, item: Any) -> list[str]:
    if isinstance(item, Span):
        return [claim.id for claim in claims_of_span(view, item.id)]
    if isinstance(item, Link):
        return [claim.id for claim in view.claims.by("link", item.id)]
    return [item.claim]


def _record(view: View) -> Record:
    parts: dict[str, Any] = {table: tuple(view.shelf(table).all()) for table in _LABELLED}
    return Record(**parts)


def _items(record: Record) -> Iterable[Any]:
    for table in _LABELLED:
        yield from getattr(record, table)
