"""Adjudication: claims that wait for a final verdict, and what everybody thinks of them."""

import asyncio
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import ClassVar

from textual.binding import BindingType

from workbench.config.words import _, mark
from workbench.tui.actions import MOST_DIGITS, bindings, first_key
from workbench.tui.bench import Bench, joined
from workbench.tui.hints import legend
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.adjudication_rows import item_details, item_row
from workbench.tui.screens.ask import Answer, Ask
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.screens.undoing import Undoing
from workbench.tui.widgets.rows import Row
from workbench.tui.wording import count_of, no_claims
from workbench.workspace import team
from workbench.workspace.changes import Changes, Outcome
from workbench.workspace.commands import Adjudicate, AdjudicateAll, SetState
from workbench.workspace.team import DocketItem

_TITLES = {
    "disagreement": "They disagree",
    "unanimous": "All agree: to be confirmed",
    "decided": "Decided: to be published",
    "published": "Published",
    "incomplete": "Not judged by all yet",
}
_RULES = {
    "unanimous": ("u", mark("where all agree")),
    "majority": ("m", mark("where more than half agree")),
    "threshold": ("t", mark("where the share of the settings agrees")),
}
_WAITING = ("disagreement", "unanimous")
_TABLES = frozenset(
    {"claims", "verdicts", "evidence", "comments", "adjudications", "assignments", "passes"}
)


class AdjudicationScreen(ListScreen[DocketItem, str | None]):
    """Digits decide by hand, m by majority, M settles what a rule settles, p publishes."""

    CSS_PATH: ClassVar[list[str]] = ["list_screen.tcss", "adjudication.tcss"]  # type: ignore[assignment]
    scope = "adjudication"
    BINDINGS: ClassVar[list[BindingType]] = bindings(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (
        ("open", "in full"),
        ("merge", "majority"),
        ("settle", "by rule"),
        ("publish", "publish"),
        ("comment", "comment"),
        ("merging", "same claims"),
        ("undo", "undo"),
        ("there", "go there"),
    )

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._items: tuple[DocketItem, ...] | None = None
        """None until they are read."""
        self._stale = False
        self._reading = False
        self._deciding: tuple[str, str | None] | None = None
        """The claim that is being decided, and the one to go to afterwards."""
        self._undoing = Undoing(self)

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        digits = {
            f"adjudication.verdict_{digit}": partial(self.decide, digit)
            for digit in range(1, MOST_DIGITS + 1)
        }
        return {
            **super().handlers(),
            **digits,
            "adjudication.unresolved": partial(self.decide, 0),
            "adjudication.merge": self.merge,
            "adjudication.settle": self.ask_rule,
            "adjudication.publish": self.publish,
            "adjudication.void": self.void,
            "adjudication.comment": self.comment,
            "adjudication.merging": self.merge_claims,
            "adjudication.there": self.go_there,
            "adjudication.undo": self._undoing.undo,
            "adjudication.redo": self._undoing.redo,
        }

    # What is shown

    def heading(self) -> str:
        """How many wait, and how many are decided."""
        kinds = [item.kind for item in self._items or ()]
        waiting = kinds.count("disagreement") + kinds.count("unanimous")
        done = kinds.count("decided") + kinds.count("published")
        return joined(
            (
                _("Adjudication of {case}").format(case=self.bench.case_name),
                f"{count_of(kinds.count('disagreement'), 'disagreement')}",
                _("{waiting} waiting").format(waiting=waiting) if waiting else "",
                _("{done} decided").format(done=done) if done else "",
                self._held_up(),
            )
        )

    def _held_up(self) -> str:
        """Whose blind pass has to end before anything can be decided."""
        names = sorted({name for item in self._waiting() for name in item.blind})
        return (
            _("the blind pass of {names} still runs").format(names=", ".join(names))
            if names
            else ""
        )

    def nothing(self) -> str:
        """Why nothing waits."""
        if self._items is None:
            return _("reading the verdicts…")
        said = team.withheld(self.bench.workspace, self.bench.case)
        if said:
            key = first_key("compare.submit", self.bench.keys)
            return _("{upper}{said}; {key} in the articles submits your pass.").format(
                upper=said[0].upper(), said=said[1:], key=key
            )
        return no_claims(self.bench)

    def entries(self) -> Sequence[Entry[DocketItem]]:
        """Disagreements first, each kind under its heading."""
        rows: list[Entry[DocketItem]] = []
        for kind, group in groupby(self._items or (), key=lambda item: item.kind):
            of_kind = list(group)
            title = f"{_(_TITLES[kind])} ({len(of_kind)})"
            rows.append(Entry(kind, of_kind[0], partial(_heading_row, title), heading=True))
            rows += [
                Entry(item.standing.claim.id, item, partial(item_row, self.bench, item))
                for item in of_kind
            ]
        return rows

    def detail_rows(self, item: DocketItem, width: int) -> list[Row]:
        """All verdicts side by side, and what the digits mean."""
        digits: Row = ((legend(self.bench.scheme, max(20, width - 2)), "dim"),)
        return [*item_details(self.bench, item, width), digits]

    def take(self, changes: Changes) -> None:
        """Somebody judged, commented, decided or submitted."""
        if any(changes.of(table) for table in _TABLES):
            self._read()

    def on_mount(self) -> None:
        """Show that it is read, and read it."""
        super().on_mount()
        self._read()

    @property
    def ready(self) -> bool:
        """While it is read anew, keys wait: the cursor may come to stand elsewhere."""
        return super().ready and not self._reading

    def _read(self) -> None:
        self._stale = True
        if not self._reading:
            self._reading = True
            self.in_background(self._read_all, "docket")

    async def _read_all(self) -> None:
        workspace, case = self.bench.workspace, self.bench.case
        try:
            while self._stale:
                self._stale = False
                self._items = await asyncio.to_thread(team.docket, workspace, case)
            if self.is_attached:
                self.reload(self._where_next())
        finally:
            self._reading = False

    def _where_next(self) -> str | None:
        """After a decision, the claim that waits next; else where the cursor is."""
        if self._deciding is None:
            return None
        claim, following = self._deciding
        if any(item.standing.claim.id == claim for item in self._waiting()):
            return None
        self._deciding = None
        return following

    def _waiting(self) -> list[DocketItem]:
        return [item for item in self._items or () if item.kind in _WAITING]

    def _note_deciding(self, claim: str) -> None:
        """Remember which claim waits next, or before, if this is the last."""
        ids = [item.standing.claim.id for item in self._waiting()]
        place = ids.index(claim) if claim in ids else len(ids)
        others = ids[place + 1 :] + ids[:place][::-1]
        self._deciding = (claim, others[0] if others else None)

    # What the keys do

    def chosen(self, item: DocketItem) -> None:
        """Show the claim in full."""
        from workbench.tui.screens.claim_card import ClaimCard

        self.app.push_screen(ClaimCard(self.bench, item.standing.claim.id))

    def go_there(self) -> None:
        """Make the claim active and go back to the articles."""
        if self.current is not None:
            self.dismiss(self.current.standing.claim.id)

    def decide(self, digit: int) -> None:
        """Decide by hand: the label of a digit, 0 for none."""
        labels = self.bench.scheme.verdicts
        if self.current is None or digit > len(labels):
            return
        from workbench.tui.screens.adjudication_form import AdjudicationForm

        label = labels[digit - 1].id if digit else None
        self._note_deciding(self.current.standing.claim.id)
        self.app.push_screen(AdjudicationForm(self.bench, self.current.standing.claim, label))

    def merge(self) -> None:
        """Decide by the majority of the verdicts."""
        if self.current is not None:
            claim = self.current.standing.claim.id
            self._note_deciding(claim)
            self.ask_for(Adjudicate(claim=claim, rule="majority"))

    def ask_rule(self) -> None:
        """Settle all that a rule settles; asks which."""
        counts = team.settled_by(self.bench.workspace, self._items or ())
        if not any(counts.values()):
            held = self._held_up()
            key = first_key("compare.dashboard", self.bench.keys)
            self.say(
                _("Nothing can be decided yet: {held}; {key} in the articles closes it").format(
                    held=held, key=key
                )
                if held
                else _("No rule settles what waits: decide by hand, with a digit")
            )
            return
        answers = tuple(
            Answer(key, f"{rule}: {_(words)} ({count_of(counts[rule], 'claim')})")
            for rule in team.SETTLE_RULES
            for key, words in (_RULES[rule],)
        )
        question = _("Settle all that wait, by which rule?")
        note = _("Recorded with its provenance; one undo takes all of it back.")
        self.app.push_screen(Ask(self.bench, question, answers, note=note), self._settle)

    def _settle(self, answer: str | None) -> None:
        for rule in team.SETTLE_RULES:
            if _RULES[rule][0] == answer:
                self.ask_for(AdjudicateAll(rule=rule, case=self.bench.case), then=self._settled)

    def _settled(self, outcomes: list[Outcome]) -> None:
        said = [warning for outcome in outcomes for warning in outcome.warnings]
        self.say("; ".join(said) or "All that waited are settled")

    def publish(self) -> None:
        """Publish the claim; says first what speaks against it."""
        if self.current is None:
            return
        claim = self.current.standing.claim
        if self.current.kind in ("disagreement", "unanimous", "incomplete"):
            self.say(_("Decide it first: by hand with a digit, or by rule"))
            return
        found = team.publishing_warnings(self.bench.workspace, claim.id)
        question = _("Publish “{text}”?").format(text=claim.text)
        note = "; ".join((*found, _("afterwards it changes only by a dated correction")))
        answers = (Answer("p", "publish it"), Answer("n", "not now"))

        def answered(answer: str | None) -> None:
            if answer == "p":
                self.ask_for(SetState(claim=claim.id, state="published"))

        self.app.push_screen(Ask(self.bench, question, answers, note=note), answered)

    def void(self) -> None:
        """Take the claim out of the review; asks first."""
        if self.current is None:
            return
        claim = self.current.standing.claim
        question = _("Make “{text}” void?").format(text=claim.text)
        answers = (Answer("n", "keep it"), Answer("v", "make it void"))

        def answered(answer: str | None) -> None:
            if answer == "v":
                self.ask_for(SetState(claim=claim.id, state="void"))

        note = _("It stays on record, and is neither judged nor published.")
        self.app.push_screen(Ask(self.bench, question, answers, note=note), answered)

    def merge_claims(self) -> None:
        """Show claims that may be one."""
        from workbench.tui.screens.adjudication_merging import MergingScreen

        self.app.push_screen(MergingScreen(self.bench))

    def comment(self) -> None:
        """Say something about the claim."""
        if self.current is not None:
            from workbench.tui.screens.comment_form import CommentForm

            self.app.push_screen(CommentForm(self.bench, self.current.standing.claim))


def _heading_row(title: str, __: int) -> Row:
    return ((f" {title}", "accent"),)
