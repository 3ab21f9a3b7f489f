"""Claims: making them, choosing the active one, and what reviewers say about it."""

from typing import TYPE_CHECKING

from workbench.config.words import _
from workbench.domain.claim import Claim
from workbench.tui.actions import MOST_DIGITS, first_key
from workbench.tui.bench import Bench
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.compare_linking import Passage, span_or_new
from workbench.tui.wording import no_claims, no_verdicts, quoted
from workbench.workspace import queries
from workbench.workspace.changes import Changes, Outcome
from workbench.workspace.commands import EditClaim

if TYPE_CHECKING:
    from workbench.tui.screens.compare import CompareScreen

_ABOUT_CLAIMS = (
    "claims", "verdicts", "adjudications", "spans", "links", "evidence", "omissions",
)  # fmt: skip


class ClaimsController:
    """What c, < >, digits, r, E, m and o do."""

    def __init__(self, screen: "CompareScreen") -> None:
        self._screen = screen
        self._bench = screen.bench

    def handlers(self) -> Handlers:
        """The actions of this subject."""
        verdicts = {
            f"compare.verdict_{digit}": lambda digit=digit: self.give_verdict(digit)
            for digit in range(1, MOST_DIGITS + 1)
        }
        return {
            "compare.new_claim": self.new_claim,
            "compare.previous_claim": lambda: self.step(-1),
            "compare.next_claim": lambda: self.step(1),
            "compare.rationale": self.write_rationale,
            "compare.evidence": self.add_evidence,
            "compare.comment": self.comment,
            "compare.omission": self.sign_omission,
            **verdicts,
        }

    def take(self, changes: Changes) -> None:
        """Show claims that changed."""
        if not any(changes.of(table) for table in _ABOUT_CLAIMS):
            return
        view = self._bench.view
        touched = set(changes.of("claims"))
        for table in ("verdicts", "adjudications"):
            found = (view.shelf(table).find(id) for id in changes.of(table))
            touched |= {record.claim for record in found if record is not None}
        for span in queries.touched_spans(view, changes):
            touched |= {claim.id for claim in queries.claims_of_span(view, span)}
        changed = [(table, id) for table in _ABOUT_CLAIMS for id in changes.of(table)]
        gone = any(view.shelf(table).find(id) is None for table, id in changed)
        self._screen.claims.take(None if gone else touched)

    def active(self) -> Claim | None:
        """The active claim; says what to do if there is none."""
        claim = self._bench.active_claim
        if claim is None:
            bench = self._bench
            self._screen.say(_none_active(bench) if bench.claims() else no_claims(bench))
        return claim

    def step(self, by: int) -> None:
        """Make the claim before or after the active one active."""
        claim = self._screen.claims.neighbour(by)
        if claim is not None:
            self._screen.activate(claim.id, reveal=True)
        elif not self._bench.claims():
            self._screen.say(no_claims(self._bench))

    def open_card(self) -> None:
        """Open the active claim."""
        claim = self.active()
        if claim is not None:
            from workbench.tui.screens.claim_card import ClaimCard

            self._screen.app.push_screen(ClaimCard(self._bench, claim.id), self._left_card)

    def _left_card(self, span: str | None) -> None:
        found = self._bench.view.spans.find(span) if span else None
        if found is not None and not self._screen.articles.go_to_span(found):
            self._screen.say(_("That passage is in an article that is in neither pane"))

    # Making claims

    def new_claim(self) -> None:
        """Make a claim of what is picked; with a claim active, ask whether to add to it."""
        fresh = self._passages()
        active = self._bench.active_claim
        if active is None or not self._has_news_for(active, fresh):
            self._open_form(fresh)
            return
        from workbench.tui.screens.ask import Answer, Ask

        def answered(answer: str | None) -> None:
            if answer == "n":
                self._open_form(fresh)
            elif answer == "a":
                self._add_to(active, fresh)

        question = _("A new claim, or one more passage for the active one?")
        answers = (
            Answer("n", "a new claim"),
            Answer("a", _("add to {claim}").format(claim=quoted(active.text, 48))),
        )
        self._screen.app.push_screen(Ask(self._bench, question, answers), answered)

    def _has_news_for(self, claim: Claim, fresh: tuple[Passage, ...]) -> bool:
        """Whether something picked, or here, is not part of the claim yet."""
        own = {span.id for span in queries.spans_of_claim(self._bench.view, claim)}
        return bool(self._bench.picked) or any(passage.span not in own for passage in fresh)

    def _passages(self) -> tuple[Passage, ...]:
        """What to make a claim of if nothing is picked: the selection, else the mark here."""
        linking, pane = self._screen.linking, self._screen.articles.pane
        if pane.selection:
            return (linking.passage(pane),)
        if self._bench.picked or pane.mark_under_cursor is None:
            return ()
        return (linking.passage(pane),)

    def _open_form(self, fresh: tuple[Passage, ...]) -> None:
        from workbench.tui.screens.claim_form import ClaimForm

        self._screen.app.push_screen(ClaimForm(self._bench, fresh), self._made)

    def _made(self, claim: str | None) -> None:
        """The claim that was made is the active one, and nothing is picked any more."""
        if claim is None:
            return
        for pane in self._screen.articles.panes:
            pane.drop_selection()
        unpicked = self._bench.picked.clear()
        self._screen.activate(claim)
        self._screen.articles.redraw(unpicked)

    def _add_to(self, claim: Claim, fresh: tuple[Passage, ...]) -> None:
        picked = self._bench.picked
        edit = EditClaim(
            claim=claim.id,
            add_spans=(*picked.spans, *map(span_or_new, fresh)),
            add_links=tuple(picked.links),
        )

        def done(_: list[Outcome]) -> None:
            self._made(claim.id)
            self._screen.say("Added to the active claim")

        self._screen.ask_for(edit, then=done)

    # What reviewers say

    def give_verdict(self, digit: int) -> None:
        """Open the verdict form of the active claim with the label of a digit."""
        labels = self._bench.scheme.verdicts
        if digit > len(labels):
            self._screen.say(
                _("There is no label {digit}: the scheme has 1 to {count}").format(
                    digit=digit, count=len(labels)
                )
            )
            return
        self._open_verdict(labels[digit - 1].id)

    def write_rationale(self) -> None:
        """Open the verdict form with the label as it is."""
        self._open_verdict(None)

    def _open_verdict(self, label: str | None) -> None:
        if not self._bench.may_judge:
            self._screen.say(no_verdicts(self._bench))
            return
        claim = self.active()
        if claim is not None:
            from workbench.tui.screens.verdict_form import VerdictForm

            self._screen.app.push_screen(VerdictForm(self._bench, claim, label))

    def add_evidence(self) -> None:
        """Open the form for a source."""
        claim = self.active()
        if claim is not None:
            from workbench.tui.screens.evidence_form import EvidenceForm

            self._screen.app.push_screen(EvidenceForm(self._bench, claim))

    def comment(self) -> None:
        """Open the form for a comment."""
        claim = self.active()
        if claim is not None:
            from workbench.tui.screens.comment_form import CommentForm

            self._screen.app.push_screen(CommentForm(self._bench, claim))

    def sign_omission(self) -> None:
        """Open the form that signs an omission, for the article that has no span of the claim."""
        claim = self.active()
        if claim is None:
            return
        view, articles = self._bench.view, self._screen.articles
        within = {span.article for span in queries.spans_of_claim(view, claim)}
        other = articles.article_in(articles.other_pane)
        candidates = [other, articles.article_in(articles.pane)]
        silent = next((item for item in candidates if item and item.id not in within), None)
        if silent is None:
            both = _("Both articles have a passage of this claim: nothing is left out")
            self._screen.say(both if other else _("There is no other article to sign for"))
            return
        from workbench.tui.screens.omission_form import OmissionForm

        self._screen.app.push_screen(OmissionForm(self._bench, claim, silent))


def _none_active(bench: Bench) -> str:
    names = ("previous_claim", "next_claim", "claims")
    before, after, listed = (first_key(f"compare.{name}", bench.keys) for name in names)
    return _(
        "No claim is active: {before} and {after} go through the list, {listed} goes to it"
    ).format(before=before, after=after, listed=listed)
