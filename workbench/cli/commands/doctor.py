"""`workbench doctor`: are terminal, disk and installation fit for the work?"""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from workbench.cli import output
from workbench.workspace.health import Finding, examine

_SIGNS = {"good": "ok", "note": "note", "bad": "BAD"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the form."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print what was found; 1 if something of it would lose work."""
    from workbench.cli.doctor import installation, terminal

    found = [
        *installation.look(),
        *terminal.of_process(),
        *examine(Path(args.workspace or "."), args.reviewer, store=args.store),
    ]
    if args.json:
        output.value([asdict(item) for item in found])
    else:
        _show(found)
    return 1 if any(item.state == "bad" for item in found) else 0


def _show(found: list[Finding]) -> None:
    from workbench.cli.doctor.terminal import sample_line

    output.columns([(_SIGNS[item.state], item.about, _told(item)) for item in found])
    if sys.stdout.isatty():
        output.line()
        output.line(f"If a box stands here, the font lacks a sign: {sample_line()}")
    bad = sum(1 for item in found if item.state == "bad")
    output.line()
    output.line(f"{bad} would lose work" if bad else "nothing here would lose work")


def _told(item: Finding) -> str:
    return f"{item.said} – {item.hint}" if item.hint else item.said
