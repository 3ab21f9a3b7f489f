"""The figures of a run, gathered beside what is printed, as one table."""

import os
import platform
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
_HEAD = ("figure", "ours", "limit", "peer", "ratio to the peer")
_SHOWN = ("textual", "tinydb", "numpy", "pydantic", "rapidfuzz")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    name: str
    ours: str
    limit: str = ""
    peer: str = ""
    """What stands beside ours in the same run, with its name."""
    ratio: float | None = None
    """Ours divided by the peer's."""


class Conditions:
    """How the machine was while something was measured; begins when it is made."""

    def __init__(self) -> None:
        self._speed = _fixed_work()
        self._taken, self._all = _ticks()

    def __str__(self) -> str:
        """In words: what other guests of the same host took, and how fast it was in between."""
        taken, all_ = _ticks()
        share = (taken - self._taken) / max(1, all_ - self._all)
        return (
            f"a fixed piece of Python took {self._speed:.0f} ms before and {_fixed_work():.0f} ms "
            f"after; the host took {share:.1%} of the processors for others"
        )


def _fixed_work() -> float:
    """CPU milliseconds of some additions, the median of five."""
    found = []
    for _ in range(5):
        start = time.process_time()
        sum(number * number for number in range(200_000))
        found.append((time.process_time() - start) * 1000)
    return statistics.median(found)


def _ticks() -> tuple[int, int]:
    """Ticks that the host kept from this machine, and all of them; (0, 0) where nobody counts."""
    try:
        words = Path("/proc/stat").read_text("ascii").split("\n", 1)[0].split()
    except OSError:
        return 0, 0
    ticks = [int(word) for word in words[1:9]]
    return ticks[7], sum(ticks)


_taken: list[Figure] = []


def note(
    name: str, ours: str, *, limit: str = "", peer: str = "", ratio: float | None = None
) -> None:
    """Put a figure into the table of this run."""
    _taken.append(Figure(name, ours, limit, peer, ratio))


def take() -> list[Figure]:
    """The figures since the last call."""
    found = list(_taken)
    _taken.clear()
    return found


def machine() -> list[str]:
    """What the figures depend on; no names of hosts, users or folders."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _SHOWN)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return [
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB; "
        f"{platform.system()} {platform.release().split('-')[0]}",
        f"Python {platform.python_version()}; {libraries}",
        f"load when it began: {os.getloadavg()[0]:.1f}",
    ]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def table(found: dict[str, list[Figure]], about: Sequence[str], conditions: dict[str, str]) -> str:
    """The page: what was measured on, and the figures of each benchmark."""
    lines = ["# Figures", "", "Written by `make bench`; peers are measured in the same run.", ""]
    lines += [f"- {line}" for line in about]
    for bench, figures in found.items():
        lines += [
            "",
            f"## {bench}",
            "",
            f"{conditions[bench]}.",
            "",
            _row(_HEAD),
            _row(["---"] * len(_HEAD)),
        ]
        lines += [_row(_cells(figure)) for figure in figures]
    return "\n".join(lines) + "\n"


def _cells(figure: Figure) -> list[str]:
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    return [figure.name, figure.ours, figure.limit, figure.peer, ratio]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '·') for cell in cells)} |"


def write(
    found: dict[str, list[Figure]],
    about: Sequence[str],
    conditions: dict[str, str],
    *,
    whole: bool,
) -> None:
    """Print the table; a run of all benchmarks is also kept."""
    page = table(found, about, conditions)
    sys.stdout.write(f"\n{page}")
    if whole:
        RESULTS.write_text(page, "utf-8")
