"""The form that accepts a suggestion: its spans, its link and, if worded, a claim, in one step."""

from collections.abc import Iterable

from workbench.config.words import _
from workbench.domain.suggestion import Suggestion
from workbench.tui.bench import Bench, Draft
from workbench.tui.screens.form import Choice, Field, Form, Line
from workbench.tui.widgets.choice_row import Option
from workbench.tui.widgets.rows import Row, wrapped
from workbench.tui.wording import quote_rows
from workbench.workspace.commands import Accept, Command


class AcceptForm(Form):
    """What the suggestion says, filled in; Enter makes it so."""

    kind = "accept"
    first_field = "claim"

    def __init__(self, bench: Bench, suggestion: Suggestion) -> None:
        super().__init__(bench, suggestion.id)
        self._suggestion = suggestion

    def heading(self) -> str:
        """What it is."""
        return _("Accept the suggestion")

    def rows_above(self, width: int) -> list[Row]:
        """The reason, and the passages."""
        found = self._suggestion
        rows: list[Row] = [((f" {line}", ""),) for line in wrapped(found.reason, width - 2, 3)]
        for place in found.places:
            rows += quote_rows(self.bench, place.article, place.text, width, 2)
        return rows

    def fields(self) -> Iterable[Field]:
        """The words of the claim; for two passages the relation and its aspect."""
        yield Line("claim", "Claim", "", "in your own words; empty makes none", several=True)
        if len(self._suggestion.places) < 2:
            return
        scheme = self.bench.scheme
        relation = self._suggestion.relation or "differ"
        yield Choice(
            "relation",
            "Relation",
            [Option(item.id, f"{item.glyph} {item.label}") for item in scheme.relations],
            relation,
            required=True,
        )
        yield Choice(
            "aspect",
            "Aspect",
            [Option(item, item) for item in scheme.aspects],
            self._suggestion.aspect or "",
        )

    def steps(self, values: Draft) -> tuple[Command, ...]:
        """One command, so that one undo takes it back."""
        return (
            Accept(
                suggestion=self._suggestion.id,
                relation=values.get("relation") or None,
                aspect=values.get("aspect"),
                claim=values["claim"] or None,
            ),
        )
