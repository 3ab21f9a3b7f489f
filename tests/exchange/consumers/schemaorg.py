"""Expand JSON-LD with schema.org's own context, and hold it against its vocabulary.

Usage: python schemaorg.py EXPORT SCHEMAORG_FOLDER; prints a JSON list of complaints.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pyld import jsonld  # type: ignore[import-not-found,unused-ignore]
from rdflib import RDFS, Graph, Namespace, URIRef  # type: ignore[import-not-found,unused-ignore]

SCHEMA = Namespace("https://schema.org/")
LITERALS = {"Text", "URL", "Date", "DateTime", "Number", "Integer", "Float", "Boolean"}


def local(name: str) -> str:
    return name.rsplit("/", 1)[-1]


class Vocabulary:
    def __init__(self, path: Path) -> None:
        self.graph = Graph().parse(path, format="turtle")

    def ancestors(self, kind: str) -> set[str]:
        return {
            local(str(node))
            for node in self.graph.transitive_objects(SCHEMA[kind], RDFS.subClassOf)
        }

    def named(self, term: str, relation: str) -> set[str]:
        return {local(str(node)) for node in self.graph.objects(SCHEMA[term], SCHEMA[relation])}

    def knows(self, term: str) -> bool:
        return (URIRef(SCHEMA[term]), None, None) in self.graph


def check(node: dict[str, Any], words: Vocabulary, complaints: list[str]) -> None:
    kinds = [local(kind) for kind in node.get("@type", [])]
    if not kinds:
        complaints.append(f"no type: {node}")
        return
    ancestors = set().union(*(words.ancestors(kind) for kind in kinds))
    for key, values in node.items():
        if key.startswith("@"):
            continue
        term = local(key)
        if "schema.org" not in key or not words.knows(term):
            complaints.append(f"{term} is no term of schema.org")
        elif not ancestors & words.named(term, "domainIncludes"):
            complaints.append(f"{term} does not belong to {kinds}")
        for value in values:
            check_value(term, value, words, complaints)


def check_value(term: str, value: dict[str, Any], words: Vocabulary, complaints: list[str]) -> None:
    ranges = words.named(term, "rangeIncludes")
    if "@value" in value or ("@id" in value and "@type" not in value):
        if not ranges & LITERALS:
            complaints.append(f"{term} takes {sorted(ranges)}, not a literal")
        return
    kinds = {kind for name in value.get("@type", []) for kind in words.ancestors(local(name))}
    if not kinds & ranges:
        complaints.append(f"{term} takes {sorted(ranges)}, not {sorted(kinds)}")
    check(value, words, complaints)


def main() -> None:
    export, folder = Path(sys.argv[1]), Path(sys.argv[2])
    context = json.loads((folder / "schemaorgcontext.jsonld").read_bytes())

    def load(url: str, _options: object) -> dict[str, Any]:
        if not url.startswith("https://schema.org"):
            raise ValueError(f"unexpected context {url}")
        return {"contextUrl": None, "documentUrl": url, "document": context}

    expanded = jsonld.expand(
        json.loads(export.read_bytes()), {"documentLoader": load, "base": "https://base.example/"}
    )
    words = Vocabulary(folder / "schemaorg-current-https.ttl")
    complaints: list[str] = []
    for node in expanded:
        check(node, words, complaints)
    json.dump({"reviews": len(expanded), "complaints": complaints}, sys.stdout)


if __name__ == "__main__":
    main()
