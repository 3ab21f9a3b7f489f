"""Where an export goes."""

from collections.abc import Iterable

from workbench.config.words import _
from workbench.domain.errors import BadInput, WorkbenchError
from workbench.tui.bench import Bench
from workbench.tui.screens.form import Field, Form, Line
from workbench.workspace.publishing import lacks_publisher, name_publisher


class ExportForm(Form):
    """Asks for a path, which is the result; and who publishes, where that is not known yet."""

    kind = "export"

    def __init__(self, bench: Bench, format: str, target: str) -> None:
        super().__init__(bench, format)
        self._target = target
        self._lacks = lacks_publisher(bench.workspace, format)

    def heading(self) -> str:
        """Which format."""
        return _("Write {about} to").format(about=self.about)

    def fields(self) -> Iterable[Field]:
        """The path, below who publishes."""
        if self._lacks:
            known = self.bench.workspace.settings.publisher
            yield Line("name", "Publisher", known.name, "who publishes; kept in workbench.toml")
            yield Line("url", "Address", known.url, "where the reviews appear: https://example.org")
        yield Line("path", "Path", self._target, "a file; for some formats a folder")

    def save(self) -> None:
        """Hand the path back."""
        values = self.values
        path = values["path"]
        try:
            if not path:
                raise BadInput("say where to write")
            if self._lacks:
                name_publisher(self.bench.workspace, values["name"], values["url"])
        except WorkbenchError as error:
            self.show_trouble(error)
            return
        self.bench.drafts.pop(self.draft_key, None)
        self.dismiss(path)
