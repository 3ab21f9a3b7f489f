"""Runs the program as a user does: a process of its own."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any


def heed_interrupts() -> None:
    """In a new process: a runner in the background hands on that Ctrl+C is to be ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run(
    folder: Path, *arguments: str, given: str = "", reviewer: str = "ada"
) -> subprocess.CompletedProcess[str]:
    """Run a command in a workspace."""
    return subprocess.run(
        [sys.executable, "-m", "workbench", "-C", str(folder), "--reviewer", reviewer, *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def apply(
    folder: Path, *commands: Any, options: tuple[str, ...] = (), reviewer: str = "ada"
) -> list[dict[str, Any]]:
    """Apply commands (objects, or lines as they are) and read the acknowledgements."""
    lines = [item if isinstance(item, str) else json.dumps(item) for item in commands]
    done = run(folder, "apply", *options, given="\n".join(lines), reviewer=reviewer)
    return [json.loads(line) for line in done.stdout.splitlines()]
