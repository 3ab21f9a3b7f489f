"""Settings: every one with its meaning, its value and where that comes from; the keys too."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from workbench.config.keymap import key_names, shown_key, shown_keys
from workbench.config.known import Known
from workbench.config.paths import user_settings
from workbench.config.words import _, mark
from workbench.tui import appearance
from workbench.tui.actions import GROUPS, Action, bindings, every_action, help_of
from workbench.tui.bench import Bench
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.widgets.rows import Row, cells, one_line, wrapped
from workbench.workspace.preferences import (
    KeyPreference,
    Preference,
    change,
    change_keys,
    key_preferences,
    preferences,
)

Item = Preference | KeyPreference | None

_SOURCES = {"default": mark("default"), "workspace": mark("workspace"), "user": mark("yours")}
_TABLES = {
    "": mark("General"),
    "appearance": mark("Appearance"),
    "scheme": mark("Scheme"),
    "review": mark("Review"),
    "publisher": mark("Publisher"),
}
_NAME, _SOURCE = 27, 10
_READABLE = 24
"""Cells from which a meaning is worth beginning beside its setting."""


class SettingsScreen(ListScreen[Item, None]):
    """Enter changes what the cursor is on; what can show at once does."""

    scope = "settings"
    BINDINGS: ClassVar[list[BindingType]] = bindings(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (
        ("open", "change"),
        ("default", "back to the default"),
        ("words", "only with words"),
    )

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._actions = {action.name: action for action in every_action()}
        self._words = ""

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        return {
            **super().handlers(),
            "settings.default": self.to_default,
            "settings.words": self.ask_for_words,
        }

    # What is shown

    def heading(self) -> str:
        """Which settings."""
        if self._words:
            return _("Settings and keys with “{words}”").format(words=self._words)
        return "Settings and keys"

    def nothing(self) -> str:
        """Only a filter leaves nothing."""
        return "No setting and no key with these words; change the words to see others."

    def entries(self) -> Sequence[Entry[Item]]:
        """The settings by table, then the keys by group."""
        found: list[Entry[Item]] = []
        for item in preferences(self.bench.workspace):
            known = item.known
            if self._wanted(known.name, known.meaning):
                _heading(found, _TABLES[known.name.rpartition(".")[0]])
                found.append(Entry(known.name, item, partial(_setting_row, item)))
        keys = key_preferences(self.bench.workspace, (a.bound for a in self._actions.values()))
        for group in GROUPS:
            for pair in keys:
                action = self._actions[pair.name]
                if action.group == group and self._wanted(action.name, action.title, action.help):
                    _heading(found, _("Keys: {group}").format(group=_(group)))
                    found.append(Entry(pair.name, pair, partial(_keys_row, pair, action)))
        return found

    def _wanted(self, *texts: str) -> bool:
        return self._words.casefold() in " ".join(texts).casefold()

    def detail_rows(self, item: Item, width: int) -> list[Row]:
        """What it means, what it may be, where it is kept."""
        if isinstance(item, Preference):
            lines = _about_setting(item.known, str(self._file(item.known)))
        elif item is not None:
            action = self._actions[item.name]
            default = _("{name} · default: {keys}")
            keys = shown_keys(action.keys)
            lines = (help_of(action), default.format(name=item.name, keys=keys))
        else:
            return []
        return [((part, ""),) for line in lines for part in wrapped(line, width)]

    def _file(self, known: Known) -> object:
        return user_settings() if known.place == "user" else self.bench.workspace.paths.settings

    # Changing

    def chosen(self, item: Item) -> None:
        """Open the form."""
        from workbench.tui.screens.settings_form import KeysForm, SettingForm

        if isinstance(item, Preference):
            known = item.known
            if known.kind == "in the file":
                self.warn(f"{known.name} has several parts: edit {self._file(known)}")
                return
            write: Callable[[str], None] = partial(self._write, known)
            form = SettingForm(self.bench, known, item.value, write)
            self.app.push_screen(form, lambda value: self._changed(value, known))
        elif item is not None:
            keys = ", ".join(map(_typed, key_names(item.keys)))
            bind = partial(self._bind, item.name)
            pairs = KeysForm(self.bench, self._actions[item.name], keys, bind)
            self.app.push_screen(pairs, lambda value: self._changed(value, None))

    def _write(self, known: Known, value: str | None) -> None:
        change(self.bench.workspace, known.name, value)
        if known.at_once:
            appearance.apply(self.app, self.bench.workspace.settings.appearance)

    def _bind(self, name: str, keys: str | None) -> None:
        bounds = (action.bound for action in self._actions.values())
        made = change_keys(self.bench.workspace, name, keys, bounds)
        self.bench.keys.clear()
        self.bench.keys.update(made)
        self.app.set_keymap(made)
        self.foot.show(self._foot_rows)

    def _changed(self, value: str | None, known: Known | None) -> None:
        if value is None:
            return
        if known is not None and not known.at_once:
            self.say("Saved; it holds from the next start on")
        self.reload()

    def to_default(self) -> None:
        """Take what the cursor is on out of its file."""
        item = self.current
        if isinstance(item, Preference):
            self._write(item.known, None)
            self._changed("", item.known)
        elif item is not None:
            self._bind(item.name, None)
            self._changed("", None)

    def ask_for_words(self) -> None:
        """Show only what has some words."""
        from workbench.tui.screens.words_form import WordsForm

        form = WordsForm(self.bench, "settings", "Only with the words", self._words)
        self.app.push_screen(form, self._filter)

    def _filter(self, words: str | None) -> None:
        if words is not None:
            self._words = words
            self.reload()


def _heading(found: list[Entry[Item]], title: str) -> None:
    """Put a heading above, unless the last one was the same."""
    id = f"heading {title}"
    if not any(entry.id == id for entry in found):
        found.append(Entry(id, None, lambda __: ((f" {_(title)}", "accent"),), heading=True))


def _setting_row(item: Preference, width: int) -> Row:
    name = item.known.name.rpartition(".")[2].replace("_", " ")
    return _row(name, item.value or "–", _(_SOURCES[item.source]), _(item.known.meaning), width)


def _keys_row(item: KeyPreference, action: Action, width: int) -> Row:
    return _row(shown_keys(item.keys), _(action.title), _(_SOURCES[item.source]), "", width)


def _row(first: str, second: str, source: str, rest: str, width: int) -> Row:
    room = max(8, min(30 if rest else 50, width - _NAME - _SOURCE - 2))
    left_over = width - _NAME - room - _SOURCE - 3
    left, middle = one_line(first, _NAME - 2), one_line(second, room)
    return (
        (f"   {left}{' ' * (_NAME - 2 - cells(left))}", "key" if not rest else ""),
        (f"{middle}{' ' * (room - cells(middle))} ", "bold" if source != "default" else ""),
        (f"{source:{_SOURCE}}", "dim"),
        (one_line(rest, left_over) if left_over >= _READABLE else "", "dim"),
    )


def _about_setting(known: Known, file: str) -> tuple[str, ...]:
    choices = ", ".join(choice or _("nothing") for choice in known.choices)
    may_be = _("It may be {choices}.").format(choices=choices) if choices else ""
    at_once, later = _("A change shows at once."), _("A change holds from the next start on.")
    where = _("{name} in {file}.").format(name=known.name, file=file)
    meaning = _(known.meaning)
    when = at_once if known.at_once else later
    return (f"{meaning} {may_be}".rstrip(), f"{where} {when}")


def _typed(name: str) -> str:
    """A key as one types it into the field; the comma has to be named."""
    shown = shown_key(name)
    return shown if len(shown) == 1 and shown != "," else name
