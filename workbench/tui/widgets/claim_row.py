"""A claim in one row of a list."""

from workbench.domain.claim import Claim
from workbench.tui.bench import Bench
from workbench.tui.widgets.rows import Row, cells, one_line
from workbench.tui.wording import count_of
from workbench.workspace import queries

_ROOMY = 64
"""Cells from which the counts are spelled out."""


def claim_row(bench: Bench, claim: Claim, width: int) -> Row:
    """A claim in one row: whether it is active, its verdict, its words, what carries it."""
    view = bench.view
    shown = queries.shown_verdict(view, claim.id, bench.reviewer)
    tone = queries.tone(bench.scheme, shown)
    glyph = queries.label_of(bench.scheme, shown).glyph if shown else "·"
    tail = f" {_carried(bench, claim, width)} {_others(bench, claim)}".rstrip() + " "
    active = claim.id == bench.active
    room = max(8, width - 6 - cells(tail))
    words = one_line(claim.text, room)
    return (
        ("▸" if active else " ", "bold"),
        (f" {glyph} ", tone),
        (f" {words}", "bold" if active else ""),
        (" " * (room - cells(words)), ""),
        (tail, "dim"),
    )


def _carried(bench: Bench, claim: Claim, width: int) -> str:
    spans = len(queries.spans_of_claim(bench.view, claim))
    counted = count_of(spans, "span")
    if width < _ROOMY:
        return counted
    return f"{counted} {count_of(len(queries.links_of_claim(bench.view, claim)), 'link')}"


def _others(bench: Bench, claim: Claim) -> str:
    """The glyphs of all reviewers' verdicts, where there are several."""
    given = bench.view.verdicts.by("claim", claim.id)
    if len({item.by for item in given}) < 2:
        return ""
    return "".join(queries.label_of(bench.scheme, item.label).glyph for item in given)
