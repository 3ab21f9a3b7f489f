"""`make bench`: every benchmark, or those named: `python -m benchmarks start pane`."""

import importlib
import pkgutil
import sys
from pathlib import Path


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
    for name in wanted:
        print(f"\n== {name} " + "=" * (70 - len(name)))
        importlib.import_module(f"benchmarks.bench_{name}").main()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
