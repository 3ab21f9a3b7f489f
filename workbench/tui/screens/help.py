"""The help: every key in force, and what the digits mean in this scheme."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from workbench.config.keymap import shown_keys
from workbench.tui.actions import GROUPS, Action, digit_of, every_action, in_scheme
from workbench.tui.bench import Bench
from workbench.tui.hints import digits, legend
from workbench.tui.screens.action_screen import Dialog
from workbench.tui.widgets.line_list import LineList
from workbench.tui.widgets.rows import Row, wrapped
from workbench.tui.widgets.text_rows import TextRows

_KEYS = 24


class HelpScreen(Dialog[None]):
    """All actions by group."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "#help"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "leave", "Close", show=False)
    ]

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._rows: list[Row] = []

    def compose(self) -> ComposeResult:
        """The list, and how to leave it."""
        with Vertical(id="help-box"):
            yield LineList(lambda row, _: self._rows[row], id="help")
            yield TextRows(_foot, classes="dialog-foot")

    def on_resize(self) -> None:
        """Rows depend on the width."""
        self.call_after_refresh(self.fill)

    def fill(self) -> None:
        """Make the rows anew."""
        lines = self.query_one(LineList)
        self._rows = help_rows(self.bench, max(40, lines.size.width))
        lines.show(len(self._rows), row=lines.row)

    def action_leave(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)


def _foot(_: int) -> list[Row]:
    return [((" ↑ ↓", "key"), (" scroll   ", "dim"), ("Esc", "key"), (" back", "dim"))]


def help_rows(bench: Bench, width: int) -> list[Row]:
    """Groups, and below each its actions: keys, and one sentence."""
    rows: list[Row] = [((f" The digits: {legend(bench.scheme, width - 14)}", "accent"),)]
    actions = in_scheme(every_action(), bench.scheme)
    for group in GROUPS:
        rows += [(("", ""),), ((f" {group}", "accent"),)]
        for action in actions:
            if action.group == group and digit_of(action.name) in (None, 1):
                rows += _action_rows(action, bench, width)
    return rows


def _action_rows(action: Action, bench: Bench, width: int) -> list[Row]:
    keys = shown_keys(bench.keys.get(action.name) or action.keys)
    title, help = f"{action.title}. ", action.help
    if digit_of(action.name) is not None:
        keys, title = digits(bench.scheme), ""
    if action.help.rstrip(".").casefold() == action.title.casefold():
        title = ""
    first, *others = wrapped(title + help, max(10, width - _KEYS - 2))
    pad = " " * _KEYS
    head: Row = ((f"  {keys:<{_KEYS - 2}}", "key"), (first, ""))
    return [head, *(((pad, ""), (line, "")) for line in others)]
