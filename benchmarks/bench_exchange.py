"""Export and import of many annotations, every format in turn: CPU seconds, memory, size.

Usage: python benchmarks/bench_exchange.py [ANNOTATIONS] [FORMAT…]
Each format runs in a process of its own, so that its peak memory is its own; the ratio is taken
against jsonl, measured in the same run.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from workbench.config.presets import preset
from workbench.domain.article import Article, text_hash
from workbench.domain.claim import Claim
from workbench.domain.ids import derived_id
from workbench.domain.record import Record
from workbench.domain.span import CONTEXT, Link, Span
from workbench.domain.verdict import Evidence, Verdict
from workbench.exchange.formats import FORMATS, read, write
from workbench.exchange.options import ExportOptions

ARTICLES = 100
SENTENCE = "On day {n} the harbour of Port Elm counted {n} boats and {n} gulls 🚢.\n"


def make_record(annotations: int) -> Record:
    """Half spans, a quarter links, an eighth claims, the rest verdicts and evidence."""
    texts = ["".join(SENTENCE.format(n=n + a) for n in range(300)) for a in range(ARTICLES)]
    articles = tuple(
        Article(
            f"article-{n}", "bench", text_hash(text), "", f"Article {n}", url=f"https://x.org/{n}"
        )
        for n, text in enumerate(texts)
    )
    spans = tuple(
        _span(n, articles[n % ARTICLES], texts[n % ARTICLES]) for n in range(annotations // 2)
    )
    links = tuple(
        Link(derived_id("link", str(n)), spans[2 * n].id, spans[2 * n + 1].id, "agree")
        for n in range(annotations // 4)
    )
    claims = tuple(
        Claim(derived_id("claim", str(n)), f"Port Elm counted {n} boats", "bench",
              state="published", spans=(spans[n].id,), links=(links[n].id,))
        for n in range(annotations // 8)
    )  # fmt: skip
    evidence = tuple(
        Evidence(derived_id("evidence", str(n)), claims[n].id, "counted", "Log", "https://log.org")
        for n in range(annotations // 16)
    )
    verdicts = tuple(
        Verdict(derived_id("verdict", str(n)), claims[n].id, "supported", "It says so.", by="ana")
        for n in range(annotations // 16)
    )
    return Record(
        articles, dict(zip((a.version for a in articles), texts, strict=True)), spans, links,
        claims, verdicts, evidence,
    )  # fmt: skip


def _span(number: int, article: Article, text: str) -> Span:
    start = number // ARTICLES * 31 % (len(text) - 40)
    end = start + 20
    return Span(
        derived_id("span", str(number)), article.id, article.version, ((start, end),),
        text[start:end], text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT], by="ana",
    )  # fmt: skip


def measure(name: str, annotations: int) -> dict[str, float]:
    """Export, and import where the format can be read, in this process."""
    record = make_record(annotations)
    scheme = preset("averitec")
    options = ExportOptions(scheme, "Bench", "https://bench.org", state="all")
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out"
        began = time.process_time()
        write(name, record, options, target)
        out = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base
        files = [target] if target.is_file() else list(target.iterdir())
        size = sum(file.stat().st_size for file in files)
        figures = {"export": out, "export_mb": peak / 1024, "size_mb": size / 1e6}
        if FORMATS[name].reads:
            began = time.process_time()
            read(name, target, scheme=scheme, known=Record(record.articles, record.texts))
            figures["import"] = time.process_time() - began
            more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base
            figures["import_mb"] = more / 1024
    return figures


def main() -> None:
    annotations = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if len(sys.argv) > 3 and sys.argv[2] == "--one":
        print(json.dumps(measure(sys.argv[3], annotations)))
        return
    names = sys.argv[2:] or list(FORMATS)
    names = ["jsonl", *(name for name in names if name != "jsonl")]
    print(f"{annotations:,} annotations in {ARTICLES} articles")
    print("format         export s  ratio  +MB   import s  ratio  +MB   size MB   (s: CPU seconds)")
    base: dict[str, float] = {}
    for name in names:
        done = subprocess.run(
            [sys.executable, __file__, str(annotations), "--one", name],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            print(f"{name:14} {done.stderr.strip().splitlines()[-1]}")
            continue
        figures = json.loads(done.stdout)
        base = base or figures
        line = f"{name:14} {figures['export']:8.2f} {figures['export'] / base['export']:6.1f}"
        line += f" {figures['export_mb']:5.0f}"
        if "import" in figures:
            line += f"  {figures['import']:8.2f} {figures['import'] / base['import']:6.1f}"
            line += f" {figures['import_mb']:5.0f}"
        else:
            line += " " * 23
        print(f"{line}  {figures['size_mb']:7.1f}")


if __name__ == "__main__":
    main()
