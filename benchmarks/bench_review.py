"""Times of the review room, printed: agreement with bootstrap, visibility, queue, duplicates.

python benchmarks/bench_review.py [reviewers] [claims]
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from benchmarks.figures import note
from workbench.config.presets import preset
from workbench.config.review_rules import ReviewRules
from workbench.domain.article import Article
from workbench.domain.claim import Claim, Comment
from workbench.domain.record import Record
from workbench.domain.review import Pass
from workbench.domain.span import Link, Span
from workbench.domain.verdict import Evidence, PassName, Verdict

LABELS = ("supported", "refuted", "not_enough_evidence", "conflicting")


def made_up(reviewers: int, claims: int) -> Record:
    """Everybody judges every claim blind and after discussion, and marks every place anew."""
    rng = random.Random(1)
    names = [f"r{number}" for number in range(reviewers)]
    length = 120 * claims
    article = Article("a", "case", "v", "a.txt", "A")
    spans: list[Span] = []
    links: list[Link] = []
    made: list[Claim] = []
    verdicts: list[Verdict] = []
    for number in range(claims):
        owner = names[number % reviewers]
        truth = rng.choices(LABELS, (6, 2, 1, 1))[0]
        made.append(
            Claim(
                f"c{number}",
                f"claim number {number}",
                "case",
                spans=(f"s{number}.0.{owner}",),
                links=(f"l{number}.{owner}",),
                by=owner,
            )
        )
        for name in names:
            start = 120 * number + rng.randrange(8)
            for half in range(2):
                at = start + 60 * half
                id_ = f"s{number}.{half}.{name}"
                spans.append(Span(id_, "a", "v", ((at, at + 40),), "x" * 40, "", "", by=name))
            relation = rng.choices(("agree", "contradict"), (4, 1))[0]
            ends = (f"s{number}.0.{name}", f"s{number}.1.{name}")
            links.append(Link(f"l{number}.{name}", *ends, relation, by=name))
            rounds: tuple[PassName, ...] = ("blind", "open")
            for round_ in rounds:
                kept = rng.random() < (0.7 if round_ == "blind" else 0.9)
                label = truth if kept else rng.choice(LABELS)
                id_ = f"v{number}.{name}.{round_}"
                verdicts.append(Verdict(id_, f"c{number}", label, "why", round=round_, by=name))
    ids = [claim.id for claim in made]
    return Record(
        articles=(article,),
        texts={"v": "x" * length},
        spans=tuple(spans),
        links=tuple(links),
        claims=tuple(made),
        verdicts=tuple(verdicts),
        evidence=tuple(Evidence(f"e{c}", c, "quote", by=names[0]) for c in ids),
        comments=tuple(Comment(f"m{c}", c, f"@{names[-1]} look", by=names[0]) for c in ids),
        passes=tuple(
            Pass(f"p{name}", "case", name, "blind", "2025-01-02T00:00:00.000Z") for name in names
        ),
    )


def added(over: Pass) -> Span:
    """A span that a reviewer marked after the blind pass, so that both stages differ."""
    id_, later = f"late {over.reviewer}", "2025-01-03T00:00:00.000Z"
    return Span(id_, "a", "v", ((3, 9),), "x" * 6, "", "", by=over.reviewer, at=later)


def timed(what: str, act: Callable[[], Any]) -> None:
    wall, cpu = time.perf_counter(), sum(os.times()[:4])
    act()
    wall, cpu = time.perf_counter() - wall, sum(os.times()[:4]) - cpu
    print(f"{what:<58} {wall:8.3f} s  ({cpu:.2f} s CPU)")
    note(what, f"{wall:.3f} s ({cpu:.2f} s CPU)")


def start_cost() -> None:
    """What it costs to import the rules, which a front end needs, and the measures (numpy)."""
    rules = ("passes", "visibility", "adjudication", "progress", "mentions", "assignment")
    for what, names in (
        ("nothing", ()),
        ("the domain and the scheme", ("workbench.domain.record", "workbench.config.presets")),
        ("the rules", tuple(f"workbench.review.{name}" for name in rules)),
        ("the report, with numpy", ("workbench.review.report",)),
    ):
        code = "".join(f"import {name}\n" for name in names)
        timed(f"import {what}", partial(subprocess.run, [sys.executable, "-c", code], check=True))


def main() -> None:
    from workbench.review.adjudication import queue
    from workbench.review.agreement import Bootstrap, krippendorff_alpha
    from workbench.review.duplicates import duplicates
    from workbench.review.progress import progress
    from workbench.review.report import report

    reviewers, claims = (int(arg) for arg in (*sys.argv[1:], "10", "1000")[:2])
    print(f"{reviewers} reviewers x {claims} claims")
    start_cost()
    record, scheme = made_up(reviewers, claims), preset("averitec")
    rules = ReviewRules(blind="all")
    by_name: dict[str, list[str | None]] = {}
    for verdict in record.verdicts:
        if verdict.round == "blind":
            by_name.setdefault(verdict.by, []).append(verdict.label)
    rows = list(by_name.values())
    timed("one alpha, no interval", lambda: krippendorff_alpha(rows))
    timed(
        "one alpha, 1,000 resamples",
        lambda: krippendorff_alpha(rows, bootstrap=Bootstrap()),
    )
    bare = replace(record, spans=(), links=())
    how = Bootstrap()
    late = replace(record, spans=(*record.spans, *map(added, record.passes)))
    for what, given in (
        ("verdicts", bare),
        ("verdicts and unchanged marks", record),
        ("verdicts and marks changed by all", late),
    ):
        timed(f"report on {what}, no interval", partial(report, given, scheme, rules))
        timed(
            f"report on {what}, 1,000 resamples",
            partial(report, given, scheme, rules, bootstrap=how),
        )
    timed("queue of disagreements", lambda: queue(record, rules))
    timed("progress", lambda: progress(record, rules))
    timed("duplicate claims", lambda: duplicates(record))


if __name__ == "__main__":
    main()
