"""How the spans came through the revisions of their articles: what waits for a person first."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from workbench.config.words import _
from workbench.domain.span import AnchorState, Span
from workbench.tui.actions import bindings
from workbench.tui.bench import Bench, joined
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.anchors_corrections import note_correction
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.screens.undoing import Undoing
from workbench.tui.widgets.rows import Row, one_line, wrapped
from workbench.tui.wording import count_of
from workbench.workspace import queries
from workbench.workspace.commands import SettleAnchor
from workbench.workspace.revisions import STATES

EXPLAINED: dict[AnchorState, str] = {
    "edited": "edited: the words changed; right so?",
    "orphan": "orphan: the words are gone",
    "moved": "moved: the same words, elsewhere",
    "unchanged": "unchanged",
}
_GLYPHS: dict[AnchorState, str] = {"edited": "~", "orphan": "∅", "moved": "→", "unchanged": "="}


class AnchorsScreen(ListScreen[Span, str | None]):
    """Enter goes there, c confirms, m moves by hand, o marks as orphan, E notes a correction."""

    scope = "anchors"
    BINDINGS: ClassVar[list[BindingType]] = bindings(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (
        ("open", "go there"),
        ("confirm", "confirm"),
        ("move", "move by hand"),
        ("orphan", "is gone"),
        ("evidence", "note the correction"),
        ("versions", "versions"),
        ("filter", "state"),
    )

    def __init__(self, bench: Bench, article: str = "") -> None:
        super().__init__(bench)
        self._article = article
        self._state: AnchorState | None = None
        self._undoing = Undoing(self)

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        return {
            **super().handlers(),
            "anchors.confirm": self.confirm,
            "anchors.move": self.move,
            "anchors.orphan": self.orphan,
            "anchors.evidence": self.note,
            "anchors.versions": self.versions,
            "anchors.filter": self.next_state,
            "anchors.undo": self._undoing.undo,
            "anchors.redo": self._undoing.redo,
        }

    # What is listed

    def _spans(self) -> list[Span]:
        shelf = self.bench.view.spans
        if self._article:
            return shelf.by("article", self._article)
        case = self.bench.case
        ids = [item.id for item in self.bench.workspace.articles.all(case)]
        return [span for id in ids for span in shelf.by("article", id)]

    def heading(self) -> str:
        """How many wait for a person, of whose."""
        waiting = sum(span.state in ("edited", "orphan") for span in self._spans())
        what = self.bench.title_of(self._article) if self._article else self.bench.case
        state = EXPLAINED[self._state].partition(":")[0] if self._state else ""
        return joined(
            (
                _("{waiting} wait for you").format(waiting=waiting),
                state,
                _("spans of {what}").format(what=what),
            )
        )

    def nothing(self) -> str:
        """Why there is none."""
        if self._spans():
            return _("No spans in that state.")
        return _("No spans yet. How they come through new versions of their articles stands here.")

    def entries(self) -> Sequence[Entry[Span]]:
        """Under a heading for each state; those that wait first."""
        spans = self._spans()
        rows: list[Entry[Span]] = []
        for state in STATES:
            found = [span for span in spans if span.state == state]
            if not found or self._state not in (None, state):
                continue
            title = f"{_(EXPLAINED[state])} ({len(found)})"
            rows.append(Entry(state, found[0], partial(_heading_row, title), heading=True))
            rows += [Entry(span.id, span, partial(self._row, span)) for span in found]
        return rows

    def _row(self, span: Span, width: int) -> Row:
        reworded = span.was and span.was != span.quote
        words = f"{span.was}  →  {span.quote}" if reworded else span.quote
        look = "warning" if span.state in ("edited", "orphan") else "dim"
        return ((f" {_GLYPHS[span.state]} ", look), (one_line(words, max(1, width - 3)), ""))

    def detail_rows(self, item: Span, width: int) -> list[Row]:
        """The old wording beside the new, the article, the claims that rest on it."""
        gone = item.state == "orphan"
        old = item.was or (item.quote if gone else "")
        now = "" if gone else item.quote
        rows: list[Row] = []
        for name, words in ((_("was"), old), (_("now"), now)):
            if words:
                lines = wrapped(" ".join(words.split()), width - 5, 3)
                rows += [((f"{name if first else '':5}", "dim"), (line, "")) for first, line in
                         ((place == 0, line) for place, line in enumerate(lines))]  # fmt: skip
        claims = queries.claims_of_span(self.bench.view, item.id)
        rows.append(((one_line(self.bench.title_of(item.article), width), "dim"),))
        for claim in claims[:3]:
            rows.append(((_("claim "), "dim"), (one_line(claim.text, max(1, width - 6)), "")))
        if len(claims) > 3:
            rows.append(
                ((_("and {claims} more").format(claims=count_of(len(claims) - 3, "claim")), "dim"),)
            )
        return rows

    def next_state(self) -> None:
        """Show the next state only; after the last, all."""
        there = {span.state for span in self._spans()}
        order = [None, *(state for state in STATES if state in there)]
        place = order.index(self._state) if self._state in order else 0
        self._state = order[(place + 1) % len(order)]
        self.reload()

    # What the keys do

    def chosen(self, item: Span) -> None:
        """Go to the passage."""
        self.dismiss(item.id)

    def confirm(self) -> None:
        """The span stands where it should."""
        if self.current is not None:
            self.ask_for(SettleAnchor(span=self.current.id, choice="confirm"))

    def orphan(self) -> None:
        """What the span marked is gone from the article."""
        if self.current is not None:
            self.ask_for(SettleAnchor(span=self.current.id, choice="orphan"))

    def move(self) -> None:
        """Go to the article to select where the span stands; there the key for it places it."""
        if self.current is not None:
            self.bench.moving = self.current.id
            self.dismiss(self.current.id)

    def note(self) -> None:
        """Make the change of wording evidence of a claim."""
        span = self.current
        if span is None or not (span.was or span.state == "orphan"):
            self.say(_("The wording of this span did not change"))
            return
        gone = span.state == "orphan"
        was, now = span.was or span.quote, "" if gone else span.quote
        claims = queries.claims_of_span(self.bench.view, span.id)
        note_correction(self, span.article, claims, was, now)

    def versions(self) -> None:
        """Show the versions of the span's article."""
        if self.current is not None:
            from workbench.tui.screens.article_versions import VersionsScreen

            self.app.push_screen(VersionsScreen(self.bench, self.current.article))


def _heading_row(title: str, __: int) -> Row:
    return ((f" {title}", "accent"),)
