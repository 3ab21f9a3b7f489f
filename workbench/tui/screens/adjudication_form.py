"""The form for a final verdict by hand."""

from collections.abc import Iterable

from workbench.config.words import _
from workbench.domain import ids
from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput
from workbench.tui.bench import Bench, Draft
from workbench.tui.screens.form import Choice, Field, Form, Line
from workbench.tui.screens.verdict_form import label_options
from workbench.tui.widgets.rows import Row
from workbench.tui.wording import quoted
from workbench.workspace.commands import Adjudicate, Command
from workbench.workspace.opened import Edits


class AdjudicationForm(Form):
    """A label and a note; without a label the claim is left unresolved, on record."""

    kind = "adjudicate"
    first_field = "note"
    kept_too = ("label",)

    def __init__(self, bench: Bench, claim: Claim, label: str | None) -> None:
        super().__init__(bench, claim.id)
        self._claim = claim
        self._label = label

    def heading(self) -> str:
        """On which claim."""
        return _("Final verdict on {text}").format(text=quoted(self._claim.text, 90))

    def rows_above(self, width: int) -> list[Row]:  # noqa: ARG002
        """What no label means."""
        return [
            ((_(" Without a label (Backspace there) it is left unresolved, on record."), "dim"),)
        ]

    def fields(self) -> Iterable[Field]:
        """Label, note, and for a published claim the correction."""
        draft = self.bench.drafts.get(self.draft_key)
        if draft is not None and self._label is not None:
            draft["label"] = self._label
        yield Choice("label", "Verdict", label_options(self.bench), self._label or "")
        yield Line("note", "Note", "", "why; shown to the reviewers", several=True)
        if self._claim.is_public:
            yield Line("correction", "Correction", "", "what is corrected, and why", several=True)

    def edits(self) -> Edits:
        """The final verdict that there is, or that this will be."""
        id = ids.derived_id("adjudication", self._claim.id)
        return {("adjudications", id): self.bench.view.adjudications.find(id)}

    def steps(self, values: Draft) -> tuple[Command, ...]:
        """Decide."""
        if not values["note"].strip():
            raise BadInput("deciding by hand needs a note", hint="say why, in a line")
        return (
            Adjudicate(
                claim=self._claim.id,
                label=values["label"] or None,
                note=values["note"],
                correction=values.get("correction", ""),
            ),
        )
