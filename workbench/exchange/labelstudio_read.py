"""Label Studio's JSON export: spans in the texts of a task, and the relations between them."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from workbench.domain.errors import BadInput
from workbench.domain.numbers import whole
from workbench.domain.span import Range, Span
from workbench.exchange.carry import CarriedLinks, Json, label_of
from workbench.exchange.incoming import Incoming
from workbench.exchange.joined import Part
from workbench.exchange.json_stream import JsonStream
from workbench.exchange.labelstudio import OURS, TASKS
from workbench.exchange.place import placed
from workbench.exchange.source import LineFinder, open_source


def read(path: Path, incoming: Incoming) -> None:
    """Read a folder that we exported, or one JSON file of tasks with annotations.

    Raises:
        BadInput: if it is none, or a region does not fit its text.
    """
    with open_source(path / TASKS if path.is_dir() else path) as source:
        file = JsonStream(source)
        if file.next not in ("[", "{"):
            raise BadInput("this is no list of Label Studio tasks", where=f"{source.name}:1")
        for number, _ in enumerate(file.items() if file.next == "[" else (None,), 1):
            where = file.where
            task = file.value()
            try:
                _Task(task, f"{path.stem}-{number}", incoming, file.finder()).read()
            except BadInput as error:
                raise placed(error, where) from None
            incoming.tell_read(source)
        file.end()


class _Task:
    """One task: its texts, its regions and its relations."""

    def __init__(self, task: Any, name: str, incoming: Incoming, line_of: LineFinder) -> None:
        if not isinstance(task, dict) or not isinstance(task.get("data"), dict):
            raise BadInput(f'{name} has no "data"')
        self.task: Json = task
        self.name = name
        self.incoming = incoming
        self.line_of = line_of
        meta = task.get("meta")
        ours = meta.get(OURS) if isinstance(meta, dict) else None
        self.ours: Json = ours if isinstance(ours, dict) else {}
        self.links = CarriedLinks(self.ours.get("links"), incoming)
        self.parts: dict[str, Part] = {}
        self.regions: dict[str, tuple[Part, Range, str | None, str | None]] = {}
        self.spans: dict[str, Span] = {}

    def read(self) -> None:
        results = list(self._results())
        for item in results:
            if item.get("type") != "relation":
                self._region(item)
        self._take_ours()
        for region, (part, place, label, quote) in self.regions.items():
            if region not in self.spans:
                self.spans[region] = self.incoming.place_span(
                    part.article, self.incoming.version_of(part.text), (place,),
                    partial(self.line_of, region), quote=quote, label=label,
                )  # fmt: skip
        for item in results:
            if item.get("type") == "relation":
                self._relation(item)

    def _results(self) -> Iterable[Json]:
        for annotation in _objects(self.task.get("annotations", []), "annotations"):
            if not annotation.get("was_cancelled"):
                yield from _objects(annotation.get("result", []), "result")

    def _region(self, item: Json) -> None:
        region = item.get("id")
        where = partial(self.line_of, region)
        if item.get("type") not in ("labels", "hypertextlabels") or not isinstance(region, str):
            what = f"results of type {item.get('type')!r:.40} passed over"
            self.incoming.warn(what, partial(self.line_of, item.get("type")))
            return
        try:
            value = item["value"]
            start, end, labels = value["start"], value["end"], value["labels"]
            if type(start) is not int or type(end) is not int or len(labels) != 1:
                raise BadInput("a region needs start and end as whole numbers and one label")
            label, quote = labels[0], value.get("text")
            if not isinstance(label, str) or not isinstance(quote, str | None):
                raise BadInput("label and text of a region are strings")
            part = self._part(str(item.get("to_name", "")))
        except BadInput as error:
            raise placed(error, where) from None
        except (KeyError, TypeError, AttributeError):
            raise placed(BadInput("a region has no value with start, end, labels"), where) from None
        if region in self.regions:
            raise placed(BadInput(f"the region {region!r:.40} stands there twice"), where)
        self.regions[region] = part, (start, end), label_of(label), quote

    def _part(self, name: str) -> Part:
        """The text that a region lies in: `text_2` is `$text_2` in our configuration."""
        if name not in self.parts:
            data = self.task["data"]
            key = name if name in data else "text"
            text = data.get(key)
            if not isinstance(text, str):
                raise BadInput(f"the task has no text for {name!r:.40}")
            self.parts[name] = Part(self._article(name, text), text, 0)
        return self.parts[name]

    def _article(self, name: str, text: str) -> Any:
        articles = self.ours.get("articles")
        number = whole(name.removeprefix("text_"))
        where = partial(self.line_of, name)
        if isinstance(articles, list) and number is not None and 0 < number <= len(articles):
            return self.incoming.carried_article(articles[number - 1], text, where)
        return self.incoming.place_article(f"{self.name}-{name}", text, where)

    def _take_ours(self) -> None:
        """Our spans, as long as their regions still lie where we had put them."""
        articles = self.ours.get("articles")
        for number in range(1, len(articles) + 1 if isinstance(articles, list) else 1):
            self._part(f"text_{number}")
        for item in _objects(self.ours.get("spans", []), "spans"):
            given = item.get("regions")
            names = [str(name) for name in given] if isinstance(given, list) else []
            held = [self.regions.get(name) for name in names]
            if not held or None in held or any(name in self.spans for name in names):
                continue
            regions = [region for region in held if region is not None]
            where = partial(self.line_of, names[0])
            agrees = partial(self._agrees, regions)
            span = self.incoming.restore("spans", item.get("span"), where, agrees)
            if span is not None:
                self.spans |= dict.fromkeys(names, span)

    def _agrees(
        self, regions: list[tuple[Part, Range, str | None, str | None]], span: Span
    ) -> bool:
        first = regions[0][0]
        version = self.incoming.version_of(first.text)
        return (
            {part.article.id for part, _, _, _ in regions} == {span.article}
            and span.version == version
            and span.fragments == tuple(place for _, place, _, _ in regions)
            and {label for _, _, label, _ in regions} == {span.label}
        )

    def _relation(self, item: Json) -> None:
        ends = [self.spans.get(str(item.get(key))) for key in ("from_id", "to_id")]
        where = partial(self.line_of, item.get("from_id"))
        given = item.get("labels")
        labels = given if isinstance(given, list) else []
        source, target = ends
        if source is None or target is None:
            raise placed(BadInput("a relation joins a region that is not there"), where)
        if item.get("direction") == "left":
            source, target = target, source
        if not labels:
            self.incoming.warn("relations left out that have no label", where)
        for label in labels:
            self.links.take(source.id, target.id, str(label), where)


def _objects(value: Any, what: str) -> list[Json]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise BadInput(f'"{what}" is not a list of objects')
    return value
