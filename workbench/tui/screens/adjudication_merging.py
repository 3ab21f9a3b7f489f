"""Claims that different reviewers may have made for one thing: proposed, merged by a person."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from workbench.config.words import _
from workbench.text.clusters import safe_line
from workbench.tui.actions import bindings
from workbench.tui.bench import Bench
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.ask import Answer, Ask
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.screens.undoing import Undoing
from workbench.tui.widgets.rows import Row, wrapped
from workbench.tui.wording import count_of, quote_rows
from workbench.workspace import queries, team
from workbench.workspace.commands import MergeClaims

if TYPE_CHECKING:
    from workbench.workspace.team import Duplicate


class MergingScreen(ListScreen["Duplicate", None]):
    """Pairs of claims that read alike or stand on the same spans; Enter merges after a question."""

    scope = "merging"
    BINDINGS: ClassVar[list[BindingType]] = bindings(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (("open", "merge them"), ("undo", "undo"))

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._undoing = Undoing(self)

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        return {**super().handlers(), "merging.undo": self._undoing.undo}

    def heading(self) -> str:
        """How many pairs are proposed."""
        return _("{pairs} of claims that may be one").format(
            pairs=count_of(len(self.shown), "pair")
        )

    def nothing(self) -> str:
        """Why there is none."""
        return _("No claims of different reviewers read alike or stand on the same spans.")

    def entries(self) -> "Sequence[Entry[Duplicate]]":
        """The likeliest first."""
        found = team.duplicates(self.bench.workspace, self.bench.case)
        return [
            Entry(f"{item.first} {item.second}", item, partial(self._row, item)) for item in found
        ]

    def _row(self, item: "Duplicate", width: int) -> Row:
        half = max(12, (width - 6) // 2)
        first, second = (self._words(id) for id in (item.first, item.second))
        return ((f" {safe_line(first, half)}", ""), (" = ", "dim"), (safe_line(second, half), ""))

    def _words(self, claim: str) -> str:
        found = self.bench.view.claims.find(claim)
        return found.text if found else claim

    def detail_rows(self, item: "Duplicate", width: int) -> list[Row]:
        """Why, and both claims with a passage of each."""
        rows: list[Row] = [((line, "accent"),) for line in wrapped(item.reason, width, 2)]
        for id in (item.first, item.second):
            claim = self.bench.view.claims.find(id)
            if claim is None:
                continue
            words = f"{claim.by}: {claim.text}"
            rows += [((line, "bold"),) for line in wrapped(words, width, 2)]
            for span in queries.spans_of_claim(self.bench.view, claim)[:2]:
                rows += quote_rows(self.bench, span.article, span.quote, width, 2)
        return rows

    def chosen(self, item: "Duplicate") -> None:
        """Ask which words stay, and merge."""
        answers = (
            Answer("1", f"merge; these words stay: {self._words(item.first)}"),
            Answer("2", f"merge; these words stay: {self._words(item.second)}"),
            Answer("n", "they are two"),
        )
        pairs = {"1": (item.first, item.second), "2": (item.second, item.first)}

        def answered(answer: str | None) -> None:
            if answer in pairs:
                into, other = pairs[answer]
                self.ask_for(MergeClaims(into=into, claims=(other,)))

        note = _("Spans, links, verdicts, sources and comments move along; undo takes it back.")
        question = _("Are these one claim?")
        self.app.push_screen(Ask(self.bench, question, answers, note=note), answered)
