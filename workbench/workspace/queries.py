"""Questions that several front ends ask: what stands where, and how it is judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.config.scheme import Scheme, VerdictLabel
from workbench.domain import claim as claims
from workbench.domain.article import Article
from workbench.domain.claim import Claim, Omission
from workbench.domain.span import Link, Span
from workbench.domain.verdict import Verdict, recency
from workbench.review.scheme_change import readable
from workbench.workspace.changes import Changes
from workbench.workspace.view import View

Tone = Literal["plain", "good", "bad", "unsure", "mixed", "scale"]
"""How a verdict looks: rank at the top, at the bottom, no evidence, conflicting, in between."""


def label_of(scheme: Scheme, label: str) -> VerdictLabel:
    """The verdict label of that id; one of an earlier scheme is named as such."""
    return readable(label, scheme)


def tone(scheme: Scheme, label: str | None) -> Tone:
    """How a verdict of that label looks, in any scheme."""
    if label is None:
        return "plain"
    found = label_of(scheme, label)
    ranks = [item.rank for item in scheme.verdicts if item.rank is not None]
    if found.rank is None:
        return "mixed" if found.averitec.startswith("Conflicting") else "unsure"
    if found.rank == max(ranks):
        return "good"
    if found.rank == min(ranks):
        return "bad"
    return "scale"


def is_current(view: View, omission: Omission) -> bool:
    """Whether an omission was signed for the version that its article has now."""
    article = view.article_record(omission.article)
    return claims.is_current(omission, article.version if article is not None else None)


def shown_verdict(view: View, claim: str, reviewer: str) -> str | None:
    """The label by which a claim is drawn: the final one, else one's own, else the only one.

    None while there is no verdict, or others' verdicts differ and one has none of one's own.
    """
    final = [item.label for item in view.adjudications.by("claim", claim) if item.label]
    if final:
        return final[-1]
    own = own_verdict(view, claim, reviewer)
    if own is not None:
        return own.label
    labels = {item.label for item in view.verdicts.by("claim", claim)}
    return labels.pop() if len(labels) == 1 else None


def own_verdict(view: View, claim: str, reviewer: str) -> Verdict | None:
    """The reviewer's own last word on a claim."""
    own = [item for item in view.verdicts.by("claim", claim) if item.by == reviewer]
    return max(own, key=recency, default=None)


def claims_of_span(view: View, span: str) -> list[Claim]:
    """The claims that a span carries, by itself or as the end of one of their links."""
    found = {claim.id: claim for claim in view.claims.by("span", span)}
    for link in view.links.by("span", span):
        for claim in view.claims.by("link", link.id):
            found.setdefault(claim.id, claim)
    return list(found.values())


def spans_of_claim(view: View, claim: Claim) -> list[Span]:
    """The spans that carry a claim, those at the ends of its links too, each once."""
    wanted = list(claim.spans)
    for id in claim.links:
        link = view.links.find(id)
        if link is not None:
            wanted += (link.source, link.target)
    found = (view.spans.find(id) for id in dict.fromkeys(wanted))
    return [span for span in found if span is not None]


def links_of_claim(view: View, claim: Claim) -> list[Link]:
    """The links of a claim, and those between two of its spans."""
    found = {id: link for id in claim.links if (link := view.links.find(id)) is not None}
    own = set(claim.spans)
    for id in claim.spans:
        for link in view.links.by("span", id):
            if link.source in own and link.target in own:
                found.setdefault(link.id, link)
    return list(found.values())


def touched_spans(view: View, changes: Changes) -> set[str]:
    """The spans that look different after a change: they, their claims or verdicts changed."""
    spans = set(changes.of("spans"))
    links = set(changes.of("links"))
    claims = set(changes.of("claims"))
    for table in ("verdicts", "adjudications"):
        for id in changes.of(table):
            record = view.shelf(table).find(id)
            if record is not None:
                claims.add(record.claim)
    for id in links:
        link = view.links.find(id)
        if link is not None:
            spans |= {link.source, link.target}
    for id in claims:
        claim = view.claims.find(id)
        if claim is not None:
            spans |= {span.id for span in spans_of_claim(view, claim)}
    return spans


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of everything."""

    articles: int
    spans: int
    links: int
    claims: int
    judged: int
    """Claims with a verdict of this reviewer."""
    conflicts: int


def counts(view: View, articles: Iterable[Article], reviewer: str, conflicts: int) -> Counts:
    """Count what there is."""
    judged = {item.claim for item in view.verdicts.by("by", reviewer)}
    return Counts(
        sum(1 for _ in articles),
        len(view.spans),
        len(view.links),
        len(view.claims),
        len(judged),
        conflicts,
    )
