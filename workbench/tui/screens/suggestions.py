"""All suggestions for the articles in view, by kind, with their reasons."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from workbench.config.words import _
from workbench.domain.suggestion import Suggestion
from workbench.text.clusters import safe_line
from workbench.tui.actions import bindings, first_key
from workbench.tui.bench import Bench
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.widgets.rows import Row, wrapped
from workbench.tui.wording import count_of, quote_rows
from workbench.workspace.commands import MuteRule, Reject

KIND_NAMES = {
    "quantity": "numbers",
    "date": "dates and durations",
    "quotation": "quotations",
    "attribution": "who said it",
    "place": "places",
    "name": "names",
    "omission": "only in one article",
    "link": "same topic",
    "checkworthy": "worth checking",
}


class SuggestionsScreen(ListScreen[Suggestion, Suggestion | None]):
    """Enter goes to the passages, a accepts, R rejects, M mutes the rule, f filters by kind."""

    scope = "suggestions"
    BINDINGS: ClassVar[list[BindingType]] = bindings(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (
        ("open", "go there"),
        ("accept", "accept"),
        ("reject", "reject"),
        ("mute", "mute the rule"),
        ("filter", "kind"),
    )

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._kind = ""

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        return {
            **super().handlers(),
            "suggestions.accept": self.accept,
            "suggestions.reject": self.reject,
            "suggestions.mute": self.mute,
            "suggestions.filter": self.next_kind,
        }

    def _all(self) -> list[Suggestion]:
        shown = self.bench.shown
        return self.bench.workspace.findings.between(shown[0], shown[-1]) if shown else []

    def heading(self) -> str:
        """How many there are, and which kinds are shown."""
        shown = count_of(sum(not entry.heading for entry in self.shown), "suggestion")
        kind = KIND_NAMES.get(self._kind, "all kinds")
        return _("{shown} · {kind} · found by rule, never a verdict").format(shown=shown, kind=kind)

    def nothing(self) -> str:
        """Why there is none."""
        return _(
            "Nothing is suggested for these two articles. Decided and muted ones are "
            "left out; {link} links passages without a suggestion."
        ).format(link=first_key("compare.link", self.bench.keys))

    def entries(self) -> Sequence[Entry[Suggestion]]:
        """Under a heading for each kind, in the order of the ranking."""
        found = self._all()
        kinds = [kind for kind in KIND_NAMES if not self._kind or kind == self._kind]
        counts = Counter(item.kind for item in found)
        rows: list[Entry[Suggestion]] = []
        for kind in kinds:
            of_kind = [item for item in found if item.kind == kind]
            if not of_kind:
                continue
            title = f"{KIND_NAMES[kind]} ({counts[of_kind[0].kind]})"
            rows.append(Entry(kind, of_kind[0], partial(_heading_row, title), heading=True))
            rows += [Entry(item.id, item, partial(_row, item)) for item in of_kind]
        return rows

    def detail_rows(self, item: Suggestion, width: int) -> list[Row]:
        """The reason, the passages, the rule."""
        rows: list[Row] = [((line, "bold"),) for line in wrapped(item.reason, width, 3)]
        for place in item.places:
            rows += quote_rows(self.bench, place.article, place.text, width, 3)
        explained = self.bench.workspace.findings.explain(item.rule)
        rows += [((line, "dim"),) for line in wrapped(f"{item.rule}: {explained}", width, 2)]
        return rows

    def chosen(self, item: Suggestion) -> None:
        """Go to the passages."""
        self.dismiss(item)

    def accept(self) -> None:
        """Open the form that accepts the suggestion."""
        if self.current is not None:
            from workbench.tui.screens.accept_form import AcceptForm

            self.app.push_screen(AcceptForm(self.bench, self.current))

    def reject(self) -> None:
        """Reject the suggestion; it does not come again."""
        if self.current is not None:
            self.ask_for(Reject(suggestion=self.current.id), then=lambda __: self.reload())

    def mute(self) -> None:
        """Show no more suggestions of this rule."""
        if self.current is not None:
            rule = self.current.rule
            self.ask_for(
                MuteRule(rule=rule),
                then=lambda __: self.say(_("{rule} is muted; u takes it back").format(rule=rule)),
            )

    def next_kind(self) -> None:
        """Show the next kind only; after the last, all."""
        there = {item.kind for item in self._all()}
        kinds = ["", *(kind for kind in KIND_NAMES if kind in there)]
        place = kinds.index(self._kind) if self._kind in kinds else 0
        self._kind = kinds[(place + 1) % len(kinds)]
        self.reload()


def _heading_row(title: str, __: int) -> Row:
    return ((f" {title}", "accent"),)


def _row(item: Suggestion, width: int) -> Row:
    score = f" {item.score:4.2f}  "
    return ((score, "dim"), (safe_line(item.reason, max(1, width - len(score))), ""))
