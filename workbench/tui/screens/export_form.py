"""Where an export goes."""

from collections.abc import Iterable

from workbench.domain.errors import BadInput
from workbench.tui.bench import Bench
from workbench.tui.screens.form import Field, Form, Line


class ExportForm(Form):
    """Asks for a path, which is the result."""

    kind = "export"

    def __init__(self, bench: Bench, format: str, target: str) -> None:
        super().__init__(bench, format)
        self._target = target

    def heading(self) -> str:
        """Which format."""
        return f"Write {self.about} to"

    def fields(self) -> Iterable[Field]:
        """The path."""
        yield Line("path", "Path", self._target, "a file; for some formats a folder")

    def save(self) -> None:
        """Hand the path back."""
        path = self.values["path"]
        if not path:
            self.show_trouble(BadInput("say where to write"))
            return
        self.bench.drafts.pop(self.draft_key, None)
        self.dismiss(path)
