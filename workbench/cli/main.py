"""The `workbench` command: finds the command named and imports only that one."""

import argparse
import gc
import os.path
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from workbench import __version__
from workbench.cli.diagnostics import guarded, make_ready
from workbench.domain.errors import WrongUse

COMMANDS = {
    "new": "make a workspace",
    "status": "show what there is and what to do next",
    "add": "add articles, or new versions of them",
    "articles": "list the articles",
    "cases": "list the cases; make, rename and archive them",
    "anchors": "show how spans came through revisions of their articles",
    "claims": "list the claims with their verdicts",
    "read": "print articles, marks and claims as plain lines, for reading aloud",
    "apply": "make changes, given as JSON Lines",
    "schema": "print the JSON Schema of commands and export",
    "export": "write the record in a format that others read",
    "picture": "draw the screen, or whole articles with their links, as SVG",
    "import": "take in a record that was written elsewhere",
    "suggest": "show what differs, found by rule, with reasons",
    "progress": "show how far everybody is",
    "agreement": "show how far reviewers agree",
    "labels": "map labels that the scheme no longer has",
    "inbox": "show what others did that concerns you",
    "check": "look for faults in the database, and repair them",
    "history": "show who changed what, and when",
    "store": "copy the record to a database server and back",
    "settings": "list the settings and where they come from, or change one",
    "keys": "list what every key does, or bind an action to other keys",
    "serve": "show the screen in browsers",
    "doctor": "look whether terminal, disk and installation are fit for the work",
    "completion": "print what a shell needs to complete commands and options",
}
"""Every command and its one-line help; the module of the same name holds the rest."""

_WITH_VALUE = ("-C", "--workspace", "--reviewer", "--encoding", "--log", "--store")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: the arguments, without the program's name; None takes the process's own.

    Returns:
        The exit code (see `diagnostics`).
    """
    make_ready()
    return guarded(lambda: _run(list(sys.argv[1:] if argv is None else argv)))


def _run(arguments: Sequence[str]) -> int:
    name = _command(arguments)
    try:
        args = _parser(name).parse_args(arguments)
    except WrongUse as error:
        error.hint = _file_meant(arguments) or error.hint
        raise
    if name is None:
        return _open_screen(args)
    return int(_module(name).run(args))


def _file_meant(arguments: Sequence[str]) -> str:
    """How to name a file that was taken for an option; empty if there is none."""
    files = (item for item in arguments if item.startswith("-") and os.path.lexists(item))
    return next((f"a file is meant? write ./{item}" for item in files), "")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong as every command does."""

    help_by = ""
    """What prints the help that fits; empty for the parser's own."""

    def error(self, message: str) -> NoReturn:
        """Raise what becomes one line and exit code 2."""
        raise WrongUse(message, hint=self.help_by or f"{self.prog} --help")


def _open_screen(args: argparse.Namespace) -> int:
    # What a start makes stays: looking for garbage in it takes a tenth of the time. The collector
    # is on again when the screen has been painted (`tui.collector`).
    gc.disable()
    from workbench.cli.commands._screen import run

    return run(args)


def _command(arguments: Sequence[str]) -> str | None:
    """The first argument that is neither an option nor an option's value, if it is a command."""
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument in _WITH_VALUE:
            skip = True
        elif not argument.startswith("-"):
            return argument if argument in COMMANDS else None
    return None


def _module(name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return import_module(f"workbench.cli.commands.{name.replace('import', 'import_')}")


def _parser(name: str | None) -> _Parser:
    parser = _Parser(
        prog="workbench",
        description="Compare reports of the same event: span, link, claim, verdict, evidence.",
        epilog="Without a command, `workbench [FOLDER]` opens the screen.",
    )
    parser.add_argument("--version", action="version", version=f"workbench {__version__}")
    _common(parser, argparse.SUPPRESS if name else None)
    if name is None:
        parser.add_argument("folder", nargs="?", help="the workspace (default: this folder)")
        parser.usage = "workbench [options] [FOLDER]\n       workbench [options] COMMAND …"
        listing = "\n".join(f"  {command:10} {text}" for command, text in COMMANDS.items())
        parser.epilog = f"commands:\n{listing}\n\n{parser.epilog}"
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        return parser
    subparsers = parser.add_subparsers(dest="command", required=True)
    sub = subparsers.add_parser(name, help=COMMANDS[name], description=COMMANDS[name])
    _common(sub, argparse.SUPPRESS)
    _module(name).add_arguments(sub)
    parser.help_by = f"workbench {name} --help"
    parser.set_defaults(workspace=None, reviewer=None, encoding=None, log=None, store=None)
    return parser


def parser_of(name: str | None) -> argparse.ArgumentParser:
    """The parser of one command by itself, or of the screen; for completion and the docs."""
    if name is None:
        return _parser(None)
    parser = argparse.ArgumentParser(prog=f"workbench {name}", description=COMMANDS[name])
    _common(parser, None)
    _module(name).add_arguments(parser)
    return parser


def _common(parser: argparse.ArgumentParser, default: str | None) -> None:
    add = parser.add_argument
    add("-C", "--workspace", metavar="DIR", default=default, help="the workspace's folder")
    add("--reviewer", metavar="NAME", default=default, help="the name to work under")
    add("--store", metavar="URL", default=default, help="a database that the team shares")
    add("--encoding", metavar="NAME", default=default, help="of article files not in UTF-8")
    add("--log", metavar="FILE", default=default, help="write a log there")
