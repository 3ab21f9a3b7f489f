"""The command line as data: every command with its places and options, read off the parsers.

Shell completion and `docs/commands.md` are made from it, so that neither can be behind.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

Kind = Literal["", "file", "folder"]
"""What a value names: something of the workspace, or a file or folder of the system."""

_KINDS: dict[str, Kind] = {
    "FILE": "file",
    "PATH": "file",
    "DIR": "folder",
    "FROM": "folder",
    "TO": "folder",
}


@dataclass(frozen=True, slots=True)
class Argument:
    """An option, or a place that takes a value."""

    names: tuple[str, ...]
    """`-o` and `--output`; none for a place."""
    shown: str
    """What stands for the value in the help; empty for an option that takes none."""
    help: str
    choices: tuple[str, ...] = ()
    """All there are to choose from; none if anything may be given."""
    kind: Kind = ""
    needed: bool = False
    many: bool = False
    """Whether it may be given more than once."""


@dataclass(frozen=True, slots=True)
class CommandLine:
    """One command."""

    name: str
    """Empty for `workbench` by itself."""
    help: str
    arguments: tuple[Argument, ...]
    """Of a command with verbs: the verb, and what any of them takes."""
    verbs: "tuple[CommandLine, ...]" = ()
    """Each with what it takes itself."""

    @property
    def places(self) -> tuple[Argument, ...]:
        """What is told by where it stands, in order."""
        return tuple(item for item in self.arguments if not item.names)

    @property
    def options(self) -> tuple[Argument, ...]:
        """What is told by name."""
        return tuple(item for item in self.arguments if item.names)


def surface() -> Iterator[CommandLine]:
    """`workbench` itself with the options that all share, then each command with its own."""
    from workbench.cli.main import COMMANDS, parser_of

    screen = CommandLine("", "open the screen", _arguments(parser_of(None), ""))
    yield screen
    shared = {item.names for item in screen.options}
    for name, help in COMMANDS.items():
        found = _arguments(parser_of(name), name)
        own = tuple(item for item in found if not item.names or item.names not in shared)
        yield CommandLine(name, help, own, _verbs(parser_of(name), name))


def _verbs(parser: argparse.ArgumentParser, command: str) -> tuple[CommandLine, ...]:
    found = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, sub in action.choices.items():
                told = tuple(item for item in _arguments(sub, command) if "-h" not in item.names)
                found.append(CommandLine(f"{command} {name}", sub.description or "", told))
    return tuple(found)


def _arguments(parser: argparse.ArgumentParser, command: str) -> tuple[Argument, ...]:
    # argparse has no public way to ask a parser what it takes.
    own = [_argument(action, command) for action in parser._actions]
    of_verbs = {item: None for verb in _verbs(parser, command) for item in verb.arguments}
    return (*own, *of_verbs)


def _argument(action: argparse.Action, command: str) -> Argument:
    takes = action.nargs != 0
    shown = str(action.metavar or action.dest.upper()) if takes else ""
    known = _KNOWN.get((command, action.dest))
    choices = known() if known else tuple(map(str, action.choices or ()))
    kind: Kind = "file" if action.type is Path else _KINDS.get(shown, "")
    if action.dest in ("folder", "workspace"):
        kind = "folder"
    return Argument(
        tuple(action.option_strings),
        shown,
        (action.help or "").replace("%(default)s", str(action.default)),
        choices,
        kind,
        needed=not action.option_strings and action.nargs not in ("?", "*"),
        many=action.nargs in ("*", "+") or isinstance(action, argparse._AppendAction),
    )


def _formats(direction: str) -> tuple[str, ...]:
    from workbench.workspace.transfer import formats

    return tuple(item.name for item in formats() if getattr(item, direction))


def _schemes() -> tuple[str, ...]:
    from workbench.config.presets import PRESETS

    return tuple(PRESETS)


_KNOWN: dict[tuple[str, str], Callable[[], tuple[str, ...]]] = {
    ("export", "format"): lambda: ("list", *_formats("writes")),
    ("import", "format"): partial(_formats, "reads"),
    ("new", "scheme"): _schemes,
}
"""Places whose choices are not known to the parser, since naming them there costs time."""
