"""`workbench inbox`: what others did that concerns the reviewer."""

import argparse
from dataclasses import asdict

from workbench.cli import output
from workbench.cli.opening import open_workspace
from workbench.domain.days import since
from workbench.workspace import inbox, team


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the choice and the form."""
    parser.add_argument("--since", default="", metavar="DATE", help="only what came later (UTC)")
    parser.add_argument("--new", action="store_true", help="only what was not read on the screen")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """List mentions, answers, assignments and decisions, newest first; marks nothing as read."""
    earliest = since(args.since)
    with open_workspace(args) as workspace:
        items = inbox.unread(workspace) if args.new else team.inbox(workspace)
        chosen = [item for item in items if item.at >= earliest]
        if args.json:
            output.value([asdict(item) for item in chosen])
        elif not chosen:
            output.line(f"nothing in the inbox{f' since {args.since}' if args.since else ''}")
        else:
            rows = [(item.at, item.kind, item.by, item.claim, item.text) for item in chosen]
            output.table(("at", "kind", "by", "claim", "text"), rows)
    return 0
