"""Real processes on one folder."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def process(
    mode: str, folder: Path, *words: str, server: str = ""
) -> Iterator[subprocess.Popen[str]]:
    """Run `tests.store.worker`, started and open when it is handed over, killed at the end.

    With a server, the folder is kept alike with it.
    """
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.store.worker", mode, str(folder), *words],
        cwd=ROOT,
        env={**os.environ, "WORKBENCH_TEST_STORE": server},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert running.stdout is not None
        assert running.stdout.readline().startswith("open")
        yield running
    finally:
        running.kill()
        running.communicate()


def kill(running: subprocess.Popen[str]) -> list[str]:
    """Kill -9 and hand back what it had still said."""
    running.kill()
    said, _ = running.communicate()
    return said.splitlines()
