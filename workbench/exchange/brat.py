"""brat standoff (nlplab/brat, server/src/annotation.py): a .txt and an .ann file an article.

Offsets are code points. A span can't cross a line break there, so it is cut at each, and a
carriage return, which brat would swallow, becomes a blank in the .txt; workbench.json beside the
files holds what was there. Relations can't leave a file: articles that links connect stand once
more in joined.txt, with those links.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from workbench.config.scheme import Scheme
from workbench.domain.article import Article
from workbench.domain.record import Record
from workbench.domain.span import Link, Range, Span
from workbench.exchange.carry import UNLABELLED, Json, carried_articles
from workbench.exchange.codec import carried
from workbench.exchange.joined import (
    Document,
    current_spans,
    join,
    links_between,
)
from workbench.exchange.jsonio import json_bytes
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.rest import BESIDE, count_rest

SIDECAR = "workbench.json"
JOINED = "joined"
_UNBROKEN = re.compile("[^\n\r\t\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")


def brat_text(text: str) -> str:
    """The text as its .txt file holds it: as long, without carriage returns."""
    shown = text.replace("\r\n", " \n").replace("\r", "\n")
    return shown.encode("utf-8", "replace").decode()


def brat_fragments(text: str, fragments: tuple[Range, ...]) -> tuple[Range, ...]:
    """The fragments cut at line breaks and tabs, those that touch made one."""
    found: list[Range] = []
    for start, end in fragments:
        for piece in _UNBROKEN.finditer(text, start, end):
            if found and found[-1][1] == piece.start():
                found[-1] = (found[-1][0], piece.end())
            else:
                found.append(piece.span())
    return tuple(found)


def type_names(ids: list[str]) -> dict[str, str]:
    """Label or relation → its name in brat, which takes letters, digits, `_` and `-`."""
    names: dict[str, str] = {}
    for label in ids:
        name = wanted = re.sub(r"[^A-Za-z0-9_-]", "_", label) or "_"
        number = 2
        while name in names.values():
            name, number = f"{wanted}_{number}", number + 1
        names[label] = name
    return names


def span_types(scheme: Scheme) -> dict[str, str]:
    """Span label → its type in brat; the unlabelled one first."""
    return type_names([UNLABELLED, *(label.id for label in scheme.span_labels)])


def relation_types(scheme: Scheme) -> dict[str, str]:
    """Relation → its type in brat."""
    return type_names([relation.id for relation in scheme.relations])


def write(
    record: Record,
    options: ExportOptions,
    folder: Path,
    tally: Tally,
    progress: Progress | None,
) -> None:
    """Write the pairs, the configuration and what lies beside them."""
    spans = current_spans(record, tally)
    links = links_between(record, spans, tally)
    (folder / "annotation.conf").write_text(configuration(options.scheme), "utf-8")
    by_article: dict[str, list[Span]] = {article.id: [] for article in record.articles}
    for span in spans.values():
        by_article[span.article].append(span)
    inner: dict[str, list[Link]] = {}
    crossing: list[Link] = []
    for link in links:
        home = spans[link.source].article
        same = home == spans[link.target].article
        (inner.setdefault(home, []) if same else crossing).append(link)
    names = file_names([article.id for article in record.articles])
    with (folder / SIDECAR).open("wb") as beside:
        writer = _Writer(folder, options.scheme, tally, beside)
        for done, article in enumerate(record.articles, 1):
            held = tuple(by_article[article.id])
            document = join([article], record.texts, held, inner.get(article.id, ()))
            writer.pair(names[article.id], document)
            if progress:
                progress(done, len(record.articles))
        _write_joined(writer, record, spans, crossing)
        writer.end()
    count_rest(record, tally, BESIDE)


def _write_joined(
    writer: "_Writer", record: Record, spans: dict[str, Span], crossing: list[Link]
) -> None:
    ends = {end for link in crossing for end in (link.source, link.target)}
    if not ends:
        return
    touched = {spans[end].article for end in ends}
    articles: list[Article] = [item for item in record.articles if item.id in touched]
    held = tuple(span for span in spans.values() if span.id in ends)
    writer.pair(JOINED, join(articles, record.texts, held, crossing), joined=True)


def file_names(ids: list[str]) -> dict[str, str]:
    """Article → the name of its files, without the ending; never that of the joined ones."""
    names: dict[str, str] = {}
    used = {JOINED, "annotation"}
    for article in ids:
        name = wanted = re.sub(r"[^\w.-]|^\.", "_", article)[:100]
        number = 2
        while name.casefold() in used:
            name, number = f"{wanted}_{number}", number + 1
        used.add(name.casefold())
        names[article] = name
    return names


def configuration(scheme: Scheme) -> str:
    """Brat's annotation.conf for the scheme."""
    types = "\n".join(span_types(scheme).values())
    anything = "|".join(span_types(scheme).values())
    relations = "\n".join(
        f"{name}\tArg1:{anything}, Arg2:{anything}" for name in relation_types(scheme).values()
    )
    overlaps = "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"
    return f"[entities]\n{types}\n[relations]\n{overlaps}\n{relations}\n[events]\n[attributes]\n"


class _Writer:
    """Writes pairs of files, and remembers what they can't hold."""

    def __init__(self, folder: Path, scheme: Scheme, tally: Tally, beside: BinaryIO) -> None:
        self.folder = folder
        self.tally = tally
        self.beside = beside
        self.between = b'{\n"format": "brat",\n"files": {\n'
        self.types = span_types(scheme)
        self.relations = relation_types(scheme)

    def pair(self, name: str, document: Document, *, joined: bool = False) -> None:
        text = document.text
        shown = brat_text(text)
        (self.folder / f"{name}.txt").write_bytes(shown.encode())
        ours: Json = {"articles": carried_articles(document), "spans": {}, "links": {}}
        if shown != text:
            ours["text"] = text
        with (self.folder / f"{name}.ann").open("wb") as out:
            for line in self._lines(document, text, shown, ours, joined):
                out.write(line.encode() + b"\n")
        self.beside.write(self.between + json_bytes(name) + b": " + json_bytes(ours))
        self.between = b",\n"

    def _lines(
        self, document: Document, text: str, shown: str, ours: Json, joined: bool
    ) -> Iterator[str]:
        numbers: dict[str, str] = {}
        for span in document.spans:
            fragments = brat_fragments(text, document.fragments(span))
            if not fragments:
                self.tally.add("spans", "they hold nothing but line breaks", int(not joined))
                continue
            numbers[span.id] = mark = f"T{len(numbers) + 1}"
            ours["spans"][mark] = span.id if joined else carried(span)
            yield span_line(mark, self._type(span), fragments, shown)
            if span.note and not joined:
                yield f"#{len(numbers)}\tAnnotatorNotes {mark}\t{one_line(span.note)}"
        for number, link in enumerate(document.links, 1):
            yield from self._link(f"R{number}", link, numbers, ours)

    def _link(self, mark: str, link: Link, numbers: dict[str, str], ours: Json) -> Iterator[str]:
        if link.source not in numbers or link.target not in numbers:
            self.tally.add("links", "an end holds nothing but line breaks")
            return
        ours["links"][mark] = carried(link)
        name = self.relations.get(link.relation) or type_names([link.relation])[link.relation]
        yield f"{mark}\t{name} Arg1:{numbers[link.source]} Arg2:{numbers[link.target]}\t"
        facets = bool(link.aspect or link.voice or link.certainty)
        self.tally.add("facets of links", "they lie in workbench.json", int(facets))
        if link.note:
            yield f"#{len(numbers) + int(mark[1:])}\tAnnotatorNotes {mark}\t{one_line(link.note)}"

    def _type(self, span: Span) -> str:
        label = span.label or UNLABELLED
        return self.types.get(label) or type_names([label])[label]

    def end(self) -> None:
        """Close what lies beside the pairs."""
        self.beside.write((self.between if self.between[:1] == b"{" else b"\n") + b"}\n}\n")


def span_line(mark: str, kind: str, fragments: tuple[Range, ...], text: str) -> str:
    """A text-bound annotation, its fragments joined by one blank."""
    places = ";".join(f"{start} {end}" for start, end in fragments)
    words = " ".join(text[start:end] for start, end in fragments)
    return f"{mark}\t{kind} {places}\t{words}"


def one_line(note: str) -> str:
    """A note without line breaks and tabs."""
    return " ".join(note.split())
