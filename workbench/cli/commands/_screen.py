"""`workbench [FOLDER]`: the screen."""

import argparse
import sys
from pathlib import Path

from workbench.cli.opening import open_workspace, report_offline
from workbench.domain.errors import WrongUse


def run(args: argparse.Namespace) -> int:
    """Open the screen; in a workspace without articles it begins with adding one."""
    workspace = open_workspace(args, args.folder)
    if workspace.articles.ids():
        workspace.require_articles()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUse(
            "the screen needs a terminal", hint="without one, use the commands: workbench --help"
        )
    from workbench.tui.app import run as run_app

    code = run_app(workspace, log=Path(args.log) if args.log else None)
    report_offline(workspace)
    return code
