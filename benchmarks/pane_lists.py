"""The lists and the search of the program itself on a big desk, from key to paint on a terminal.

20 articles of 100 KB, 10,000 spans, 5,000 links and claims. The time of a search runs from the last
key to the number of hits above the first of them; a letter's, typed while a search goes on that
finds nothing, to the first byte of the answer.
"""

import re
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import note
from benchmarks.pane_desk import filled
from benchmarks.pane_pty import Driven, Took, shares

ROOT = Path(__file__).resolve().parent.parent
ARTICLES, SIZE, CLAIMS = 20, 100_000, 5_000
DOWN, UP, PAGE_DOWN, SHIFT_TAB, ESCAPE = "\x1b[B", "\x1b[A", "\x1b[6~", "\x1b[Z", "\x1b"
TAB, EMPTY = "\t", "\x15"
LINE = "{:44} {:>22}   {}"
_SOME = re.compile(rb"[1-9]\d* hits?")
_ANYTHING = re.compile(rb"(?s).")
SEARCHES = (
    ("as written", ("opposition", "(4321)")),
    ("similar", ("oposition", "negociations with the")),
    ("expression", (r"oppo\w+n", r"\(432\d\)")),
)


def main() -> None:
    """Print what each took, and the limit."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "desk"
        filled(folder, articles=ARTICLES, size=SIZE, claims=CLAIMS)
        command = [sys.executable, "-m", "workbench", "--reviewer", "ada", str(folder)]
        driven = Driven(command, folder=ROOT)
        try:
            driven.settle(first=30, quiet=4)
            print(
                f"\n{ARTICLES} articles of {SIZE // 1000} KB, {CLAIMS} claims; ms p50/p95 (CPU)\n"
            )
            lists(driven)
            searches(driven)
        finally:
            driven.close()


def lists(driven: Driven) -> None:
    """Keys in the claims list and in the matrix."""
    driven.press(SHIFT_TAB, quiet=0.3)
    row("claims list, a row", driven.repeat([DOWN], 40), "<= 16")
    row("claims list, a page", driven.repeat([PAGE_DOWN], 30), "<= 30")
    row("claims list, a row back", driven.repeat([UP], 40), "<= 16")
    row("next and previous claim", driven.repeat([">", "<", ">"], 30), "<= 16")
    driven.press("C", quiet=0.5)
    row("matrix, a row", driven.repeat([DOWN], 40), "<= 16")
    row("matrix, a page", driven.repeat([PAGE_DOWN], 30), "<= 30")
    row("matrix, another order", driven.repeat(["o"], 10), "")
    driven.press(ESCAPE, quiet=0.5)


def searches(driven: Driven) -> None:
    """The first hits of each way of searching, and letters while a search goes on."""
    driven.press("/", quiet=0.5)
    for way, (name, texts) in enumerate(SEARCHES):
        if way:
            driven.press(TAB, quiet=0.5)
        for words in texts:
            found = [first_hit(driven, words) for _ in range(7)]
            show(f"first hits, {name}, {words!r}", times(found), "<= 100")
        if name == "similar":
            driven.press(EMPTY, quiet=0.5)
            letters = [typed(driven, letter) for letter in "zzqqxxvvkkjjwwzzqq"]
            show("a letter while nothing is found", times(letters), "<= 16")


def first_hit(driven: Driven, words: str) -> float:
    """Milliseconds to the first hits of words that are pasted into the empty field."""
    driven.press(EMPTY, quiet=0.3)
    taken = driven.until(f"\x1b[200~{words}\x1b[201~", _SOME)
    driven.drain(0.5)
    return taken


def typed(driven: Driven, letter: str) -> float:
    """Milliseconds to the first byte of the answer, the search under way or not."""
    taken = driven.until(letter, _ANYTHING)
    driven.drain(0.06)
    return taken


def row(name: str, took: Took, limit: str) -> None:
    """Show a row whose CPU is known."""
    show(name, str(took), limit)


def show(name: str, took: str, limit: str) -> None:
    """Print one row, and put it into the table."""
    print(LINE.format(name, took, limit), flush=True)
    note(f"{name}; ms p50/p95 (CPU)", " ".join(took.split()), limit=limit)


def times(found: list[float]) -> str:
    """Median and 95th percentile."""
    half, most = shares(found)
    return f"{half:6.1f}/{most:6.1f}        "


if __name__ == "__main__":
    main()
