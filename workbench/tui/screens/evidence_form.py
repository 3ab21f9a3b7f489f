"""The form for a source: new, changed, or collected for a verdict that is not saved yet."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from workbench.config.words import _
from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput
from workbench.domain.verdict import Evidence
from workbench.tui.bench import Bench, Draft
from workbench.tui.screens.form import Choice, Field, Form, Line
from workbench.tui.widgets.choice_row import Option
from workbench.tui.wording import quoted
from workbench.workspace.commands import AddEvidence, Command, EditEvidence, NewEvidence
from workbench.workspace.opened import Edits
from workbench.workspace.plans.verdicts import check_source

_STANCES = (
    Option("supports", "supports the claim"),
    Option("refutes", "refutes it"),
    Option("context", "gives context"),
)


class EvidenceForm(Form):
    """Quote, title, address, place, archive, date, stance."""

    kind = "evidence"
    first_field = "quote"

    def __init__(
        self,
        bench: Bench,
        claim: Claim,
        old: Evidence | None = None,
        collect: Callable[[NewEvidence], None] | None = None,
    ) -> None:
        super().__init__(bench, old.id if old else claim.id)
        self._claim = claim
        self._old = old
        self._collect = collect

    def heading(self) -> str:
        """For which claim."""
        what = _("Change the source for") if self._old else _("A source for")
        return f"{what} {quoted(self._claim.text, 80)}"

    def fields(self) -> Iterable[Field]:
        """What the source says, what it is, where and when it was found."""
        old = self._old or Evidence("", "", retrieved=date.today().isoformat())
        yield Line("quote", "Quote", old.quote, "what the source says", several=True)
        yield Line("title", "Title", old.title, "of the source")
        yield Line("url", "URL", old.url)
        yield Line("locator", "Where in it", old.locator, "page, paragraph, minute")
        yield Line("archive_url", "Archived at", old.archive_url)
        yield Line("retrieved", "Retrieved", old.retrieved, "2025-05-14")
        stances = [Option(item.id, _(item.text)) for item in _STANCES]
        yield Choice("stance", "It", stances, old.stance, required=True)
        yield Line("note", "Note", old.note)
        if self._old is not None and self._claim.is_public:
            yield Line("correction", "Correction", "", "what is corrected, and why", several=True)

    def steps(self, values: Draft) -> tuple[Command, ...]:
        """Add the source, or change it."""
        if self._old is not None:
            return (EditEvidence(evidence=self._old.id, **_given(self.changed(values))),)
        return (AddEvidence(claim=self._claim.id, **_given(values)),)

    def edits(self) -> Edits:
        """The source, if it is there already."""
        return {("evidence", self._old.id): self._old} if self._old else {}

    def save(self) -> None:
        """Save, or hand the source to the verdict form."""
        if self._collect is None:
            super().save()
            return
        try:
            check_source(NewEvidence(**_given(self.values)))
        except BadInput as error:
            self.show_trouble(error)
            return
        self._collect(NewEvidence(**_given(self.values)))
        self.bench.drafts.pop(self.draft_key, None)
        self.dismiss(None)


def _given(values: Draft) -> dict[str, Any]:
    """The values by the names that the commands have for them."""
    return dict(values)
