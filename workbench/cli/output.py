"""Everything that goes to stdout."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from workbench.cli.diagnostics import Progress, holds_unicode


def line(text: str = "") -> None:
    """Write one line, in the safe form that no terminal takes for a command."""
    from workbench.text.clusters import safe_line

    Progress.wipe()
    sys.stdout.write(safe_line(text) + "\n")


def value(data: Any) -> None:
    """Write a value as JSON, readable."""
    sys.stdout.write(_json(data, indent=2) + "\n")


def acknowledge(data: Any) -> None:
    """Write a value as one line of JSON, at once."""
    sys.stdout.write(_json(data) + "\n")
    sys.stdout.flush()


def _json(data: Any, indent: int | None = None) -> str:
    # Where the encoding lacks characters they are escaped as JSON has it, so that it stays JSON.
    plain = not holds_unicode(sys.stdout)
    return json.dumps(data, ensure_ascii=plain, indent=indent)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write columns under a header."""
    columns([header, *rows])


def columns(rows: Iterable[Sequence[str]]) -> None:
    """Write columns, aligned by cells; the last one is not padded."""
    from workbench.text.clusters import safe_line, text_cells

    shown = [[safe_line(cell) for cell in row] for row in rows]
    widths = [max(map(text_cells, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        cells = [
            cell + " " * (width - text_cells(cell))
            for cell, width in zip(row[:-1], widths, strict=False)
        ]
        sys.stdout.write("  ".join([*cells, row[-1]]).rstrip() + "\n")
