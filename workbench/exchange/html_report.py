"""One self-contained HTML file: articles side by side with their marks, links, claims, verdicts.

Nothing is loaded from outside, and the page's own policy forbids it. Without scripts it is the same
report without filter, keys and drawn lines.
"""

import base64
import hashlib
from collections.abc import Iterator
from importlib import resources
from typing import BinaryIO

from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.record import Record
from workbench.domain.span import Span
from workbench.exchange.claims import Dossiers, Final
from workbench.exchange.html_claims import card, linked, look, verdict_text
from workbench.exchange.html_text import LOOKS, Marked, escape, isolated, marked_text
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.rest import count_rest

_HELD = {
    "articles": "title source author published url language",
    "spans": "",
    "links": "aspect voice certainty",
    "claims": "claimant stated_on stated_at",
    "verdicts": "rationale confidence round after_discussion by",
    "evidence": "quote title url locator archive_url retrieved stance note",
    "omissions": "note by",
    "corrections": "at",
    "adjudications": "note by",
}


def write(
    record: Record,
    options: ExportOptions,
    out: BinaryIO,
    tally: Tally,
    progress: Progress | None,
) -> None:
    """Write the page, piece by piece."""
    page = _Page(record, options, progress)
    for piece in page.pieces():
        out.write(piece.encode() + b"\n")
    old = sum(not page.dossiers.stands(span) for span in record.spans)
    tally.add("spans of older versions", "the report shows the current texts", old)
    count_rest(record, tally, _HELD, {"comments": "the report leaves discussion out"})
    if progress:
        progress(page.total, page.total)


class _Page:
    def __init__(self, record: Record, options: ExportOptions, progress: Progress | None) -> None:
        self.record = record
        self.options = options
        self.progress = progress
        self.total = len(record.articles) + len(record.claims)
        self.done = 0
        self.dossiers = Dossiers(record)
        self.numbers = {claim.id: number for number, claim in enumerate(record.claims, 1)}
        self.finals: dict[str, Final] = {
            claim.id: self.dossiers.final(claim, options.reviewer) for claim in record.claims
        }
        self.spans: dict[str, list[Span]] = {article.id: [] for article in record.articles}
        for span in record.spans:
            if self.dossiers.stands(span):
                self.spans[span.article].append(span)
        self.carried: dict[str, list[int]] = {}
        for claim in record.claims:
            for span in self.dossiers.spans_of(claim):
                self.carried.setdefault(span.id, []).append(self.numbers[claim.id])

    def pieces(self) -> Iterator[str]:
        yield from self._head()
        yield from self._summary()
        cases = self._cases()
        yield "<main>"
        for name, (articles, claims) in cases.items():
            if len(cases) > 1:
                yield f"<h2>{isolated(name)}</h2>"
            yield from self._case(articles, claims)
        yield "</main>"
        yield '<svg id="lines" aria-hidden="true"></svg>'
        yield f"<script>{_asset('report.js')}</script>"
        yield "</body></html>"

    def _head(self) -> Iterator[str]:
        style, script = _asset("report.css"), _asset("report.js")
        policy = (
            f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}';"
            " base-uri 'none'; form-action 'none'"
        )
        yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="referrer" content="no-referrer"><title>Fact-check report</title>'
        yield f"<style>{style}</style></head><body>"

    def _summary(self) -> Iterator[str]:
        options = self.options
        made = " · ".join(filter(None, (options.publisher_name, options.generated_at[:10])))
        yield f'<header><h1>Fact-check report</h1><p class="soft">{escape(made)}</p>'
        reviewers = sorted({verdict.by for verdict in self.record.verdicts if verdict.by})
        if reviewers:
            names = ", ".join(isolated(name) for name in reviewers)
            yield f'<p class="soft">Reviewers: {names}</p>'
        if options.figures:
            yield "<table><caption>Agreement</caption>"
            for name, value in options.figures:
                yield f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>"
            yield "</table>"
        yield "</header>"
        yield '<nav aria-label="Show verdicts">'
        labels = [item.id for item in options.scheme.verdicts]
        for label in (*labels, None):
            count = sum(final.label == label for final in self.finals.values())
            if count:
                text = f"{verdict_text(options.scheme, label)} ({count})"
                name = escape(label or "")
                yield f'<button data-label="{name}" aria-pressed="true">{text}</button>'
        yield '<span id="keys" class="soft" hidden>Keys: j next claim, k previous, Esc none</span>'
        yield "</nav>"

    def _cases(self) -> dict[str, tuple[list[Article], list[Claim]]]:
        """Case → its articles and its claims; a claim of no case stands with the first."""
        cases: dict[str, tuple[list[Article], list[Claim]]] = {}
        for article in self.record.articles:
            cases.setdefault(article.case, ([], []))[0].append(article)
        first = next(iter(cases), "")
        for claim in self.record.claims:
            cases.setdefault(claim.case or first, ([], []))[1].append(claim)
        return cases

    def _case(self, articles: list[Article], claims: list[Claim]) -> Iterator[str]:
        yield '<div class="case"><div class="articles">'
        for article in articles:
            yield from self._article(article)
            self._tell()
        yield '</div><div class="claims" tabindex="-1">'
        for claim in claims:
            number, final = self.numbers[claim.id], self.finals[claim.id]
            yield from card(self.dossiers, claim, number, final, self.options.scheme)
            self._tell()
        yield "</div></div>"

    def _tell(self) -> None:
        self.done += 1
        if self.progress and self.done % 100 == 0:
            self.progress(self.done, self.total)

    def _article(self, article: Article) -> Iterator[str]:
        language = f' lang="{escape(article.language)}"' if article.language else ""
        yield f"<article tabindex=0{language} aria-label='{escape(article.title or article.id)}'>"
        yield f"<h3 dir=auto>{linked(article.title or article.id, article.url)}</h3>"
        about = (article.source, article.author, article.published)
        yield f'<div class="soft">{", ".join(isolated(part) for part in about if part)}</div>'
        text = self.record.texts.get(article.version, "")
        marks = [self._marked(span) for span in self.spans[article.id]]
        yield f'<div class="text" dir=auto>{"".join(marked_text(text, marks))}</div></article>'

    def _marked(self, span: Span) -> Marked:
        numbers = tuple(self.carried.get(span.id, ()))
        looks = [self._look(number) for number in numbers]
        return Marked(span, min(looks, key=LOOKS.index, default="open"), numbers)

    def _look(self, number: int) -> str:
        claim = self.record.claims[number - 1]
        return look(self.options.scheme, self.finals[claim.id].label)


def _asset(name: str) -> str:
    return resources.files("workbench.exchange").joinpath("html", name).read_text("utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
