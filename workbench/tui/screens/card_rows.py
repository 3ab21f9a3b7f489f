"""What the claim card shows, row by row, and what each row is about."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workbench.config.words import _
from workbench.domain.claim import Claim, Comment, Correction, Omission
from workbench.domain.span import Link, Span
from workbench.domain.verdict import Evidence, Verdict
from workbench.tui.actions import first_key
from workbench.tui.bench import Bench, joined
from workbench.tui.widgets.rows import Part, Row, one_line, wrapped
from workbench.tui.wording import count_of, local_time, quoted, relation_of
from workbench.workspace import queries


@dataclass(frozen=True, slots=True)
class CardRow:
    """One row, the record it belongs to, and whether it is that record's first."""

    row: Row
    table: str = ""
    id: str = ""
    first: bool = False


def card_rows(bench: Bench, claim: Claim, width: int) -> list[CardRow]:
    """All rows of a claim's card."""
    card = _Card(bench, claim, width)
    card.claim()
    begun = len(card.rows)
    for title, table, records, write in card.sections():
        card.section(title, table, records, write)
    if len(card.rows) == begun:
        card.advice()
    return card.rows


class _Card:
    """Collects the rows."""

    def __init__(self, bench: Bench, claim: Claim, width: int) -> None:
        self._bench = bench
        self._view = bench.view
        self._claim = claim
        self._width = width
        self.rows: list[CardRow] = []

    def sections(
        self,
    ) -> Iterable[tuple[str, str, list[object], Callable[..., None]]]:
        """Title, table, records and how each is written."""
        view, claim = self._view, self._claim
        spans: list[object] = list(queries.spans_of_claim(view, claim))
        links: list[object] = list(queries.links_of_claim(view, claim))
        yield "passage", "spans", spans, self._span
        yield "link", "links", links, self._link
        yield "verdict", "verdicts", list(view.verdicts.by("claim", claim.id)), self._verdict
        yield "source", "evidence", list(view.evidence.by("claim", claim.id)), self._evidence
        yield "omission", "omissions", list(view.omissions.by("claim", claim.id)), self._omission
        yield "comment", "comments", list(view.comments.by("claim", claim.id)), self._comment
        yield "correction", "corrections", list(view.corrections.by("claim", claim.id)), self._note

    def claim(self) -> None:
        """The words and data of the claim."""
        claim = self._claim
        self._lines("claims", claim.id, claim.text, "bold", indent=1)
        data = joined(
            (
                _(claim.state.replace("_", " ")),
                _("said by {claimant}").format(claimant=claim.claimant) if claim.claimant else "",
                _("on {stated_on}").format(stated_on=claim.stated_on) if claim.stated_on else "",
                _("at {stated_at}").format(stated_at=claim.stated_at) if claim.stated_at else "",
                ", ".join(f"#{tag}" for tag in claim.tags),
                _("priority {priority}").format(priority=claim.priority) if claim.priority else "",
                _("due {due}").format(due=claim.due) if claim.due else "",
                signed(claim),
            )
        )
        self._lines("", "", data, "dim", indent=1)

    def advice(self) -> None:
        """What to do with a claim of which nothing is said yet."""
        keys = self._bench.keys
        passages = first_key("compare.new_claim", keys)
        digit, source, comment = (
            first_key(f"card.{name}", keys) for name in ("verdict_1", "evidence", "comment")
        )
        self._lines("", "", "", "", indent=1)
        said = _(
            "Nothing is said of it yet: {digit} and the other digits give a verdict, "
            "{source} adds a source, {comment} comments. Picked passages join it "
            "with {passages} in the articles."
        ).format(digit=digit, source=source, comment=comment, passages=passages)
        self._lines("", "", said, "dim", indent=1)

    def section(
        self, title: str, table: str, records: list[object], write: Callable[..., None]
    ) -> None:
        """A heading, and the records below it; nothing if there are none."""
        if not records:
            return
        self.rows.append(CardRow((("", ""),)))
        self.rows.append(CardRow(((f" {count_of(len(records), title)}", "accent"),)))
        for record in records:
            start = len(self.rows)
            write(record)
            id = getattr(record, "id", "")
            self.rows[start:] = [
                CardRow(row.row, table, id, first=not number)
                for number, row in enumerate(self.rows[start:])
            ]

    def _lines(self, table: str, id: str, text: str, look: str, *, indent: int) -> None:
        for number, line in enumerate(wrapped(text, self._width - indent - 1)):
            row: Row = ((" " * indent + line, look),)
            self.rows.append(CardRow(row, table, id, first=bool(id) and not number))

    def _add(self, *parts: Part) -> None:
        self.rows.append(CardRow(parts))

    def _span(self, span: Span) -> None:
        title = one_line(self._bench.title_of(span.article), self._width - 4)
        state = span.state
        tail = (
            "" if state == "unchanged" else _("  ({state} since a new version)").format(state=state)
        )
        self._add((f"   {title}", "dim"), (tail, "warning"))
        self._lines("", "", f"“{' '.join(span.quote.split())}”", "", indent=5)

    def _link(self, link: Link) -> None:
        relation = relation_of(self._bench.scheme, link.relation)
        facets = joined((link.aspect or "", link.voice or "", link.certainty or "", link.note))
        self._add(
            (f"   {relation.glyph} ", "bold"),
            (relation.label, "bold"),
            (f"  {facets}" if facets else "", ""),
            (f"  {signed(link)}", "dim"),
        )
        for end in (link.source, link.target):
            span = self._view.spans.find(end)
            if span is not None:
                self._add((f"     {quoted(span.quote, self._width - 6)}", ""))

    def _verdict(self, verdict: Verdict) -> None:
        label = queries.label_of(self._bench.scheme, verdict.label)
        share = (
            ""
            if verdict.confidence is None
            else _("{percent:g} % sure").format(percent=verdict.confidence * 100)
        )
        notes = joined(
            (
                share,
                "blind" if verdict.round == "blind" else "",
                _("after discussion") if verdict.after_discussion else "",
                signed(verdict),
            )
        )
        self._add(
            ("   ", ""),
            (f" {label.glyph} ", queries.tone(self._bench.scheme, verdict.label)),
            (f" {label.label}", "bold"),
            (f"  {notes}", "dim"),
        )
        if verdict.rationale:
            self._lines("", "", verdict.rationale, "", indent=5)
        else:
            self._add((_("     no rationale yet"), "dim"))
        for id in verdict.evidence:
            source = self._view.evidence.find(id)
            if source is not None:
                name = source.title or source.url or source.quote
                self._add(
                    (_("     cites {name}").format(name=one_line(name, self._width - 12)), "dim")
                )

    def _evidence(self, evidence: Evidence) -> None:
        stance = evidence.stance
        title = evidence.title or evidence.url or _("a source")
        name = one_line(title, 60)
        self._add((f"   {stance} ", "bold"), (name, ""), (f"  {signed(evidence)}", "dim"))
        for text in (evidence.quote and f"“{evidence.quote}”", evidence.note):
            if text:
                self._lines("", "", text, "", indent=5)
        where = joined(
            (
                evidence.url if evidence.title else "",
                evidence.locator,
                evidence.archive_url,
                _("retrieved {retrieved}").format(retrieved=evidence.retrieved)
                if evidence.retrieved
                else "",
            )
        )
        if where:
            self._lines("", "", where, "dim", indent=5)

    def _omission(self, omission: Omission) -> None:
        title = self._bench.title_of(omission.article)
        self._lines("", "", f"“{title}” says nothing of it", "", indent=3)
        current = queries.is_current(self._bench.view, omission)
        past = "" if current else _("signed for an earlier version")
        self._lines("", "", joined((omission.note, signed(omission), past)), "dim", indent=5)

    def _comment(self, comment: Comment) -> None:
        indent = 5 if comment.reply_to else 3
        self._add((f"{' ' * indent}{signed(comment)}", "dim"))
        self._lines("", "", comment.text, "", indent=indent + 2)

    def _note(self, correction: Correction) -> None:
        self._add((f"   {signed(correction)}", "dim"))
        self._lines("", "", correction.text, "", indent=5)


def signed(record: object) -> str:
    """Who made a record, and when."""
    by, at = getattr(record, "by", ""), getattr(record, "at", "")
    return joined((by, local_time(at) if at else ""))
