"""Choose claims, and with them what hangs on them. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from workbench.domain.claim import Claim
from workbench.domain.record import Record
from workbench.exchange.options import ClaimChoice, ExportOptions


def select(record: Record, options: ExportOptions) -> Record:
    """Leave out the claims that were not chosen, and everything that hangs on them alone.

    A span or link that a kept claim uses too stays, and so do spans and links of no claim at all.
    """
    kept = {claim.id for claim in _chosen(record, options)}
    if len(kept) == len(record.claims):
        return record
    dropped = [claim for claim in record.claims if claim.id not in kept]
    spans, links = _spared(record, [claim for claim in record.claims if claim.id in kept], dropped)
    chosen = replace(
        record,
        spans=tuple(span for span in record.spans if span.id in spans),
        links=tuple(link for link in record.links if link.id in links),
        claims=tuple(claim for claim in record.claims if claim.id in kept),
        verdicts=tuple(item for item in record.verdicts if item.claim in kept),
        evidence=tuple(item for item in record.evidence if item.claim in kept),
        omissions=tuple(item for item in record.omissions if item.claim in kept),
        comments=tuple(item for item in record.comments if item.claim in kept),
        corrections=tuple(item for item in record.corrections if item.claim in kept),
        assignments=tuple(item for item in record.assignments if item.claim in kept),
        adjudications=tuple(item for item in record.adjudications if item.claim in kept),
    )
    gone = _ids(record) - _ids(chosen)
    conflicts = tuple(item for item in record.conflicts if item.id not in gone)
    return replace(chosen, conflicts=conflicts)


def _ids(record: Record) -> set[str]:
    """Ids of everything that a choice of claims may leave out."""
    tables = (
        record.spans, record.links, record.claims, record.verdicts, record.evidence,
        record.omissions, record.comments, record.corrections, record.assignments,
        record.adjudications,
    )  # fmt: skip
    return {item.id for table in tables for item in table}


def _chosen(record: Record, options: ExportOptions) -> Iterable[Claim]:
    settled = {item.claim for item in record.adjudications if item.label is not None}
    judged = {item.claim for item in record.verdicts if item.by == options.reviewer}
    for claim in record.claims:
        if options.claims is not None and claim.id not in options.claims:
            continue
        if options.reviewer and claim.by != options.reviewer and claim.id not in judged:
            continue
        if _has_state(claim, options.state, settled):
            yield claim


def _has_state(claim: Claim, state: ClaimChoice | None, settled: set[str]) -> bool:
    if state == "published":
        return claim.state == "published"
    if state == "adjudicated":
        return claim.state in ("adjudicated", "published") or claim.id in settled
    return True


def _spared(record: Record, kept: list[Claim], dropped: list[Claim]) -> tuple[set[str], set[str]]:
    """Ids of the spans and of the links that stay."""
    needed_links = {link for claim in kept for link in claim.links}
    links = {link.id for link in record.links}
    links -= {link for claim in dropped for link in claim.links} - needed_links
    ends = {link.id: (link.source, link.target) for link in record.links}
    needed = {span for claim in kept for span in claim.spans}
    needed |= {end for link in links for end in ends[link]}
    hanging = {span for claim in dropped for span in claim.spans}
    hanging |= {end for claim in dropped for link in claim.links for end in ends.get(link, ())}
    spans = {span.id for span in record.spans} - (hanging - needed)
    return spans, links
