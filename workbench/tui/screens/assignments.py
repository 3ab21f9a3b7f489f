"""Assignments: who is to judge which claims; by hand, by case, evenly."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from workbench.config.words import _
from workbench.domain.claim import Claim
from workbench.text.clusters import safe_line
from workbench.tui.actions import bindings
from workbench.tui.bench import Bench, joined
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.ask import Answer, Ask
from workbench.tui.screens.assignments_form import AssignForm, EvenlyForm
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.screens.undoing import Undoing
from workbench.tui.widgets.rows import Row, cells, wrapped
from workbench.tui.wording import count_of, local_time, no_claims
from workbench.workspace.changes import Changes
from workbench.workspace.commands import DeleteRecord

_MOST_ANSWERS = 9


class AssignmentsScreen(ListScreen[Claim, str | None]):
    """a assigns the claim here, c the case, e evenly, d takes back."""

    scope = "assignments"
    BINDINGS: ClassVar[list[BindingType]] = bindings(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (
        ("assign", "assign"),
        ("case", "the whole case"),
        ("evenly", "evenly"),
        ("remove", "take back"),
        ("undo", "undo"),
        ("open", "go there"),
    )

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._undoing = Undoing(self)

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        return {
            **super().handlers(),
            "assignments.assign": self.assign,
            "assignments.case": self.assign_case,
            "assignments.evenly": self.assign_evenly,
            "assignments.remove": self.take_back,
            "assignments.undo": self._undoing.undo,
        }

    def heading(self) -> str:
        """How many claims, and how many each reviewer has."""
        view = self.bench.view
        loads = Counter(
            item.reviewer
            for claim in self.bench.claims()
            for item in view.assignments.by("claim", claim.id)
        )
        shares = ", ".join(f"{name} {count}" for name, count in sorted(loads.items()))
        claims = count_of(len(self.shown), "claim")
        return joined(
            (
                _("Assignments in {case}").format(case=self.bench.case_name),
                claims,
                shares or _("nobody is assigned"),
            )
        )

    def nothing(self) -> str:
        """There is nothing to assign."""
        return no_claims(self.bench)

    def entries(self) -> Sequence[Entry[Claim]]:
        """One row a claim that is not void."""
        return [
            Entry(claim.id, claim, partial(self._claim_row, claim))
            for claim in self.bench.claims()
            if claim.state != "void"
        ]

    def _claim_row(self, claim: Claim, width: int) -> Row:
        names = [item.reviewer for item in self.bench.view.assignments.by("claim", claim.id)]
        column = max(12, width // 3)
        who = safe_line(", ".join(sorted(names)) or "–", column - 2)
        pad = " " * (column - cells(who))
        return (
            (f" {who}{pad}", "" if names else "dim"),
            (safe_line(claim.text, max(8, width - column - 2)), ""),
        )

    def detail_rows(self, item: Claim, width: int) -> list[Row]:
        """The claim, and who asked whom; whether a verdict is there is not told in a blind pass."""
        rows: list[Row] = [((line, "bold"),) for line in wrapped(item.text, width, 3)]
        for made in self.bench.view.assignments.by("claim", item.id):
            said = _("{reviewer} · asked by {by}, {at}").format(
                reviewer=made.reviewer, by=made.by, at=local_time(made.at)
            )
            rows.append(((safe_line(said, width), "dim"),))
        return rows

    def take(self, changes: Changes) -> None:
        """Somebody assigned something, or made a claim."""
        if changes.of("assignments") or changes.of("claims"):
            self.reload()

    def chosen(self, item: Claim) -> None:
        """Make the claim active and go back."""
        self.dismiss(item.id)

    def assign(self) -> None:
        """Ask a reviewer to judge the claim here."""
        if self.current is not None:
            self.app.push_screen(AssignForm(self.bench, self.current))

    def assign_case(self) -> None:
        """Ask a reviewer to judge every claim of the case."""
        self.app.push_screen(AssignForm(self.bench, None))

    def assign_evenly(self) -> None:
        """Spread the claims of the case over reviewers."""
        self.app.push_screen(EvenlyForm(self.bench))

    def take_back(self) -> None:
        """Take an assignment of the claim here back; of several, asks which."""
        if self.current is None:
            return
        made = self.bench.view.assignments.by("claim", self.current.id)[:_MOST_ANSWERS]
        if not made:
            self.say(_("Nobody is assigned to this claim"))
            return
        if len(made) == 1:
            self.ask_for(DeleteRecord(id=made[0].id))
            return
        answers = tuple(
            Answer(str(number), item.reviewer) for number, item in enumerate(made, start=1)
        )

        def answered(answer: str | None) -> None:
            if answer is not None:
                self.ask_for(DeleteRecord(id=made[int(answer) - 1].id))

        self.app.push_screen(Ask(self.bench, "Whose assignment is taken back?", answers), answered)
