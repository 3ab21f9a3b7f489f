"""What a database server adds to the folder: a write, a look, an edit seen elsewhere, opening.

python -m benchmarks postgres        (sizes: WORKBENCH_BENCH_SIZES="1000 100000")
Starts a PostgreSQL server of its own (tests/envs/postgres.sh finds or installs it).
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import note
from workbench.store import Put, Store, open_store

WRITES = 100


def median_ms(deed: Callable[[int], object], times: int) -> float:
    """Median wall time in ms."""
    spent = []
    for number in range(times):
        began = time.perf_counter()
        deed(number)
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


def writing(store: Store, key: int) -> Callable[[int], object]:
    """Makes a document."""
    return lambda number: store.commit([Put("claims", key + number, {"text": f"new {number}"})])


def seen_after(writer: Store, reader: Store) -> float:
    """Median ms from the acknowledgement until another machine shows it."""
    spent = []
    for number in range(20):
        writer.commit([Put("claims", 1, {"text": f"seen {number}"})])
        began = time.perf_counter()
        while not (reader.wait(5) and reader.refresh(ask=False)):
            continue
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


def opening(folder: Path, server: str) -> float:
    """Seconds until the store is open and both sides are alike."""
    began = time.perf_counter()
    store = open_store(folder, "ada", server=server)
    spent = time.perf_counter() - began
    store.close()
    return spent


def one_size(url: str, folder: Path, size: int) -> dict[str, float]:
    """Everything at one size, the folder alone and the joined one side by side."""
    from tests.store.postgres.test_many_events import fill

    fill(url, size)
    first = opening(folder / "joined", url)
    again = opening(folder / "joined", url)
    alone = opening(folder / "joined", "")
    plain = open_store(folder / "plain", "ada")
    joined = open_store(folder / "joined", "ada", server=url)
    other = open_store(folder / "other", "bob", server=url)
    found = {
        "folder alone": median_ms(writing(plain, size + 1), WRITES),
        "joined": median_ms(writing(joined, size + 1), WRITES),
    }
    other.refresh()
    look = median_ms(lambda _: other.refresh(), 30)
    seen = seen_after(joined, other)
    for store in (plain, joined, other):
        store.close()
    print(
        f"{size:>9,} events: fetched {first:5.2f} s, opened again {again:5.2f} s "
        f"(folder alone {alone:5.2f}); write {found['joined']:5.2f} ms "
        f"(folder alone {found['folder alone']:5.2f}); look {look:5.2f} ms; "
        f"seen elsewhere after {seen:5.1f} ms"
    )
    return found


def main() -> None:
    """Print figures and ratios."""
    from tests.store.postgres.server import NoServer, PostgresServer

    sizes = [int(n) for n in os.environ.get("WORKBENCH_BENCH_SIZES", "1000 100000").split()]
    try:
        server = PostgresServer()
    except NoServer as error:
        print(f"not measured: {error}")
        return
    try:
        with tempfile.TemporaryDirectory() as name:
            found = {
                size: one_size(server.url(server.new_desk()), Path(name) / str(size), size)
                for size in sizes
            }
    finally:
        server.remove()
    last, first = found[sizes[-1]], found[sizes[0]]
    print(
        f"a joined write at {sizes[-1]:,} / at {sizes[0]:,}: {last['joined'] / first['joined']:.2f}"
    )
    print(f"a joined write / one in the folder alone: {last['joined'] / last['folder alone']:.1f}")
    note(
        f"a joined write at {sizes[-1]:,} events",
        f"{last['joined']:.2f} ms",
        peer=f"folder alone {last['folder alone']:.2f} ms",
        ratio=last["joined"] / last["folder alone"],
    )


if __name__ == "__main__":
    main()
