"""The JSON Schema of the `json` export, made from the types that it is written from."""

from typing import Any

from workbench.exchange.codec import TABLES, TYPES


def schema() -> dict[str, Any]:
    """Describe the export (draft 2020-12): one object, one list of objects a table."""
    from pydantic import TypeAdapter

    definitions: dict[str, Any] = {}
    properties: dict[str, Any] = {
        "texts": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "Article version (SHA-256 of the text) → text.",
        }
    }
    for table, kind in TABLES.items():
        described = TypeAdapter(kind).json_schema(
            mode="serialization", ref_template="#/$defs/{model}"
        )
        definitions |= described.pop("$defs", {})
        described["description"] = (kind.__doc__ or "").strip()
        if table == "verdicts":
            described["properties"] = {
                "pass" if name == "round" else name: value
                for name, value in described["properties"].items()
            }
        definitions[TYPES[table]] = described
        properties[table] = {"type": "array", "items": {"$ref": f"#/$defs/{TYPES[table]}"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The `json` export of the workbench",
        "type": "object",
        "properties": properties,
        "required": ["articles", "spans", "links", "claims", "verdicts", "evidence"],
        "$defs": definitions,
    }
