"""JSON on its way out: one value, a list, or lines."""

import json
from collections.abc import Iterable
from typing import BinaryIO

from workbench.exchange.options import Progress

STEP = 1000
"""Progress is told after this many."""


def json_bytes(plain: object, *, ascii_only: bool = False) -> bytes:
    """One JSON value in UTF-8, in one line; a lone surrogate becomes an escape, as JSON allows.

    With `ascii_only` everything beyond ASCII is an escape, for readers that guess the encoding.
    """
    return json.dumps(plain, ensure_ascii=ascii_only, separators=(",", ":")).encode(
        "utf-8", "backslashreplace"
    )


def write_list(
    items: Iterable[object | None], out: BinaryIO, progress: Progress | None, total: int
) -> None:
    """Write a JSON list, one item a line, as they come; None is passed over."""
    between = b"[\n"
    for done, item in enumerate(items, 1):
        if item is not None:
            out.write(between + json_bytes(item))
            between = b",\n"
        tell(progress, done, total)
    out.write(b"[]\n" if between == b"[\n" else b"\n]\n")


def write_lines(
    items: Iterable[object | None],
    out: BinaryIO,
    progress: Progress | None,
    total: int,
    *,
    ascii_only: bool = False,
) -> None:
    """Write JSON Lines as they come; None is passed over."""
    for done, item in enumerate(items, 1):
        if item is not None:
            out.write(json_bytes(item, ascii_only=ascii_only) + b"\n")
        tell(progress, done, total)


def tell(progress: Progress | None, done: int, total: int) -> None:
    """Tell how far it is, now and then and at the end."""
    if progress and (done % STEP == 0 or done == total):
        progress(done, total)
