"""Export and import of many annotations, every format in turn: seconds, memory, size.

    python -m benchmarks.bench_exchange [ANNOTATIONS] [FORMAT…]

Each is the real command in a process of its own, opening and closing the workspace included, so
that its peak memory is its own; ratios are taken against jsonl, measured in the same run. Where a
format needs the articles to be there already, they are.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.figures import note
from benchmarks.many_annotations import ARTICLES, make_record
from workbench.config.presets import preset
from workbench.domain.record import Record
from workbench.exchange.formats import FORMATS, write
from workbench.exchange.options import ExportOptions

LIMITS = {"import jsonl": 10.0, "export jsonl": 10.0}
"""Seconds on an idle machine."""
SETTINGS = '[publisher]\nname = "Bench"\nurl = "https://bench.org"\n'
_PACKAGES = {"uima": "cassis"}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took."""

    wall: float
    cpu: float
    memory: float
    """MB at the most, the interpreter included."""


def run(folder: Path, *arguments: str) -> Cost:
    """Run a command of the program, and see what it cost."""
    command = [sys.executable, "-m", "workbench", "-C", str(folder), "--reviewer", "ada"]
    began = time.monotonic()
    process = subprocess.Popen([*command, *arguments], stdout=subprocess.DEVNULL, stderr=-1)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(said.decode()[-300:])
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(time.monotonic() - began, cpu, usage.ru_maxrss / 1024)


def desk(folder: Path, filled: Path) -> Path:
    """A new workspace with what a file holds."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "workbench.toml").write_text(SETTINGS)
    run(folder, "import", "jsonl", str(filled))
    return folder


def size_of(target: Path) -> float:
    """MB of a file, or of the files of a folder."""
    files = [target] if target.is_file() else [path for path in target.rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in files) / 1e6


def measure(name: str, full: Path, bare: Path, made: Path) -> tuple[Cost, Cost | None, float]:
    """Export from the full workspace; import into a copy of the bare one, if it can be read."""
    target = made / f"out-{name}"
    out = run(full, "export", name, "--state", "all", "-o", str(target))
    if not FORMATS[name].reads:
        return out, None, size_of(target)
    into = made / f"into-{name}"
    shutil.copytree(bare, into)
    back = run(into, "import", name, str(target))
    shutil.rmtree(into)
    return out, back, size_of(target)


def show(name: str, what: str, cost: Cost, base: Cost) -> str:
    """Note a figure, and give its columns."""
    limit = LIMITS.get(f"{what} {name}")
    note(
        f"{what} {name}",
        f"{cost.wall:.1f} s, {cost.cpu:.1f} s CPU, {cost.memory:.0f} MB",
        limit=f"{limit:.0f} s" if limit else "",
        peer="jsonl",
        ratio=cost.cpu / base.cpu,
    )
    return f"{cost.wall:7.1f} {cost.cpu:6.1f} {cost.cpu / base.cpu:6.1f} {cost.memory:6.0f}"


def run_all(names: Sequence[str], annotations: int, made: Path) -> None:
    record = make_record(annotations)
    options = ExportOptions(preset("averitec"), state="all")
    for file, what in (("full", record), ("bare", Record(record.articles, record.texts))):
        write("jsonl", what, options, made / f"{file}.jsonl")
    full, bare = (desk(made / file, made / f"{file}.jsonl") for file in ("full", "bare"))
    bases: list[Cost] = []
    for name in names:
        extra = _PACKAGES.get(FORMATS[name].extra)
        if extra and find_spec(extra) is None:
            print(f"{name:14} not measured: the extra [{FORMATS[name].extra}] is not installed")
            continue
        out, back, size = measure(name, full, bare, made)
        bases = bases or [cost for cost in (out, back) if cost is not None]
        line = f"{name:14} {show(name, 'export', out, bases[0])}   "
        line += show(name, "import", back, bases[1]) if back else " " * 28
        print(f"{line}  {size:7.1f}", flush=True)


def main() -> None:
    annotations = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    names = sys.argv[2:] or list(FORMATS)
    print(f"{annotations:,} annotations in {ARTICLES} articles")
    print("format         export s    CPU  ratio     MB   import s  CPU  ratio     MB   size MB")
    with tempfile.TemporaryDirectory() as made:
        run_all(["jsonl", *(name for name in names if name != "jsonl")], annotations, Path(made))


if __name__ == "__main__":
    main()
