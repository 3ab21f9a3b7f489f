"""What becomes of suggestions."""

from dataclasses import replace

from workbench.domain import ids
from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput
from workbench.domain.review import Decision, Mute, SuggestionDecision
from workbench.domain.span import Link, Range
from workbench.domain.suggestion import Suggestion
from workbench.store.operations import Op
from workbench.workspace.commands import Accept, MuteRule, NewSpan, Reject
from workbench.workspace.desk import Desk, Plan, change, create, remove
from workbench.workspace.plans.claims import worded
from workbench.workspace.plans.corrections import correction
from workbench.workspace.plans.spans import checked, highlighted


def accept(command: Accept, desk: Desk) -> Plan:
    """Make the spans, the link and the claim that a suggestion stands for, in one step."""
    found = desk.suggestion(command.suggestion)
    places = _places(found, command)
    spans = highlighted([_own_or_new(*place, desk) for place in places], desk)
    ops: list[Op] = [*spans.ops]
    link = _link(found, command, spans.ids, desk)
    if link is not None:
        ops.append(create(link))
    case = desk.articles.get(places[0][0]).case
    claim_id, claim_ops = _claim(command, spans.ids, link, case, desk)
    ops += claim_ops
    made = (*spans.ids, *((link.id,) if link else ()))
    edited = command.fragments is not None or (
        command.relation is not None and command.relation != found.relation
    )
    decision = _decision(found, "edited" if edited else "accepted", "", desk)
    made += (claim_id,) if claim_id else ()
    ops.append(create(replace(decision, made=made)))
    result = claim_id or (link.id if link else spans.ids[0])
    return Plan(tuple(ops), result, (), tuple(dict.fromkeys(spans.texts)))


def _places(found: Suggestion, command: Accept) -> list[tuple[str, tuple[Range, ...]]]:
    if command.fragments is None:
        return [(place.article, ((place.start, place.end),)) for place in found.places]
    if len(command.fragments) != len(found.places):
        raise BadInput(
            f"the suggestion has {len(found.places)} places, {len(command.fragments)} are given",
            where=found.id,
        )
    return [
        (place.article, given) for place, given in zip(found.places, command.fragments, strict=True)
    ]


def _own_or_new(article_id: str, given: tuple[Range, ...], desk: Desk) -> str | NewSpan:
    """The reviewer's own span at these fragments, or what makes one."""
    article = desk.articles.get(article_id)
    fragments = checked(given, desk.articles.text(article.version), article)
    for span in desk.view.spans.by("article", article_id):
        if (span.fragments, span.by, span.version) == (fragments, desk.reviewer, article.version):
            return span.id
    return NewSpan(article=article_id, fragments=fragments)


def _link(found: Suggestion, command: Accept, spans: tuple[str, ...], desk: Desk) -> Link | None:
    if len(spans) < 2:
        return None
    relation = command.relation or found.relation or "differ"
    desk.scheme.relation(relation)
    aspect = command.aspect if command.aspect is not None else found.aspect
    if aspect and aspect not in desk.scheme.aspects:
        if command.aspect:
            desk.scheme.facet("aspect", command.aspect)
        aspect = None
    return Link(
        desk.new_id(),
        spans[0],
        spans[1],
        relation,
        aspect or None,
        note=found.reason,
        by=desk.reviewer,
        at=desk.now,
    )


def _claim(
    command: Accept, spans: tuple[str, ...], link: Link | None, case: str, desk: Desk
) -> tuple[str | None, list[Op]]:
    if command.claim is None:
        return None, []
    link_ids = (link.id,) if link else ()
    known = desk.view.claims.find(command.claim)
    if known is not None:
        whole = replace(
            known,
            spans=tuple(dict.fromkeys((*known.spans, *spans))),
            links=tuple(dict.fromkeys((*known.links, *link_ids))),
        )
        ops = change(known, whole)
        return known.id, [*ops, *correction(known, command.correction, bool(ops), desk)]
    claim = Claim(
        desk.new_id(),
        worded(command.claim, "a claim"),
        case=case,
        spans=spans,
        links=link_ids,
        by=desk.reviewer,
        at=desk.now,
    )
    return claim.id, [create(claim)]


def reject(command: Reject, desk: Desk) -> Plan:
    """Note that a suggestion is wrong or of no use."""
    found = desk.suggestion(command.suggestion)
    decision = _decision(found, "rejected", command.reason, desk)
    return Plan((create(decision),), decision.id)


def _decision(found: Suggestion, decision: Decision, reason: str, desk: Desk) -> SuggestionDecision:
    return SuggestionDecision(
        ids.derived_id("decision", found.id, desk.reviewer),
        found.rule,
        found.kind,
        decision,
        tuple((place.article, (place.start, place.end)) for place in found.places),
        reason,
        (),
        desk.reviewer,
        desk.now,
    )


def mute(command: MuteRule, desk: Desk) -> Plan:
    """Silence a rule for oneself, or let it speak again."""
    from workbench.compare.rules import RULES

    rules = [rule.name for rule in RULES]
    if command.rule not in rules:
        raise BadInput(f"there is no rule {command.rule!r}", hint=f"rules: {', '.join(rules)}")
    id = ids.derived_id("mute", command.rule, desk.reviewer)
    known = desk.view.mutes.find(id)
    if command.on and known is None:
        made = Mute(id, command.rule, desk.reviewer, desk.now)
        return Plan((create(made),), id)
    if not command.on and known is not None:
        return Plan((remove("mutes", id),), id)
    return Plan((), id)
