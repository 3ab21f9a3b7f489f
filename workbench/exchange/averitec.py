"""AVeriTeC (Schlichtkrull, Guo and Vlachos 2023, data/dev.json): claims with questions."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from workbench.domain.claim import Claim
from workbench.domain.record import Record
from workbench.domain.verdict import Evidence
from workbench.exchange.claimreview import web_address
from workbench.exchange.claims import Dossiers, Final, known_label
from workbench.exchange.jsonio import write_list
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.rest import count_rest

CLAIM_TYPES = (
    "Event/Property Claim",
    "Numerical Claim",
    "Quote Verification",
    "Causal Claim",
    "Position Statement",
)
"""A tag of one of these names becomes the claim's type."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NO_ANSWER = {
    "answer": "No answer could be found.",
    "answer_type": "Unanswerable",
    "source_url": "",
    "source_medium": "",
}


def write(
    record: Record,
    options: ExportOptions,
    out: BinaryIO,
    tally: Tally,
    progress: Progress | None,
) -> None:
    """Write a list with every claim that has a final verdict."""
    write_list(_claims(Dossiers(record), options, tally), out, progress, len(record.claims))
    _count_losses(record, tally)


def _claims(
    dossiers: Dossiers, options: ExportOptions, tally: Tally
) -> Iterator[dict[str, Any] | None]:
    for claim in dossiers.record.claims:
        final = dossiers.final(claim, options.reviewer)
        verdict = known_label(options.scheme, final.label)
        label = verdict.averitec if verdict else ""
        if not label:
            tally.add("claims", "they have no final verdict that AVeriTeC knows")
            yield None
            continue
        yield _claim(dossiers, claim, final, label, options, tally)


_HELD = {
    "articles": "url source",
    "claims": "claimant stated_on tags",
    "evidence": "quote title url archive_url note",
    "adjudications": "note",
}


def _count_losses(record: Record, tally: Tally) -> None:
    tally.add("article texts", "AVeriTeC names the first article only", len(record.articles))
    tags = sum(tag not in CLAIM_TYPES for claim in record.claims for tag in claim.tags)
    tally.add("tags of claims", "only types of claims are written", tags)
    notes = sum(bool(item.quote and item.note) for item in record.evidence)
    tally.add("notes of evidence", "the quote is the answer", notes)
    count_rest(record, tally, _HELD, {"verdicts": "only the final one is written"})


def _claim(
    dossiers: Dossiers,
    claim: Claim,
    final: Final,
    label: str,
    options: ExportOptions,
    tally: Tally,
) -> dict[str, Any]:
    articles = dossiers.articles_of(claim)
    first = articles[0] if articles else None
    return {
        "claim": claim.text,
        "required_reannotation": False,
        "label": label,
        "justification": final.rationale,
        "claim_date": _day(claim.stated_on, tally),
        "speaker": claim.claimant or None,
        "original_claim_url": first.url or None if first else None,
        "cached_original_claim_url": None,
        "fact_checking_article": _address(claim, options),
        "reporting_source": first.source or None if first else None,
        "location_ISO_code": None,
        "claim_types": [name for name in CLAIM_TYPES if name in claim.tags],
        "fact_checking_strategies": [],
        "questions": _questions(claim, dossiers.evidence(claim), tally),
    }


def _day(date: str, tally: Tally) -> str | None:
    """`2025-03-09` as AVeriTeC writes it, `09-03-2025`; part of a date is none."""
    found = _DAY.match(date)
    if found is None:
        tally.add("dates that are no full day", "AVeriTeC writes days only", int(bool(date)))
        return None
    return "-".join(reversed(found.groups()))


def _address(claim: Claim, options: ExportOptions) -> str | None:
    return f"{options.publisher_url.rstrip('/')}/{claim.id}" if options.publisher_url else None


def _questions(claim: Claim, evidence: list[Evidence], tally: Tally) -> list[dict[str, Any]]:
    """One question a source; the record holds answers only, so the question is a fixed one."""
    told = [item for item in evidence if item.quote or item.note]
    tally.add("sources without quote or note", "they answer no question", len(evidence) - len(told))
    if not told:
        return [
            {
                "question": f"What evidence is there on this claim: {claim.text}",
                "answers": [dict(_NO_ANSWER)],
            }
        ]
    return [
        {"question": f"What does {_name(item)} say about the claim?", "answers": [_answer(item)]}
        for item in told
    ]


def _name(item: Evidence) -> str:
    return item.title or item.url or "the source"


def _answer(item: Evidence) -> dict[str, Any]:
    followed = web_address(item.url)
    answer = {
        "answer": item.quote or item.note,
        "answer_type": "Extractive" if item.quote else "Abstractive",
        "source_url": item.url if followed else "",
        "source_medium": "Web text" if followed else "Other",
    }
    if web_address(item.archive_url):
        answer["cached_source_url"] = item.archive_url
    return answer
