"""What a reviewer may see while a blind pass runs.

Withheld is what others think: verdicts with their rationales, evidence, comments, adjudications,
corrections, and all suggestions with what became of them. `blind = "all"` withholds what they
marked too: spans, links, claims, omissions. A claim that is assigned to the reviewer is always
shown (it is to be judged), without the spans and links that are withheld.

`Veil` answers for one object at a time, so that a change costs what it touches; `visible` goes once
over a whole record.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from workbench.config.review_rules import BlindMode, ReviewRules
from workbench.domain.claim import Claim, Comment, Correction, Omission
from workbench.domain.record import Conflict, Record
from workbench.domain.review import Adjudication, SuggestionDecision
from workbench.domain.span import Link, Span
from workbench.domain.suggestion import Suggestion
from workbench.domain.verdict import Evidence, Verdict
from workbench.review.passes import open_cases

_OPINIONS = (Verdict, Evidence, Comment, Adjudication, Correction)
_MARKS = (Span, Link, Claim, Omission)
_OPINION_TABLES = frozenset(
    {"verdicts", "evidence", "comments", "adjudications", "corrections", "decisions"}
)
_MARK_TABLES = frozenset({"spans", "links", "claims", "omissions"})


class Lookup(Protocol):
    """Where the veil asks what belongs where; an unknown id gives an empty string."""

    def case_of_claim(self, claim: str) -> str:
        """The case of a claim."""

    def case_of_article(self, article: str) -> str:
        """The case of an article."""

    def article_of_span(self, span: str) -> str:
        """The article that a span lies in."""

    def is_assigned(self, claim: str, reviewer: str) -> bool:
        """Whether the reviewer was asked to judge the claim."""


@dataclass(frozen=True, slots=True)
class Veil:
    """What is withheld from one reviewer; make a new one when a pass or the rules change."""

    reviewer: str
    blind: BlindMode
    open_cases: frozenset[str]
    """Cases in which the reviewer has submitted."""
    lookup: Lookup

    def hides(self, item: object) -> bool:
        """Whether the reviewer may not see this object now."""
        return self.blind != "off" and hidden(
            item, self.reviewer, self.open_cases, self.lookup, self.blind
        )


def veil(reviewer: str, rules: ReviewRules, passes: Iterable[Any], lookup: Lookup) -> Veil:
    """The veil over a reviewer's eyes, as the rules and the passes have it.

    Who adjudicates and does not review sees everything.
    """
    blind: BlindMode = "off" if rules.only_adjudicates(reviewer) else rules.blind
    return Veil(reviewer, blind, open_cases(passes, reviewer), lookup)


def hidden(
    item: object,
    reviewer: str,
    open_cases: frozenset[str],
    lookup: Lookup,
    blind: BlindMode = "on",
) -> bool:
    """Whether a blind pass withholds an object from a reviewer.

    Args:
        item: any domain object; what is not known here is never withheld.
        reviewer: who looks.
        open_cases: the cases in which the reviewer has submitted.
        lookup: finds the case that the object belongs to.
        blind: `on`, or `all` to withhold marks too; `off` withholds nothing.
    """
    if blind == "off":
        return False
    if isinstance(item, Suggestion):
        return _any_closed((place.article for place in item.places), open_cases, lookup)
    if getattr(item, "by", "") == reviewer:
        return False
    if isinstance(item, SuggestionDecision):
        return _any_closed((article for article, _ in item.places), open_cases, lookup)
    if isinstance(item, _OPINIONS):
        return lookup.case_of_claim(item.claim) not in open_cases
    if blind == "all" and isinstance(item, _MARKS):
        return _mark_hidden(item, reviewer, open_cases, lookup)
    return False


def _any_closed(articles: Iterable[str], open_cases: frozenset[str], lookup: Lookup) -> bool:
    return any(lookup.case_of_article(article) not in open_cases for article in articles)


def _mark_hidden(
    item: Span | Link | Claim | Omission,
    reviewer: str,
    open_cases: frozenset[str],
    lookup: Lookup,
) -> bool:
    match item:
        case Claim():
            return item.case not in open_cases and not lookup.is_assigned(item.id, reviewer)
        case Span():
            return lookup.case_of_article(item.article) not in open_cases
        case Link():
            ends = (lookup.article_of_span(span) for span in (item.source, item.target))
            return _any_closed(ends, open_cases, lookup)
        case Omission():
            return lookup.case_of_claim(item.claim) not in open_cases


@dataclass(frozen=True, slots=True)
class RecordLookup:
    """What belongs where in a record."""

    claims: Mapping[str, str]
    articles: Mapping[str, str]
    spans: Mapping[str, str]
    assigned: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, record: Record) -> "RecordLookup":
        """Index a record, in one walk over it."""
        return cls(
            {claim.id: claim.case for claim in record.claims},
            {article.id: article.case for article in record.articles},
            {span.id: span.article for span in record.spans},
            frozenset((item.claim, item.reviewer) for item in record.assignments),
        )

    def case_of_claim(self, claim: str) -> str:
        """The case of a claim."""
        return self.claims.get(claim, "")

    def case_of_article(self, article: str) -> str:
        """The case of an article."""
        return self.articles.get(article, "")

    def article_of_span(self, span: str) -> str:
        """The article that a span lies in."""
        return self.spans.get(span, "")

    def is_assigned(self, claim: str, reviewer: str) -> bool:
        """Whether the reviewer was asked to judge the claim."""
        return (claim, reviewer) in self.assigned


_Item = TypeVar("_Item")


def visible(record: Record, reviewer: str, rules: ReviewRules) -> Record:
    """The part of a record that the reviewer may see now; the record itself if that is all.

    Time and space grow with the size of the record, and no faster.
    """
    over = veil(reviewer, rules, record.passes, RecordLookup.of(record))
    if over.blind == "off":
        return record

    def seen(items: tuple[_Item, ...]) -> tuple[_Item, ...]:
        return tuple(item for item in items if not over.hides(item))

    spans, links = seen(record.spans), seen(record.links)
    known = {span.id for span in spans} | {link.id for link in links}
    claims = tuple(_without(claim, known, over) for claim in seen(record.claims))
    return replace(
        record,
        spans=spans,
        links=links,
        claims=claims,
        verdicts=seen(record.verdicts),
        evidence=seen(record.evidence),
        omissions=seen(record.omissions),
        comments=seen(record.comments),
        corrections=seen(record.corrections),
        adjudications=seen(record.adjudications),
        decisions=seen(record.decisions),
        conflicts=tuple(_seen_conflicts(record, over)),
    )


def _without(claim: Claim, known: set[str], over: Veil) -> Claim:
    """The claim without the ids of spans and links that are withheld."""
    if over.blind != "all" or claim.case in over.open_cases:
        return claim
    spans = tuple(span for span in claim.spans if span in known)
    links = tuple(link for link in claim.links if link in known)
    return replace(claim, spans=spans, links=links)


def _seen_conflicts(record: Record, over: Veil) -> Iterable[Conflict]:
    """Conflicts of records that may be seen; a conflict shows the values of both sides."""
    withheld = _OPINION_TABLES | (_MARK_TABLES if over.blind == "all" else frozenset())
    tables = {conflict.table for conflict in record.conflicts} & withheld
    items: dict[str, Any] = {item.id: item for table in tables for item in getattr(record, table)}
    for conflict in record.conflicts:
        if conflict.table not in withheld:
            yield conflict
            continue
        item = items.get(conflict.id)
        own = all(value.by == over.reviewer for value in conflict.values)
        if own or (item is not None and not over.hides(replace(item, by=""))):
            yield conflict
