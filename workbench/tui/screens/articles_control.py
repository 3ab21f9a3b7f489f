"""From the articles in the panes to all others: which two are shown, cases, versions, health."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.config.words import _
from workbench.domain.errors import WorkbenchError
from workbench.tui.screens.action_screen import Handlers
from workbench.workspace.library import is_archived

if TYPE_CHECKING:
    from workbench.domain.span import Span
    from workbench.tui.screens.articles import Shown
    from workbench.tui.screens.compare import CompareScreen
    from workbench.workspace.revisions import Noticed

_LOOK_SECONDS = 2.0


class ArticleScreens:
    """What O and M do; looks whether files in `seeds/` have changed."""

    def __init__(self, screen: "CompareScreen") -> None:
        self._screen = screen
        self._bench = screen.bench
        self._looking = False
        self._noticed: Noticed | None = None
        self._trouble = ""
        """Why the last look failed; said once."""

    def handlers(self) -> Handlers:
        """The actions of this subject; `m` places the span that is being moved, else comments."""
        return {
            "compare.articles": lambda: self._when_loaded(self.articles),
            "compare.anchors": lambda: self._when_loaded(self.anchors),
            "compare.comment": self.place_or_comment,
        }

    def _when_loaded(self, opens: Callable[[], None]) -> None:
        if self._bench.loaded:
            opens()
        else:
            self._screen.say(_("The annotations are still being read"))

    def start(self) -> None:
        """The database is open: look at the files; show the cases if there are several."""
        self._screen.set_interval(_LOOK_SECONDS, self._look)
        self._look()
        if len(self._bench.workspace.articles.cases()) > 1:
            self.cases()

    # Files that change

    def _look(self) -> None:
        if not self._looking and self._bench.writer.state != "saving":
            self._looking = True
            self._screen.run_worker(self._look_at_files(), group="files")

    async def _look_at_files(self) -> None:
        try:
            noticed = await asyncio.to_thread(self._bench.workspace.revisions.look)
        except WorkbenchError as error:
            if str(error) != self._trouble:
                self._screen.warn(error)
            self._trouble = str(error)
        else:
            self._trouble = ""
            self._take(noticed)
        finally:
            self._looking = False

    def _take(self, noticed: "Noticed") -> None:
        before, self._noticed = self._noticed, noticed
        if before == noticed or not self._screen.is_attached:
            return
        self._bench.changed = noticed.changed
        self._bench.unreadable = noticed.unreadable
        self.fill()
        self._screen.show_status()
        for trouble in noticed.troubles:
            if trouble not in self._bench.told:
                self._screen.warn(trouble)
        self._bench.told = frozenset(noticed.troubles)
        shown = self._screen.articles.shown
        if any(noticed.versions.get(item.id, item.version) != item.version for item in shown):
            self._screen.articles.show(self._bench.shown)
            self._screen.say(
                _("The file changed: this is its new text (nothing was annotated in it)")
            )

    # The other screens

    def articles(self) -> None:
        """Show cases and articles, to choose which two are shown; where there is none, add one."""
        if not self._bench.workspace.articles.ids():
            self.add()
            return
        from workbench.tui.screens.articles import ArticlesScreen

        self._screen.app.push_screen(ArticlesScreen(self._bench), self._chosen)

    def add(self, pasted: str = "") -> None:
        """Open the form for a new article."""
        from workbench.tui.screens.add_article import AddArticleForm

        case = self._bench.case or self._bench.workspace.articles.home
        form = AddArticleForm(self._bench, case, pasted=pasted)
        self._screen.app.push_screen(form, lambda __: self.fill())

    def pasted(self, text: str) -> None:
        """Take what is pasted while an article is missing as that article."""
        if self._bench.loaded and len(self._bench.shown) < 2:
            self.add(text)

    def fill(self) -> None:
        """Show articles of the case in the panes that are empty."""
        bench = self._bench
        if len(bench.shown) >= 2:
            return
        by_case: dict[str, list[str]] = {}
        for article in bench.workspace.articles.all(bench.case or None):
            if article.id not in bench.shown and not is_archived(article):
                by_case.setdefault(article.case, []).append(article.id)
        # Of several cases the first in which there is something to compare.
        found = max(by_case.values(), key=lambda ids: min(len(ids), 2), default=[])
        if found:
            self._show([*bench.shown, *found][:2])

    def cases(self) -> None:
        """Show the cases with their progress."""
        from workbench.tui.screens.cases import CasesScreen

        self._screen.app.push_screen(CasesScreen(self._bench), self._case_chosen)

    def anchors(self) -> None:
        """Show how the spans came through the revisions of their articles."""
        from workbench.tui.screens.anchors import AnchorsScreen

        self._screen.app.push_screen(AnchorsScreen(self._bench), self._span_chosen)

    def _chosen(self, shown: "Shown | None") -> None:
        if shown is None:
            self._refresh()
        elif shown.span:
            self._span_chosen(shown.span)
        elif shown.case:
            self._case_chosen(shown.case)
        elif shown.article:
            articles = self._screen.articles
            side = articles.panes.index(articles.pane) if shown.side is None else shown.side
            self.show_in(side, shown.article)

    def _refresh(self) -> None:
        """Cases may have other names now, articles other places."""
        known = set(self._bench.workspace.articles.ids())
        self._show([id for id in self._bench.shown if id in known])
        self.fill()

    def show_in(self, side: int, article: str) -> None:
        """Show an article in a pane; the same one may stand in both."""
        shown = list(self._bench.shown)
        if side < len(shown):
            shown[side] = article
        else:
            shown.append(article)
        self._show(shown)

    def _case_chosen(self, case: str | None) -> None:
        if case is None:
            self._refresh()
            return
        self._show([item.id for item in self._bench.workspace.articles.all(case)][:2])

    def _show(self, shown: list[str]) -> None:
        bench, screen = self._bench, self._screen
        case = bench.case
        screen.articles.show(shown)
        if bench.case != case:
            active = bench.active_claim
            if active is not None and active.case != bench.case:
                screen.activate(None)
        screen.claims.take()
        screen.show_counts()
        screen.show_status()

    def _span_chosen(self, span: str | None) -> None:
        found = self._bench.view.spans.find(span) if span else None
        if found is None:
            self._refresh()
            return
        pane = self._screen.articles.pane
        here = self._screen.articles.article_in(pane)
        if self._bench.moving and pane.selection and here and here.id == found.article:
            self.place_or_comment()
            return
        self._go_to(found)
        self._screen.show_status()

    def _go_to(self, span: "Span") -> None:
        """Show the span, or, if it has no place, the article that it belongs to."""
        articles = self._screen.articles
        if span.article not in self._bench.shown:
            articles.show_in_other(span.article)
        if not articles.go_to_span(span):
            articles.panes[self._bench.shown.index(span.article)].focus()

    # Moving a span by hand

    def place_or_comment(self) -> None:
        """Put the span that is being moved on the selection; else write a comment."""
        span = self._bench.view.spans.find(self._bench.moving) if self._bench.moving else None
        if span is None:
            self._screen.claiming.comment()
            return
        pane = self._screen.articles.pane
        article = self._screen.articles.article_in(pane)
        self._bench.moving = ""
        if not pane.selection or article is None or article.id != span.article:
            self._screen.say(_("Not moved: nothing was selected in the span's own article"))
            self._screen.show_status()
            return
        from workbench.workspace.commands import SettleAnchor

        fragments = tuple(pane.selection)
        pane.drop_selection()
        self._screen.ask_for(
            SettleAnchor(span=span.id, choice="move", fragments=fragments),
            then=lambda __: self._screen.say("The span stands here now"),
        )
