"""The claim card: a claim with all that belongs to it, and keys to change each part."""

from collections.abc import Callable
from functools import cached_property
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from workbench.config.words import _
from workbench.domain.claim import Claim
from workbench.tui.actions import MOST_DIGITS, bindings
from workbench.tui.bench import Bench
from workbench.tui.hints import legend
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.card_rows import CardRow, card_rows
from workbench.tui.screens.deleting import ask_to_delete
from workbench.tui.screens.list_dialog import ListDialog
from workbench.tui.screens.undoing import Undoing
from workbench.tui.widgets.line_list import LineList
from workbench.tui.widgets.rows import Row
from workbench.tui.wording import no_verdicts
from workbench.workspace.changes import Changes
from workbench.workspace.commands import EditClaim, EditLink


class ClaimCard(ListDialog[str | None]):
    """The result is the id of a span to go to, if one was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("card")
    keys = (
        ("card.open", "opens"), ("card.edit", "words"), ("card.rationale", "rationale"),
        ("card.evidence", "source"), ("card.comment", "comment"), ("card.detach", "takes out"),
        ("card.delete", "deletes"), ("card.close", "back"),
    )  # fmt: skip

    def __init__(self, bench: Bench, claim: str) -> None:
        super().__init__(bench)
        self._claim_id = claim
        self._records: list[CardRow] = []
        self._here_before: CardRow | None = None
        self._undoing = Undoing(self)

    @property
    def claim(self) -> Claim | None:
        """The claim as it is now."""
        return self.bench.view.claims.find(self._claim_id)

    def take(self, changes: Changes) -> None:
        """Show what changed; a deleted claim has no card."""
        if not changes:
            return
        if self.claim is None:
            self.dismiss(None)
        else:
            self.fill()

    def make_rows(self, width: int) -> list[Row]:
        """All that belongs to the claim."""
        claim = self.claim
        self._here_before = self._here()
        self._records = card_rows(self.bench, claim, width) if claim else []
        return [record.row for record in self._records]

    def stops(self) -> list[int]:
        """The first row of each record."""
        return [number for number, record in enumerate(self._records) if record.first]

    def row_to_keep(self) -> int:
        """That of the same record as before."""
        here = self._here_before
        same = [row for row in self.stops() if here and self._records[row].id == here.id]
        return same[0] if same else self.lines.row

    def _here(self) -> CardRow | None:
        row = self.lines.row
        return self._records[row] if row < len(self._records) else None

    def foot(self, width: int) -> list[Row]:
        """What the digits and the keys do."""
        below = super().foot(width)
        if not self.bench.may_judge:
            return below
        return [((f" {legend(self.bench.scheme, width - 2)}", "dim"),), *below]

    @cached_property
    def _handlers(self) -> Handlers:
        verdicts = {
            f"card.verdict_{digit}": lambda digit=digit: self.give_verdict(digit)
            for digit in range(1, MOST_DIGITS + 1)
        }
        return {
            "card.open": self.open,
            "card.edit": self.edit,
            "card.detach": self.detach,
            "card.rationale": lambda: self.give_verdict(None),
            "card.evidence": self.add_evidence,
            "card.comment": self.comment,
            "card.delete": self.delete,
            "card.undo": self._undoing.undo,
            "card.redo": self._undoing.redo,
            "card.close": lambda: self.dismiss(None),
            **verdicts,
        }

    def handlers(self) -> Handlers:
        """The actions of the card."""
        return self._handlers

    @on(LineList.Chosen)
    def open(self) -> None:
        """Go to the passage here, or open the form of what is here."""
        here = self._here()
        if here is None:
            return
        opened: Callable[[], object] | None = {
            "claims": self.edit,
            "spans": lambda: self.dismiss(here.id),
            "links": lambda: self._open_link(here.id),
            "verdicts": lambda: self._open_verdict(here.id),
            "evidence": lambda: self._open_evidence(here.id),
            "comments": lambda: self.comment(here.id),
        }.get(here.table)
        if opened is not None:
            opened()

    def edit(self) -> None:
        """Open the claim's words and data."""
        from workbench.tui.screens.claim_form import ClaimForm

        self.app.push_screen(ClaimForm(self.bench, claim=self.claim))

    def give_verdict(self, digit: int | None) -> None:
        """Open the verdict form, with the label of a digit."""
        from workbench.tui.screens.verdict_form import VerdictForm

        labels, claim = self.bench.scheme.verdicts, self.claim
        if not self.bench.may_judge:
            self.say(no_verdicts(self.bench))
        elif digit is not None and digit > len(labels):
            self.say(
                _("There is no label {digit}: the scheme has 1 to {count}").format(
                    digit=digit, count=len(labels)
                )
            )
        elif claim is not None:
            label = labels[digit - 1].id if digit else None
            self.app.push_screen(VerdictForm(self.bench, claim, label))

    def _open_verdict(self, id: str) -> None:
        verdict = self.bench.view.verdicts.find(id)
        if verdict is not None and verdict.by == self.bench.reviewer:
            self.give_verdict(None)
        else:
            self.say(_("That is another reviewer's verdict: m comments on it"))

    def _open_evidence(self, id: str) -> None:
        from workbench.tui.screens.evidence_form import EvidenceForm

        found, claim = self.bench.view.evidence.find(id), self.claim
        if found is None or claim is None:
            return
        if found.by != self.bench.reviewer:
            self.say(_("That is another reviewer's source: m comments on it, E adds your own"))
            return
        self.app.push_screen(EvidenceForm(self.bench, claim, found))

    def _open_link(self, id: str) -> None:
        from workbench.tui.screens.compare_linking import Passage
        from workbench.tui.screens.relation_picker import Choice, RelationPicker

        view, articles = self.bench.view, self.bench.workspace.articles
        link = view.links.find(id)
        if link is None:
            return
        spans = [view.spans.get(end) for end in (link.source, link.target)]
        ends = [
            Passage(articles.get(span.article), span.fragments, span.quote, span.id)
            for span in spans
        ]

        opened = self.bench.writer.look({("links", id): link})

        def chosen(choice: Choice | None) -> None:
            if choice is not None:
                source, target = (link.source, link.target)[:: -1 if choice.swapped else 1]
                edit = EditLink(
                    link=id,
                    source=source,
                    target=target,
                    relation=choice.relation,
                    aspect=choice.aspect or "",
                    voice=choice.voice or "",
                    certainty=choice.certainty or "",
                )
                self.ask_for(edit, opened=opened)

        self.app.push_screen(RelationPicker(self.bench, ends, link), chosen)

    def add_evidence(self) -> None:
        """Open the form for a source."""
        from workbench.tui.screens.evidence_form import EvidenceForm

        if self.claim is not None:
            self.app.push_screen(EvidenceForm(self.bench, self.claim))

    def comment(self, reply_to: str | None = None) -> None:
        """Open the form for a comment, or for an answer to one."""
        from workbench.tui.screens.comment_form import CommentForm

        if self.claim is not None:
            first = self.bench.view.comments.find(reply_to) if reply_to else None
            self.app.push_screen(CommentForm(self.bench, self.claim, first))

    def detach(self) -> None:
        """Take the span or link here out of the claim; it stays in its article."""
        here, claim = self._here(), self.claim
        if here is None or claim is None:
            return
        if here.table == "spans" and here.id in claim.spans:
            spans = tuple(id for id in claim.spans if id != here.id)
            self.ask_for(EditClaim(claim=claim.id, spans=spans))
        elif here.table == "links" and here.id in claim.links:
            links = tuple(id for id in claim.links if id != here.id)
            self.ask_for(EditClaim(claim=claim.id, links=links))
        else:
            self.say(_("Only a passage or a link of the claim itself can be taken out"))

    def delete(self) -> None:
        """Ask whether to delete what the cursor is on."""
        here = self._here()
        if here is not None and here.id:
            ask_to_delete(self, here.id)
