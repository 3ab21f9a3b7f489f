"""The inbox: what others did that concerns this reviewer, and what became of judged claims."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from workbench.config.words import _
from workbench.domain.errors import WorkbenchError
from workbench.text.clusters import safe_line
from workbench.tui.actions import bindings
from workbench.tui.bench import Bench, joined
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.widgets.rows import Row, cells, wrapped
from workbench.tui.wording import count_of, local_time
from workbench.workspace import inbox, queries, team
from workbench.workspace.changes import Changes

if TYPE_CHECKING:
    from workbench.workspace.team import InboxItem, Result

_KINDS = {
    "mention": "mentions you",
    "reply": "answers you",
    "comment": "on your claim",
    "assigned": "asks for your verdict",
    "adjudicated": "decided",
    "corrected": "corrected",
}

_LEAST_CLAIM = 12
"""Cells from which it is worth naming the claim beside what was said of it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the inbox."""

    claim: str
    item: "InboxItem | None" = None
    result: "Result | None" = None


class InboxScreen(ListScreen[_Line, str | None]):
    """New items, older ones, and the results; Enter goes to the claim, m answers."""

    scope = "inbox"
    BINDINGS: ClassVar[list[BindingType]] = bindings(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (("open", "go there"), ("answer", "answer"))

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._read = inbox.Read()
        self._new = 0

    def on_mount(self) -> None:
        """What was read before, and all there is."""
        try:
            self._read = inbox.read(self.bench.workspace)
        except WorkbenchError as error:
            self.warn(error)
        super().on_mount()

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        return {**super().handlers(), "inbox.answer": self.answer}

    def heading(self) -> str:
        """How many are new."""
        return joined(
            (
                _("Inbox of {reviewer}").format(reviewer=self.bench.reviewer),
                _("{new} new").format(new=self._new),
            )
        )

    def nothing(self) -> str:
        """What would be here."""
        said = team.withheld(self.bench.workspace, self.bench.case)
        return (f"{said[0].upper()}{said[1:]}. " if said else "") + (
            _("Nothing yet: mentions (@name), answers, assignments and decisions come here.")
        )

    def entries(self) -> Sequence[Entry[_Line]]:
        """New items first, then older ones, then what became of judged claims."""
        items = team.inbox(self.bench.workspace)
        new = [item for item in items if item not in self._read]
        old = [item for item in items if item in self._read]
        self._new = len(new)
        self._mark_read(items)
        rows = [*self._section(_("New"), new), *self._section(_("Earlier"), old)]
        results = team.results(self.bench.workspace)
        if results:
            changed = sum(result.changed for result in results)
            title = joined(
                (
                    _("What became of claims you judged"),
                    count_of(len(results), "claim"),
                    _("{changed} decided otherwise").format(changed=changed) if changed else "",
                )
            )
            first = _Line(results[0].claim)
            rows.append(Entry("results", first, partial(_heading_row, title), heading=True))
            rows += [
                Entry(
                    f"result {result.claim}",
                    _Line(result.claim, result=result),
                    partial(self._result_row, result),
                )
                for result in results
            ]
        return rows

    def _mark_read(self, items: "Sequence[InboxItem]") -> None:
        try:
            inbox.mark_read(self.bench.workspace, items)
        except WorkbenchError as error:
            self.warn(error)

    def _section(self, title: str, items: "Sequence[InboxItem]") -> list[Entry[_Line]]:
        if not items:
            return []
        head = Entry(title, _Line(""), partial(_heading_row, f"{title} ({len(items)})"), True)
        return [
            head,
            *(
                Entry(item.id, _Line(item.claim, item), partial(self._item_row, item))
                for item in items
            ),
        ]

    def _item_row(self, item: "InboxItem", width: int) -> Row:
        head = f" {local_time(item.at)}  {item.by} {_KINDS[item.kind]}: "
        text = safe_line(item.text, max(8, width - cells(head)))
        claim = self._words(item.claim)
        room = width - cells(head) - cells(text) - 3
        about = safe_line(claim, room) if claim != item.text and room > _LEAST_CLAIM else ""
        return ((head, "dim"), (text, ""), (f" · {about}" if about else "", "dim"))

    def _result_row(self, result: "Result", width: int) -> Row:
        scheme = self.bench.scheme
        own = queries.label_of(scheme, result.own)
        final = queries.label_of(scheme, result.final) if result.final else None
        how = f" {result.provenance} · {result.by}  "
        room = max(8, width - 12 - cells(how))
        return (
            (f" {own.glyph} ", queries.tone(scheme, result.own)),
            (" → ", "warning" if result.changed else "dim"),
            (f" {final.glyph if final else '·'} ", queries.tone(scheme, result.final)),
            (how, "dim"),
            (safe_line(self._words(result.claim), room), ""),
        )

    def detail_rows(self, item: _Line, width: int) -> list[Row]:
        """The words in full, and the claim."""
        rows: list[Row] = [((line, "bold"),) for line in wrapped(self._words(item.claim), width, 3)]
        if item.item is not None:
            signed = joined((_KINDS[item.item.kind], item.item.by, local_time(item.item.at)))
            rows.append(((signed, "dim"),))
            rows += [((line, ""),) for line in wrapped(item.item.text, width, 6)]
        if item.result is not None:
            rows += self._result_details(item.result, width)
        return rows

    def _result_details(self, result: "Result", width: int) -> list[Row]:
        scheme = self.bench.scheme
        own = queries.label_of(scheme, result.own).label
        final = queries.label_of(scheme, result.final).label if result.final else "unresolved"
        said = (
            _("you: {own} → final: {final}").format(own=own, final=final)
            if result.changed
            else _("as you judged: {final}").format(final=final)
        )
        signed = joined(
            (result.provenance, _("by {by}").format(by=result.by), local_time(result.at))
        )
        return [
            ((said, "warning" if result.changed else ""),),
            ((signed, "dim"),),
            *(((line, ""),) for line in wrapped(result.note, width, 4)),
        ]

    def _words(self, claim: str) -> str:
        found = self.bench.view.claims.find(claim)
        return found.text if found else claim

    def take(self, changes: Changes) -> None:
        """More may have come."""
        if changes:
            self.reload()

    def chosen(self, item: _Line) -> None:
        """Make the claim active and go back."""
        self.dismiss(item.claim)

    def answer(self) -> None:
        """Answer the comment here, or comment on the claim."""
        here = self.current
        claim = self.bench.view.claims.find(here.claim) if here else None
        if here is None or claim is None:
            return
        from workbench.tui.screens.comment_form import CommentForm

        comment = self.bench.view.comments.find(here.item.id) if here.item else None
        self.app.push_screen(CommentForm(self.bench, claim, comment))


def _heading_row(title: str, __: int) -> Row:
    return ((f" {title}", "accent"),)
