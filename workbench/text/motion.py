"""Where a cursor goes: moves by cluster, word, sentence, paragraph, row and page.

Every function takes and returns code point offsets that are cluster boundaries. A cursor stands
before the cluster at its offset; the last place is the end of the text. Sentences, paragraphs and
words are those of `workbench.text.segment`, which looks only at the surroundings of an offset.
"""

from collections.abc import Callable, Iterable
from typing import Literal

from workbench.domain.span import Range
from workbench.text.clusters import cluster_at, next_boundary, previous_boundary, snap
from workbench.text.wrap import Rows

Unit = Literal["cluster", "word", "sentence", "paragraph", "text"]
UNITS: tuple[Unit, ...] = ("cluster", "word", "sentence", "paragraph", "text")
"""From the smallest to the largest."""

Motion = Callable[[str, int], int]


def cluster_next(text: str, offset: int) -> int:
    """The following cluster."""
    return next_boundary(text, offset)


def cluster_previous(text: str, offset: int) -> int:
    """The cluster before."""
    return previous_boundary(text, offset)


def text_start(_text: str, _offset: int) -> int:
    """The beginning of the text."""
    return 0


def text_end(text: str, _offset: int) -> int:
    """The end of the text."""
    return len(text)


def word_next(text: str, offset: int) -> int:
    """The start of the next word."""
    from workbench.text.segment import word_after

    return _forward(text, offset, word_after)


def word_previous(text: str, offset: int) -> int:
    """The start of this word, or of the one before if the cursor is there."""
    from workbench.text.segment import word_before

    return _backward(text, offset, word_before)


def word_end(text: str, offset: int) -> int:
    """The end of this word, or of the next one if the cursor is there."""
    from workbench.text.segment import word_after, word_at

    found = word_at(text, offset) or word_after(text, offset)
    return snap(text, *found)[1] if found else len(text)


def sentence_next(text: str, offset: int) -> int:
    """The start of the next sentence."""
    from workbench.text.segment import sentence_after

    return _forward(text, offset, sentence_after)


def sentence_previous(text: str, offset: int) -> int:
    """The start of this sentence, or of the one before if the cursor is there."""
    from workbench.text.segment import sentence_before

    return _backward(text, offset, sentence_before)


def paragraph_next(text: str, offset: int) -> int:
    """The start of the next paragraph."""
    from workbench.text.segment import paragraph_after

    return _forward(text, offset, paragraph_after)


def paragraph_previous(text: str, offset: int) -> int:
    """The start of this paragraph, or of the one before if the cursor is there."""
    from workbench.text.segment import paragraph_before

    return _backward(text, offset, paragraph_before)


_Find = Callable[[str, int], Range | None]


def _forward(text: str, offset: int, find: _Find) -> int:
    """The start of the next unit whose cluster lies after the offset; the end if none does."""
    at = offset
    while found := find(text, at):
        start = cluster_at(text, found[0])[0]
        if start > offset:
            return start
        at = found[0]
    return len(text)


def _backward(text: str, offset: int, find: _Find) -> int:
    found = find(text, offset)
    return cluster_at(text, found[0])[0] if found else 0


def row_start(rows: Rows, offset: int) -> int:
    """The first place of the cursor's row."""
    return rows.starts[rows.row_of(offset)]


def row_end(rows: Rows, offset: int) -> int:
    """The last place of the cursor's row."""
    return rows.last_position(rows.row_of(offset))


def by_rows(rows: Rows, offset: int, count: int, goal: int | None = None) -> tuple[int, int]:
    """Move up or down by rows, keeping the column.

    Args:
        rows: The laid out text.
        offset: Where the cursor is.
        count: Rows to move, negative for up; stops at the first and last row.
        goal: The cell that the cursor wants, from an earlier move over shorter rows.

    Returns:
        The new offset and the goal for the next move.
    """
    row, cell = rows.cell_of(offset)
    wanted = cell if goal is None else goal
    return rows.offset_at(row + count, wanted), wanted


def unit_at(text: str, offset: int, unit: Unit) -> Range | None:
    """The unit that holds an offset, snapped to clusters; None if there is none.

    At the end of the text the last unit is meant.
    """
    from workbench.text import segment

    at = min(max(offset, 0), max(0, len(text) - 1))
    found: Range | None
    if unit == "cluster":
        found = cluster_at(text, at)
    elif unit == "word":
        found = segment.word_at(text, at)
    elif unit == "sentence":
        found = segment.sentence_at(text, at)
    elif unit == "paragraph":
        found = segment.paragraph_at(text, at)
    else:
        found = (0, len(text))
    return snap(text, *found) if found and found[0] < found[1] else None


def grow(text: str, selected: Range) -> Range:
    """The smallest union of units (word, sentence, paragraph, text) larger than the selection."""
    start, end = selected
    for unit in UNITS[1:]:
        first = unit_at(text, start, unit)
        last = unit_at(text, max(start, end - 1), unit)
        if first is None or last is None:
            continue
        wider = min(start, first[0]), max(end, last[1])
        if wider != selected:
            return wider
    return selected


def shrink(text: str, selected: Range) -> Range:
    """The largest unit at the start of the selection that is smaller than it."""
    start, end = selected
    for unit in reversed(UNITS[:-1]):
        inner = unit_at(text, start, unit)
        if inner and start <= inner[0] and inner[1] <= end and inner != selected:
            return inner
    return selected


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Sort ranges, leave out empty ones, and join those that touch or overlap."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return tuple(joined)
