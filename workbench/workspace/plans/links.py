"""Linking spans."""

from dataclasses import replace
from typing import Any

from workbench.domain.errors import BadInput
from workbench.domain.span import Link
from workbench.workspace.commands import EditLink, LinkSpans, Unlink
from workbench.workspace.desk import Desk, Plan, change, create, remove
from workbench.workspace.plans.corrections import corrections
from workbench.workspace.plans.deletion import check_seen
from workbench.workspace.plans.spans import highlighted

_ENDS = ("source", "target")
_FACETS = ("aspect", "voice", "certainty")


def link(command: LinkSpans, desk: Desk) -> Plan:
    """Link two spans by a relation."""
    ends = highlighted((command.source, command.target), desk)
    if len(ends.ids) < 2:
        raise BadInput("a span can't be linked to itself", where=ends.ids[0])
    source, target = ends.ids
    desk.scheme.relation(command.relation)
    for name in _FACETS:
        value = getattr(command, name)
        if value is not None:
            desk.scheme.facet(name, value)
    made = Link(
        desk.new_id(),
        source,
        target,
        command.relation,
        command.aspect,
        command.voice,
        command.certainty,
        command.note,
        desk.reviewer,
        desk.now,
    )
    twins = [
        other.id
        for other in desk.view.links.by("span", source)
        if (other.source, other.target, other.relation) == (source, target, made.relation)
    ]
    warnings = (f"these spans are linked that way already ({twins[0]})",) if twins else ()
    return Plan((*ends.ops, create(made)), made.id, (*ends.warnings, *warnings), ends.texts)


def edit_link(command: EditLink, desk: Desk) -> Plan:
    """Change a link's ends, relation, facets or note."""
    old = desk.view.links.get(command.link)
    given = {name: end for name in _ENDS if (end := getattr(command, name)) is not None}
    new = replace(old, **{name: desk.view.spans.get(end).id for name, end in given.items()})
    if given and new.source == new.target:
        raise BadInput("a span can't be linked to itself", where=new.source)
    if command.relation is not None:
        desk.scheme.relation(command.relation)
        new = replace(new, relation=command.relation)
    for name in _FACETS:
        value = getattr(command, name)
        if value is not None:
            facet: dict[str, Any] = {name: desk.scheme.facet(name, value) if value else None}
            new = replace(new, **facet)
    if command.note is not None:
        new = replace(new, note=command.note)
    ops = change(old, new)
    carried = desk.view.whole.claims.by("link", old.id)
    return Plan(ops + corrections(carried, command.correction, bool(ops), desk), old.id)


def unlink(command: Unlink, desk: Desk) -> Plan:
    """Remove a link, also from the claims that it carries."""
    old = desk.view.links.get(command.link)
    check_seen(desk.view, "links", old)
    carried = desk.view.whole.claims.by("link", old.id)
    claims = [
        change(claim, replace(claim, links=tuple(i for i in claim.links if i != old.id)))
        for claim in carried
    ]
    noted = corrections(carried, command.correction, True, desk)
    return Plan((remove("links", old.id), *(op for ops in claims for op in ops), *noted), old.id)
