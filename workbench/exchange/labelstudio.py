"""Label Studio: tasks.json to import, and labeling-config.xml for the project.

Articles that links connect are the texts of one task, so that relations can join them. Offsets are
code points; a discontinuous span is one region a fragment.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from workbench.config.scheme import Scheme
from workbench.domain.record import Record
from workbench.domain.span import Link, Span
from workbench.exchange.carry import UNLABELLED, Json
from workbench.exchange.codec import carried
from workbench.exchange.joined import Document, documents
from workbench.exchange.jsonio import write_list
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.rest import BESIDE, count_rest

TASKS = "tasks.json"
CONFIG = "labeling-config.xml"
OURS = "workbench"


def write(
    record: Record,
    options: ExportOptions,
    folder: Path,
    tally: Tally,
    progress: Progress | None,
) -> None:
    """Write the tasks, and the configuration that they need."""
    made = list(documents(record, tally))
    most = max((len(document.parts) for document in made), default=1)
    (folder / CONFIG).write_text(config(options.scheme, most), "utf-8")
    with (folder / TASKS).open("wb") as out:
        write_list((_task(document, most) for document in made), out, progress, len(made))
    if progress and not made:
        progress(0, 0)
    split = sum(len(span.fragments) > 1 for document in made for span in document.spans)
    tally.add("spans of several fragments", "each fragment is a region", split)
    facets = sum(bool(link.aspect or link.voice or link.certainty) for link in record.links)
    tally.add("facets of links", "the relation only is seen; they come back to us", facets)
    count_rest(record, tally, BESIDE)


def config(scheme: Scheme, texts: int) -> str:
    """The labelling configuration for tasks of that many texts."""
    labels = [UNLABELLED, *(label.id for label in scheme.span_labels)]
    lines = ["<View>"]
    lines.append("  <Relations>")
    lines += [f"    <Relation value={quoteattr(item.id)}/>" for item in scheme.relations]
    lines.append("  </Relations>")
    for number in range(1, texts + 1):
        lines.append(f'  <Labels name="label_{number}" toName="text_{number}">')
        lines += [f"    <Label value={quoteattr(label)}/>" for label in labels]
        lines.append("  </Labels>")
        lines.append(f'  <Header value="$title_{number}"/>')
        lines.append(f'  <Text name="text_{number}" value="$text_{number}"/>')
    return "\n".join([*lines, "</View>", ""])


def _task(document: Document, most: int) -> Json:
    data: Json = {}
    for number in range(most):
        part = document.parts[number] if number < len(document.parts) else None
        data[f"title_{number + 1}"] = part.article.title or part.article.id if part else ""
        data[f"text_{number + 1}"] = part.text if part else ""
    places = {part.article.id: number for number, part in enumerate(document.parts, 1)}
    result = [
        region
        for span in document.spans
        for region in _regions(
            span, places[span.article], document.parts[places[span.article] - 1].text
        )
    ]
    result += [_relation(link) for link in document.links]
    ours = {
        "articles": [carried(part.article) for part in document.parts],
        "spans": [{"regions": region_ids(span), "span": carried(span)} for span in document.spans],
        "links": [carried(link) for link in document.links],
    }
    annotation = {"result": result, "was_cancelled": False, "ground_truth": False}
    return {"data": data, "meta": {OURS: ours}, "annotations": [annotation], "predictions": []}


def region_ids(span: Span) -> list[str]:
    """Ids of a span's regions: its own for the first fragment."""
    more = [f"{span.id}-{number}" for number in range(2, len(span.fragments) + 1)]
    return [span.id, *more]


def _regions(span: Span, number: int, text: str) -> Iterator[Json]:
    for region, (start, end) in zip(region_ids(span), span.fragments, strict=True):
        yield {
            "id": region,
            "from_name": f"label_{number}",
            "to_name": f"text_{number}",
            "type": "labels",
            "origin": "manual",
            "value": {
                "start": start,
                "end": end,
                "text": text[start:end],
                "labels": [span.label or UNLABELLED],
            },
        }


def _relation(link: Link) -> dict[str, Any]:
    return {
        "type": "relation",
        "from_id": link.source,
        "to_id": link.target,
        "direction": "right",
        "labels": [link.relation],
    }
