"""Claims × articles: what each article says of each claim, and where nobody has looked."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.binding import BindingType

from workbench.config.words import _, mark
from workbench.domain.claim import Claim, Omission
from workbench.domain.span import Span
from workbench.text.clusters import safe_line
from workbench.tui.actions import bindings
from workbench.tui.bench import Bench, joined
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.widgets.rows import Part, Row, cells, one_line, wrapped
from workbench.tui.wording import count_of, no_claims, quote_rows, relation_of
from workbench.workspace import queries
from workbench.workspace.changes import Changes

NOT_LOOKED = "–"
OMITTED = "∅ says nothing"
OMITTED_EARLIER = "∅? said nothing"
"""Signed for another version than the article has now."""
_NOBODY_LOOKED: Part = (NOT_LOOKED, "dim")
_CLAIM_SHARE = 0.34
_LEAST_COLUMN = 18
_STATES = ("", "open", "in_review", "adjudicated", "published", "void")
_ORDERS = (
    mark("oldest first"), mark("priority"), mark("verdict"), mark("state"), mark("words"),
)  # fmt: skip


class MatrixScreen(ListScreen[Claim, str | None]):
    """Enter makes the claim active; ← → move over the articles; v w s / filter, o sorts."""

    scope = "matrix"
    BINDINGS: ClassVar[list[BindingType]] = bindings(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (
        ("open", "go there"),
        ("right", "more articles"),
        ("verdict", "verdict"),
        ("reviewer", "reviewer"),
        ("state", "state"),
        ("words", "words"),
        ("sort", "sort"),
    )

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._first = 0
        self._verdict = self._reviewer = self._state = self._words = ""
        self._order = _ORDERS[0]
        self._claims: list[Claim] | None = None
        self._said: dict[str, dict[str, Part]] = {}
        self._verdicts: dict[str, str | None] = {}
        self._articles = [
            article for article in bench.workspace.articles.all() if article.case == bench.case
        ]

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        return {
            **super().handlers(),
            "matrix.left": lambda: self._shift(-1),
            "matrix.right": lambda: self._shift(1),
            "matrix.verdict": self.next_verdict,
            "matrix.reviewer": self.next_reviewer,
            "matrix.state": self.next_state,
            "matrix.words": self.ask_words,
            "matrix.sort": self.next_order,
        }

    # What is shown

    def heading(self) -> str:
        """How many claims and articles, and what the filters are."""
        filters = joined((self._verdict, self._reviewer, self._state, self._words))
        size = f"{count_of(len(self.shown), 'claim')} × {count_of(len(self._articles), 'article')}"
        return joined((size, filters, _("sorted: {order}").format(order=_(self._order))))

    def nothing(self) -> str:
        """Why there is none."""
        if self.bench.claims():
            return _("No claim passes the filters; v, w, s and / change them.")
        return no_claims(self.bench)

    def entries(self) -> Sequence[Entry[Claim]]:
        """One row a claim."""
        if self._claims is None:
            self._claims = self.bench.claims()
        claims = [claim for claim in self._claims if self._passes(claim)]
        claims.sort(key=self._sort_key())
        return [Entry(claim.id, claim, partial(self._claim_row, claim)) for claim in claims]

    def _head_rows(self, width: int) -> list[Row]:
        rows = super()._head_rows(width)
        if not self.shown:
            return rows
        claim_width, columns = self._layout(width)
        seen = self._seen(len(columns))
        titles: list[Part] = [(seen + " " * (claim_width - cells(seen)), "dim")]
        for article, column in columns:
            title = safe_line(self.bench.title_of(article), column - 1)
            titles.append((title + " " * (column - cells(title)), "accent"))
        return [*rows, tuple(titles)]

    def _seen(self, columns: int) -> str:
        """Which of the articles are in view, if not all are."""
        if columns == len(self._articles):
            return ""
        return _(" articles {first}–{last} of {count}").format(
            first=self._first + 1, last=self._first + columns, count=len(self._articles)
        )

    def _layout(self, width: int) -> tuple[int, list[tuple[str, int]]]:
        """Width of the claims, and the articles in view with theirs."""
        claim_width = max(24, int(width * _CLAIM_SHARE))
        room = max(_LEAST_COLUMN, width - claim_width)
        fit = max(1, room // _LEAST_COLUMN)
        shown = self._articles[self._first : self._first + fit]
        column = room // max(1, len(shown))
        return claim_width, [(article.id, column) for article in shown]

    def _claim_row(self, claim: Claim, width: int) -> Row:
        scheme = self.bench.scheme
        label = self._verdict_of(claim)
        glyph = queries.label_of(scheme, label).glyph if label else "·"
        claim_width, columns = self._layout(width)
        words = one_line(claim.text, claim_width - 5)
        parts: list[Part] = [
            (f" {glyph} ", queries.tone(scheme, label)),
            (f" {words}" + " " * (claim_width - 4 - cells(words)), ""),
        ]
        said = self._said_of(claim)
        for article, column in columns:
            text, look = said.get(article, _NOBODY_LOOKED)
            shown = one_line(text, column - 1)
            parts.append((shown + " " * (column - cells(shown)), look))
        return tuple(parts)

    def _said_of(self, claim: Claim) -> dict[str, Part]:
        """What the articles say of a claim, of which somebody said something."""
        known = self._said.get(claim.id)
        if known is None:
            known = self._said[claim.id] = self._collect(claim)
        return known

    def _collect(self, claim: Claim) -> dict[str, Part]:
        view = self.bench.view
        signed = view.omissions.by("claim", claim.id)
        said: dict[str, Part] = {}
        for item in sorted(signed, key=self._is_current):
            said[item.article] = (OMITTED if self._is_current(item) else OMITTED_EARLIER, "warning")
        spans: dict[str, list[Span]] = {}
        for span in queries.spans_of_claim(view, claim):
            spans.setdefault(span.article, []).append(span)
        links = queries.links_of_claim(view, claim)
        for article, here in spans.items():
            own = {span.id for span in here}
            glyphs = {
                relation_of(self.bench.scheme, link.relation).glyph
                for link in links
                if link.source in own or link.target in own
            }
            quote = " ".join(here[0].quote.split())
            more = f" +{len(here) - 1}" if len(here) > 1 else ""
            said[article] = f"{''.join(sorted(glyphs))} “{quote}”{more}".strip(), ""
        return said

    def detail_rows(self, item: Claim, width: int) -> list[Row]:
        """The claim in full, and every passage."""
        view = self.bench.view
        rows: list[Row] = [((line, "bold"),) for line in wrapped(item.text, width, 2)]
        for span in queries.spans_of_claim(view, item)[:4]:
            rows += quote_rows(self.bench, span.article, span.quote, width, 2)
        for omission in view.omissions.by("claim", item.id):
            title = safe_line(self.bench.title_of(omission.article), width - 30)
            words = (
                _("{title}: says nothing, signed {by}")
                if self._is_current(omission)
                else _("{title}: said nothing in an earlier version, signed {by}")
            )
            rows.append(((words.format(title=title, by=omission.by), "warning"),))
        return rows

    def _is_current(self, omission: Omission) -> bool:
        return queries.is_current(self.bench.view, omission)

    def take(self, changes: Changes) -> None:
        """Claims, spans or verdicts changed."""
        if changes:
            self._claims = None
            self._said.clear()
            self._verdicts.clear()
            self.reload()

    def chosen(self, item: Claim) -> None:
        """Make the claim active and go back."""
        self.dismiss(item.id)

    # Columns, filters, order

    def _shift(self, by: int) -> None:
        self._first = max(0, min(self._first + by, len(self._articles) - 1))
        self.head.show(self._head_rows)
        self.lines.redraw()

    def _passes(self, claim: Claim) -> bool:
        view = self.bench.view
        if self._state and claim.state != self._state:
            return False
        if self._words and self._words.casefold() not in claim.text.casefold():
            return False
        if self._reviewer:
            judged = view.verdicts.by("claim", claim.id)
            if self._reviewer not in {claim.by, *(item.by for item in judged)}:
                return False
        return not self._verdict or self._verdict_of(claim) == self._verdict

    def _verdict_of(self, claim: Claim) -> str | None:
        if claim.id not in self._verdicts:
            shown = queries.shown_verdict(self.bench.view, claim.id, self.bench.reviewer)
            self._verdicts[claim.id] = shown
        return self._verdicts[claim.id]

    def _sort_key(self) -> Callable[[Claim], Any]:
        keys: dict[str, Callable[[Claim], Any]] = {
            "oldest first": lambda claim: (claim.at, claim.id),
            "priority": lambda claim: (-claim.priority, claim.due or "9999", claim.at),
            "verdict": lambda claim: (self._verdict_of(claim) or "", claim.at),
            "state": lambda claim: (_STATES.index(claim.state), claim.at),
            "words": lambda claim: claim.text.casefold(),
        }
        return keys[self._order]

    def next_verdict(self) -> None:
        """Only claims with the next verdict; after the last, any."""
        labels = ["", *(label.id for label in self.bench.scheme.verdicts)]
        self._verdict = _after(labels, self._verdict)
        self.reload()

    def next_reviewer(self) -> None:
        """Only claims of the next reviewer; after the last, everybody's."""
        names = ["", *sorted(self.bench.view.verdicts.values("by"))]
        self._reviewer = _after(names, self._reviewer)
        self.reload()

    def next_state(self) -> None:
        """Only claims in the next state; after the last, any."""
        self._state = _after(_STATES, self._state)
        self.reload()

    def next_order(self) -> None:
        """Sort the next way."""
        self._order = _after(_ORDERS, self._order)
        self.reload()

    def ask_words(self) -> None:
        """Only claims with these words."""
        from workbench.tui.screens.words_form import WordsForm

        form = WordsForm(self.bench, "matrix", _("Only claims with these words"), self._words)
        self.app.push_screen(form, self._filter_words)

    def _filter_words(self, words: str | None) -> None:
        if words is not None:
            self._words = words
            self.reload()


def _after(values: Sequence[str], current: str) -> str:
    place = values.index(current) if current in values else -1
    return values[(place + 1) % len(values)]
