"""`workbench history [ID]`: who changed what, when, old and new value."""

import argparse
import json
from typing import Any

from workbench.cli import output
from workbench.cli.opening import open_workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it is about."""
    parser.add_argument("id", nargs="?", help="a record, or an article; default: everything")
    parser.add_argument("--since", default="", metavar="DATE", help="only from this time on")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the changes, oldest first."""
    with open_workspace(args) as workspace:
        changes = workspace.history(args.id, since=args.since)
        if args.json:
            output.value([change.as_json() for change in changes])
            return 0
        if not changes:
            nothing = f"nothing was changed since {args.since}" if args.since else ""
            output.line(nothing or "nothing was changed yet")
        for change in changes:
            output.line(
                f"{change.at}  {change.by}  {change.why or '-'}  {change.table} {change.id}  "
                f"{change.field}: {_short(change.old)} → {_short(change.new)}"
            )
    return 0


def _short(value: Any) -> str:
    if value is None:
        return "–"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:59]}…"
