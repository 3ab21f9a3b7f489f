"""See with spaCy whether Prodigy's spans sit on its tokens. Usage: python tokens.py FILE."""

import json
import sys
from pathlib import Path
from typing import Any

import spacy  # type: ignore[import-not-found,unused-ignore]
from spacy.tokens import Doc  # type: ignore[import-not-found,unused-ignore]


def main() -> None:
    vocabulary = spacy.blank("en").vocab
    faults: list[Any] = []
    for line in Path(sys.argv[1]).read_bytes().splitlines():
        task = json.loads(line)
        tokens = task["tokens"]
        words, spaces = [token["text"] for token in tokens], [token["ws"] for token in tokens]
        document = Doc(vocabulary, words=words, spaces=spaces)
        if document.text != task["text"]:
            faults.append(["text", document.text])
        for span in task["spans"]:
            found = document.char_span(span["start"], span["end"])
            if found is None or (found.start, found.end - 1) != (
                span["token_start"],
                span["token_end"],
            ):
                faults.append(span)
    json.dump(faults, sys.stdout)


if __name__ == "__main__":
    main()
