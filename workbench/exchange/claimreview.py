"""schema.org ClaimReview in JSON-LD, one object a claim.

Required and recommended properties are those of Google's guide to fact-check markup; the rating's
numbers are left out where the verdict has no place on a scale, because a half-way number would say
something that the reviewers did not.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from workbench.config.scheme import Scheme, VerdictLabel
from workbench.config.web import is_web_address
from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.errors import WrongUse
from workbench.domain.record import Record
from workbench.exchange.claims import Dossiers, Final, known_label
from workbench.exchange.jsonio import write_list
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.rest import count_rest

_LEAST_SCALE = 3
"""A scale of fewer steps is spread over Google's 1 to 5."""


def write(
    record: Record,
    options: ExportOptions,
    out: BinaryIO,
    tally: Tally,
    progress: Progress | None,
) -> None:
    """Write a list of ClaimReview objects, each complete by itself.

    Raises:
        WrongUse: if the publisher's name or address is not set.
    """
    _check_publisher(options)
    write_list(_reviews(Dossiers(record), options, tally), out, progress, len(record.claims))
    _count_losses(record, tally)


def _check_publisher(options: ExportOptions) -> None:
    if not options.publisher_name:
        raise WrongUse(
            "claimreview needs to know who publishes",
            hint='set name = "…" under [publisher] in workbench.toml',
        )
    if not is_web_address(options.publisher_url):
        raise WrongUse(
            "claimreview needs the address under which the reviews appear",
            hint='set url = "https://…" under [publisher] in workbench.toml',
        )


def _reviews(
    dossiers: Dossiers, options: ExportOptions, tally: Tally
) -> Iterator[dict[str, Any] | None]:
    for claim in dossiers.record.claims:
        final = dossiers.final(claim, options.reviewer)
        verdict = known_label(options.scheme, final.label)
        if verdict is None:
            tally.add("claims", "they have no final verdict of the scheme")
            yield None
            continue
        yield _review(dossiers, claim, final, verdict, options)
        long = len(claim.text) > 75
        tally.add("claims of more than 75 characters", "search engines cut them", int(long))


def _review(
    dossiers: Dossiers, claim: Claim, final: Final, verdict: VerdictLabel, options: ExportOptions
) -> dict[str, Any]:
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{options.publisher_url.rstrip('/')}/{claim.id}",
        "claimReviewed": claim.text,
        "author": {
            "@type": "Organization",
            "name": options.publisher_name,
            "url": options.publisher_url,
        },
        "reviewRating": _rating(options.scheme, verdict, final),
        "itemReviewed": _item(dossiers, claim),
    }
    if published := claim.published or final.at:
        review["datePublished"] = published[:10]
    if sources := [source for item in dossiers.evidence(claim) if (source := _source(item))]:
        review["citation"] = sources
    if corrections := dossiers.corrections(claim):
        review["correction"] = [
            {"@type": "CorrectionComment", "text": item.text, "datePublished": item.at[:10]}
            for item in corrections
        ]
    return review


def _rating(scheme: Scheme, verdict: VerdictLabel, final: Final) -> dict[str, Any]:
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": verdict.claimreview or verdict.label,
    }
    ranks = [item.rank for item in scheme.verdicts if item.rank is not None]
    if verdict.rank is not None and len(set(ranks)) > 1:
        worst, best = min(ranks), max(ranks)
        value: float = verdict.rank
        if best - worst + 1 < _LEAST_SCALE or worst < 1:
            value = 1 + 4 * (value - worst) / (best - worst)
            worst, best = 1, 5
        rating |= {
            "ratingValue": int(value) if value == int(value) else round(value, 2),
            "bestRating": best,
            "worstRating": worst,
        }
    if final.rationale:
        rating["ratingExplanation"] = final.rationale
    return rating


def _item(dossiers: Dossiers, claim: Claim) -> dict[str, Any]:
    item: dict[str, Any] = {"@type": "Claim", "text": claim.text}
    if claim.claimant:
        item["author"] = {"@type": "Person", "name": claim.claimant}
    if claim.stated_on:
        item["datePublished"] = claim.stated_on
    if claim.stated_at:
        item["name"] = claim.stated_at
    if articles := dossiers.articles_of(claim):
        item["appearance"] = [_appearance(article) for article in articles]
    return item


def _appearance(article: Article) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "NewsArticle", "headline": article.title or article.id}
    if web_address(article.url):
        work["url"] = article.url
    if article.published:
        work["datePublished"] = article.published
    if article.author:
        work["author"] = {"@type": "Person", "name": article.author}
    if article.source:
        work["publisher"] = {"@type": "Organization", "name": article.source}
    if article.language:
        work["inLanguage"] = article.language
    return work


def _source(item: Any) -> dict[str, Any]:
    work = {}
    if item.title or item.quote:
        work["name"] = item.title or item.quote
    if web_address(item.url):
        work["url"] = item.url
    if web_address(item.archive_url):
        work["archivedAt"] = item.archive_url
    return {"@type": "CreativeWork", **work} if work else {}


def web_address(url: str) -> bool:
    """Whether it is an address that a reader may follow."""
    return url.startswith(("http://", "https://")) and not any(sign <= " " for sign in url)


_HELD = {
    "articles": "title source author published url language",
    "claims": "claimant stated_on stated_at published",
    "evidence": "quote title url archive_url",
    "corrections": "at",
    "adjudications": "note",
}


def _count_losses(record: Record, tally: Tally) -> None:
    tally.add("article texts", "ClaimReview names the articles only", len(record.articles))
    quotes = sum(bool(item.quote and item.title) for item in record.evidence)
    tally.add("quotes of evidence", "a citation has one name, and that is the title", quotes)
    whys = {
        "spans": "ClaimReview names the articles only",
        "verdicts": "only the final one is written",
    }
    count_rest(record, tally, _HELD, whys)
