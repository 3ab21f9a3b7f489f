"""Spans as marks: what of claims and verdicts a mark shows."""

from workbench.domain.article import Article
from workbench.domain.span import Span
from workbench.tui.bench import Bench
from workbench.tui.widgets.pane_marks import TONES, Mark
from workbench.workspace import queries


def mark_tone(tone: str) -> str:
    """The pane's name for how a verdict looks."""
    return tone if tone in TONES else "custom"


def mark_of(bench: Bench, span: Span) -> Mark:
    """How a span is drawn now."""
    view = bench.view
    claims = queries.claims_of_span(view, span.id)
    shown = [queries.shown_verdict(view, claim.id, bench.reviewer) for claim in claims]
    ranked = [(mark_tone(queries.tone(bench.scheme, label)), label or "") for label in shown]
    tone, label = max(ranked, key=lambda item: TONES.index(item[0]), default=("plain", ""))
    return Mark(
        span.id,
        span.fragments,
        tone,
        picked=span.id in bench.picked.spans,
        active=any(claim.id == bench.active for claim in claims),
        starts_claim=bool(claims),
        glyph=queries.label_of(bench.scheme, label).glyph if label else "",
    )


def marks_of(bench: Bench, article: Article) -> list[Mark]:
    """The marks of an article's shown version."""
    return [
        mark_of(bench, span)
        for span in bench.view.spans.by("article", article.id)
        if belongs(span, article)
    ]


def belongs(span: Span, article: Article) -> bool:
    """Whether a span can be drawn in this version of the article."""
    return span.article == article.id and span.version == article.version and span.state != "orphan"
