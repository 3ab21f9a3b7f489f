"""brat standoff, read: spans (T), relations (R) and notes (#); the rest is left out."""

import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from workbench.domain.errors import BadInput, NotText
from workbench.domain.span import Link, Range, Span
from workbench.exchange.brat import (
    JOINED,
    SIDECAR,
    brat_fragments,
    brat_text,
    one_line,
    relation_types,
    span_types,
)
from workbench.exchange.carry import Json, label_of, only_article, read_articles
from workbench.exchange.incoming import Incoming
from workbench.exchange.joined import Part, unjoin
from workbench.exchange.place import placed
from workbench.exchange.source import open_source

_SPAN = re.compile(r"(T[^\t ]*)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", re.S)
_RELATION = re.compile(r"(R[^\t ]*)\t(\S+) Arg1:(\S+) Arg2:(\S+)\s*")
_NOTE = re.compile(r"#\S*\t\S+ (\S+)\t(.*)", re.S)
_LONGEST = 12


def read(path: Path, incoming: Incoming) -> None:
    """Read a folder of pairs, or the one pair that an .ann or .txt file belongs to.

    Raises:
        BadInput: if a file is missing or a line is wrong; with file and line.
    """
    folder = path if path.is_dir() else path.parent
    names = sorted(path.rglob("*.ann")) if path.is_dir() else [path.with_suffix(".ann")]
    if not names:
        raise BadInput("there is no .ann file in this folder", where=str(path))
    beside = _beside(folder)
    taken: dict[str, Span] = {}
    for done, file in enumerate(sorted(names, key=lambda name: (name.stem == JOINED, name)), 1):
        name = file.relative_to(folder).with_suffix("").as_posix()
        ours = beside.get(name)
        _Pair(file, name, ours if isinstance(ours, dict) else {}, incoming, taken).read()
        incoming.tell(done, len(names))


def _beside(folder: Path) -> Json:
    if not (folder / SIDECAR).is_file():
        return {}
    with open_source(folder / SIDECAR) as source:
        plain, _ = source.json()
    files = plain.get("files") if isinstance(plain, dict) else None
    return files if isinstance(files, dict) else {}


@dataclass(slots=True)
class _Mark:
    """A text-bound annotation of the .ann file."""

    where: str
    label: str | None
    fragments: tuple[Range, ...]
    words: str
    note: str = ""


@dataclass(slots=True)
class _Pair:
    """One .txt with its .ann."""

    file: Path
    name: str
    ours: Json
    incoming: Incoming
    taken: dict[str, Span]
    """Our spans by their id, for the joined pair, which has them once more."""
    text: str = ""
    shown: str = ""
    """The text as the .txt file holds it."""
    parts: list[Part] = field(default_factory=list)
    marks: dict[str, _Mark] = field(default_factory=dict)
    relations: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)

    def read(self) -> None:
        self._read_text()
        with open_source(self.file) as source:
            lines = [] if self.file.stat().st_size == 0 else list(source.lines())
        labels = {name: label for label, name in span_types(self.incoming.scheme).items()}
        for number, line in lines:
            self._line(line, f"{self.file}:{number}", labels)
        for mark, found in self.marks.items():
            self.spans[mark] = self._span(mark, found)
        for relation in self.relations:
            self._link(*relation)

    def _read_text(self) -> None:
        path = self.file.with_suffix(".txt")
        with open_source(path) as source:
            data = source.stream.read()
        try:
            self.shown = data.decode()
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise NotText("this is not UTF-8", where=f"{path}:{line}") from None
        text = self.ours.get("text", self.shown)
        if not isinstance(text, str) or ("text" in self.ours and brat_text(text) != self.shown):
            raise BadInput(
                "the text was changed after the export",
                where=f"{path}:1",
                hint="its places can't be trusted; export it again",
            )
        self.text = text
        self.parts = read_articles(self.ours.get("articles"), text, self.incoming, f"{path}:1")
        self.parts = self.parts or only_article(self.name, text, self.incoming, f"{path}:1")

    def _line(self, line: str, where: str, labels: dict[str, str]) -> None:
        first = line[0]
        if first == "T" and (span := _SPAN.fullmatch(line)):
            mark, kind, places, words = span.groups()
            if mark in self.marks:
                raise BadInput(f"the id {mark} stands there twice", where=where)
            label = label_of(labels.get(kind, kind))
            self.marks[mark] = _Mark(where, label, _places(places, where), words)
        elif first == "R" and (relation := _RELATION.fullmatch(line)):
            mark, kind, source, target = relation.groups()
            self.relations.append((where, mark, kind, source, target))
        elif first == "#":
            if note := _NOTE.fullmatch(line):
                self.notes[note[1]] = note[2]
        elif first in "EAMN*":
            what = {"E": "events", "N": "normalisations", "*": "equivalences"}.get(
                first, "attributes"
            )
            self.incoming.warn(f"{what} of brat left out", where)
        else:
            raise BadInput(f"this is no line of brat's standoff: {line[:60]!r}", where=where)

    def _span(self, mark: str, found: _Mark) -> Span:
        found.note = self.notes.get(mark, "")
        self._check_words(found)
        ours = self._carried("spans", mark)
        if isinstance(ours, str) and ours in self.taken and self._stands(self.taken[ours], found):
            return self.taken[ours]
        try:
            if isinstance(ours, dict):
                span = self.incoming.restore(
                    "spans", ours, found.where, partial(self._agrees, found)
                )
                if span is not None:
                    self.taken[span.id] = span
                    return span  # type: ignore[no-any-return]
            return self._placed(found)
        except BadInput as error:
            raise placed(error, found.where) from None

    def _stands(self, span: Span, found: _Mark) -> bool:
        """Whether a span of the joined text is where we had put it."""
        offset = next((p.start for p in self.parts if p.article.id == span.article), 0)
        moved = tuple((start + offset, end + offset) for start, end in span.fragments)
        return (brat_fragments(self.text, moved), span.label) == (found.fragments, found.label)

    def _agrees(self, found: _Mark, span: Span) -> bool:
        article = self.parts[0].article
        return (
            (span.article, span.version) == (article.id, self.incoming.version_of(self.text))
            and brat_fragments(self.text, span.fragments) == found.fragments
            and (span.label, one_line(span.note)) == (found.label, found.note)
        )

    def _carried(self, table: str, mark: str) -> Any:
        """What we had put beside the annotation, if anything."""
        held = self.ours.get(table)
        return held.get(mark) if isinstance(held, dict) else None

    def _check_words(self, found: _Mark) -> None:
        if found.fragments[-1][1] > len(self.text):
            raise BadInput(
                f"{found.fragments[-1][1]} lies past the end of the text"
                f" ({len(self.text)} characters)",
                where=found.where,
            )
        words = " ".join(self.shown[start:end] for start, end in found.fragments)
        if words != found.words:
            message = f"the words {found.words[:40]!r} do not stand there, but {words[:40]!r}"
            raise BadInput(message, where=found.where)

    def _placed(self, found: _Mark) -> Span:
        article, fragments = unjoin(self.parts, found.fragments)
        text = next(part.text for part in self.parts if part.article.id == article.id)
        version = self.incoming.version_of(text)
        return self.incoming.place_span(
            article, version, fragments, found.where, label=found.label, note=found.note
        )

    def _link(self, where: str, mark: str, kind: str, first: str, second: str) -> None:
        ends = [self.spans.get(name) for name in (first, second)]
        if ends[0] is None or ends[1] is None:
            lost = first if ends[0] is None else second
            raise BadInput(f"{mark} joins {lost}, which is not there", where=where)
        names = {name: relation for relation, name in relation_types(self.incoming.scheme).items()}
        key = ends[0].id, ends[1].id, names.get(kind, kind)
        note = self.notes.get(mark, "")

        def agrees(link: Link) -> bool:
            return (link.source, link.target, link.relation, one_line(link.note)) == (*key, note)

        ours = self._carried("links", mark)
        if ours is None or self.incoming.restore("links", ours, where, agrees) is None:
            self.incoming.place_link(*key, where, note=note)


def _places(text: str, where: str) -> tuple[Range, ...]:
    numbers = text.replace(";", " ").split()
    if any(len(number) > _LONGEST for number in numbers):
        raise BadInput("an offset is too large", where=where)
    values = [int(number) for number in numbers]
    return tuple(zip(values[::2], values[1::2], strict=True))
