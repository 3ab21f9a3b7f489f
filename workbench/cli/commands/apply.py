"""`workbench apply [FILE|-]`: commands as JSON Lines in, one acknowledgement a line out."""

import argparse
import sys
from pathlib import Path
from typing import Any, BinaryIO

from workbench.cli import output
from workbench.cli.diagnostics import told_of, unheard
from workbench.cli.opening import open_workspace
from workbench.domain.errors import BadInput, StoreTrouble, WorkbenchError
from workbench.workspace.parsing import parse
from workbench.workspace.workspace import Workspace

FAILED = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file and what to do after a failure."""
    parser.add_argument("file", nargs="?", default="-", help="JSON Lines; - is standard input")
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--keep-going", action="store_true", help="go on after a failed line (the default)"
    )
    group.add_argument("--stop", action="store_true", help="stop at the first failed line")


def run(args: argparse.Namespace) -> int:
    """Apply every line; 3 if any failed."""
    with open_workspace(args) as workspace:
        if args.file == "-":
            return _apply(workspace, sys.stdin.buffer, stop=args.stop)
        with _opened(Path(args.file)) as source:
            return _apply(workspace, source, stop=args.stop)


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise BadInput(f"can't be read: {error.strerror}", where=str(file)) from error


def _apply(workspace: Workspace, source: BinaryIO, *, stop: bool) -> int:
    made: dict[int, str | None] = {}
    code = applied = 0
    workspace.load()
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        answer: dict[str, Any]
        try:
            outcome = workspace.do(parse(line, made))
        except WorkbenchError as error:
            answer = {"line": number, "ok": False, "error": str(error)}
            made[number] = None
            code = error.exit_code if isinstance(error, StoreTrouble) else code or FAILED
        except OSError as error:
            # The system's word on a file that was named in a way nobody thought of; what can't be
            # written to the database is told above.
            answer = {"line": number, "ok": False, "error": told_of(error)}
            made[number] = None
            code = code or FAILED
        else:
            answer = {"line": number, "ok": True, "id": outcome.id}
            if outcome.warnings:
                answer["warnings"] = list(outcome.warnings)
            made[number] = outcome.id
            applied = number
        try:
            # Flushed line by line: whoever reads it may count on what is acknowledged.
            output.acknowledge(answer)
        except OSError as error:
            # What is not acknowledged can't be counted on, so no more of it is made.
            last = f"line {applied} was the last one applied" if applied else "nothing was applied"
            return unheard(error, last)
        if code and stop:
            break
    return code
