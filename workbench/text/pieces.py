"""One row cut into the pieces that look alike: what a row of the article pane is drawn from."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from workbench.text.runs import BARE, Look, Runs
from workbench.text.wrap import Cell, Rows

SELECTED = 1
CURSOR = 2
MATCH = 4
CURRENT_MATCH = 8
DIM = 16
CHOSEN = 32

Overlay = tuple[int, int, int]
"""`(start, end, flag)` in code points."""


class Piece(NamedTuple):
    """A stretch of a row that is drawn in one style."""

    drawn: str
    """Its safe form."""
    cells: int
    """Cells it takes."""
    look: Look
    """The marks on it; a cluster that a mark cuts has all marks that touch it."""
    flags: int
    """Which overlays lie on it."""


def pieces(rows: Rows, row: int, runs: Runs, overlays: Sequence[Overlay] = ()) -> list[Piece]:
    """Cut a row into pieces, left to right.

    Args:
        rows: The laid out text.
        row: The row's index.
        runs: The marks.
        overlays: What lies over the marks; those of other rows are allowed.

    Returns:
        The pieces. A blank cell stands for the place after the last cluster if something
        (cursor, selected line end) lies there.
    """
    start, end = rows.starts[row], rows.ends[row]
    found = _pieces(rows, row, runs, overlays) if start < end else []
    following = rows.next_start(row)
    at_end = following > end or row + 1 == len(rows)
    flags = _flags(end, max(following, end + 1), overlays) & (SELECTED | CURSOR)
    if at_end and flags:
        found.append(Piece(" ", 1, BARE, flags))
    return found


def _pieces(rows: Rows, row: int, runs: Runs, overlays: Sequence[Overlay]) -> list[Piece]:
    start, end = rows.starts[row], rows.ends[row]
    stretches = list(runs.between(start, end))
    simple = rows.is_simple(row)
    cells = [] if simple else list(rows.cells(row))
    begins = [cell.offset for cell in cells]
    if not simple:
        stretches = _snapped(stretches, [*begins, end])
    on_row = [
        _snapped_overlay(overlay, begins, end)
        for overlay in overlays
        if overlay[0] < end and overlay[1] > start
    ]
    found: list[Piece] = []
    for first, last, look in stretches:
        inner = {p for o in on_row for p in o[:2] if first < p < last}
        points = [first, *sorted(inner), last]
        for begin, stop in pairwise(points):
            flags = _flags(begin, stop, on_row)
            found.append(_piece(rows.text, begin, stop, cells, begins, look, flags))
    return found


def _piece(
    text: str, start: int, end: int, cells: list[Cell], begins: list[int], look: Look, flags: int
) -> Piece:
    if not cells:
        return Piece(text[start:end], end - start, look, flags)
    part = cells[bisect_right(begins, start) - 1 : bisect_right(begins, end - 1)]
    return Piece("".join(c.drawn for c in part), sum(c.width for c in part), look, flags)


def _flags(start: int, end: int, overlays: Sequence[Overlay]) -> int:
    flags = 0
    for first, last, flag in overlays:
        if first < end and last > start:
            flags |= flag
    return flags


def _snapped_overlay(overlay: Overlay, begins: list[int], end: int) -> Overlay:
    """Move the ends of an overlay outward to clusters."""
    if not begins:
        return overlay
    first, last, flag = overlay
    after = bisect_right(begins, last - 1)
    return (
        begins[max(0, bisect_right(begins, first) - 1)],
        begins[after] if after < len(begins) else max(end, last),
        flag,
    )


def _snapped(
    stretches: list[tuple[int, int, Look]], begins: list[int]
) -> list[tuple[int, int, Look]]:
    """Give a cluster that a boundary cuts all the marks that touch it."""
    known = set(begins)
    if all(first in known for first, _, _ in stretches):
        return stretches
    looks: dict[int, Look] = {}
    for first, last, look in stretches:
        for begin in begins[bisect_right(begins, first) - 1 : bisect_right(begins, last - 1)]:
            before = looks.get(begin, BARE)
            looks[begin] = Look(max(before.depth, look.depth), before.classes | look.classes)
    joined: list[tuple[int, int, Look]] = []
    for begin, stop in pairwise(begins):
        if joined and joined[-1][2] == looks[begin]:
            begin = joined.pop()[0]
        joined.append((begin, stop, looks[begin]))
    return joined
