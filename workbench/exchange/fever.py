"""FEVER (Thorne et al. 2018): one claim a line, its evidence as sets of sentences of pages.

A page is an article, by its id; sentences count from 0, as the workbench cuts them. The export
`scifact` holds the sentences themselves.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from workbench.domain.claim import Claim
from workbench.domain.ids import decode
from workbench.domain.record import Record
from workbench.domain.span import Span
from workbench.exchange.claims import Dossiers, known_label
from workbench.exchange.jsonio import write_lines
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.rest import count_rest
from workbench.exchange.sentences import Sentences

UNKNOWN = "NOT ENOUGH INFO"

_Row = list[int | str | None]


def write(
    record: Record,
    options: ExportOptions,
    out: BinaryIO,
    tally: Tally,
    progress: Progress | None,
) -> None:
    """Write every claim that has a final verdict."""
    write_lines(_claims(Dossiers(record), options, tally), out, progress, len(record.claims))
    tally.add("article texts", "a page is named only; scifact holds them", len(record.articles))
    count_others(record, tally, articles="")


def number(item_id: str) -> int:
    """One of our ids as the integer that such formats want, small enough for JavaScript."""
    return decode(item_id) >> 10


def _claims(
    dossiers: Dossiers, options: ExportOptions, tally: Tally
) -> Iterator[dict[str, Any] | None]:
    cut = Sentences(dossiers.record)
    for claim in dossiers.record.claims:
        final = dossiers.final(claim, options.reviewer)
        verdict = known_label(options.scheme, final.label)
        label = verdict.fever if verdict else ""
        if not label:
            tally.add("claims", "they have no final verdict that FEVER knows")
            yield None
            continue
        yield {
            "id": number(claim.id),
            "label": label,
            "claim": claim.text,
            "evidence": _evidence(dossiers, claim, label, cut),
        }
        count_losses(dossiers, claim, tally)


def _evidence(dossiers: Dossiers, claim: Claim, label: str, cut: Sentences) -> list[list[_Row]]:
    """One set a link (both ends together prove something) and one a span that no link holds."""
    if label == UNKNOWN:
        return [[[number(claim.id), 0, None, None]]]
    groups: list[tuple[str, list[Span]]] = []
    linked: set[str] = set()
    for link in dossiers.links_of(claim):
        ends = [dossiers.spans[end] for end in (link.source, link.target) if end in dossiers.spans]
        linked |= {span.id for span in ends}
        groups.append((link.id, ends))
    groups += [(span.id, [span]) for span in dossiers.spans_of(claim) if span.id not in linked]
    sets = [_set(claim, group, spans, cut) for group, spans in groups]
    return [rows for rows in sets if rows]


def _set(claim: Claim, group: str, spans: list[Span], cut: Sentences) -> list[_Row]:
    pairs = dict.fromkeys((span.article, line) for span in spans for line in cut.touched(span))
    return [[number(claim.id), number(group), page, line] for page, line in pairs]


def count_losses(dossiers: Dossiers, claim: Claim, tally: Tally) -> None:
    """Count what neither FEVER nor SciFact has a place for."""
    spans = dossiers.spans_of(claim)
    why = "the format has no place for them"
    tally.add("span ends inside a sentence", "the format counts whole sentences", len(spans))
    tally.add("relations of links", why, len(dossiers.links_of(claim)))
    older = [s for s in spans if s.version != dossiers.articles[s.article].version]
    tally.add("spans of older versions", "their sentences were counted there", len(older))


def count_others(record: Record, tally: Tally, *, articles: str) -> None:
    """Count what both have no place for; `articles` names the fields of articles that are held."""
    held = {"articles": articles, "spans": "", "links": "", "claims": "", "adjudications": ""}
    whys = {
        "verdicts": "only the final one is written",
        "evidence": "the format holds sentences of the articles only",
    }
    count_rest(record, tally, held, whys)
