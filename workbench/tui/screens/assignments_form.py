"""The forms that ask whom to assign."""

from collections.abc import Iterable

from workbench.config.words import _
from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput
from workbench.domain.numbers import whole
from workbench.tui.bench import Bench, Draft
from workbench.tui.screens.form import Field, Form, Line
from workbench.tui.widgets.rows import Row, wrapped
from workbench.tui.wording import quoted
from workbench.workspace import team
from workbench.workspace.commands import Assign, AssignCase, AssignEvenly, Command


class AssignForm(Form):
    """One reviewer for a claim, or for the whole case."""

    kind = "assign"

    def __init__(self, bench: Bench, claim: Claim | None) -> None:
        super().__init__(bench, claim.id if claim else bench.case)
        self._claim = claim

    def heading(self) -> str:
        """For what."""
        what = (
            quoted(self._claim.text, 80)
            if self._claim
            else _("every claim of {case}").format(case=self.bench.case)
        )
        return _("Who is to judge {what}?").format(what=what)

    def rows_above(self, width: int) -> list[Row]:
        """Who is known."""
        return known_rows(self.bench, width)

    def fields(self) -> Iterable[Field]:
        """The name."""
        yield Line("reviewer", "Reviewer", "", "a name, as with --reviewer")

    def steps(self, values: Draft) -> tuple[Command, ...]:
        """Assign."""
        name = values["reviewer"].strip()
        if not name:
            raise BadInput("a reviewer needs a name")
        if self._claim is None:
            return (AssignCase(reviewer=name, case=self.bench.case),)
        return (Assign(claim=self._claim.id, reviewer=name),)


class EvenlyForm(Form):
    """How many reviewers each claim needs, and which take part."""

    kind = "assign evenly"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, bench.case)

    def heading(self) -> str:
        """Over which case."""
        return _("Spread the claims of {case} evenly").format(case=self.bench.case)

    def rows_above(self, width: int) -> list[Row]:
        """Who is known."""
        return known_rows(self.bench, width)

    def fields(self) -> Iterable[Field]:
        """The number and the names."""
        names = self.bench.workspace.rules.reviewers or team.people(self.bench.workspace)
        yield Line("per_claim", "Per claim", "2", "how many reviewers each claim needs")
        yield Line("reviewers", "Reviewers", ", ".join(names), "names, separated by commas")

    def steps(self, values: Draft) -> tuple[Command, ...]:
        """Assign."""
        per_claim = whole(values["per_claim"].strip())
        if per_claim is None:
            raise BadInput("say how many reviewers each claim needs", hint="for example 2")
        names = tuple(name.strip() for name in values["reviewers"].split(",") if name.strip())
        return (AssignEvenly(case=self.bench.case, reviewers=names, per_claim=per_claim),)


def known_rows(bench: Bench, width: int) -> list[Row]:
    """Who reviews here."""
    names = bench.workspace.rules.reviewers or team.people(bench.workspace)
    said = (
        _("reviewers here: {names}").format(names=", ".join(names))
        if names
        else _("nobody has reviewed here yet")
    )
    return [((f" {line}", "dim"),) for line in wrapped(said, width - 2, 2)]
