"""Ways to get about: jump letters, which articles are shown, history, conflicts."""

from typing import TYPE_CHECKING

from workbench.config.words import _
from workbench.tui.screens.action_screen import Handlers

if TYPE_CHECKING:
    from workbench.tui.jump import Place
    from workbench.tui.screens.compare import CompareScreen


class LookingController:
    """What f, O, i and ! do."""

    def __init__(self, screen: "CompareScreen") -> None:
        self._screen = screen
        self._bench = screen.bench

    def handlers(self) -> Handlers:
        """The actions of this subject."""
        return {
            "compare.jump": self.jump,
            "compare.history": self.show_history,
            "compare.conflicts": self.show_conflicts,
        }

    def jump(self) -> None:
        """Show letters on the sentences and marks in view; a letter goes there."""
        from workbench.tui.jump import Jump

        places = self._places()
        if places:
            self._screen.app.push_screen(Jump(self._bench, places), self._jumped)
        elif self._bench.shown:
            self._screen.say(_("No sentence and no mark begins in view"))
        else:
            self._screen.say_no_article()

    def _places(self) -> "list[Place]":
        from textual.geometry import Offset

        from workbench.tui.jump import Place

        found = []
        for side, pane in enumerate(self._screen.articles.panes):
            if pane.region and side < len(self._screen.articles.shown):
                corner = pane.region.offset
                found += [
                    Place(side, target.offset, corner + Offset(target.x, target.y))
                    for target in pane.visible_targets()
                ]
        return found

    def _jumped(self, place: "Place | None") -> None:
        if place is None:
            return
        pane = self._screen.articles.panes[place.side]
        pane.focus()
        pane.change(pane.state.moved(place.offset))
        pane.tell_mark()

    def show_history(self) -> None:
        """Show who changed what: the mark here, else the active claim, else the article."""
        from workbench.tui.screens.history import HistoryScreen

        screen = self._screen
        mark = screen.articles.pane.mark_under_cursor
        article = screen.articles.article_in(screen.articles.pane)
        if screen.claims.has_focus or mark is None:
            about = self._bench.active or (article.id if article else None)
        else:
            about = mark
        if about is not None:
            screen.app.push_screen(HistoryScreen(self._bench, about))
        else:
            screen.say_no_article()

    def show_conflicts(self) -> None:
        """Show fields that two reviewers changed without seeing each other's change."""
        from workbench.tui.screens.conflicts import ConflictsScreen

        screen = self._screen
        if not self._bench.workspace.conflicts():
            screen.say(_("No conflicts: nobody changed the same field without seeing the other's"))
            return
        screen.app.push_screen(ConflictsScreen(self._bench))
