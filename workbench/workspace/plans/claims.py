"""Claims: making and changing them, their workflow, omissions and comments."""

from collections.abc import Sequence
from dataclasses import replace

from workbench.domain import ids
from workbench.domain.claim import Claim, Comment, Omission
from workbench.domain.days import is_day
from workbench.domain.errors import BadInput
from workbench.review.workflow import transition
from workbench.store.operations import Op
from workbench.workspace.commands import AddClaim, AddComment, EditClaim, Omit, SetState
from workbench.workspace.desk import Desk, Plan, change, create, recorded
from workbench.workspace.plans.corrections import correction
from workbench.workspace.plans.spans import highlighted

_KEPT_FIELDS = ("text", "claimant", "stated_on", "stated_at", "tags", "priority", "due")


def add_claim(command: AddClaim, desk: Desk) -> Plan:
    """Make a claim from spans and links, or from nothing yet."""
    text = worded(command.text, "a claim")
    check_date(command.stated_on, "stated_on")
    check_date(command.due, "due")
    spans = highlighted(command.spans, desk)
    links = known_links(desk, command.links)
    claim = Claim(
        desk.new_id(),
        text,
        case=_case_of(command, links, desk),
        claimant=command.claimant,
        stated_on=command.stated_on,
        stated_at=command.stated_at,
        priority=command.priority,
        due=command.due,
        tags=command.tags,
        spans=spans.ids,
        links=links,
        by=desk.reviewer,
        at=desk.now,
    )
    first = desk.articles.naming(claim.case) if not claim.spans else None
    rows, texts = recorded(desk, first) if first is not None else ((), ())
    return Plan((*rows, *spans.ops, create(claim)), claim.id, spans.warnings, spans.texts + texts)


def edit_claim(command: EditClaim, desk: Desk) -> Plan:
    """Change a claim's words, data, spans, links or tags."""
    old = desk.view.claims.get(command.claim)
    given = {
        name: getattr(command, name) for name in _KEPT_FIELDS if getattr(command, name) is not None
    }
    if "text" in given:
        given["text"] = worded(command.text or "", "a claim")
    for name in ("stated_on", "due"):
        if name in given:
            check_date(given[name], name)
    spans = old.spans if command.spans is None else known_spans(desk, command.spans)
    links = old.links if command.links is None else known_links(desk, command.links)
    added = highlighted(command.add_spans, desk)
    spans = tuple(dict.fromkeys(spans + added.ids))
    links = tuple(dict.fromkeys(links + known_links(desk, command.add_links)))
    new = replace(old, **given, spans=spans, links=links)
    ops = (*added.ops, *change(old, new))
    extra = correction(old, command.correction, bool(ops), desk)
    return Plan((*ops, *extra), old.id, added.warnings, added.texts)


def set_state(command: SetState, desk: Desk) -> Plan:
    """Move a claim through the workflow, as the review rules allow."""
    old = desk.view.claims.get(command.claim)
    if command.state == old.state:
        return Plan((), old.id, (f"the claim is {old.state} already",))
    warnings = transition(
        old,
        command.state,
        desk.reviewer,
        desk.rules,
        verdicts=desk.view.verdicts.by("claim", old.id),
        adjudications=desk.view.adjudications.by("claim", old.id),
        evidence=desk.view.evidence.by("claim", old.id),
    )
    published = old.published
    if command.state == "published":
        published = desk.now
    elif old.state == "void":
        published = ""
    ops: list[Op] = [*change(old, replace(old, state=command.state, published=published))]
    if command.note:
        ops.append(create(_comment(desk, old.id, command.note)))
    return Plan(tuple(ops), old.id, tuple(warnings))


def omit(command: Omit, desk: Desk) -> Plan:
    """Sign that an article says nothing of a claim."""
    claim = desk.view.claims.get(command.claim)
    article = desk.articles.get(command.article)
    here = [span for id in claim.spans if (span := desk.view.spans.find(id)) is not None]
    if any(span.article == article.id for span in here):
        raise BadInput(
            f"the claim has a span in {article.id}, so that article does say something of it",
            where=claim.id,
            hint="take the span out of the claim first",
        )
    made = Omission(
        ids.derived_id("omission", claim.id, article.id, desk.reviewer),
        claim.id,
        article.id,
        article.version,
        command.note,
        desk.reviewer,
        desk.now,
    )
    rows, texts = recorded(desk, article)
    noted = correction(claim, f"signed that {article.id} says nothing of it", True, desk)
    return Plan((*rows, create(made), *noted), made.id, (), texts)


def comment(command: AddComment, desk: Desk) -> Plan:
    """Say something about a claim."""
    claim = desk.view.claims.get(command.claim)
    if command.reply_to is not None:
        first = desk.view.comments.get(command.reply_to)
        if first.claim != claim.id:
            raise BadInput("that comment belongs to another claim", where=command.reply_to)
    made = _comment(desk, claim.id, worded(command.text, "a comment"), command.reply_to)
    return Plan((create(made),), made.id)


def _comment(desk: Desk, claim: str, text: str, reply_to: str | None = None) -> Comment:
    return Comment(desk.new_id(), claim, text, reply_to, desk.reviewer, desk.now)


def worded(text: str, what: str) -> str:
    """The text without blanks around it.

    Raises:
        BadInput: if nothing is left.
    """
    stripped = text.strip()
    if not stripped:
        raise BadInput(f"{what} needs words")
    return stripped


def check_claim(claim: Claim) -> None:
    """Let pass a claim that a command could have made.

    Raises:
        BadInput: if it has no words, or a date that is none.
    """
    worded(claim.text, "a claim")
    check_date(claim.stated_on, "stated_on")
    check_date(claim.due, "due")


def check_date(text: str, name: str) -> None:
    """Let pass an ISO date, a part of one, or nothing.

    Raises:
        BadInput: for anything else.
    """
    if text and not is_day(text):
        raise BadInput(
            f"{name} {text!r} is not a date", hint="write 2025-05-31, or 2025-05, or 2025"
        )


def known_spans(desk: Desk, wanted: Sequence[str]) -> tuple[str, ...]:
    """The ids, each once, after making sure that there are such spans."""
    return tuple(dict.fromkeys(desk.view.spans.get(id).id for id in wanted))


def known_links(desk: Desk, wanted: Sequence[str]) -> tuple[str, ...]:
    """The ids, each once, after making sure that there are such links."""
    return tuple(dict.fromkeys(desk.view.links.get(id).id for id in wanted))


def _case_of(command: AddClaim, links: tuple[str, ...], desk: Desk) -> str:
    if command.case is None:
        ends = [desk.view.links.get(id).source for id in links]
        for item in (*command.spans, *ends):
            article = desk.view.spans.get(item).article if isinstance(item, str) else item.article
            return desk.articles.get(article).case
    return desk.default_case(command.case)
