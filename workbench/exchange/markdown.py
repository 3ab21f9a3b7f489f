"""A report in Markdown: each claim with its verdict, reasons, evidence and passages."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.record import Record
from workbench.domain.span import Link, Span
from workbench.domain.verdict import Evidence
from workbench.exchange.claims import Dossiers, label_text, relation_text
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.passages import places
from workbench.exchange.rest import count_rest

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~!&$])")
_AT_START = re.compile(r"^(\d*)([-+=.)])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]+")
_SAFE_URL = re.compile(r"https?://[^\s<>()\[\]\\\"'`]+", re.I)


def escape(text: str) -> str:
    """The text so that Markdown shows it as it stands, in one paragraph."""
    flat = re.sub(r"\s*\n\s*", " ", _CONTROL.sub(" ", text)).strip()
    return _AT_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", flat))


def link(title: str, url: str) -> str:
    """A title that leads to a web address; any other kind of address is shown, not linked."""
    if _SAFE_URL.fullmatch(url):
        return f"[{escape(title or url)}]({url})"
    return " ".join(filter(None, (escape(title), escape(url))))


def write(
    record: Record,
    options: ExportOptions,
    out: BinaryIO,
    tally: Tally,
    progress: Progress | None,
) -> None:
    """Write the report, claim by claim."""
    dossiers = Dossiers(record)
    _write_lines(out, _head(record, options))
    for done, claim in enumerate(record.claims, 1):
        _write_lines(out, _claim(dossiers, claim, options))
        if progress and (done % 100 == 0 or done == len(record.claims)):
            progress(done, len(record.claims))
    _count_losses(dossiers, tally)


def _write_lines(out: BinaryIO, lines: Iterator[str]) -> None:
    for line in lines:
        out.write(f"{line}\n".encode("utf-8", "replace"))


def _head(record: Record, options: ExportOptions) -> Iterator[str]:
    yield "# Fact-check report"
    yield ""
    made = " ".join(filter(None, (options.publisher_name, options.generated_at[:10])))
    if made:
        yield escape(made)
        yield ""
    yield "## Articles"
    yield ""
    for article in record.articles:
        yield f"- {_article(article)}"
    yield ""
    if options.figures:
        yield "## Agreement"
        yield ""
        for name, value in options.figures:
            yield f"- {escape(name)}: {escape(value)}"
        yield ""
    yield f"## Claims ({len(record.claims)})"
    yield ""


def _article(article: Article) -> str:
    about = [escape(part) for part in (article.source, article.author, article.published) if part]
    rest = f" — {', '.join(about)}" if about else ""
    return link(article.title or article.id, article.url) + rest


def _claim(dossiers: Dossiers, claim: Claim, options: ExportOptions) -> Iterator[str]:
    final = dossiers.final(claim, options.reviewer)
    yield f"### {escape(claim.text)}"
    yield ""
    yield f"**{escape(label_text(options.scheme, final.label))}** ({escape(final.provenance)})"
    yield ""
    said = [escape(part) for part in (claim.claimant, claim.stated_on, claim.stated_at) if part]
    if said:
        yield f"Claimed by: {', '.join(said)}"
        yield ""
    if final.rationale:
        yield from _quoted(final.rationale, "")
        yield ""
    yield from _verdicts(dossiers, claim, options)
    yield from _sources(dossiers.evidence(claim))
    yield from _passages(dossiers, claim, options)
    yield from _notes(dossiers, claim)


def _quoted(text: str, indent: str) -> Iterator[str]:
    for line in text.splitlines():
        yield f"{indent}{escape(line)}" if line.strip() else ""


def _verdicts(dossiers: Dossiers, claim: Claim, options: ExportOptions) -> Iterator[str]:
    verdicts = dossiers.verdicts(claim)
    if not verdicts:
        return
    yield "Verdicts:"
    yield ""
    for verdict in verdicts:
        sure = "" if verdict.confidence is None else f", confidence {verdict.confidence:.0%}"
        later = ", after discussion" if verdict.after_discussion else ""
        label = escape(label_text(options.scheme, verdict.label))
        who = f"{escape(verdict.by)}: {label} ({verdict.round} pass{sure}{later})"
        yield f"- {who}" + (f" — {escape(verdict.rationale)}" if verdict.rationale else "")
    yield ""


def _sources(evidence: list[Evidence]) -> Iterator[str]:
    if not evidence:
        return
    yield "Evidence:"
    yield ""
    for item in evidence:
        where = ", ".join(
            filter(None, (escape(item.locator), item.retrieved and f"seen {item.retrieved}"))
        )
        title = link(item.title, item.url) or "no source given"
        kept = f" {link('archived', item.archive_url)}" if item.archive_url else ""
        yield f"- {item.stance}: {title}{kept}" + (f" ({where})" if where else "")
        if item.quote:
            yield f"  > {escape(item.quote)}"
    yield ""


def _passages(dossiers: Dossiers, claim: Claim, options: ExportOptions) -> Iterator[str]:
    spans, silent = dossiers.spans_of(claim), dossiers.omissions(claim)
    if spans or silent:
        yield "What the articles say:"
        yield ""
    for span in spans:
        title = escape(dossiers.title(span.article))
        yield f"- {title}{_state(dossiers, span)} [{places(span)}]:"
        yield f"  > {escape(dossiers.words(span))}"
    for item in silent:
        note = f" — {escape(item.note)}" if item.note else ""
        past = dossiers.of_omission(item)
        title = escape(dossiers.title(item.article))
        yield f"- {title}: says nothing of it ({escape(item.by)} looked{past}){note}"
    if spans or silent:
        yield ""
    links = list(
        filter(None, (_link(dossiers, item, options) for item in dossiers.links_of(claim)))
    )
    if links:
        yield "How they relate:"
        yield ""
        yield from links
        yield ""


def _state(dossiers: Dossiers, span: Span) -> str:
    state = dossiers.state_of(span)
    return f" ({state})" if state else ""


def _link(dossiers: Dossiers, item: Link, options: ExportOptions) -> str:
    source, target = dossiers.spans.get(item.source), dossiers.spans.get(item.target)
    if source is None or target is None:
        return ""
    facets = ", ".join(filter(None, (item.aspect, item.voice, item.certainty)))
    relation = escape(relation_text(options.scheme, item.relation))
    about = f" ({escape(facets)})" if facets else ""
    first, second = (
        f"“{escape(dossiers.words(span))}”{_state(dossiers, span)}" for span in (source, target)
    )
    return f"- {first} **{relation}**{about} {second}"


def _notes(dossiers: Dossiers, claim: Claim) -> Iterator[str]:
    for correction in dossiers.corrections(claim):
        yield f"Correction, {correction.at[:10]}: {escape(correction.text)}"
        yield ""


_HELD = {
    "articles": "title source author published url",
    "spans": "",
    "links": "aspect voice certainty",
    "claims": "claimant stated_on stated_at",
    "verdicts": "rationale confidence round after_discussion by",
    "evidence": "quote title url locator archive_url retrieved stance",
    "omissions": "note by",
    "corrections": "at",
    "adjudications": "note by",
}


def _count_losses(dossiers: Dossiers, tally: Tally) -> None:
    record = dossiers.record
    shown = {span.id for claim in record.claims for span in dossiers.spans_of(claim)}
    tally.add("spans", "they belong to no claim", len(record.spans) - len(shown))
    carried = {item for claim in record.claims for item in claim.links}
    tally.add("links", "they belong to no claim", sum(i.id not in carried for i in record.links))
    tally.add("current places of passages", "their articles lost them", dossiers.gone())
    tally.add("article texts", "the report holds quotes only", len(record.articles))
    count_rest(record, tally, _HELD, {"comments": "the report leaves discussion out"})
