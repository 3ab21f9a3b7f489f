"""Deleting, undoing and redoing on the compare screen."""

from typing import TYPE_CHECKING

from workbench.config.words import _
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.deleting import ask_to_delete
from workbench.tui.screens.undoing import Undoing

if TYPE_CHECKING:
    from workbench.tui.screens.compare import CompareScreen


class EditingController:
    """What d, u and U do."""

    def __init__(self, screen: "CompareScreen") -> None:
        self._screen = screen
        self._undoing = Undoing(screen)

    def handlers(self) -> Handlers:
        """The actions of this subject."""
        return {
            "compare.delete": self.delete,
            "compare.undo": self._undoing.undo,
            "compare.redo": self._undoing.redo,
        }

    def delete(self) -> None:
        """Ask whether to delete the mark under the cursor, or the claim in the list."""
        if self._screen.claims.has_focus:
            claim = self._screen.claims.claim_at(self._screen.claims.row)
            id = claim.id if claim else None
        else:
            id = self._screen.articles.pane.mark_under_cursor
        if id is None:
            self._screen.say(_("There is no mark under the cursor to delete"))
            return
        ask_to_delete(self._screen, id)
