"""The article pane from key to paint, on a pseudo terminal, beside others on the same text.

At the end the lists and the search of the program, on a big desk (`pane_lists`).

`python -m benchmarks pane`; with PANE_BENCH=short only some rows. Two panes, 160×50, on one text;
half Chinese on two different ones, since what is measured of a text is kept for both panes.
Times are milliseconds, median/95th percentile (CPU for one key); of a mount, all (CPU). Others:
Textual's read-only TextArea (the same two panes), vim where it is installed, and the curses
annotator slate where tests/envs/slate.sh can install it; the first column of vim and slate is the
first key after the start. What did not answer in time is "not done".
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import pane_lists
from benchmarks.figures import note
from benchmarks.pane_pty import Driven, Took, TooSlow
from benchmarks.pane_texts import article, mixed, word_spans

ROOT = Path(__file__).resolve().parent.parent
KB, MB = 1_000, 1_000_000
SHORT = os.environ.get("PANE_BENCH") == "short"
RUNS = [
    ("8 KB", 8 * KB, (0, 100, 10_000)),
    ("100 KB", 100 * KB, (0, 100, 10_000)),
    ("1 MB", MB, (0, 100, 10_000)),
    ("10 MB", 10 * MB, (0, 100, 10_000)),
]
RIGHT, LEFT, DOWN, UP = "\x1b[C", "\x1b[D", "\x1b[B", "\x1b[A"
EXTEND = ["\x1b[1;2C", "\x1b[1;2B", "\x1b[1;2D"]
PAGE_DOWN, PAGE_UP, MOUNT, TOGGLE, END = "\x1b[6~", "\x1b[5~", "\x1b[15~", "\x1b[17~", "\x1b[21~"
WIDE = "{:34} {:>13} {:>21} {:>21} {:>21} {:>21} {:>21} {:>7}"
HEAD = ("", "mount", "move", "extend", "toggle", "page", "resize", "memory")

Times = dict[str, Took]


def main() -> int:
    """Print a table, then the ratios."""
    print("two panes, 160x50; ms p50/p95 (CPU); memory: growth / bytes of the text\n")
    print(WIDE.format(*HEAD))
    with tempfile.TemporaryDirectory() as folder:
        found = {}
        for name, size, counts in RUNS:
            path = Path(folder) / f"{size}.txt"
            path.write_text(article(size), "utf-8")
            for count in counts:
                if not SHORT or count != 100:
                    label = f"pane, {name}, {count} spans"
                    found[name, count] = textual(label, "ours", path, count)
        chinese = [Path(folder) / f"mixed{seed}.txt" for seed in (1, 2)]
        for seed, path in enumerate(chinese, 1):
            path.write_text(mixed(MB, seed), "utf-8")
        textual("pane, 1 MB half Chinese, 100 spans", "ours", chinese[0], 100, chinese[1])
        found["area", 0] = others(Path(folder))
    ratios(found)
    pane_lists.main()
    return 0


def others(folder: Path) -> Times:
    """Run the other programs on the same files; return the TextArea's times at 1 MB."""
    area: Times = {}
    for name, size, _ in RUNS[:3]:
        area = textual(f"TextArea, {name}, 0 spans", "textarea", folder / f"{size}.txt", 0)
    textual("TextArea, 100 KB, 10000 spans", "textarea", folder / f"{100 * KB}.txt", 10_000)
    if shutil.which("vim"):
        for name, size, _ in RUNS:
            vim(f"vim, {name} (one window)", folder / f"{size}.txt")
    else:
        print("vim: not installed")
    slate(folder)
    return area


def textual(label: str, kind: str, path: Path, count: int, other: Path | None = None) -> Times:
    """Press keys in one of `benchmarks.pane_subjects`, with another text in the second pane."""
    files = [str(path), str(other or path)]
    command = [sys.executable, "-m", "benchmarks.pane_subjects", kind, str(count), *files]
    driven = Driven(command, folder=ROOT)
    times: Times = {}
    mount = memory = ""
    try:
        driven.settle(quiet=0.8)
        cpu = driven.cpu()
        mount = f"{driven.press(MOUNT, first=20, quiet=0.25):.0f} ({driven.cpu() - cpu:.0f})"
        times["move"] = driven.repeat([RIGHT, DOWN, RIGHT, DOWN, LEFT], 40)
        times["extend"] = driven.repeat(EXTEND, 30)
        driven.press(RIGHT)
        if kind == "ours":
            times["toggle"] = driven.repeat([TOGGLE], 30)
        times["page"] = driven.repeat([PAGE_DOWN, PAGE_UP], 28)
        times["resize"] = driven.resize(6)
        driven.finish(END)
        size = sum(file.stat().st_size for file in {path, other or path})
        if size >= MB:
            memory = f"{int(path.with_suffix('.memory').read_text()) / size:.1f}"
    except TooSlow:
        mount = mount or "not done"
    finally:
        driven.close()
    show(label, mount, times, memory)
    return times


def show(label: str, mount: str, times: Times, memory: str = "") -> None:
    """Print a row of the table as soon as it is known."""
    columns = [str(times.get(name, "")) for name in ("move", "extend", "toggle", "page", "resize")]
    print(WIDE.format(label, mount, *columns, memory), flush=True)


def vim(label: str, path: Path) -> None:
    """Press the same moves in vim, wrapping at words."""
    options = ["-u", "NONE", "-N", "-R", "-n", "-i", "NONE", "-c", "set wrap linebreak nomore"]
    keyed(label, ["vim", *options, str(path)], [["l", "j", "l", "j", "h"], ["v"], ["\x06", "\x02"]])


def keyed(
    label: str, command: list[str], keys: list[list[str]], folder: Path | None = None
) -> None:
    """Time moves, extending and pages of a program without F keys of ours."""
    driven = Driven(command, folder=folder)
    times: Times = {}
    first = ""
    try:
        driven.settle(quiet=4)
        first = f"{driven.press(keys[0][0], first=20, quiet=0.5):.0f}"
        times["move"] = driven.repeat(keys[0], 40)
        if keys[1]:
            driven.press(keys[1][0])
            times["extend"] = driven.repeat(["l", "j", "h"], 30)
            driven.press("\x1b", quiet=1.2)
        times["page"] = driven.repeat(keys[2], 20)
    except TooSlow:
        label += " not done"
    finally:
        driven.close()
    show(label, first, times)


def slate(folder: Path) -> None:
    """Press moves in slate on the 8 KB text with spans of 3 to 30 words of one line."""
    script = ROOT / "tests" / "envs" / "slate.sh"
    made = subprocess.run([str(script)], capture_output=True, text=True, check=False)
    if made.returncode:
        print(f"slate: not installed ({made.stderr.strip().splitlines()[-1:]})")
        return
    program = str(Path(made.stdout.strip()) / "bin" / "slate")
    source = folder / f"{8 * KB}.txt"
    lines = source.read_text("utf-8").split("\n")
    words = [len(line.split()) for line in lines]
    for count in (0, 1_000, 10_000):
        path = folder / f"slate{count}.txt"
        path.write_text("\n".join(lines), "utf-8")
        marks = "".join(f"{span} - a\n" for span in word_spans(words, count))
        Path(f"{path}.annotations").write_text(marks, "utf-8")
        command = [program, "-t", "categorical", "-s", "token", "-o", path.name]
        keyed(f"slate, 8 KB, {count} spans", command, [[RIGHT, DOWN], [], [DOWN, UP]], folder)


def ratios(found: dict[tuple[str, int], Times]) -> None:
    """Print what the limits are about."""
    limits: list[tuple[str, Callable[[], float], str]] = [
        ("slowest key, p95 ms", lambda: worst(found, ("move", "extend", "toggle")), "<= 16"),
        ("slowest page, p95 ms", lambda: worst(found, ("page",)), "<= 30"),
        ("a move at 10 MB / 8 KB, CPU",
         lambda: found["10 MB", 0]["move"].cpu / found["8 KB", 0]["move"].cpu, "<= 1.5"),
        ("a move at 10 MB / 8 KB, p50",
         lambda: found["10 MB", 0]["move"].half / found["8 KB", 0]["move"].half, "<= 1.5"),
        ("TextArea / pane at 1 MB, CPU of a move",
         lambda: found["area", 0]["move"].cpu / found["1 MB", 0]["move"].cpu, ">= 8"),
    ]  # fmt: skip
    print()
    for name, value, limit in limits:
        try:
            print(f"{name:44} {value():8.2f}   {limit}")
            note(name, f"{value():.2f}", limit=limit)
        except KeyError:
            print(f"{name:44} not measured")


def worst(found: dict[tuple[str, int], Times], names: tuple[str, ...]) -> float:
    """The largest 95th percentile of our pane over all sizes and span counts."""
    ours = [times for (name, _), times in found.items() if name != "area"]
    return max(times[name].most for times in ours for name in names if name in times)


if __name__ == "__main__":
    raise SystemExit(main())
