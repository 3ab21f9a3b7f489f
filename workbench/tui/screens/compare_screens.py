"""The way from the articles to the other screens, each loaded when it is first opened."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.tui.screens.action_screen import Handlers

if TYPE_CHECKING:
    from workbench.tui.screens.compare import CompareScreen


class ScreensController:
    """What the keys do that open another screen."""

    def __init__(self, screen: "CompareScreen") -> None:
        self._screen = screen
        self._bench = screen.bench

    def handlers(self) -> Handlers:
        """The actions of this subject."""
        return {
            "compare.export": self._when_loaded(self.export),
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
