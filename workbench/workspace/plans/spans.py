"""Highlighting spans, changing them, and settling where they stand after a revision."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.domain.article import Article
from workbench.domain.errors import BadInput
from workbench.domain.span import CONTEXT, Range, Span, quote_of
from workbench.store.operations import Op
from workbench.workspace.commands import AddSpan, EditSpan, NewSpan, SettleAnchor
from workbench.workspace.desk import Desk, Plan, change, create, recorded
from workbench.workspace.plans.corrections import corrections
from workbench.workspace.queries import claims_of_span


def add_span(command: AddSpan, desk: Desk) -> Plan:
    """Highlight a span in the article's current version."""
    article = desk.articles.get(command.article)
    text = desk.articles.text(article.version)
    fragments = checked(command.fragments, text, article)
    if command.label is not None:
        desk.scheme.span_label(command.label)
    span = anchored(
        Span(
            desk.new_id(),
            article.id,
            article.version,
            fragments,
            "",
            "",
            "",
            label=command.label,
            note=command.note,
            by=desk.reviewer,
            at=desk.now,
        ),
        fragments,
        text,
    )
    rows, texts = recorded(desk, article)
    return Plan((*rows, create(span)), span.id, cuts(text, fragments), texts)


@dataclass(frozen=True, slots=True)
class Highlighted:
    """Spans that were there, and passages that are to become spans with the same event."""

    ids: tuple[str, ...]
    """In the order given, each once."""
    ops: tuple[Op, ...]
    texts: tuple[str, ...]
    warnings: tuple[str, ...]


def highlighted(given: Sequence[str | NewSpan], desk: Desk) -> Highlighted:
    """Make sure that there are such spans, and plan those that are new.

    Raises:
        UnknownId: if there is no such span or article.
        BadInput: if a range is wrong.
    """
    ids: list[str] = []
    ops: dict[tuple[str, int], Op] = {}
    texts: list[str] = []
    warnings: list[str] = []
    for item in given:
        if isinstance(item, str):
            ids.append(desk.view.spans.get(item).id)
            continue
        command = AddSpan(
            article=item.article, fragments=item.fragments, label=item.label, note=item.note
        )
        made = add_span(command, desk)
        # Two passages of one article record it once.
        ops |= {(op.table, op.key): op for op in made.ops if (op.table, op.key) not in ops}
        ids.append(str(made.id))
        texts += made.texts
        warnings += made.warnings
    return Highlighted(
        tuple(dict.fromkeys(ids)), tuple(ops.values()), tuple(texts), tuple(warnings)
    )


def edit_span(command: EditSpan, desk: Desk) -> Plan:
    """Change a span's range, label or note."""
    old = desk.view.spans.get(command.span)
    new = old
    warnings: tuple[str, ...] = ()
    if command.fragments is not None:
        article = desk.articles.get(old.article)
        text = desk.articles.text(old.version)
        fragments = checked(command.fragments, text, article)
        new = anchored(new, fragments, text)
        warnings = cuts(text, fragments)
    if command.label is not None:
        if command.label:
            desk.scheme.span_label(command.label)
        new = replace(new, label=command.label or None)
    if command.note is not None:
        new = replace(new, note=command.note)
    return Plan(_changed(old, new, command.correction, desk), old.id, warnings)


def _changed(old: Span, new: Span, note: str, desk: Desk) -> tuple[Op, ...]:
    """What changes a span, with the correction that published claims on it need."""
    ops = change(old, new)
    return ops + corrections(claims_of_span(desk.view.whole, old.id), note, bool(ops), desk)


def anchor(command: SettleAnchor, desk: Desk) -> Plan:
    """Settle a span that a new version of its article edited or lost.

    That follows the article, so it is no change of a claim; placing a span anew that stands as it
    was made is one.
    """
    old = desk.view.spans.get(command.span)
    article = desk.articles.get(old.article)
    text = desk.articles.text(article.version)
    waits = old.state != "unchanged" or old.version != article.version
    if command.choice == "orphan":
        lost = replace(old, state="orphan")
        ops = change(old, lost) if waits else _changed(old, lost, command.correction, desk)
        return Plan(ops, old.id)
    if command.choice == "confirm":
        if old.version != article.version:
            raise BadInput(
                "the span has no place in the new version to confirm",
                where=old.id,
                hint="give its place: choice move, with fragments",
            )
        new = replace(anchored(old, old.fragments, text), state="unchanged", was="")
        return Plan(change(old, new), old.id)
    fragments = checked(command.fragments, text, article)
    moved = replace(
        anchored(old, fragments, text), version=article.version, state="unchanged", was=""
    )
    ops = change(old, moved) if waits else _changed(old, moved, command.correction, desk)
    return Plan(ops, old.id, cuts(text, fragments))


def anchored(span: Span, fragments: tuple[Range, ...], text: str) -> Span:
    """The span at these fragments of a text, with quote, prefix and suffix taken from it."""
    start, end = fragments[0][0], fragments[-1][1]
    return replace(
        span,
        fragments=fragments,
        quote=quote_of(text, fragments),
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def checked(fragments: Sequence[Range], text: str, article: Article) -> tuple[Range, ...]:
    """Sort fragments and join those that touch.

    Raises:
        BadInput: if there are none, or one is empty, negative, past the end or overlaps another.
    """
    if not fragments:
        raise BadInput("a span needs at least one fragment [start, end)", where=article.id)
    joined: list[Range] = []
    for start, end in sorted(fragments):
        place = f"{article.id} [{start}, {end})"
        if start < 0 or end > len(text):
            raise BadInput(
                f"the offset lies outside the text, which has {len(text)} code points",
                where=place,
            )
        if start >= end:
            raise BadInput("a fragment can't be empty: start must be before end", where=place)
        if joined and start < joined[-1][1]:
            raise BadInput("fragments of one span can't overlap", where=place)
        if joined and start == joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def cuts(text: str, fragments: tuple[Range, ...]) -> tuple[str, ...]:
    """A warning for every end that falls inside a character as people see it."""
    from workbench.text.clusters import snap

    warnings = []
    for start, end in fragments:
        outer = snap(text, start, end)
        if outer != (start, end):
            warnings.append(
                f"[{start}, {end}) cuts a character in two; the whole characters are "
                f"[{outer[0]}, {outer[1]})"
            )
    return tuple(warnings)
