"""The form for a new article: a file, or text that is pasted into it."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from workbench.config.words import _
from workbench.domain.errors import BadInput
from workbench.tui.bench import Bench, Draft
from workbench.tui.screens.article_form import META
from workbench.tui.screens.form import Field, Form, Line
from workbench.tui.widgets.rows import Row, wrapped
from workbench.tui.widgets.words import Words
from workbench.workspace.commands import AddArticle, Command

_LONGEST_NAME = 60
_LONGEST_PATH = 4096


class AddArticleForm(Form):
    """Path or text, case, and what is known about it; what is left empty is guessed."""

    kind = "add article"
    first_field = "path"
    DEFAULT_CSS = """
    AddArticleForm #field-text { min-height: 5; max-height: 14; }
    """

    def __init__(self, bench: Bench, case: str, *, pasted: str = "") -> None:
        super().__init__(bench)
        self._case = case
        self._pasted = pasted
        """A text, or the path of a file, that was pasted before the form was opened."""

    def on_mount(self) -> None:
        """What was pasted goes where it belongs."""
        super().on_mount()
        if self._pasted:
            path = plain_path(self._pasted)
            is_file = len(path) < _LONGEST_PATH and "\n" not in path and Path(path).is_file()
            field = self.query_one("#field-path" if is_file else "#field-text", Words)
            field.put(path if is_file else self._pasted)
            field.focus()

    def heading(self) -> str:
        """What it does."""
        return _("Add an article")

    def rows_above(self, width: int) -> list[Row]:
        """What can be added."""
        words = _(
            "The path of a file (text, Markdown, a saved web page, DOCX, PDF), or "
            "the text itself. What is left empty below is guessed from it."
        )
        return [((f" {line}", "dim"),) for line in wrapped(words, width - 2, 3)]

    def fields(self) -> Iterable[Field]:
        """File or text first; the rest is reached with Tab."""
        yield Line("path", "File", "", "path of a file on this computer")
        yield Line("text", "or text", "", "paste it here", several=True, verbatim=True)
        yield Line("case", "Case", self._case, "an event; a new name makes a new case")
        for name, label, hint in META:
            yield Line(name, label, "", hint)
        yield Line("notes", "Notes", "")

    def steps(self, values: Draft) -> tuple[Command, ...]:
        """Add the file, or the text under the name of its title."""
        path, text = plain_path(values["path"]), values["text"]
        if bool(path) == bool(text.strip()):
            what = (
                _("either a file or a text, not both") if path else _("a file or a text is needed")
            )
            raise BadInput(what, hint="give the path of a file, or paste the text")
        known = {name: values[name] or None for name, _, _ in META}
        case, notes = values["case"] or None, values["notes"] or None
        if path:
            return (AddArticle(path=path, case=case, notes=notes, **known),)
        name = (known["title"] or text.lstrip().splitlines()[0])[:_LONGEST_NAME].strip()
        return (AddArticle(path=name, text=text, case=case, notes=notes, **known),)


def plain_path(given: str) -> str:
    """A path as it was typed, or as terminals write it when a file is dropped on them."""
    path = given.strip()
    if len(path) > 1 and path[0] == path[-1] and path[0] in "'\"":
        path = path[1:-1]
    if path.startswith("file://"):
        path = unquote(path.removeprefix("file://"))
    return str(Path(path).expanduser()) if path.startswith("~") else path
