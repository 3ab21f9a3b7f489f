"""Everything that goes to stdout."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from workbench.cli.diagnostics import Progress


def line(text: str = "") -> None:
    """Write one line, in the safe form that no terminal takes for a command."""
    from workbench.text.clusters import safe_line

    Progress.wipe()
    sys.stdout.write(safe_line(text) + "\n")


def value(data: Any) -> None:
    """Write a value as JSON, readable."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def acknowledge(data: Any) -> None:
    """Write a value as one line of JSON, at once."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    sys.stdout.flush()


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
