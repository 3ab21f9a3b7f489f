"""`workbench import FORMAT PATH`: take in a record that was written elsewhere."""

import argparse
import sys
from pathlib import Path

from workbench.cli import output
from workbench.cli.diagnostics import Progress, warn
from workbench.cli.opening import open_workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare format and source."""
    parser.add_argument("format", help="`workbench export list` names them")
    parser.add_argument("path", help="a file or folder; - is standard input")


def run(args: argparse.Namespace) -> int:
    """Add what is not there yet; nothing that is there is changed."""
    from workbench.workspace.transfer import import_

    with open_workspace(args) as workspace:
        source = sys.stdin.buffer if args.path == "-" else Path(args.path)
        progress = Progress("importing")
        result = import_(workspace, args.format, source, progress=progress)
        for warning in result.warnings:
            warn(warning)
        output.line(f"added {result.added} records, {result.known} were there already")
    return 0
