"""The child process: bytes of a document in, one JSON object out (see `extraction`)."""

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict

from workbench.domain.errors import NotText, WorkbenchError
from workbench.intake.extracted import Extracted
from workbench.text.clean import suspicious


def main(arguments: list[str]) -> None:
    """Read standard input as the kind that is named, within the limits that are given."""
    kind, encoding, seconds, memory = arguments
    # The second before the hard limit is for Python to say so.
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    data = sys.stdin.buffer.read()
    try:
        answer: dict[str, object] = asdict(storable(reader(kind)(data, encoding or None)))
    except WorkbenchError as error:
        answer = {
            "refused": error.message,
            "hint": error.hint,
            "textless": isinstance(error, NotText),
        }
    sys.stdout.write(json.dumps(answer))


def reader(kind: str) -> Callable[[bytes, str | None], Extracted]:
    """What reads the documents of a kind, given their bytes and encoding."""
    if kind == "html":
        from workbench.intake.html import read_html

        return read_html
    if kind == "docx":
        from workbench.intake.docx import read_docx

        return read_docx
    from workbench.intake.pdf import read_pdf

    return read_pdf


def storable(found: Extracted) -> Extracted:
    """Leave out what no text may hold (NUL, halves of pairs), with LF as the line end."""
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    wrong = {
        finding.start
        for finding in suspicious(text)
        if finding.kind == "surrogate" or text[finding.start] == "\0"
    }
    if wrong:
        text = "".join(char for at, char in enumerate(text) if at not in wrong)
    if not text.strip():
        raise NotText("there is no text in it", hint="add its text as a .txt file")
    left_out = (f"{len(wrong)} NUL or broken characters left out",) if wrong else ()
    values = asdict(found) | {"text": text.strip("\n") + "\n"}
    return Extracted(**values | {"warnings": (*found.warnings, *left_out)})


if __name__ == "__main__":
    main(sys.argv[1:])
