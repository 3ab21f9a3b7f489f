"""doccano's JSON Lines for relation extraction (backend/data_import): a text a line.

Articles that links connect are one text; a discontinuous span is one entity a fragment. Needs a
project with relations and overlapping spans allowed. ASCII only, because doccano guesses the
encoding, and wrongly.
"""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from workbench.domain.errors import BadInput
from workbench.domain.record import Record
from workbench.domain.span import Link, Range, Span
from workbench.exchange.carry import (
    UNLABELLED,
    CarriedLinks,
    Json,
    carried_articles,
    label_of,
    only_article,
    read_articles,
)
from workbench.exchange.codec import carried
from workbench.exchange.incoming import Incoming
from workbench.exchange.joined import Document, Part, documents, unjoin
from workbench.exchange.jsonio import write_lines
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.place import placed
from workbench.exchange.rest import BESIDE, count_rest
from workbench.exchange.source import Source, parse_json

_OURS = "workbench"


def write(
    record: Record,
    _options: ExportOptions,
    out: BinaryIO,
    tally: Tally,
    progress: Progress | None,
) -> None:
    """Write one line a document."""
    made = list(documents(record, tally))
    if progress and not made:
        progress(0, 0)
    write_lines(_lines(made, tally), out, progress, len(made), ascii_only=True)
    facets = sum(bool(link.aspect or link.voice or link.certainty) for link in record.links)
    tally.add("facets of links", "doccano sees the relation only; they come back to us", facets)
    count_rest(record, tally, BESIDE)


def _lines(made: list[Document], tally: Tally) -> Iterator[Json]:
    number = 0
    for document in made:
        entities: list[Json] = []
        first: dict[str, int] = {}
        for span in document.spans:
            ids = list(range(number + 1, number + 1 + len(span.fragments)))
            number = ids[-1]
            first[span.id] = ids[0]
            entities += _entities(document, span, ids)
            tally.add("spans of several fragments", "each is an entity", int(len(ids) > 1))
        relations = [
            _relation(link, number + place, first) for place, link in enumerate(document.links, 1)
        ]
        number += len(relations)
        ours = {
            "articles": carried_articles(document),
            "spans": [carried(span) for span in document.spans],
            "links": [carried(link) for link in document.links],
        }
        yield {
            "text": document.text,
            "entities": entities,
            "relations": relations,
            _OURS: ours,
        }


def _entities(document: Document, span: Span, ids: list[int]) -> list[Json]:
    return [
        {"id": entity, "start_offset": start, "end_offset": end, "label": span.label or UNLABELLED}
        for entity, (start, end) in zip(ids, document.fragments(span), strict=True)
    ]


def _relation(link: Link, number: int, first: dict[str, int]) -> Json:
    ends = {"from_id": first[link.source], "to_id": first[link.target]}
    return {"id": number, **ends, "type": link.relation}


def read(source: Source, incoming: Incoming) -> None:
    """Read doccano's export, with relations or with labels only.

    Raises:
        BadInput: if a line is none, or does not fit.
    """
    for number, line in source.lines():
        where = f"{source.name}:{number}"
        plain = parse_json(line, source.name, number)
        if not isinstance(plain, dict) or not isinstance(plain.get("text"), str):
            raise BadInput('this line is no JSON object with a "text"', where=where)
        try:
            _Line(plain, f"{Path(source.name).stem}-{number}", incoming, where).read()
        except BadInput as error:
            raise placed(error, where) from None
        incoming.tell_read(source)


class _Line:
    """One text with its entities and relations."""

    def __init__(self, plain: Json, name: str, incoming: Incoming, where: str) -> None:
        self.plain = plain
        self.incoming = incoming
        self.where = where
        self.ours = _ours(plain)
        self.parts = self._parts(name)
        self.entities: dict[Any, tuple[Range, str | None]] = {}
        self.spans: dict[Any, Span] = {}

    def _parts(self, name: str) -> list[Part]:
        text = self.plain["text"]
        if found := read_articles(self.ours.get("articles"), text, self.incoming, self.where):
            return found
        return only_article(str(self.plain.get("name", name)), text, self.incoming, self.where)

    def read(self) -> None:
        for number, item in enumerate(_list(self.plain, "entities")):
            _need(item, {"start_offset": int, "end_offset": int, "label": str}, "an entity")
            place = item["start_offset"], item["end_offset"]
            self.entities[_key(item.get("id", f"#{number}"))] = place, label_of(item["label"])
        for number, item in enumerate(_list(self.plain, "label", "labels")):
            if not isinstance(item, list) or [type(part) for part in item] != [int, int, str]:
                raise BadInput("a label is not [start, end, name]")
            self.entities[f"label {number}"] = (item[0], item[1]), label_of(item[2])
        self._take_ours()
        for entity, (place, label) in self.entities.items():
            if entity not in self.spans:
                self.spans[entity] = self._place((place,), label)
        self._links()

    def _take_ours(self) -> None:
        """Our spans, as long as there is an entity where each fragment was (its id may change)."""
        free: dict[tuple[Range, str | None], list[Any]] = {}
        for entity, found in self.entities.items():
            free.setdefault(found, []).append(entity)
        for plain in _list(self.ours, "spans"):
            agrees = partial(self._agrees, free)
            span = self.incoming.restore("spans", plain, self.where, agrees)
            if span is not None:
                for place in self._places(span):
                    self.spans[free[place].pop(0)] = span

    def _agrees(self, free: dict[tuple[Range, str | None], list[Any]], span: Span) -> bool:
        needed = Counter(self._places(span))
        return bool(needed) and all(len(free.get(p, ())) >= n for p, n in needed.items())

    def _places(self, span: Span) -> list[tuple[Range, str | None]]:
        """Where the fragments of our span are in this text, each with its label."""
        for part in self.parts:
            article = part.article
            if span.article == article.id and span.version == self.incoming.version_of(part.text):
                return [((s + part.start, e + part.start), span.label) for s, e in span.fragments]
        return []

    def _place(self, places: tuple[Range, ...], label: str | None) -> Span:
        article, fragments = unjoin(self.parts, places)
        text = next(part.text for part in self.parts if part.article.id == article.id)
        version = self.incoming.version_of(text)
        return self.incoming.place_span(article, version, fragments, self.where, label=label)

    def _links(self) -> None:
        ours = CarriedLinks(self.ours.get("links"), self.incoming)
        for item in _list(self.plain, "relations"):
            _need(item, {"type": str}, "a relation")
            ends = [self.spans.get(_key(item.get(key))) for key in ("from_id", "to_id")]
            if ends[0] is None or ends[1] is None:
                raise BadInput(f"a relation joins an entity that is not there: {item!r:.80}")
            ours.take(ends[0].id, ends[1].id, item["type"], self.where)


def _ours(plain: Json) -> Json:
    """What we had put there; doccano's own export keeps it under `meta` in older versions."""
    meta = plain.get("meta")
    found = plain.get(_OURS) or (meta.get(_OURS) if isinstance(meta, dict) else None)
    return found if isinstance(found, dict) else {}


def _key(value: Any) -> int | str:
    """The id of an entity.

    Raises:
        BadInput: if it is neither a number nor a string.
    """
    if not isinstance(value, int | str):
        raise BadInput(f"{value!r:.40} is not the id of an entity")
    return value


def _list(plain: Json, *keys: str) -> list[Any]:
    for key in keys:
        if key in plain:
            if not isinstance(plain[key], list):
                raise BadInput(f'"{key}" is not a list')
            return list(plain[key])
    return []


def _need(item: Any, fields: dict[str, type], what: str) -> None:
    if not isinstance(item, dict) or any(type(item.get(k)) is not t for k, t in fields.items()):
        names = ", ".join(f"{key} ({kind.__name__})" for key, kind in fields.items())
        raise BadInput(f"{what} needs {names}: {item!r:.80}")
