"""Hold a JSON value (standard input) against a JSON Schema. Usage: python schema.py SCHEMA."""

import json
import sys
from pathlib import Path

from jsonschema import (  # type: ignore[import-untyped,import-not-found,unused-ignore]
    Draft202012Validator,
)


def main() -> None:
    schema = json.loads(Path(sys.argv[1]).read_bytes())
    Draft202012Validator.check_schema(schema)
    faults = Draft202012Validator(schema).iter_errors(json.load(sys.stdin))
    json.dump([f"{fault.json_path}: {fault.message}" for fault in faults], sys.stdout)


if __name__ == "__main__":
    main()
