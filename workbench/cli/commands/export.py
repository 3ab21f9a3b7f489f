"""`workbench export FORMAT`: the record in a format that others read."""

import argparse
import sys
from pathlib import Path

from workbench.cli.diagnostics import Progress, say
from workbench.cli.opening import open_workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare format, target and choice of claims."""
    parser.add_argument("format", help="`workbench export list` names them")
    parser.add_argument("-o", "--output", metavar="PATH", default="-", help="- is stdout")
    parser.add_argument("--force", action="store_true", help="replace what is there")
    parser.add_argument(
        "--state",
        choices=("published", "adjudicated", "all"),
        help="which claims (default: published for claimreview, all elsewhere)",
    )
    parser.add_argument("--since", default="", metavar="DATE", help="for minutes: from then on")
    parser.add_argument("--claim", action="append", metavar="ID", help="only this claim")
    parser.add_argument("--verdict", metavar="LABEL", help="only claims with this verdict")
    parser.add_argument("--by", default="", metavar="NAME", help="only what this reviewer judged")


def run(args: argparse.Namespace) -> int:
    """Write the export; what the format can't hold is said on stderr."""
    from workbench.workspace.transfer import Choice, export, formats

    if args.format == "list":
        from workbench.cli import output

        output.table(
            ("format", "reads", "writes", "what it is"),
            [
                (item.name, "yes" if item.reads else "", "yes" if item.writes else "", item.summary)
                for item in formats()
            ],
        )
        return 0
    with open_workspace(args) as workspace:
        target = sys.stdout.buffer if args.output == "-" else Path(args.output)
        losses = export(
            workspace,
            args.format,
            target,
            choice=Choice(
                args.state,
                args.verdict,
                args.by,
                args.since,
                tuple(args.claim) if args.claim else None,
            ),
            force=args.force,
            progress=Progress("exporting"),
        )
        for line in losses:
            say(f"not in the export: {line}")
    return 0
