"""What a reviewer may see while a blind pass runs.

Withheld is what others think: verdicts with their rationales, evidence, comments, adjudications,
corrections, and all suggestions with what became of them. `blind = "all"` withholds what they
marked too: spans, links, claims, omissions. A claim that is assigned to the reviewer is always
shown (it is to be judged), without the spans and links that are withheld.

`Veil` answers for one object at a time, so that a change costs what it touches.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast

from workbench.config.review_rules import BlindMode, ReviewRules
from workbench.domain.claim import Claim, Comment, Correction, Omission
from workbench.domain.record import Conflict
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

    def hides_conflict(self, conflict: Conflict, item: object | None) -> bool:
        """Whether a conflict in a record (None if it is gone) is withheld: it shows all sides."""
        withheld = _OPINION_TABLES | (_MARK_TABLES if self.blind == "all" else frozenset())
        if self.blind == "off" or conflict.table not in withheld:
            return False
        if all(value.by == self.reviewer for value in conflict.values):
            return False
        return item is None or self.hides(replace(cast(Any, item), by=""))


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
