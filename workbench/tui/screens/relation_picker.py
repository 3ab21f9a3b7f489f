"""Picks the relation between two passages: both quotations, and one digit."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from workbench.config.words import _
from workbench.domain.span import Link
from workbench.tui.bench import Bench
from workbench.tui.screens.action_screen import Dialog
from workbench.tui.widgets.choice_row import ChoiceRow, Option
from workbench.tui.widgets.line_list import LineList
from workbench.tui.widgets.rows import Row
from workbench.tui.widgets.text_rows import TextRows
from workbench.tui.wording import quote_rows

if TYPE_CHECKING:
    from workbench.tui.screens.compare_linking import Passage

_ROOMY = 30
"""Rows of the terminal from which quotations are shown at more length."""
_FACETS = ("aspect", "voice", "certainty")
_FACET_NAMES = {"aspect": "Aspect", "voice": "Voice", "certainty": "Certainty"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The relation and facets that were picked, and whether the passages change places."""

    relation: str
    aspect: str | None
    voice: str | None
    certainty: str | None
    swapped: bool


class RelationPicker(Dialog[Choice | None]):
    """The result is the choice, None if the picker was closed."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["dialog.tcss", "relation_picker.tcss"]
    AUTO_FOCUS = "#relations"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "pick_here", "Pick", show=False, priority=True),
        Binding("escape", "leave", "Close", show=False),
        Binding("s", "swap", "Swap", show=False),
    ]

    def __init__(self, bench: Bench, ends: "Sequence[Passage]", link: Link | None = None) -> None:
        super().__init__(bench)
        self._ends = list(ends)
        self._link = link
        self._swapped = False

    def compose(self) -> ComposeResult:
        """Quotations, relations, facets."""
        scheme = self.bench.scheme
        with Vertical(id="dialog"):
            yield TextRows(self._quotes, id="quotes")
            yield LineList(self._relation_row, one_click=True, id="relations")
            for name, values in zip(
                _FACETS, (scheme.aspects, scheme.voices, scheme.certainties), strict=True
            ):
                if values:
                    yield from self._facet(name, values)
            yield TextRows(self._foot, classes="dialog-foot")

    def _facet(self, name: str, values: Sequence[str]) -> ComposeResult:
        with Horizontal(classes="field"):
            yield TextRows(lambda __: [((f" {_(_FACET_NAMES[name])}", "dim"),)], classes="label")
            chosen = getattr(self._link, name) if self._link else None
            yield ChoiceRow(
                [Option(value, value) for value in values],
                chosen,
                id=f"facet-{name}",
            )

    def on_mount(self) -> None:
        """List the relations; the one in force is chosen."""
        relations = self.bench.scheme.relations
        lines = self.query_one(LineList)
        lines.styles.height = len(relations)
        ids = [relation.id for relation in relations]
        row = ids.index(self._link.relation) if self._link and self._link.relation in ids else 0
        lines.show(len(relations), row=row)

    def _quotes(self, width: int) -> list[Row]:
        most = 3 if self.app.size.height >= _ROOMY else 2
        return [
            row
            for end in self._ends
            for row in quote_rows(self.bench, end.article.id, end.quote, width, most)
        ]

    def _relation_row(self, row: int, __: int) -> Row:
        relation = self.bench.scheme.relations[row]
        return (
            (f" {row + 1} ", "key"),
            (f" {relation.glyph}  {relation.label:<16}", "bold"),
            (relation.help, "dim"),
        )

    def _foot(self, __: int) -> list[Row]:
        count = min(9, len(self.bench.scheme.relations))
        return [
            (
                (f" 1…{count}", "key"), (_(" links   "), "dim"),
                ("s", "key"), (_(" swaps the two   "), "dim"),
                ("Tab", "key"), (_(" aspect, voice, certainty   "), "dim"),
                ("Esc", "key"), (_(" closes"), "dim"),
            )
        ]  # fmt: skip

    def on_key(self, event: events.Key) -> None:
        """A digit picks, unless a facet row has taken it."""
        if event.key.isdecimal() and 0 < int(event.key) <= len(self.bench.scheme.relations):
            event.stop()
            self._pick(int(event.key) - 1)

    @on(LineList.Chosen)
    def _clicked(self, event: LineList.Chosen) -> None:
        self._pick(event.row)

    def action_pick_here(self) -> None:
        """Pick the relation that the cursor is on."""
        self._pick(self.query_one(LineList).row)

    def action_leave(self) -> None:
        """Close without linking."""
        self.dismiss(None)

    def action_swap(self) -> None:
        """Let the passages change places."""
        self._ends.reverse()
        self._swapped = not self._swapped
        self.query_one("#quotes", TextRows).show(self._quotes)

    def _pick(self, row: int) -> None:
        facets = {name: self._facet_value(name) for name in _FACETS}
        relation = self.bench.scheme.relations[row].id
        self.dismiss(Choice(relation, swapped=self._swapped, **facets))

    def _facet_value(self, name: str) -> str | None:
        for row in self.query(f"#facet-{name}").results(ChoiceRow):
            return row.value or None
        return None
