"""What a durable write costs beside SQLite and plain TinyDB; opening, memory, disk, refresh.

python -m benchmarks store        (sizes: WORKBENCH_BENCH_SIZES="1000 10000 100000")
"""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import note
from benchmarks.store_engines import Engine, OwnStore, PlainTinyDB, Rows, Sqlite, made_up
from workbench.store import Put, open_store

WRITES = 150
SLOW_WRITES = {1000: 30, 10_000: 10}
"""Writes of plain TinyDB; else 3."""

OPEN = """
import sys, time, pathlib
from workbench.store import open_store
def memory():
    return int(open("/proc/self/statm").read().split()[1]) * 4096
before, wall, cpu = memory(), time.perf_counter(), time.process_time()
store = open_store(pathlib.Path(sys.argv[1]), "bob")
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
print(wall, cpu, (memory() - before) / max(1, len(store.rows("spans"))))
"""


def timed(deed: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU time in ms."""
    wall, cpu = time.perf_counter(), time.process_time()
    deed()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def writes(engines: list[Engine], rows: Rows, size: int) -> dict[str, float]:
    """Insert and update in turn, one engine after the other; prints, and gives medians in ms."""
    spent: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for number, (key, row) in enumerate(made_up(WRITES, size + 1)):
        for engine in engines:
            if isinstance(engine, PlainTinyDB) and number >= SLOW_WRITES.get(size, 3):
                continue
            old = rows[number * 7 % len(rows)][0]
            insert = timed(lambda e=engine, k=key, r=row: e.insert(k, r))  # type: ignore[misc]
            update = timed(lambda e=engine, k=old, n=number: e.update(k, f"note {n}"))  # type: ignore[misc]
            spent.setdefault((engine.name, "insert"), []).append(insert)
            spent.setdefault((engine.name, "update"), []).append(update)
    medians: dict[str, float] = {}
    for (name, what), pairs in spent.items():
        walls = sorted(wall for wall, _ in pairs)
        medians[f"{name} {what}"] = statistics.median(walls)
        cpu = statistics.median(cpu for _, cpu in pairs)
        high = walls[int(len(walls) * 0.95)]
        print(
            f"{size:>7} {name:<13} {what}: {statistics.median(walls):9.3f} ms, "
            f"p95 {high:9.3f}, cpu {cpu:8.3f}"
        )
    return medians


def opening(folder: Path, size: int) -> None:
    """Open in a new process, with the snapshot and without."""
    for what in ("snapshot", "events only"):
        if what == "events only":
            (folder / "annotations.json").unlink()
        runs = [
            subprocess.run(
                [sys.executable, "-c", OPEN, str(folder)],
                capture_output=True,
                text=True,
                check=True,
            ).stdout.split()
            for _ in range(3)
        ]
        wall, cpu, memory = (statistics.median(float(run[n]) for run in runs) for n in range(3))
        print(f"{size:>7} open, {what:<11}: {wall:6.3f} s, cpu {cpu:6.3f} s, {memory:5.0f} B each")
        note(f"open {size:,} rows, {what}", f"{wall:.3f} s ({cpu:.3f} s CPU)")


def disk(folder: Path, size: int) -> None:
    """Bytes on the disk for each annotation, in events and in caches."""
    events = sum(path.stat().st_size for path in (folder / "events").iterdir())
    whole = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    count = size + WRITES
    print(f"{size:>7} disk: {whole / count:5.0f} B each ({events / count:5.0f} in events)")


def refreshing(folder: Path, size: int) -> None:
    """How soon a change by another is seen when polling, and what a look costs."""
    ada, bob = open_store(folder, "ada"), open_store(folder, "bob")
    costs: list[float] = []
    delays: list[float] = []
    for number in range(20):
        ada.commit([Put("spans", 1, {"note": f"{number}"})])
        costs.append(timed(bob.refresh)[0])
    for number in range(8):
        written: list[float] = []

        def write(n: int = number, at: list[float] = written) -> None:
            time.sleep(0.07 * (n + 1))
            ada.commit([Put("spans", 1, {"note": f"late {n}"})])
            at.append(time.perf_counter())

        thread = threading.Thread(target=write)
        thread.start()
        while not (bob.wait(5) and bob.refresh()):
            pass
        thread.join()
        delays.append((time.perf_counter() - written[0]) * 1000)
    idle = statistics.median(timed(bob.refresh)[0] for _ in range(20))
    print(
        f"{size:>7} refresh: {statistics.median(costs):6.3f} ms with a change, {idle:6.3f} idle; "
        f"seen after {statistics.median(delays):4.0f} ms, at most {max(delays):4.0f}"
    )


def one_size(size: int) -> dict[str, float]:
    """Everything at one size."""
    rows = made_up(size, size)
    with tempfile.TemporaryDirectory(dir=os.environ.get("WORKBENCH_BENCH_DIR")) as name:
        folder = Path(name)
        engines: list[Engine] = [
            OwnStore(folder, rows),
            Sqlite(folder, rows),
            PlainTinyDB(folder, rows),
        ]
        medians = writes(engines, rows, size)
        for engine in engines:
            engine.close()
        disk(folder / "annotations", size)
        opening(folder / "annotations", size)
        refreshing(folder / "annotations", size)
    return medians


def main() -> None:
    """Print figures and ratios."""
    sizes = [int(n) for n in os.environ.get("WORKBENCH_BENCH_SIZES", "1000 10000 100000").split()]
    found = {size: one_size(size) for size in sizes}
    for size, medians in found.items():
        for what in ("insert", "update"):
            own = medians[f"store {what}"]
            print(
                f"{size:>7} {what}: store / SQLite {own / medians[f'SQLite {what}']:.2f}, "
                f"plain TinyDB / store {medians[f'plain TinyDB {what}'] / own:.0f}"
            )
            for peer in ("SQLite", "plain TinyDB"):
                theirs = medians[f"{peer} {what}"]
                note(
                    f"{what} beside {size:,} rows",
                    f"{own:.3f} ms",
                    peer=f"{peer} {theirs:.3f} ms",
                    ratio=own / theirs,
                )
    for what in ("insert", "update"):
        ratio = found[sizes[-1]][f"store {what}"] / found[sizes[0]][f"store {what}"]
        print(f"store {what} at {sizes[-1]} / at {sizes[0]}: {ratio:.2f}")
        note(f"{what} at {sizes[-1]:,} rows", "", peer=f"at {sizes[0]:,}", ratio=ratio)


if __name__ == "__main__":
    main()
