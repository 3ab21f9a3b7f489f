"""The form that signs an omission."""

from collections.abc import Iterable

from workbench.config.words import _
from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.tui.bench import Bench, Draft
from workbench.tui.screens.form import Field, Form, Line
from workbench.tui.widgets.rows import Row, wrapped
from workbench.workspace.commands import Command, Omit


class OmissionForm(Form):
    """An article says nothing of a claim; somebody looked."""

    kind = "omission"

    def __init__(self, bench: Bench, claim: Claim, article: Article) -> None:
        super().__init__(bench, f"{claim.id} {article.id}")
        self._claim = claim
        self._article = article

    def heading(self) -> str:
        """What is signed."""
        return _("Sign an omission")

    def rows_above(self, width: int) -> list[Row]:
        """The statement, with both names."""
        said = _("“{title}” says nothing of this claim; {reviewer} looked:").format(
            title=self._article.title, reviewer=self.bench.reviewer
        )
        lines = [*wrapped(said, width - 2, 2), *wrapped(f"“{self._claim.text}”", width - 2, 3)]
        return [((f" {line}", ""),) for line in lines]

    def fields(self) -> Iterable[Field]:
        """A note, if there is something to say."""
        yield Line("note", "Note", "", "if there is something to add", several=True)

    def steps(self, values: Draft) -> tuple[Command, ...]:
        """Sign it."""
        return (Omit(claim=self._claim.id, article=self._article.id, note=values["note"]),)
