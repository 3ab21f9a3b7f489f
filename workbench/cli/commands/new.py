"""`workbench new DIR`: a workspace to start in."""

import argparse
from pathlib import Path

from workbench.cli import output
from workbench.workspace.creating import create_workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the folder and what to put in it."""
    parser.add_argument("folder", help="a folder that is empty or not there yet")
    parser.add_argument(
        "--example", action="store_true", help="put the two example articles into it"
    )
    parser.add_argument("--scheme", default="", help="a preset of verdict labels")
    parser.add_argument(
        "--blind", choices=("off", "on", "all"), default="off", help="begin with a blind pass"
    )


def run(args: argparse.Namespace) -> int:
    """Make the folder and say what to do with it."""
    folder = Path(args.folder)
    create_workspace(folder, example=args.example, scheme=args.scheme, blind=args.blind)
    if args.example:
        output.line(f"made {folder} with two articles; open it: workbench {folder}")
    else:
        output.line(f"made {folder}; put articles into {folder / 'seeds'}: workbench {folder}")
    return 0
