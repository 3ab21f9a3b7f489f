"""The comparison: how right its parts are on development data, how fast, and how it grows.

    python -m benchmarks.bench_compare [--quick]

Every figure stands beside a plain method of the same run, or beside a smaller size of itself.
"""

import re
import sys
import time
from collections.abc import Sequence

import numpy as np

from benchmarks.compare_data import Scores, auc, conflicts, linking, rows
from benchmarks.compare_texts import article
from benchmarks.figures import note
from workbench.compare import checkworthy, links, quantities
from workbench.compare.suggester import suggest
from workbench.workspace.findings import near

Texts = list[tuple[str, str, str]]


def words_in_common(left: Sequence[str], right: Sequence[str]) -> Scores:
    """The plain method: Jaccard of lower-case words."""
    ours, theirs = (
        [set(re.findall(r"\w+", text.lower())) for text in side] for side in (left, right)
    )
    return np.array([[len(a & b) / max(len(a | b), 1) for b in theirs] for a in ours])


def digits_missing(claim: str, evidence: str) -> bool | None:
    """The plain method: a conflict if a number of the claim is not in the evidence."""
    numbers = set(re.findall(r"\d+", claim))
    return bool(numbers - set(re.findall(r"\d+", evidence))) if numbers else None


def by_rule(claim: str, evidence: str) -> bool | None:
    found = {agreement for _, _, agreement in quantities.compare(claim, evidence)}
    return "conflict" in found if found else None


def quality() -> None:
    print("  quality on the development data            ours    plain method")
    if data := rows("ecbplus_dev.jsonl"):
        ours, plain = linking(data, links.score), linking(data, words_in_common)
        for name, one, other in zip(("AP", "hit@1", "best F1"), ours, plain, strict=True):
            print(f"    links: {name:34}{one:.3f}   {other:.3f}  (words in common)")
            beside(f"links: {name}", one, other, "words in common")
    if data := rows("fever_symmetric_dev.jsonl"):
        ours_, plain_ = conflicts(data, by_rule), conflicts(data, digits_missing)
        for name, one, other in zip(("precision", "recall", "decided"), ours_, plain_, strict=True):
            print(f"    numeric conflict: {name:23}{one:.3f}   {other:.3f}  (digits missing)")
            beside(f"numeric conflict: {name}", one, other, "digits missing")
    if data := rows("claimbuster_train_1000.jsonl"):
        texts = [row["text"] for row in data]
        scores = (checkworthy.score(texts), [float(len(text)) for text in texts])
        figures = []
        for values in scores:
            yes = [value for value, row in zip(values, data, strict=True) if row["label"]]
            no = [value for value, row in zip(values, data, strict=True) if not row["label"]]
            figures.append(auc(yes, no))
        print(f"    check-worthiness: {'AUC':23}{figures[0]:.3f}   {figures[1]:.3f}  (length)")
        beside("check-worthiness: AUC", figures[0], figures[1], "length")


def beside(name: str, ours: float, plain: float, method: str) -> None:
    note(name, f"{ours:.3f}", peer=f"{method} {plain:.3f}", ratio=ours / plain)


def timed(articles: Texts, pairs: list[tuple[str, str]] | None = None) -> tuple[float, float]:
    """Milliseconds of wall clock and of processor time."""
    wall, cpu = time.perf_counter(), time.process_time()
    suggest(articles, pairs)
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)


def speed(quick: bool) -> None:
    first = timed(texts(2, 10_000), [("0", "1")])
    print(
        f"  two articles of 10 KB, first time: {first[0]:.0f} ms ({first[1]:.0f} ms CPU); goal 300"
    )
    note("two articles of 10 KB, first time", f"{first[0]:.0f} ms", limit="300 ms")
    again = min(timed(texts(2, 10_000, seed=50 + n), [("50", "51")])[0] for n in [0] * 3)
    print(f"  two articles of 10 KB, once warm:  {again:.0f} ms")
    print("  growth of one pair                 ms      ratio to the size before")
    before = again
    for size in (20_000, 40_000) if quick else (20_000, 50_000, 100_000, 200_000):
        took = timed(texts(2, size), [("0", "1")])[0]
        print(f"    {size // 1000:4} KB × 2 {took:24.0f}    {took / before:.1f}")
        before = took
    count = 6 if quick else 20
    wall, cpu = timed(texts(count, 10_000))
    pairs = count * (count + 1) // 2
    print(
        f"  {count} articles of 10 KB, {pairs} pairs: {wall / 1000:.1f} s "
        f"({cpu / 1000:.1f} s CPU); goal for 20 articles: 20"
    )
    note(f"{count} articles of 10 KB, all pairs", f"{wall / 1000:.1f} s", limit="20 s for 20")


def texts(count: int, size: int, seed: int = 0) -> Texts:
    return [(str(seed + n), article(seed + n, size, event=1), "") for n in range(count)]


def under_the_cursor() -> None:
    """What `]` asks once the comparison is there, for a cursor in many places of an article."""
    articles = texts(6, 10_000)
    suggestions = suggest(articles)
    length = len(articles[0][1])
    took = []
    for offset in range(0, length, length // 200):
        start = time.perf_counter()
        near(suggestions, "0", (offset, offset + 1))
        took.append(1000 * (time.perf_counter() - start))
    print(
        f"  passage under the cursor: median {sorted(took)[len(took) // 2]:.2f} ms, "
        f"worst {max(took):.2f} ms; goal 20"
    )
    note("passage under the cursor, worst", f"{max(took):.2f} ms", limit="20 ms")


def main() -> int:
    quick = "--quick" in sys.argv
    quality()
    speed(quick)
    under_the_cursor()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
