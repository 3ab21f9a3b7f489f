"""W3C Web Annotation Data Model (2017), written: one AnnotationCollection with one page.

A span is an annotation with one target a fragment, each with its words (TextQuoteSelector) and its
place in code points (TextPositionSelector). A link has two targets. Our own terms come from a
second context, so that no JSON-LD reader loses them or takes them for something else.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import quote

from workbench.domain.article import Article
from workbench.domain.claim import Claim, Comment, Correction, Omission
from workbench.domain.record import Record
from workbench.domain.review import Adjudication
from workbench.domain.span import CONTEXT, Link, Span
from workbench.domain.verdict import Evidence, Verdict
from workbench.exchange.claimreview import web_address
from workbench.exchange.claims import earlier, label_text
from workbench.exchange.codec import carried
from workbench.exchange.jsonio import json_bytes, tell
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.rest import count_rest

PREFIX = "urn:workbench:"
CONTEXT_OF_TERMS = {
    "workbench": PREFIX,
    "oa": "http://www.w3.org/ns/oa#",
    "workbench:span": {"@type": "@id"},
    "workbench:record": {"@type": "@json"},
}
RECORD, SPAN, ARTICLE, VERSION = (
    "workbench:record",
    "workbench:span",
    "workbench:article",
    "workbench:version",
)

Json = dict[str, Any]


def iri(kind: str, name: str) -> str:
    """How an object of ours is called in RDF."""
    return f"{PREFIX}{kind}:{quote(name, safe='')}"


def write(
    record: Record,
    options: ExportOptions,
    out: BinaryIO,
    tally: Tally,
    progress: Progress | None,
) -> None:
    """Write the collection, item by item."""
    writer = _Writer(record, options)
    total = sum(len(getattr(record, table)) for table in _WRITTEN)
    head = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", CONTEXT_OF_TERMS],
        "id": f"{PREFIX}annotations",
        "type": "AnnotationCollection",
        "label": "Fact-check annotations",
        "total": total,
    }
    out.write(json_bytes(head)[:-1])
    if total:
        part_of = {key: head[key] for key in ("id", "label", "total")}
        page = {"id": f"{PREFIX}annotations:1", "type": "AnnotationPage", "startIndex": 0}
        out.write(b',\n"first": ' + json_bytes(page | {"partOf": part_of})[:-1] + b',\n"items": ')
        between = b"[\n"
        for done, item in enumerate(writer.annotations(), 1):
            out.write(between + json_bytes(item))
            between = b",\n"
            tell(progress, done, total)
        out.write(b"\n]}")
    elif progress:
        progress(0, 0)
    out.write(b"}\n")
    _count_losses(record, tally)


_WRITTEN = (
    "spans", "links", "claims", "evidence", "verdicts", "omissions", "comments", "corrections",
    "adjudications",
)  # fmt: skip


class _Writer:
    def __init__(self, record: Record, options: ExportOptions) -> None:
        self.record = record
        self.options = options
        self.articles = {article.id: article for article in record.articles}
        self.spans = {span.id: span for span in record.spans}

    def annotations(self) -> Iterator[Json]:
        makers = {
            "spans": self._span,
            "links": self._link,
            "claims": self._claim,
            "evidence": self._evidence,
            "verdicts": self._verdict,
            "omissions": self._omission,
            "comments": self._comment,
            "corrections": self._correction,
            "adjudications": self._adjudication,
        }
        for table in _WRITTEN:
            kind = table.removesuffix("s")
            for item in getattr(self.record, table):
                about: Json = {"id": iri(kind, item.id), "type": "Annotation"}
                if item.by:
                    about["creator"] = {"type": "Person", "name": item.by}
                if item.at:
                    about["created"] = item.at
                yield about | makers[table](item) | {RECORD: carried(item)}  # type: ignore[operator]

    def _span(self, span: Span) -> Json:
        body = []
        if span.label is not None:
            body.append(_text(span.label, "classifying"))
        if span.note:
            body.append(_text(span.note, "commenting"))
        made: Json = {"motivation": "classifying" if span.label else "highlighting"}
        if body:
            made["body"] = body
        return made | {"target": self._fragments(span)}

    def _link(self, link: Link) -> Json:
        body = [_text(link.relation, "linking")]
        facets = (link.aspect, link.voice, link.certainty)
        body += [_text(facet, "tagging") for facet in facets if facet]
        if link.note:
            body.append(_text(link.note, "commenting"))
        ends = [self._extent(end) for end in (link.source, link.target)]
        return {"motivation": "linking", "body": body, "target": ends}

    def _claim(self, claim: Claim) -> Json:
        held = [self._extent(span) for span in claim.spans]
        return {
            "motivation": "describing",
            "body": [_text(claim.text, "describing")],
            "target": held or iri("case", claim.case),
        }

    def _evidence(self, item: Evidence) -> Json:
        body: list[Json] = [_text(item.quote, "oa:assessing")] if item.quote else []
        if web_address(item.url):
            body.append({"type": "Text", "id": item.url})
        made: Json = {"motivation": "oa:assessing", "target": iri("claim", item.claim)}
        return made | ({"body": body} if body else {})

    def _verdict(self, verdict: Verdict) -> Json:
        body = [_text(label_text(self.options.scheme, verdict.label), "oa:assessing")]
        if verdict.rationale:
            body.append(_text(verdict.rationale, "describing"))
        target = iri("claim", verdict.claim)
        return {"motivation": "oa:assessing", "body": body, "target": target}

    def _omission(self, omission: Omission) -> Json:
        note = f": {omission.note}" if omission.note else ""
        past = earlier(omission, self.articles)
        body = [_text(f"says nothing of this claim{past}{note}", "oa:assessing")]
        target = [iri("claim", omission.claim), self._source(omission.article)]
        return {"motivation": "oa:assessing", "body": body, "target": target}

    def _comment(self, comment: Comment) -> Json:
        made: Json = {"motivation": "commenting", "target": iri("claim", comment.claim)}
        if comment.reply_to:
            made = {"motivation": "replying", "target": iri("comment", comment.reply_to)}
        return made | {"body": [_text(comment.text, made["motivation"])]}

    def _correction(self, correction: Correction) -> Json:
        body = [_text(correction.text, "editing")]
        return {"motivation": "editing", "body": body, "target": iri("claim", correction.claim)}

    def _adjudication(self, ruling: Adjudication) -> Json:
        body = [_text(label_text(self.options.scheme, ruling.label), "oa:assessing")]
        if ruling.note:
            body.append(_text(ruling.note, "describing"))
        return {"motivation": "moderating", "body": body, "target": iri("claim", ruling.claim)}

    def _source(self, article_id: str) -> str:
        article = self.articles.get(article_id)
        return source_of(article) if article else iri("article", article_id)

    def _fragments(self, span: Span) -> list[Json]:
        text = self.record.texts.get(span.version, "")
        places = span.fragments if text else span.fragments[:1]
        return [self._resource(span, text, start, end) for start, end in places]

    def _extent(self, span_id: str) -> Json:
        """The whole stretch of a span, with the IRI of the annotation that has its fragments."""
        span = self.spans.get(span_id)
        if span is None:
            return {"type": "SpecificResource", "source": iri("span", span_id)}
        text = self.record.texts.get(span.version, "")
        resource = self._resource(span, text, span.start, span.end)
        return resource | {SPAN: iri("span", span.id)}

    def _resource(self, span: Span, text: str, start: int, end: int) -> Json:
        """A target, whose words are read off the text (or the stored ones where that is gone)."""
        words = {"exact": span.quote, "prefix": span.prefix, "suffix": span.suffix}
        if text:
            words = {
                "exact": text[start:end],
                "prefix": text[max(start - CONTEXT, 0) : start],
                "suffix": text[end : end + CONTEXT],
            }
        return {
            "type": "SpecificResource",
            "source": self._source(span.article),
            "selector": [
                {"type": "TextQuoteSelector", **words},
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
            ARTICLE: span.article,
            VERSION: span.version,
        }


def source_of(article: Article) -> str:
    """The IRI of an article: its address, or one made from its id."""
    return article.url if web_address(article.url) else iri("article", article.id)


def _text(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _count_losses(record: Record, tally: Tally) -> None:
    tally.add("article texts", "an annotation points to its text", len(record.texts))
    held = {"articles": "url", **dict.fromkeys(_WRITTEN, "*")}
    count_rest(record, tally, held)
