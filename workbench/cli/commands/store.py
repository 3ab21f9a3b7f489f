"""`workbench store …`: copy the record between folders and servers; make a server ready."""

import argparse

from workbench.cli import output
from workbench.cli.diagnostics import Progress, warn
from workbench.workspace.stores import copy_store, prepare_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare both verbs."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="copy|init")
    copy = verbs.add_parser(
        "copy",
        help="copy everything from one place to another; again copies what is new",
        description="Copy events, texts, articles' files and settings. Nothing is changed or taken "
        "away on either side; run again, it copies what has come since.",
    )
    copy.add_argument("source", metavar="FROM", help="a workspace's folder, or postgresql://…")
    copy.add_argument("target", metavar="TO", help="likewise; made if it is not there")
    init = verbs.add_parser(
        "init",
        help="make a server's tables, or bring them up to date",
        description="Make a server's tables, or bring them up to date.",
    )
    init.add_argument("address", metavar="URL", help="postgresql://USER@HOST/DATABASE")
    init.add_argument("--grant", default="", metavar="ROLE", help="let this role read and add")


def run(args: argparse.Namespace) -> int:
    """Do what was named."""
    return _copy(args) if args.verb == "copy" else _init(args)


def _copy(args: argparse.Namespace) -> int:
    done = copy_store(args.source, args.target, Progress("events"))
    output.line(
        f"copied {_count(done.events, 'event')}, {_count(done.texts, 'text')}, "
        f"{_count(done.files, 'file')}"
    )
    for path in done.kept:
        warn(f"{path}: another file of that name is there; it was left as it is")
    return 0


def _init(args: argparse.Namespace) -> int:
    done = prepare_store(args.address, args.grant)
    if done.before == done.after:
        output.line(f"{done.name}: the tables are there, of version {done.after}")
    elif done.before:
        output.line(f"{done.name}: brought from version {done.before} to {done.after}")
    else:
        output.line(f"{done.name}: made the tables, version {done.after}")
    if args.grant:
        output.line(f"{args.grant} may read and add")
    return 0


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"
