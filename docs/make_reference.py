"""Writes the pages of commands, keys and settings from the program's registries: `make docs`."""

import dataclasses
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbench.cli.surface import Argument, CommandLine, surface
from workbench.config.keymap import key_names, shown_key
from workbench.config.known import KNOWN
from workbench.tui.actions import MOST_DIGITS, Action, digit_of, every_action
from workbench.workspace.commands import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"

_PLACES = {
    "app": "Everywhere",
    "compare": "With the articles",
    "pane": "In an article",
    "list": "In every list",
    "form": "In every form",
    "card": "On the card of a claim (`Enter` on the claim)",
    "search": "Search (`/`)",
    "suggestions": "Suggestions (`s`)",
    "matrix": "Claims × articles (`C`)",
    "articles": "Articles (`O`)",
    "cases": "Cases (`c` in the articles)",
    "versions": "Versions of an article (`v` in the articles)",
    "diff": "What a new version changes",
    "anchors": "Spans after a new version (`M`)",
    "settings": "Settings and keys (`K`)",
    "history": "History (`i`)",
    "conflicts": "Conflicts (`!`)",
    "export": "Export (`X`)",
    "adjudication": "Adjudication (`A`)",
    "merging": "Claims that may be one (`=` in the adjudication)",
    "dashboard": "Dashboard (`D`)",
    "behind": "Claims behind a figure (`Enter` in the dashboard)",
    "inbox": "Inbox (`I`)",
    "assignments": "Assignments (`W`)",
    "guidelines": "Guidelines (`H`)",
}
"""Where keys work → the heading; scopes not named here stand under their own name."""

_EXIT_CODES = (
    ("0", "done"),
    ("1", "a check found faults"),
    ("2", "wrong use: the command line or a setting"),
    ("3", "bad input: an article, a command, a file to import"),
    ("4", "the database, or the output, can't be read or written"),
    ("5", "not permitted by the review rules"),
    ("130", "stopped by Ctrl+C; what was acknowledged is saved"),
)


def commands() -> str:
    """The page of commands."""
    screen, *others = surface()
    lines = [
        "# Every command",
        "",
        "Made by `make docs` from the program itself; a test holds that it is not behind.",
        "",
        "`workbench [FOLDER]` opens the screen; `workbench COMMAND --help` prints what is here.",
        "What a command is about comes on stdout, everything else on stderr.",
        "",
        *_table(("option of every command", ""), ((_names(i), i.help) for i in screen.options)),
    ]
    for line in others:
        lines += [f"## {line.name}", "", f"{line.help[0].upper()}{line.help[1:]}.", ""]
        for part in line.verbs or (line,):
            if line.verbs:
                lines += [f"### {part.name}", "", part.help, ""]
            lines += _taken(part)
    lines += ["## Exit codes", "", *_table(("code", ""), _EXIT_CODES)]
    lines += ["## What `apply` takes", "", *_changes()]
    return "\n".join(lines).rstrip() + "\n"


def _taken(line: CommandLine) -> Iterator[str]:
    yield "```text"
    yield f"workbench {line.name}{''.join(map(_place, line.places))} [options]"
    yield "```"
    yield ""
    told = [(f"`{item.shown}`", _help(item)) for item in line.places]
    told += [(_names(item), _help(item)) for item in line.options]
    if told:
        yield from _table(("", ""), told)


def _changes() -> Iterator[str]:
    yield "One JSON object a line, with `do` and these fields; those in brackets may be left out."
    yield "`workbench schema commands` prints the types. `$n` stands for what line n made."
    yield "Where its answers can't be written, or nobody reads them any more, it ends with exit"
    yield "code 4 and names the last line that was applied; `add` so names the last file."
    yield ""
    rows = []
    for name, command in COMMANDS.items():
        fields = [
            item.name if _is_needed(item) else f"[{item.name}]"
            for item in dataclasses.fields(command)
        ]
        doc = (command.__doc__ or "").strip().splitlines()[0]
        rows.append((f"`{name}`", " ".join(f"`{field}`" for field in fields), doc))
    yield from _table(("do", "fields", ""), rows)


def _is_needed(item: "dataclasses.Field[object]") -> bool:
    missing = dataclasses.MISSING
    return item.default is missing and item.default_factory is missing


def _names(item: Argument) -> str:
    value = f" {item.shown}" if item.shown and not item.choices else ""
    return ", ".join(f"`{name}{value}`" for name in item.names)


def _help(item: Argument) -> str:
    choices = " · ".join(f"`{choice}`" for choice in item.choices)
    return f"{item.help}: {choices}" if choices and item.help else choices or item.help


def _place(item: Argument) -> str:
    shown = f"{item.shown} …" if item.many else item.shown
    return f" {shown}" if item.needed else f" [{shown}]"


_KEYS_HEAD = """\
# Every key

Made by `make docs` from the program itself; a test holds that it is not behind. `?` shows the keys
that are in force, and the palette (`:`) finds each action by its name.

All can be changed in your own settings, `~/.config/workbench/settings.toml`, by the name in the
last column. A key that would do two things in one place is refused, with both named.

```toml
[keys]
"compare.link" = "L,ctrl+l"
```
"""


def keys() -> str:
    """The page of keys."""
    lines = [_KEYS_HEAD]
    actions = every_action()
    for scope in dict.fromkeys([*_PLACES, *(action.scope for action in actions)]):
        rows = [
            _key_row(action)
            for action in actions
            if action.scope == scope and digit_of(action.name) in (None, 1)
        ]
        if rows:
            place = _PLACES.get(scope, scope.capitalize())
            lines += [f"## {place}", "", *_table(("keys", "", "name"), rows)]
    return "\n".join(lines).rstrip() + "\n"


def _key_row(action: Action) -> tuple[str, str, str]:
    shown = " ".join(_code(shown_key(key)) for key in key_names(action.keys))
    if digit_of(action.name) is not None:
        return f"`1` … `{MOST_DIGITS}`", action.help, f"`{action.name}` …"
    return shown, _sentence(action.title, action.help), f"`{action.name}`"


_SETTINGS_HEAD = """\
# Every setting

Made by `make docs` from the program itself; a test holds that it is not behind. `K` on the screen
shows each with its value and where it comes from, and changes it; so does `workbench settings`.

There are two files of the same form: `workbench.toml` in the workspace holds what goes with the
work, and `~/.config/workbench/settings.toml` what goes with you. The workspace's wins, but for what
is yours below: what belongs to `workbench.toml` counts in your file only where a workspace has
none, and `store` not even there. The guides for [authors of schemes](guide-schemes.md) and for
[adjudicators](adjudicators.md) have examples.
"""
_FILES = {"user": "yours", "workspace": "`workbench.toml`"}


def settings() -> str:
    """The page of settings."""
    rows = [
        (
            f"`{known.name}`",
            known.meaning,
            " · ".join(f"`{choice}`" for choice in known.choices if choice) or known.kind,
            _FILES[known.place],
        )
        for known in KNOWN
    ]
    rows.append(
        ("`keys`", "Action → keys, see [the page of keys](keys.md).", "in the file", "yours")
    )
    return (
        "\n".join([_SETTINGS_HEAD, *_table(("setting", "", "may be", "file"), rows)]).rstrip()
        + "\n"
    )


def _sentence(title: str, help: str) -> str:
    same = title.rstrip(".").casefold() == help.rstrip(".").casefold()
    return help if same else f"**{title}.** {help}"


def _code(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    found = (head, ("---",) * len(head), *rows)
    cells = [[cell.replace("|", "\\|") for cell in row] for row in found]
    return [*(f"| {' | '.join(row)} |" for row in cells), ""]


def main() -> int:
    """Write the pages."""
    (DOCS / "commands.md").write_text(commands(), "utf-8")
    (DOCS / "keys.md").write_text(keys(), "utf-8")
    (DOCS / "settings.md").write_text(settings(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
