"""The guidelines of the workspace, shown in place."""

from typing import ClassVar

from textual.binding import BindingType

from workbench.config.words import _
from workbench.domain.errors import WorkbenchError
from workbench.tui.actions import bindings
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.list_dialog import ListDialog
from workbench.tui.widgets.rows import Row, wrapped
from workbench.workspace import team


class GuidelinesScreen(ListDialog[None]):
    """The text of guidelines.md; headings stand out."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("guidelines")
    keys = (("list.up", "up"), ("list.down", "down"), ("guidelines.close", "back"))

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        return {"guidelines.close": lambda: self.dismiss(None)}

    def head(self, width: int) -> list[Row]:  # noqa: ARG002
        """What this is."""
        return [((_(" Guidelines"), "bold"),)]

    def make_rows(self, width: int) -> list[Row]:
        """The lines of the file, wrapped."""
        try:
            text = team.guidelines(self.bench.workspace)
        except WorkbenchError as error:
            return [((f" {line}", "warning"),) for line in wrapped(str(error), width - 2)]
        if not text.strip():
            said = _(
                "This workspace has no guidelines: write them into guidelines.md in its folder."
            )
            return [((f" {line}", "dim"),) for line in wrapped(said, width - 2)]
        rows: list[Row] = []
        for line in text.splitlines():
            look = "accent" if line.startswith("#") else ""
            words = line.lstrip("#").strip() if look else line.rstrip()
            rows += [((f" {part}", look),) for part in wrapped(words, width - 2)]
        return rows
