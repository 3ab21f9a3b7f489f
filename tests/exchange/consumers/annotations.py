"""Hold Web Annotations against the JSON Schemas of the W3C tests, and expand them as JSON-LD.

Usage: python annotations.py EXPORT WEB_ANNOTATION_FOLDER; prints a JSON object.
"""

import json
import sys
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator  # type: ignore[import-untyped,import-not-found,unused-ignore]
from pyld import jsonld  # type: ignore[import-not-found,import-untyped,unused-ignore]
from referencing import Registry, Resource  # type: ignore[import-not-found,unused-ignore]
from referencing.jsonschema import DRAFT4  # type: ignore[import-not-found,unused-ignore]


def load(path: Path) -> Any:
    schema = json.loads(path.read_bytes())
    schema.pop("id", None)
    return schema


class Suite:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.registry: Any = Registry().with_resources(
            (path.name, Resource.from_contents(load(path), default_specification=DRAFT4))
            for path in (folder / "definitions").glob("*.json")
        )

    def failures(self, name: str, instance: object) -> list[str]:
        """Which assertions of a test do not hold."""
        listed = json.loads((self.folder / name).read_bytes())["assertions"]
        return [path for path in listed if not self._holds(self.folder / path, instance)]

    def _holds(self, path: Path, instance: object) -> bool:
        schema = load(path)
        valid: bool = Draft4Validator(schema, registry=self.registry).is_valid(instance)
        return valid is (schema.get("expectedResult", "valid") != "invalid")


def expand(collection: Any, folder: Path) -> Any:
    context = json.loads((folder / "anno.jsonld").read_bytes())

    def loader(url: str, _options: object) -> dict[str, Any]:
        if url != "http://www.w3.org/ns/anno.jsonld":
            raise ValueError(f"unexpected context {url}")
        return {"contextUrl": None, "documentUrl": url, "document": context}

    return jsonld.expand(collection, {"documentLoader": loader})


def main() -> None:
    export, folder = Path(sys.argv[1]), Path(sys.argv[2])
    collection = json.loads(export.read_bytes())
    page = {"@context": collection["@context"]} | collection["first"]
    suite = Suite(folder)
    found: dict[str, Any] = {
        "collection": suite.failures("collections/collectionMusts.test", collection),
        "page": suite.failures("collections/pages/pageMusts.test", page),
        "annotations": [
            (item["id"], failed)
            for item in page["items"]
            if (
                failed := suite.failures(
                    "annotations/annotationMusts.test",
                    {"@context": collection["@context"]} | item,
                )
            )
        ],
        "expanded": expand(collection, folder),
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
