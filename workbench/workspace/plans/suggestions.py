"""What becomes of suggestions."""

from dataclasses import replace

from workbench.domain import ids
from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput
from workbench.domain.review import Decision, Mute, SuggestionDecision
from workbench.domain.span import Link, Range, Span
from workbench.domain.suggestion import Suggestion
from workbench.store.operations import Op
from workbench.workspace.commands import Accept, MuteRule, Reject
from workbench.workspace.desk import Desk, Plan, change, create, recorded, remove
from workbench.workspace.plans.claims import worded
from workbench.workspace.plans.spans import anchored, checked


def accept(command: Accept, desk: Desk) -> Plan:
    """Make the spans, the link and the claim that a suggestion stands for, in one step."""
    found = desk.suggestion(command.suggestion)
    places = _places(found, command)
    ops: list[Op] = []
    texts: list[str] = []
    spans = []
    for article_id, fragments in places:
        span, span_ops, span_texts = _span(article_id, fragments, desk)
        spans.append(span)
        ops += [op for op in span_ops if op not in ops]
        texts += span_texts
    link = _link(found, command, spans, desk)
    if link is not None:
        ops.append(create(link))
    claim_id, claim_ops = _claim(command, spans, link, desk)
    ops += claim_ops
    made = tuple(item.id for item in (*spans, *((link,) if link else ())))
    edited = command.fragments is not None or (
        command.relation is not None and command.relation != found.relation
    )
    decision = _decision(found, "edited" if edited else "accepted", "", desk)
    made += (claim_id,) if claim_id else ()
    ops.append(create(replace(decision, made=made)))
    result = claim_id or (link.id if link else spans[0].id)
    return Plan(tuple(ops), result, (), tuple(dict.fromkeys(texts)))


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


def _span(
    article_id: str, given: tuple[Range, ...], desk: Desk
) -> tuple[Span, list[Op], tuple[str, ...]]:
    article = desk.articles.get(article_id)
    text = desk.articles.text(article.version)
    fragments = checked(given, text, article)
    for span in desk.view.spans.by("article", article_id):
        if (span.fragments, span.by, span.version) == (fragments, desk.reviewer, article.version):
            return span, [], ()
    bare = Span(desk.new_id(), article.id, article.version, fragments, "", "", "")
    span = replace(anchored(bare, fragments, text), by=desk.reviewer, at=desk.now)
    rows, texts = recorded(desk, article)
    return span, [*rows, create(span)], texts


def _link(found: Suggestion, command: Accept, spans: list[Span], desk: Desk) -> Link | None:
    if len(spans) < 2 or spans[0].id == spans[1].id:
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
        spans[0].id,
        spans[1].id,
        relation,
        aspect or None,
        note=found.reason,
        by=desk.reviewer,
        at=desk.now,
    )


def _claim(
    command: Accept, spans: list[Span], link: Link | None, desk: Desk
) -> tuple[str | None, list[Op]]:
    if command.claim is None:
        return None, []
    span_ids = tuple(span.id for span in spans)
    link_ids = (link.id,) if link else ()
    known = desk.view.claims.find(command.claim)
    if known is not None:
        whole = replace(
            known,
            spans=tuple(dict.fromkeys((*known.spans, *span_ids))),
            links=tuple(dict.fromkeys((*known.links, *link_ids))),
        )
        return known.id, list(change(known, whole))
    case = desk.articles.get(spans[0].article).case
    claim = Claim(
        desk.new_id(),
        worded(command.claim, "a claim"),
        case=case,
        spans=span_ids,
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
