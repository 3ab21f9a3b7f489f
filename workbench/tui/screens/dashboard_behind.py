"""The claims, spans or links behind a figure."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from workbench.config.words import _
from workbench.domain.claim import Claim
from workbench.text.clusters import safe_line
from workbench.tui.actions import bindings
from workbench.tui.bench import Bench
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.widgets.claim_row import claim_row
from workbench.tui.widgets.rows import Row, wrapped
from workbench.tui.wording import quote_rows, relation_of
from workbench.workspace import queries
from workbench.workspace.figures import Behind


class BehindScreen(ListScreen[str, str | None]):
    """Those that lower the figure first; Enter goes to the claim or the passage."""

    scope = "behind"
    BINDINGS: ClassVar[list[BindingType]] = bindings(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (("open", "go there"),)

    def __init__(self, bench: Bench, behind: Behind) -> None:
        super().__init__(bench)
        self._behind = behind

    def heading(self) -> str:
        """Behind which figure."""
        return _("Behind {title}").format(title=self._behind.title)

    def nothing(self) -> str:
        """Why there is none."""
        return _("Nothing of this kind that you may see now.")

    def entries(self) -> Sequence[Entry[str]]:
        """Each section under its heading; what has gone meanwhile is left out."""
        view = self.bench.view
        rows: list[Entry[str]] = []
        for title, ids in self._behind.sections:
            there = [
                id
                for id in ids
                if any(shelf.find(id) for shelf in (view.claims, view.spans, view.links))
            ]
            if there:
                said = f"{title} ({len(there)})"
                rows.append(Entry(title, there[0], partial(_heading_row, said), heading=True))
                rows += [Entry(f"{title} {id}", id, partial(self._row, id)) for id in there]
        return rows

    def _row(self, id: str, width: int) -> Row:
        view = self.bench.view
        claim = view.claims.find(id)
        if claim is not None:
            return claim_row(self.bench, claim, width)
        link = view.links.find(id)
        span = view.spans.find(link.source if link else id)
        quote = " ".join(span.quote.split()) if span else id
        glyph = relation_of(self.bench.scheme, link.relation).glyph if link else " "
        by = link.by if link else (span.by if span else "")
        head = f" {glyph} {safe_line(by, 14):<14} "
        return ((head, "dim"), (safe_line(f"“{quote}”", max(8, width - len(head))), ""))

    def detail_rows(self, item: str, width: int) -> list[Row]:
        """Who gave which verdict; for marks, the passages."""
        view = self.bench.view
        claim = view.claims.find(item)
        if claim is not None:
            return self._claim_details(claim, width)
        link = view.links.find(item)
        rows: list[Row] = []
        for id in (link.source, link.target) if link else (item,):
            span = view.spans.find(id)
            if span is not None:
                rows += quote_rows(self.bench, span.article, span.quote, width, 3)
        return rows

    def _claim_details(self, claim: Claim, width: int) -> list[Row]:
        rows: list[Row] = [((line, "bold"),) for line in wrapped(claim.text, width, 2)]
        for verdict in self.bench.view.verdicts.by("claim", claim.id):
            label = queries.label_of(self.bench.scheme, verdict.label)
            said = f" {verdict.by} ({verdict.round}): {verdict.rationale or label.label}"
            rows.append(
                (
                    (f" {label.glyph} ", queries.tone(self.bench.scheme, verdict.label)),
                    (safe_line(said, max(8, width - 4)), ""),
                )
            )
        return rows

    def chosen(self, item: str) -> None:
        """Go there."""
        self.dismiss(item)


def _heading_row(title: str, __: int) -> Row:
    return ((f" {title}", "accent"),)
