"""`workbench add FILE…|-`: articles come in, or new versions of those there are."""

import argparse
import sys
import tempfile
from pathlib import Path

from workbench.cli import output
from workbench.cli.diagnostics import Progress, fail, unheard, warn
from workbench.cli.opening import open_workspace
from workbench.domain.errors import WorkbenchError, WrongUse
from workbench.workspace.commands import AddArticle
from workbench.workspace.workspace import Workspace

_META = ("title", "source", "author", "published", "url", "language", "notes")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the files and what is known about them."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="- is standard input")
    parser.add_argument("--case", help="the case that they belong to")
    parser.add_argument("--replaces", metavar="ARTICLE", help="a new version of this article")
    parser.add_argument("--name", help="file name for what comes on standard input")
    for name in _META:
        parser.add_argument(f"--{name}", help=f"the article's {name}")


def run(args: argparse.Namespace) -> int:
    """Add the files one after the other; those that can't be used are named."""
    if len(args.files) > 1 and (args.replaces or args.title):
        raise WrongUse("--replaces and --title go with one file")
    code = 0
    with open_workspace(args) as workspace:
        progress = Progress("adding")
        for done, file in enumerate(args.files):
            progress(done, len(args.files))
            try:
                said = _add(workspace, file, args)
            except WorkbenchError as error:
                code = fail(error)
                continue
            if not said:
                continue
            try:
                output.line(said)
            except OSError as error:
                return unheard(error, f"{file} was the last one added")
    return code


def _add(workspace: Workspace, file: str, args: argparse.Namespace) -> str:
    """What to say of it; empty if it is known already."""
    if file != "-":
        return _add_file(workspace, file, args)
    with tempfile.TemporaryDirectory() as folder:
        name = Path(args.name or "pasted.txt").name
        taken = Path(folder) / (name if "." in name else f"{name}.txt")
        taken.write_bytes(sys.stdin.buffer.read())
        return _add_file(workspace, str(taken), args)


def _add_file(workspace: Workspace, file: str, args: argparse.Namespace) -> str:
    known = {name: getattr(args, name) for name in _META}
    workspace.revisions.progress = Progress("spans found again")
    outcome = workspace.do(
        AddArticle(
            path=file,
            case=args.case,
            replaces=args.replaces,
            **known,
        )
    )
    for warning in outcome.warnings:
        warn(warning)
    verb = "new version of" if args.replaces else "added"
    return f"{verb} {outcome.id}" if outcome.changes else ""
