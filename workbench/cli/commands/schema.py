"""`workbench schema`: the JSON Schema of the commands and of the `json` export."""

import argparse

from workbench.cli import output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which of the two is wanted."""
    parser.add_argument(
        "part",
        nargs="?",
        choices=("all", "commands", "export"),
        default="all",
        help="what to describe (default: both)",
    )
    parser.add_argument("--json", action="store_true", help="accepted; the output is always JSON")


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    from workbench.workspace.parsing import schema as commands
    from workbench.workspace.transfer import export_schema

    parts = {"commands": commands, "export": export_schema}
    if args.part == "all":
        output.value({name: describe() for name, describe in parts.items()})
    else:
        output.value(parts[args.part]())
    return 0
