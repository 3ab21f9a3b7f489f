"""A big desk for the benchmarks of the screens: one case of articles, claims, spans and links."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.pane_texts import article, spans
from workbench.domain import ids
from workbench.domain.article import Article
from workbench.domain.claim import Claim, Comment, Omission
from workbench.domain.span import Link, Span
from workbench.domain.verdict import Verdict
from workbench.workspace.desk import create
from workbench.workspace.workspace import Workspace

CASE = "case"
LABELS = ("supported", "refuted", "not_enough_evidence", "conflicting")
RELATIONS = ("agree", "contradict", "more_specific", "differ")
_BATCH = 2000


def filled(folder: Path, *, articles: int, size: int, claims: int) -> None:
    """Make a workspace in which each claim has two linked spans in two articles, and a verdict.

    Every third claim has a signed omission, every fifth a comment.
    """
    home = folder / "seeds" / CASE
    home.mkdir(parents=True)
    for number in range(articles):
        (home / f"report{number:02}.txt").write_text(article(size, number + 1), "utf-8")
    with Workspace(folder, "ada") as workspace:
        workspace.load()
        items = list(_records(workspace, claims))
        for start in range(0, len(items), _BATCH):
            rows = [create(item) for item in items[start : start + _BATCH]]
            workspace.take(workspace.store.commit(rows, why="bench").delta.keys)


def _records(workspace: Workspace, claims: int) -> Iterator[Any]:
    source = random.Random(1)
    found = workspace.articles.all()
    texts = {item.id: workspace.articles.text(item.version) for item in found}
    for item in found:
        workspace.store.put_text(texts[item.id])
        yield item
    places = {item.id: spans(len(texts[item.id]), 64, n) for n, item in enumerate(found)}
    for number in range(claims):
        name, at = ("ada", "ben", "eve")[number % 3], f"2026-01-01T{number // 3600:02}:00:00Z"
        signed: dict[str, Any] = {"by": name, "at": at}
        two = source.sample(found, 2)
        made = [
            _span(number, side, item, texts[item.id], source.choice(places[item.id]))
            for side, item in enumerate(two)
        ]
        yield from (replace(span, **signed) for span in made)
        link = Link(_id("l", number), made[0].id, made[1].id, source.choice(RELATIONS), **signed)
        words = " ".join(made[0].quote.split()[:9])
        claim = Claim(_id("c", number), f"{words} ({number})", CASE, **signed)
        claim = replace(claim, spans=(made[0].id, made[1].id), links=(link.id,))
        yield from (link, claim)
        yield Verdict(_id("v", number), claim.id, LABELS[number % 4], "As reported.", **signed)
        if number % 3 == 0:
            silent = source.choice([item for item in found if item not in two])
            yield Omission(_id("o", number), claim.id, silent.id, silent.version, **signed)
        if number % 5 == 0:
            yield Comment(_id("k", number), claim.id, f"Who said {words}?", **signed)


def _span(number: int, side: int, item: Article, text: str, place: tuple[int, int]) -> Span:
    start, end = place
    around = text[max(0, start - 32) : start], text[end : end + 32]
    quote = text[start:end]
    return Span(_id(f"s{side}", number), item.id, item.version, (place,), quote, *around)


def _id(kind: str, number: int) -> str:
    return ids.derived_id("bench", f"{kind}{number}")
