"""A claim with all that hangs on it, looked up once: what the formats about claims start from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.config.scheme import Scheme, VerdictLabel
from workbench.domain.article import Article
from workbench.domain.claim import EARLIER, Claim, Comment, Correction, Omission, is_current
from workbench.domain.record import Record
from workbench.domain.review import Adjudication, Assignment
from workbench.domain.span import Link, Span
from workbench.domain.verdict import Evidence, Verdict, recency
from workbench.exchange import passages


@dataclass(frozen=True, slots=True)
class Final:
    """What a claim's verdict comes to, and how it came about."""

    label: str | None
    """None while the reviewers disagree, or nobody has judged."""
    provenance: str
    """`adjudicated by X`, `unanimous`, `majority`, `by X`, `unresolved`, `not judged`."""
    rationale: str = ""
    at: str = ""


def earlier(omission: Omission, articles: Mapping[str, Article]) -> str:
    """That an omission was signed for another version than its article has, if so it was."""
    article = articles.get(omission.article)
    return "" if is_current(omission, article.version if article else None) else f", {EARLIER}"


class Dossiers:
    """The record's claims, each with its verdicts, evidence, spans and links at hand."""

    def __init__(self, record: Record) -> None:
        """Index the record by claim."""
        self.record = record
        self.articles = {article.id: article for article in record.articles}
        self.spans = {span.id: span for span in record.spans if span.article in self.articles}
        self.links = {link.id: link for link in record.links}
        self._verdicts: dict[str, list[Verdict]] = _by_claim(record.verdicts)
        self._evidence: dict[str, list[Evidence]] = _by_claim(record.evidence)
        self._omissions: dict[str, list[Omission]] = _by_claim(record.omissions)
        self._comments: dict[str, list[Comment]] = _by_claim(record.comments)
        self._corrections: dict[str, list[Correction]] = _by_claim(record.corrections)
        self._assignments: dict[str, list[Assignment]] = _by_claim(record.assignments)
        self._adjudications = {item.claim: item for item in record.adjudications}

    def verdicts(self, claim: Claim) -> list[Verdict]:
        """All verdicts on the claim, of both passes."""
        return self._verdicts.get(claim.id, [])

    def standing(self, claim: Claim) -> list[Verdict]:
        """One verdict a reviewer: the last word."""
        latest = {verdict.by: verdict for verdict in sorted(self.verdicts(claim), key=recency)}
        return list(latest.values())

    def evidence(self, claim: Claim) -> list[Evidence]:
        """All evidence on the claim."""
        return self._evidence.get(claim.id, [])

    def omissions(self, claim: Claim) -> list[Omission]:
        """Which articles are said to say nothing of it."""
        return self._omissions.get(claim.id, [])

    def of_omission(self, omission: Omission) -> str:
        """What restricts an omission, as the end of a sentence; empty if nothing does."""
        return earlier(omission, self.articles)

    def comments(self, claim: Claim) -> list[Comment]:
        """What was said about it."""
        return self._comments.get(claim.id, [])

    def corrections(self, claim: Claim) -> list[Correction]:
        """Dated notes that changed it after publication."""
        return self._corrections.get(claim.id, [])

    def assignments(self, claim: Claim) -> list[Assignment]:
        """Who is asked to judge it."""
        return self._assignments.get(claim.id, [])

    def adjudication(self, claim: Claim) -> Adjudication | None:
        """Its adjudication, if there is one."""
        return self._adjudications.get(claim.id)

    def links_of(self, claim: Claim) -> list[Link]:
        """Its links, without those that are gone."""
        return [self.links[link] for link in claim.links if link in self.links]

    def spans_of(self, claim: Claim) -> list[Span]:
        """Its spans and the ends of its links, each once, without those that are gone."""
        ids = dict.fromkeys(claim.spans)
        for link in self.links_of(claim):
            ids |= dict.fromkeys((link.source, link.target))
        return [self.spans[span] for span in ids if span in self.spans]

    def stands(self, span: Span) -> bool:
        """Whether the span lies in the current text of its article."""
        return passages.stands(span, self.articles.get(span.article))

    def state_of(self, span: Span) -> str:
        """What a reader has to know of a span that is not simply there."""
        return passages.standing(span, self.articles.get(span.article))

    def words(self, span: Span) -> str:
        """The words of a span, with a sign where it leaves some out."""
        return passages.words(span, self.record.texts.get(span.version))

    def title(self, article: str) -> str:
        """What an article is called."""
        found = self.articles.get(article)
        return found.title if found and found.title else article

    def gone(self) -> int:
        """How many of the spans that claims rest on their articles do not hold any more."""
        shown = {span.id: span for claim in self.record.claims for span in self.spans_of(claim)}
        return sum(not self.stands(span) for span in shown.values())

    def articles_of(self, claim: Claim) -> list[Article]:
        """The articles that its spans lie in, each once, in the order of the record."""
        named = {span.article for span in self.spans_of(claim)}
        return [article for article in self.record.articles if article.id in named]

    def final(self, claim: Claim, reviewer: str = "") -> Final:
        """What the claim's verdict comes to; the reviewer's own where the others do not agree."""
        standing = self.standing(claim)
        ruling = self.adjudication(claim)
        if ruling is not None and ruling.label is not None:
            return _ruled(ruling, standing)
        labels = {verdict.label for verdict in standing}
        own = [verdict for verdict in standing if reviewer and verdict.by == reviewer]
        if own and (ruling is not None or len(labels) > 1):
            return Final(own[0].label, f"by {reviewer}", own[0].rationale, own[0].at)
        if ruling is not None:
            return Final(None, "unresolved", ruling.note, ruling.at)
        if len(labels) == 1:
            how = "unanimous" if len(standing) > 1 else f"by {standing[0].by}"
            at = max(verdict.at for verdict in standing)
            return Final(standing[0].label, how, _rationale(standing), at)
        return Final(None, "unresolved" if labels else "not judged")


def _ruled(ruling: Adjudication, standing: list[Verdict]) -> Final:
    how = f"adjudicated by {ruling.by}" if ruling.provenance == "adjudicated" else ruling.provenance
    why = _rationale(verdict for verdict in standing if verdict.label == ruling.label)
    # By rule the note is a count of verdicts, which explains nothing.
    by_hand = ruling.provenance == "adjudicated"
    rationale = ruling.note or why if by_hand else why or ruling.note
    return Final(ruling.label, how, rationale, ruling.at)


def _rationale(verdicts: Iterable[Verdict]) -> str:
    return "\n".join(dict.fromkeys(item.rationale for item in verdicts if item.rationale))


def _by_claim(items: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for item in items:
        found[item.claim].append(item)
    return found


def known_label(scheme: Scheme, label: str | None) -> VerdictLabel | None:
    """The scheme's label of that id; None if it has none (the scheme was changed since)."""
    return next((item for item in scheme.verdicts if item.id == label), None)


def label_text(scheme: Scheme, label: str | None) -> str:
    """What people see of a verdict; a label that the scheme lost is shown by its id."""
    if label is None:
        return "no final verdict"
    found = known_label(scheme, label)
    return found.label if found else label


def relation_text(scheme: Scheme, relation: str) -> str:
    """What people see of a relation; one that the scheme lost is shown by its id."""
    return next((item.label for item in scheme.relations if item.id == relation), relation)
