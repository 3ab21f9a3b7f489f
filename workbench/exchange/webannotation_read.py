"""W3C Web Annotation Data Model (2017), read: our own and those of other programs.

Spans come from annotations on one article, links from those with the motivation `linking` and two
targets. What we exported ourselves carries our record, which is taken as long as it agrees with the
targets.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from workbench.domain.article import Article
from workbench.domain.errors import BadInput
from workbench.domain.span import Link, Range, Span
from workbench.exchange.codec import TABLES, from_plain
from workbench.exchange.incoming import Incoming
from workbench.exchange.jsonio import STEP
from workbench.exchange.place import Place, resolve
from workbench.exchange.source import Source
from workbench.exchange.webannotation import (
    ARTICLE,
    PREFIX,
    RECORD,
    SPAN,
    VERSION,
    Json,
    iri,
    source_of,
)
from workbench.exchange.webannotation_pages import annotations

_TABLES = {table.removesuffix("s"): table for table in TABLES}


def read(source: Source, incoming: Incoming) -> None:
    """Read a collection, a page, an annotation or a list of annotations.

    Raises:
        BadInput: if it is none, or nothing in it is on an article of this workspace.
    """
    reader = _Reader(incoming)
    # Links name spans, which may come after them: so they wait for a second reading.
    rounds = (reader.span, reader.other), (reader.link,)
    source.keep(len(rounds))
    for takers in rounds:
        source.rewind()
        for done, (item, where) in enumerate(annotations(source), 1):
            for take in takers:
                take(item, where)
            if done % STEP == 0:
                incoming.tell_read(source)
    if reader.strangers and not reader.taken:
        raise BadInput(
            "no annotation is on an article of this workspace",
            where=f"{source.name}:1",
            hint="add the articles first; they are known by their address or id",
        )


class _Reader:
    def __init__(self, incoming: Incoming) -> None:
        self.incoming = incoming
        self.taken = 0
        self.strangers = 0
        self._spans: dict[str, Span] = {}
        known = incoming.known.articles
        self._articles = {iri("article", article.id): article for article in known}
        self._articles |= {source_of(article): article for article in known}
        self._articles |= {article.url: article for article in known if article.url}

    def span(self, item: Json, where: Place) -> None:
        """Take an annotation on one article as a span, in the first round."""
        if self._kind(item) not in ("", "span") or _is_link(item):
            return
        placed = self._place(_listed(item, "target"), where)
        if placed is None:
            return
        article, version, fragments, words = placed
        label = _body(item, ("classifying", "tagging")) or None
        span = self._restored(item, article, version, fragments, label, where)
        if span is None:
            span = self.incoming.place_span(
                article, version, fragments, where, quote=words[0], context=words[1:],
                label=label, note=_body(item, ("commenting",)),
            )  # fmt: skip
        self.taken += 1
        self._spans[str(item.get("id"))] = span

    def _restored(
        self,
        item: Json,
        article: Article,
        version: str,
        fragments: tuple[Range, ...],
        label: str | None,
        where: Place,
    ) -> Span | None:
        if RECORD not in item:
            return None

        def agrees(span: Span) -> bool:
            given = (article.id, version, fragments, label, _body(item, ("commenting",)))
            return (span.article, span.version, span.fragments, span.label, span.note) == given

        restored: Span | None = self.incoming.restore("spans", item[RECORD], where, agrees)
        return restored

    def link(self, item: Json, where: Place) -> None:
        """Take an annotation that links two places, in the second round."""
        if not _is_link(item):
            return
        ends = [self._end(target, where) for target in _listed(item, "target")]
        if len(ends) != 2 or None in ends:
            self.incoming.warn("links left out that do not join two known places", where)
            return
        source, target = (end.id for end in ends if end is not None)
        relation = _body(item, ("linking", "tagging", "classifying"))
        if not relation:
            self.incoming.warn("links left out that name no relation", where)
            return

        def agrees(link: Link) -> bool:
            return (link.source, link.target, link.relation) == (source, target, relation)

        if RECORD not in item or not self.incoming.restore("links", item[RECORD], where, agrees):
            self.incoming.place_link(
                source, target, relation, where, note=_body(item, ("commenting",))
            )
        self.taken += 1

    def _end(self, target: Any, where: Place) -> Span | None:
        named = target.get(SPAN) if isinstance(target, dict) else target
        if isinstance(named, str) and named in self._spans:
            return self._spans[named]
        placed = self._place([target], where)
        if placed is None:
            return None
        article, version, fragments, words = placed
        return self.incoming.place_span(
            article, version, fragments, where, quote=words[0], context=words[1:]
        )

    def other(self, item: Json, where: Place) -> None:
        """Take what only we write, in the first round: claims, verdicts and the like."""
        kind = self._kind(item)
        if kind in ("span", "link") or (not kind and (_is_link(item) or self._is_placed(item))):
            return
        if kind not in _TABLES or RECORD not in item:
            self.incoming.warn("annotations left out that are on no article", where)
            return
        table = _TABLES[kind]
        self.incoming.add(table, from_plain(TABLES[table], item[RECORD], where), where)
        self.taken += 1

    def _is_placed(self, item: Json) -> bool:
        return any(isinstance(target, dict) for target in _listed(item, "target"))

    def _kind(self, item: Json) -> str:
        """Which of our objects the annotation stands for; empty for those of other programs."""
        name = item.get("id")
        if RECORD not in item or not isinstance(name, str) or not name.startswith(PREFIX):
            return ""
        return name.removeprefix(PREFIX).partition(":")[0]

    def _place(
        self, targets: list[Any], where: Place
    ) -> tuple[Article, str, tuple[Range, ...], tuple[str | None, str, str]] | None:
        """Article, version, fragments and words of targets that lie in one article."""
        found = [self._part(target, where) for target in targets if isinstance(target, dict)]
        parts = [part for part in found if part is not None]
        if not parts or len({part[0].id for part in parts}) > 1:
            self.strangers += 1
            self.incoming.warn("annotations left out that are on no article here", where)
            return None
        fragments = tuple(part[2] for part in parts)
        words = [part[3] for part in parts]
        quotes = [str(word["exact"]) for word in words if "exact" in word]
        whole = " ".join(quotes) if len(quotes) == len(words) else None
        context = str(words[0].get("prefix", "")), str(words[-1].get("suffix", ""))
        return parts[0][0], parts[0][1], fragments, (whole, *context)

    def _part(
        self, target: Json, where: Place
    ) -> tuple[Article, str, Range, Mapping[str, Any]] | None:
        source = target.get("source")
        name = source.get("id") if isinstance(source, dict) else source
        given = target.get(ARTICLE)
        article = self.incoming.article(given) if isinstance(given, str) else None
        article = article or self._articles.get(unquote(str(name))) or self._articles.get(str(name))
        if article is None:
            return None
        version = target.get(VERSION)
        if not isinstance(version, str) or self.incoming.text_of(version) is None:
            version = article.version
        selectors = {
            str(selector.get("type")): selector
            for selector in _listed(target, "selector")
            if isinstance(selector, dict)
        }
        words = selectors.get("TextQuoteSelector", {})
        place = selectors.get("TextPositionSelector", {})
        if not words and not place:
            raise BadInput("the target has neither a position nor a quote", where=resolve(where))
        return article, version, _range(words, place, where), words


def _range(words: Mapping[str, Any], place: Mapping[str, Any], where: Place) -> Range:
    """The position; without one, the start of the text, from where the quote is looked for."""
    if not place:
        return 0, len(str(words.get("exact", "")))
    start, end = place.get("start"), place.get("end")
    if type(start) is not int or type(end) is not int:
        raise BadInput("start and end of a position are whole numbers", where=resolve(where))
    return start, end


def _listed(item: Mapping[str, Any], key: str) -> list[Any]:
    value = item.get(key, [])
    return value if isinstance(value, list) else [value]


def _is_link(item: Json) -> bool:
    return "linking" in _listed(item, "motivation") and len(_listed(item, "target")) > 1


def _body(item: Json, purposes: tuple[str, ...]) -> str:
    """The first textual body of that purpose, the earlier purposes before the later."""
    bodies = [body for body in _listed(item, "body") if isinstance(body, dict)]
    for purpose in purposes:
        for body in bodies:
            if purpose in _listed(body, "purpose") and isinstance(body.get("value"), str):
                return str(body["value"])
    return ""
