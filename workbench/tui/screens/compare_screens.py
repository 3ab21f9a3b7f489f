"""The way from the articles to the other screens, each loaded when it is first opened."""

from collections.abc import Callable
from typing import TYPE_CHECKING

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
                self._screen.say("The annotations are still being read")

        return call

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
            self._screen.say("Nothing was searched for yet: / searches")
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
