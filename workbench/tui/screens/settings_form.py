"""The form for one setting, or for the keys of one action."""

from collections.abc import Callable, Iterable

from workbench.config.keymap import shown_keys
from workbench.config.known import Known
from workbench.config.words import _, mark
from workbench.domain.errors import WorkbenchError
from workbench.tui.actions import Action, help_of
from workbench.tui.bench import Bench
from workbench.tui.screens.form import Choice, Field, Form, Line
from workbench.tui.widgets.choice_row import Option
from workbench.tui.widgets.rows import Row, wrapped

_HINTS = {
    "names": mark("with commas between them"),
    "number": mark("a whole number"),
    "share": mark("for example 0.67"),
}

Write = Callable[[str], None]
"""Writes the value as it was typed; raises what is wrong with it."""


class SettingForm(Form):
    """One field; the result is the value that was written."""

    kind = "setting"

    def __init__(self, bench: Bench, known: Known, value: str, write: Write) -> None:
        super().__init__(bench, known.name)
        self._known = known
        self._value = value
        self._write = write

    def heading(self) -> str:
        """The setting's name."""
        return self._known.name

    def rows_above(self, width: int) -> list[Row]:
        """What it means."""
        return [((f" {line}", ""),) for line in wrapped(_(self._known.meaning), width - 2)]

    def fields(self) -> Iterable[Field]:
        """A choice, or words."""
        known = self._known
        choices = ("yes", "no") if known.kind == "yes or no" else known.choices
        if not choices:
            yield Line("value", "Value", self._value, _HINTS.get(known.kind, ""))
            return
        options = [Option(choice, choice) for choice in choices if choice]
        yield Choice("value", "Value", options, self._value, required="" not in choices)

    def save(self) -> None:
        """Write it, or say what is wrong."""
        value = self.values["value"]
        try:
            self._write(value)
        except WorkbenchError as error:
            self.show_trouble(error)
            return
        self.bench.drafts.pop(self.draft_key, None)
        self.dismiss(value)


class KeysForm(Form):
    """The keys of an action, with commas between them."""

    kind = "keys"

    def __init__(self, bench: Bench, action: Action, keys: str, write: Write) -> None:
        super().__init__(bench, action.name)
        self._action = action
        self._keys = keys
        self._write = write

    def heading(self) -> str:
        """What the keys do."""
        return _("Keys for: {title}").format(title=_(self._action.title))

    def rows_above(self, width: int) -> list[Row]:
        """What it does, and how keys are written."""
        how = _("As typed, or by name: L, ?, f5, ctrl+l, shift+up. Default: {keys}").format(
            keys=shown_keys(self._action.keys)
        )
        lines = [*wrapped(help_of(self._action), width - 2), *wrapped(how, width - 2)]
        return [((f" {line}", "dim"),) for line in lines]

    def fields(self) -> Iterable[Field]:
        """The keys."""
        yield Line("keys", "Keys", self._keys)

    def save(self) -> None:
        """Bind them, or say what is wrong."""
        keys = self.values["keys"]
        try:
            self._write(keys)
        except WorkbenchError as error:
            self.show_trouble(error)
            return
        self.bench.drafts.pop(self.draft_key, None)
        self.dismiss(keys)
