"""The way from the articles to the other screens, each loaded when it is first opened."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.config.words import _
from workbench.tui.screens.action_screen import Handlers

if TYPE_CHECKING:
    from workbench.tui.screens.compare import CompareScreen
    from workbench.workspace.searching import Hit


class ScreensController:
    """What the keys do that open another screen."""

    def __init__(self, screen: "CompareScreen") -> None:
        self._screen = screen
        self._bench = screen.bench
        self._hit = 0

    def handlers(self) -> Handlers:
        """The actions of this subject."""
        return {
            "compare.adjudication": self._when_loaded(self.adjudication),
            "compare.submit": self._when_loaded(self.submit),
            "compare.inbox": self._when_loaded(self.inbox),
            "compare.assignments": self._when_loaded(self.assignments),
            "compare.dashboard": self._when_loaded(self.dashboard),
            "compare.labels": self._when_loaded(self.labels),
            "compare.guidelines": self.guidelines,
            "compare.settings": self.settings,
            "compare.export": self._when_loaded(self.export),
            "compare.matrix": self._when_loaded(self.matrix),
            "compare.search": self._when_loaded(self.search),
            "compare.next_hit": lambda: self.step_hit(1),
            "compare.previous_hit": lambda: self.step_hit(-1),
        }

    def _when_loaded(self, opens: Callable[[], None]) -> Callable[[], None]:
        def call() -> None:
            if self._bench.loaded:
                opens()
            else:
                self._screen.say(_("The annotations are still being read"))

        return call

    def adjudication(self) -> None:
        """Show the claims that wait for a final verdict."""
        from workbench.tui.screens.adjudication import AdjudicationScreen

        self._screen.app.push_screen(AdjudicationScreen(self._bench), self._claim_chosen)

    def submit(self) -> None:
        """End one's own pass, after a question."""
        from workbench.tui.screens.team_passes import ask_to_submit

        ask_to_submit(self._screen, self._bench.case)

    def inbox(self) -> None:
        """Show what others did that concerns this reviewer."""
        from workbench.tui.screens.inbox import InboxScreen

        self._screen.app.push_screen(InboxScreen(self._bench), self._inbox_read)

    def _inbox_read(self, claim: str | None) -> None:
        self._screen.team_watch.count()
        self._claim_chosen(claim)

    def assignments(self) -> None:
        """Show who is to judge what."""
        from workbench.tui.screens.assignments import AssignmentsScreen

        self._screen.app.push_screen(AssignmentsScreen(self._bench), self._claim_chosen)

    def labels(self) -> None:
        """Show labels that the scheme no longer has."""
        from workbench.tui.screens.labels import LabelsScreen

        self._screen.app.push_screen(LabelsScreen(self._bench), lambda __: self._screen.show_all())

    def tell_of_old_labels(self) -> None:
        """Look for such labels, and say so if there are any."""
        from workbench.tui.screens.labels_told import tell_of_old_labels

        self._screen.in_background(lambda: tell_of_old_labels(self._screen), "labels")

    def dashboard(self) -> None:
        """Show how far everybody is, and how far reviewers agree."""
        from workbench.tui.screens.dashboard import DashboardScreen

        screen = DashboardScreen(self._bench, self._screen.team_watch)
        self._screen.app.push_screen(screen, self._place_chosen)

    def _place_chosen(self, id: str | None) -> None:
        """Go to a claim, or to a passage that no claim stands for."""
        if id is None:
            return
        table, record = self._bench.view.locate(id)
        if table == "claims":
            self._claim_chosen(id)
            return
        span = self._bench.view.spans.find(record.source) if table == "links" else record
        articles = self._screen.articles
        if span is not None and not articles.go_to_span(span):
            articles.show_in_other(span.article)
            articles.go_to_span(span)

    def guidelines(self) -> None:
        """Show the guidelines of the workspace."""
        from workbench.tui.screens.guidelines import GuidelinesScreen

        self._screen.app.push_screen(GuidelinesScreen(self._bench))

    def settings(self) -> None:
        """Show every setting and every key."""
        from workbench.tui.screens.settings import SettingsScreen

        self._screen.app.push_screen(SettingsScreen(self._bench), self._settings_left)

    def _settings_left(self, __: None) -> None:
        """The hint names keys, and they may be others now."""
        self._screen.show_status()

    def export(self) -> None:
        """Show what each format would write."""
        from workbench.tui.screens.export import ExportScreen

        self._screen.app.push_screen(ExportScreen(self._bench))

    def matrix(self) -> None:
        """Show what each article says of each claim."""
        from workbench.tui.screens.matrix import MatrixScreen

        self._screen.app.push_screen(MatrixScreen(self._bench), self._claim_chosen)

    def _claim_chosen(self, claim: str | None) -> None:
        if claim is not None:
            self._screen.activate(claim, reveal=True)

    # Search

    def search(self) -> None:
        """Search as one types."""
        from workbench.tui.screens.search import SearchScreen

        self._screen.app.push_screen(SearchScreen(self._bench), self._found)

    def _found(self, hit: "Hit | None") -> None:
        if hit is None:
            return
        self._hit = self._bench.hits.index(hit)
        self._go_to(hit)

    def step_hit(self, by: int) -> None:
        """Go to the next hit of the last search, or to the one before."""
        if not self._bench.hits:
            self._screen.say(_("Nothing was searched for yet: / searches"))
            return
        self._hit = (self._hit + by) % len(self._bench.hits)
        self._go_to(self._bench.hits[self._hit])

    def _go_to(self, hit: "Hit") -> None:
        if hit.kind != "article":
            if self._bench.view.claims.find(hit.id) is not None:
                self._screen.activate(hit.id, reveal=True)
            return
        articles = self._screen.articles
        if hit.id not in self._bench.shown:
            articles.show_in_other(hit.id)
        for pane in articles.panes:
            article = articles.article_in(pane)
            if article is not None and article.id == hit.id:
                here = [
                    (item.start, item.end)
                    for item in self._bench.hits
                    if (item.kind, item.id) == ("article", hit.id)
                ]
                pane.set_matches(here, (hit.start, hit.end))
                pane.go_to(hit.start, centre=True)
                pane.focus()
                break
