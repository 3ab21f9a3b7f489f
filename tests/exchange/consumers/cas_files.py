"""Export a case with dkpro-cassis, and read it back with it.

Usage: python cas_files.py JSONL FOLDER; the JSONL is the case in the workbench's own format.
"""

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[3]))

from cassis import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    load_cas_from_xmi,
    load_typesystem,
)

from workbench.config.presets import preset
from workbench.domain.article import Article
from workbench.domain.record import Record
from workbench.domain.span import Link, Span
from workbench.exchange.formats import write
from workbench.exchange.options import ExportOptions

KINDS: dict[str, Any] = {"article": Article, "span": Span, "link": Link}


def load(path: Path) -> Record:
    """Articles, texts, spans and links of an export that is known to be right."""
    held: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    texts: dict[str, str] = {}
    for line in path.read_bytes().splitlines():
        plain = json.loads(line)
        kind = plain.pop("type", None)
        if kind == "text":
            texts[plain["version"]] = plain["text"]
        elif kind in KINDS:
            if kind == "span":
                plain["fragments"] = tuple(tuple(part) for part in plain["fragments"])
            held[kind].append(KINDS[kind](**plain))
    return Record(tuple(held["article"]), texts, tuple(held["span"]), tuple(held["link"]))


def described(view: Any) -> dict[str, Any]:
    return {
        "text": view.sofa_string,
        "spans": [
            [span.identifier, span.part, span.begin, span.end, span.get_covered_text()]
            for span in view.select("webanno.custom.Span")
        ],
        "links": [
            [link.identifier, link.relation, link.Governor.identifier, link.Dependent.identifier]
            for link in view.select("webanno.custom.Link")
        ],
    }


def main() -> None:
    record, folder = load(Path(sys.argv[1])), Path(sys.argv[2])
    report = write("uima-cas", record, ExportOptions(preset("averitec")), folder)
    with (folder / "TypeSystem.xml").open("rb") as stream:
        types = load_typesystem(stream)
    found: dict[str, Any] = {"losses": report.lines()}
    for path in sorted(folder.glob("*.xmi")):
        with path.open("rb") as stream:
            cas = load_cas_from_xmi(stream, typesystem=types)
        found[path.stem] = [described(cas.get_view(sofa.sofaID)) for sofa in cas.sofas]
    first = (folder / "case.xmi").read_text("utf-8")
    marks = first.split("<custom:Span")[1:]
    found["begins"] = [int(mark.split('begin="')[1].split('"')[0]) for mark in marks]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
