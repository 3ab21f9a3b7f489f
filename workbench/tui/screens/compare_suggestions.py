"""Suggestions beside the articles: walking through them, faint marks, accepting and rejecting."""

import asyncio
from typing import TYPE_CHECKING

from workbench.config.words import _
from workbench.domain.errors import WorkbenchError
from workbench.domain.suggestion import Suggestion
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.widgets.pane_marks import Mark
from workbench.workspace.changes import Changes
from workbench.workspace.commands import Reject

if TYPE_CHECKING:
    from workbench.tui.screens.compare import CompareScreen

_MARK = "suggestion:"
_WHOLE_SENTENCES = frozenset({"checkworthy", "omission", "link"})
"""Kinds that are not marked: half of the text would be."""
_CHANGE_IT = ("articles", "decisions", "mutes", "passes")


class SuggestionsController:
    """What ] [ a R s and S do; computes off the screen's thread, when first asked."""

    def __init__(self, screen: "CompareScreen") -> None:
        self._screen = screen
        self._bench = screen.bench
        self._found: list[Suggestion] | None = None
        self._about: tuple[str, ...] = ()
        self._busy = False
        self._stale = False
        """Whether something changed while suggestions were looked for."""
        self._visible = True

    def handlers(self) -> Handlers:
        """The actions of this subject."""
        return {
            "compare.next_suggestion": lambda: self._walk(1),
            "compare.previous_suggestion": lambda: self._walk(-1),
            "compare.accept": self.accept,
            "compare.reject": self.reject,
            "compare.suggestions": self.open_list,
            "compare.show_suggestions": self.toggle_marks,
        }

    def take(self, changes: Changes) -> None:
        """Something that suggestions depend on changed: look again, if anybody asked before."""
        asked = self._busy or self._found is not None
        if asked and any(changes.of(table) for table in _CHANGE_IT):
            self._screen.in_background(lambda: self._compute(quiet=True), "suggestions")

    # Computing

    async def _compute(self, *, quiet: bool = False) -> bool:
        """Find the suggestions for the articles in view; whether there are any to show."""
        bench, shown = self._bench, list(self._bench.shown)
        if self._busy or not bench.loaded or not shown:
            if quiet:
                self._stale = self._busy
            else:
                self._say_why_not()
            return False
        findings = bench.workspace.findings
        if any(findings.withheld(article.case) for article in bench.articles()):
            self._screen.say("Suggestions are withheld until you submit your blind pass")
            return False
        self._busy = True
        if not quiet:
            bench.comparing = True
            self._screen.show_status()
        try:
            self._stale = True
            while self._stale and shown:
                self._stale = False
                found = await asyncio.to_thread(findings.between, shown[0], shown[-1])
                shown = list(bench.shown) if self._stale else shown
        except WorkbenchError as error:
            bench.comparing = False
            self._screen.warn(error)
            self._screen.show_status()
            return False
        finally:
            # Not drawn: it also ends here because the program is left, and the screen is gone.
            self._busy = bench.comparing = False
        self._forget_marks()
        self._found, self._about = found, tuple(shown)
        if bench.suggestion is not None and bench.suggestion not in found:
            bench.suggestion = None
        self._draw_marks()
        self._screen.show_status()
        return True

    def _say_why_not(self) -> None:
        if not self._bench.shown:
            self._screen.say_no_article()
        elif self._busy:
            self._screen.say(_("The articles are still being compared"))
        else:
            self._screen.say(_("The annotations are still being read"))

    async def _ready(self) -> bool:
        if self._found is not None and self._about == tuple(self._bench.shown):
            return True
        return await self._compute()

    # Walking

    def _walk(self, by: int) -> None:
        self._screen.in_background(lambda: self._go(by), "suggestions")

    async def _go(self, by: int) -> None:
        if not await self._ready() or self._found is None:
            return
        if not self._found:
            self._screen.say("Nothing is suggested for these articles")
            return
        here = self._here()
        current = self._bench.suggestion
        if current in here and len(here) > 1:
            self._show(here[(here.index(current) + by) % len(here)])
        elif here and current not in here:
            self._show(here[0])
        else:
            self._show(self._beyond(by))

    def _here(self) -> list[Suggestion]:
        """What is suggested for the sentence under the cursor, or for what is selected."""
        from workbench.text.segment import sentence_at
        from workbench.workspace.findings import near

        pane = self._screen.articles.pane
        article = self._screen.articles.article_in(pane)
        if article is None or self._found is None:
            return []
        ranges = pane.selection or (sentence_at(pane.text, pane.cursor),)
        found = [near(self._found, article.id, each) for each in ranges if each is not None]
        return list(dict.fromkeys(item for items in found for item in items))

    def _beyond(self, by: int) -> Suggestion:
        """The next suggestion in this article after (or before) the passage here."""
        assert self._found
        pane = self._screen.articles.pane
        article = self._screen.articles.article_in(pane)
        starts = sorted(
            (place.start, number)
            for number, item in enumerate(self._found)
            for place in item.places
            if article is not None and place.article == article.id
        )
        if not starts:
            return self._found[0]
        current = self._bench.suggestion
        numbers = [number for _, number in starts]
        if current in self._found and self._found.index(current) in numbers:
            place = numbers.index(self._found.index(current))
            return self._found[numbers[(place + by) % len(numbers)]]
        after = [number for start, number in starts if start >= pane.cursor]
        before = [number for start, number in starts if start < pane.cursor]
        ordered = (after or numbers) if by > 0 else list(reversed(before or numbers))
        return self._found[ordered[0]]

    def show(self, suggestion: Suggestion) -> None:
        """Make a suggestion the current one and bring its passages into view."""
        self._show(suggestion)

    def _show(self, suggestion: Suggestion) -> None:
        articles = self._screen.articles
        self._bench.suggestion = suggestion
        first = articles.article_in(articles.pane)
        left_to_show = list(suggestion.places)
        if first is not None:
            left_to_show.sort(key=lambda place: place.article != first.id)
        for pane in (articles.pane, articles.other_pane):
            article = articles.article_in(pane)
            for place in left_to_show:
                if article is not None and place.article == article.id:
                    pane.go_to(place.start, centre=True)
                    left_to_show.remove(place)
                    break
        self._screen.show_status()

    # Marks

    def _draw_marks(self) -> None:
        if self._found is None:
            return
        for pane in self._screen.articles.panes:
            article = self._screen.articles.article_in(pane)
            if article is None:
                continue
            pane.put_marks(
                Mark(f"{_MARK}{item.id}:{n}", ((place.start, place.end),), "plain", faint=True)
                for item in self._found
                if item.kind not in _WHOLE_SENTENCES
                for n, place in enumerate(item.places)
                if place.article == article.id
            )

    def _forget_marks(self) -> None:
        if not self._found:
            return
        ids = {f"{_MARK}{item.id}:{n}" for item in self._found for n in range(len(item.places))}
        for pane in self._screen.articles.panes:
            pane.drop_marks(ids)

    def redraw(self) -> None:
        """The panes were filled anew: draw the faint marks again."""
        self._draw_marks()

    def toggle_marks(self) -> None:
        """Show the faint marks, or hide them."""
        self._visible = not self._visible
        for pane in self._screen.articles.panes:
            pane.set_faint_visible(self._visible)
        self._screen.say("Suggestions are marked" if self._visible else "Suggestions not marked")
        if self._visible and self._found is None:
            self._screen.in_background(self._ready, "suggestions")

    # Deciding

    def _current(self) -> Suggestion | None:
        found = self._bench.suggestion
        if found is None:
            self._screen.say(_("No suggestion is chosen: ] goes to the next one, s lists them"))
        return found

    def accept(self) -> None:
        """Open the form that accepts the suggestion."""
        found = self._current()
        if found is not None:
            from workbench.tui.screens.accept_form import AcceptForm

            self._screen.app.push_screen(AcceptForm(self._bench, found), self._accepted)

    def _accepted(self, made: str | None) -> None:
        if made is None:
            return
        self._bench.suggestion = None
        if self._bench.view.claims.find(made) is not None:
            self._screen.activate(made)
        self._screen.say("Accepted; u takes it back")

    def reject(self) -> None:
        """Reject the suggestion."""
        found = self._current()
        if found is not None:
            self._bench.suggestion = None
            self._screen.ask_for(
                Reject(suggestion=found.id), then=lambda __: self._screen.say(_("Rejected"))
            )

    def open_list(self) -> None:
        """List all suggestions for the articles in view."""
        self._screen.in_background(self._open_list, "suggestions")

    async def _open_list(self) -> None:
        if await self._ready():
            from workbench.tui.screens.suggestions import SuggestionsScreen

            await self._screen.app.push_screen(SuggestionsScreen(self._bench), self._left_list)

    def _left_list(self, chosen: Suggestion | None) -> None:
        if chosen is not None:
            self._show(chosen)
