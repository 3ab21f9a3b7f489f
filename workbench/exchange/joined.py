"""Articles joined into one text, for formats whose links can't leave a text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.domain.article import Article
from workbench.domain.errors import BadInput
from workbench.domain.record import Record
from workbench.domain.span import Link, Range, Span
from workbench.exchange.loss import Tally

SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class Part:
    """One article in a joined text; `start` in code points of the whole."""

    article: Article
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the article ends in the whole."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Document:
    """A text of one article or several, with the spans and links that lie in it."""

    parts: tuple[Part, ...]
    spans: tuple[Span, ...]
    links: tuple[Link, ...]

    @property
    def text(self) -> str:
        """The articles one after the other."""
        return SEPARATOR.join(part.text for part in self.parts)

    def fragments(self, span: Span) -> tuple[Range, ...]:
        """Where a span lies in the whole."""
        offset = next(part.start for part in self.parts if part.article.id == span.article)
        return tuple((start + offset, end + offset) for start, end in span.fragments)


def join(
    articles: Iterable[Article],
    texts: dict[str, str],
    spans: tuple[Span, ...],
    links: Iterable[Link],
) -> Document:
    """Join articles in the order given; links to other spans than these are left out."""
    parts: list[Part] = []
    start = 0
    for article in articles:
        part = Part(article, texts.get(article.version, ""), start)
        parts.append(part)
        start = part.end + len(SEPARATOR)
    held = {span.id for span in spans}
    return Document(
        tuple(parts),
        spans,
        tuple(link for link in links if link.source in held and link.target in held),
    )


def documents(record: Record, tally: Tally) -> Iterator[Document]:
    """One document an article, or one for all the articles that links connect."""
    spans = current_spans(record, tally)
    by_article: dict[str, list[Span]] = {article.id: [] for article in record.articles}
    for span in spans.values():
        by_article[span.article].append(span)
    groups = _connected(record, spans)
    by_group: dict[str, list[Link]] = {}
    for link in links_between(record, spans, tally):
        by_group.setdefault(groups[spans[link.source].article], []).append(link)
    members: dict[str, list[Article]] = {}
    for article in record.articles:
        members.setdefault(groups[article.id], []).append(article)
    for name, articles in members.items():
        held = tuple(span for article in articles for span in by_article[article.id])
        document = join(articles, record.texts, held, by_group.get(name, ()))
        if document.text.strip():
            yield document
        else:
            tally.add("articles", "they are empty", len(articles))


def current_spans(record: Record, tally: Tally) -> dict[str, Span]:
    """Spans of the current texts by id; those of older versions are counted as lost."""
    versions = {article.id: article.version for article in record.articles}
    found = {span.id: span for span in record.spans if versions.get(span.article) == span.version}
    lost = len(record.spans) - len(found)
    tally.add("spans of older versions", "the format holds one text an article", lost)
    return found


def links_between(record: Record, spans: dict[str, Span], tally: Tally) -> list[Link]:
    """Links whose two ends are among the spans; the others are counted as lost."""
    found = [link for link in record.links if link.source in spans and link.target in spans]
    lost = len(record.links) - len(found)
    tally.add("links of older versions", "the format holds one text an article", lost)
    return found


def _connected(record: Record, spans: dict[str, Span]) -> dict[str, str]:
    """Article id → id of the first article that links connect it with (union-find)."""
    parent = {article.id: article.id for article in record.articles}
    order = {article.id: place for place, article in enumerate(record.articles)}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for link in record.links:
        if link.source in spans and link.target in spans:
            ends = root(spans[link.source].article), root(spans[link.target].article)
            first, second = sorted(ends, key=order.__getitem__)
            parent[second] = first
    return {name: root(name) for name in parent}


def unjoin(parts: list[Part], fragments: tuple[Range, ...]) -> tuple[Article, tuple[Range, ...]]:
    """The article that a place of a joined text lies in, and where there.

    Raises:
        BadInput: if it lies in several articles or between them; without a place.
    """
    start, end = fragments[0][0], fragments[-1][1]
    for part in parts:
        if part.start <= start and end <= part.end:
            return part.article, tuple((s - part.start, e - part.start) for s, e in fragments)
    raise BadInput(f"[{start}, {end}) does not lie inside one article")
