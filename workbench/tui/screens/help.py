"""The help: every key in force, and what the digits mean in this scheme."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.config.keymap import shown_keys
from workbench.config.words import _
from workbench.tui.actions import GROUPS, Action, digit_of, every_action, help_of, in_scheme
from workbench.tui.bench import Bench
from workbench.tui.hints import digits, legend
from workbench.tui.screens.list_dialog import ListDialog
from workbench.tui.widgets.rows import Row, wrapped

_KEYS = 24


class HelpScreen(ListDialog[None]):
    """All actions by group."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "leave", "Close", show=False)
    ]

    def make_rows(self, width: int) -> list[Row]:
        """Groups and actions."""
        return help_rows(self.bench, width)

    def foot(self, width: int) -> list[Row]:  # noqa: ARG002
        """How to leave."""
        return [((" ↑ ↓", "key"), (_(" scroll   "), "dim"), ("Esc", "key"), (_(" back"), "dim"))]

    def action_leave(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)


def help_rows(bench: Bench, width: int) -> list[Row]:
    """Groups, and below each its actions: keys, and one sentence."""
    rows: list[Row] = [
        ((_(" The digits: {legend}").format(legend=legend(bench.scheme, width - 14)), "accent"),)
    ]
    actions = in_scheme(every_action(), bench.scheme)
    for group in GROUPS:
        rows += [(("", ""),), ((f" {_(group)}", "accent"),)]
        for action in actions:
            if action.group == group and digit_of(action.name) in (None, 1):
                rows += _action_rows(action, bench, width)
    return rows


def _action_rows(action: Action, bench: Bench, width: int) -> list[Row]:
    keys = shown_keys(bench.keys.get(action.name) or action.keys)
    title, help = f"{_(action.title)}. ", help_of(action)
    if digit_of(action.name) is not None:
        keys, title = digits(bench.scheme), ""
    if action.help.rstrip(".").casefold() == action.title.casefold():
        title = ""
    first, *others = wrapped(title + help, max(10, width - _KEYS - 2))
    pad = " " * _KEYS
    head: Row = ((f"  {keys:<{_KEYS - 2}}", "key"), (first, ""))
    return [head, *(((pad, ""), (line, "")) for line in others)]
