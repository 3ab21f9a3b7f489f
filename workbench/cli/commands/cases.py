"""`workbench cases`: the cases and how far they are; new, rename, move, archive, restore."""

import argparse
from dataclasses import asdict

from workbench.cli import output
from workbench.cli.diagnostics import warn
from workbench.cli.opening import open_workspace
from workbench.domain.errors import WrongUse
from workbench.workspace.command import Command
from workbench.workspace.workspace import Workspace

_NAMES = {
    "new": ("NAME",),
    "rename": ("CASE", "NAME"),
    "move": ("ARTICLE", "CASE"),
    "archive": ("CASE",),
    "restore": ("CASE",),
}
"""What can be done → what it is done to."""
_DONE = {
    "new": "made {0}",
    "rename": "{0} is called {1} now",
    "move": "{0} is in {1} now",
    "archive": "{0} is archived; nothing was deleted",
    "restore": "{0} is back",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is done to which case."""
    parser.add_argument("what", nargs="?", choices=tuple(_NAMES), help="nothing lists the cases")
    parser.add_argument("names", nargs="*", metavar="NAME", help="of the case or the article")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """List the cases, or change one."""
    if args.what is not None and len(args.names) != len(_NAMES[args.what]):
        names = " ".join(_NAMES[args.what])
        raise WrongUse(f"cases {args.what} needs: {names}", hint="quote names that have blanks")
    with open_workspace(args) as workspace:
        workspace.load()
        if args.what is None:
            _list(workspace, as_json=args.json)
            return 0
        outcome = workspace.do(_command(args.what, args.names))
        for warning in outcome.warnings:
            warn(warning)
        if outcome.changes or not outcome.warnings:
            output.line(_DONE[args.what].format(*args.names))
    return 0


def _command(what: str, names: list[str]) -> Command:
    from workbench.workspace import commands

    if what == "new":
        return commands.AddCase(name=names[0])
    if what == "rename":
        return commands.RenameCase(case=names[0], name=names[1])
    if what == "move":
        return commands.MoveArticle(article=names[0], case=names[1])
    return commands.ArchiveCase(case=names[0], on=what == "archive")


def _list(workspace: Workspace, *, as_json: bool) -> None:
    from workbench.workspace.cases import summaries

    found = summaries(workspace)
    if as_json:
        output.value([asdict(item) for item in found])
        return
    output.table(
        ("case", "articles", "claims", "judged by you", "final", ""),
        [
            (
                item.name,
                str(item.articles),
                str(item.claims),
                str(item.judged),
                str(item.adjudicated),
                "archived" if item.archived else "",
            )
            for item in found
        ],
    )
