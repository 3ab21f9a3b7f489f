"""`make bench`: every benchmark, or those named: `python -m benchmarks start pane`.

What each prints is followed by one table of all figures; a run of all writes benchmarks/RESULTS.md.
"""

import importlib
import pkgutil
import sys
from pathlib import Path

from benchmarks import figures


def main() -> int:
    """Run the benchmarks one after the other."""
    folder = Path(__file__).parent
    names = sorted(
        item.name.removeprefix("bench_")
        for item in pkgutil.iter_modules([str(folder)])
        if item.name.startswith("bench_")
    )
    wanted = sys.argv[1:] or names
    unknown = [name for name in wanted if name not in names]
    if unknown:
        sys.stderr.write(f"no benchmark {', '.join(unknown)}; there are: {', '.join(names)}\n")
        return 2
    about = figures.machine()
    found: dict[str, list[figures.Figure]] = {}
    conditions: dict[str, str] = {}
    for name in wanted:
        print(f"\n== {name} " + "=" * (70 - len(name)))
        # Each reads its own arguments when it is run by itself; here it has none.
        sys.argv = [name]
        while_measured = figures.Conditions()
        importlib.import_module(f"benchmarks.bench_{name}").main()
        found[name] = figures.take()
        conditions[name] = str(while_measured)
        print(f"\n{conditions[name]}")
    figures.write(found, about, conditions, whole=wanted == names)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
