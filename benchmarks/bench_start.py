"""Start-up: the command line beside bare argparse, and the screen until both articles can be used.

The byte code is made first, as an installation makes it: a start is measured, not a compiler.

Processes take turns, so that a busy moment of the machine falls on all of them alike.
"""

import compileall
import os
import pty
import resource
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import note

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
ARGPARSE = "import argparse; argparse.ArgumentParser().parse_args([])"
READY = (b"412", b"Quick Looks")
"""Words of either example article; both are on the screen when the panes can be used."""


def cpu_of(work: Callable[[], None]) -> float:
    """CPU seconds of the child processes that the work waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def command(*arguments: str) -> Callable[[], None]:
    """A process that is run to its end, its output thrown away."""

    def run() -> None:
        subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)

    return run


def screen(folder: Path) -> tuple[float, float]:
    """Seconds (wall, CPU) from exec until words of both articles were painted."""
    started = time.monotonic()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="160", LINES="50")
        os.execv(sys.executable, [sys.executable, "-m", "workbench", str(folder)])
    seen = b""
    while not all(word in seen for word in READY):
        ready, _, _ = select.select([terminal], [], [], 10)
        if not ready:
            break
        seen += os.read(terminal, 65536)
    wall = time.monotonic() - started
    cpu = _cpu_so_far(pid)
    os.write(terminal, b"q")
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and os.waitpid(pid, os.WNOHANG)[0] == 0:
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                os.read(terminal, 65536)
            except OSError:
                break
    os.close(terminal)
    return wall, cpu


def _cpu_so_far(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(rounds: int = 12) -> None:
    """Print medians."""
    compileall.compile_dir(SEEDS.parent / "workbench", quiet=2)
    runs = {
        "python + argparse": command("-c", ARGPARSE),
        "workbench --help": command("-m", "workbench", "--help"),
        "workbench status": command("-m", "workbench", "-C", str(SEEDS.parent), "status"),
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    screens = []
    with tempfile.TemporaryDirectory() as made:
        shutil.copytree(SEEDS, Path(made) / "seeds")
        for _ in range(rounds):
            for name, work in runs.items():
                times[name].append(cpu_of(work))
            screens.append(screen(Path(made)))
    base = statistics.median(times["python + argparse"])
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:24} {median * 1000:6.0f} ms CPU   +{(median - base) * 1000:.0f} ms")
        note(
            name,
            f"{median * 1000:.0f} ms CPU (+{(median - base) * 1000:.0f})",
            limit="+60 ms" if "--help" in name else "",
            peer=f"argparse {base * 1000:.0f} ms",
            ratio=median / base,
        )
    wall = statistics.median(item[0] for item in screens)
    cpu = statistics.median(item[1] for item in screens)
    print(f"{'both articles usable':24} {cpu * 1000:6.0f} ms CPU   {wall * 1000:.0f} ms wall")
    note(
        "both articles usable",
        f"{cpu * 1000:.0f} ms CPU, {wall * 1000:.0f} ms",
        limit="500 ms CPU, 700 ms",
    )


if __name__ == "__main__":
    main()
