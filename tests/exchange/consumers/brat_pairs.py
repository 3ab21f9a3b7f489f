"""Read every pair of a brat folder with pybrat. Usage: python brat_pairs.py FOLDER."""

import json
import sys
from pathlib import Path
from typing import Any

from pybrat.parser import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    BratParser,
)


def main() -> None:
    found: dict[str, Any] = {}
    for example in BratParser(error="raise").parse(sys.argv[1]):
        found[Path(str(example.id)).name] = {
            "text": example.text,
            "entities": [
                [entity.type, [[span.start, span.end] for span in entity.spans], entity.mention]
                for entity in example.entities
            ],
            "relations": [
                [relation.type, relation.arg1.mention, relation.arg2.mention]
                for relation in example.relations
            ],
        }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
