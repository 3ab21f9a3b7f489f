"""SciFact (Wadden et al. 2020, doc/data.md): claims.jsonl, and the articles in corpus.jsonl."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.domain.claim import Claim
from workbench.domain.record import Record
from workbench.exchange.claims import Dossiers, known_label
from workbench.exchange.fever import count_losses, count_others, number
from workbench.exchange.jsonio import write_lines
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.sentences import Sentences

_LABELS = {"SUPPORTS": "SUPPORT", "REFUTES": "CONTRADICT"}


def write(
    record: Record,
    options: ExportOptions,
    folder: Path,
    tally: Tally,
    progress: Progress | None,
) -> None:
    """Write both files; an article's number is its place in the record, from 1."""
    dossiers, cut = Dossiers(record), Sentences(record)
    total = len(record.claims) + len(record.articles)
    with (folder / "claims.jsonl").open("wb") as out:
        write_lines(_claims(dossiers, cut, options, tally), out, progress, total)
    with (folder / "corpus.jsonl").open("wb") as out:
        write_lines(_corpus(record, cut), out, None, total)
    count_others(record, tally, articles="title")
    if progress:
        progress(total, total)


def _corpus(record: Record, cut: Sentences) -> Iterator[dict[str, Any]]:
    for doc_id, article in enumerate(record.articles, 1):
        yield {
            "doc_id": doc_id,
            "title": article.title or article.id,
            "abstract": cut.texts(article.version),
            "structured": False,
        }


def _claims(
    dossiers: Dossiers, cut: Sentences, options: ExportOptions, tally: Tally
) -> Iterator[dict[str, Any] | None]:
    doc_ids = {article.id: doc for doc, article in enumerate(dossiers.record.articles, 1)}
    for claim in dossiers.record.claims:
        final = dossiers.final(claim, options.reviewer)
        verdict = known_label(options.scheme, final.label)
        if verdict is None or not verdict.fever:
            tally.add("claims", "they have no final verdict that SciFact knows")
            yield None
            continue
        cited = [doc_ids[article.id] for article in dossiers.articles_of(claim)]
        label = _LABELS.get(verdict.fever)
        yield {
            "id": number(claim.id),
            "claim": claim.text,
            "evidence": _evidence(dossiers, claim, label, doc_ids, cut) if label else {},
            "cited_doc_ids": cited,
        }
        count_losses(dossiers, claim, tally)


def _evidence(
    dossiers: Dossiers, claim: Claim, label: str, doc_ids: dict[str, int], cut: Sentences
) -> dict[str, list[dict[str, Any]]]:
    """One rationale a span: its sentences, with the claim's label; current versions only."""
    found: dict[str, list[dict[str, Any]]] = {}
    for span in dossiers.spans_of(claim):
        article = dossiers.articles[span.article]
        lines = cut.touched(span) if span.version == article.version else []
        rationale = {"sentences": lines, "label": label}
        held = found.setdefault(str(doc_ids[span.article]), [])
        if lines and rationale not in held:
            held.append(rationale)
    return {doc: held for doc, held in found.items() if held}
