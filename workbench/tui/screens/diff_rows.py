"""Two versions as rows: old at the left, new at the right, what changed marked."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from workbench.domain.span import Range
from workbench.text.wrap import wrap
from workbench.tui.widgets.rows import Row, row_cells
from workbench.workspace.revision_diff import Pair

SIGNS = {
    "same": " ", "changed": "~", "gone": "-", "new": "+", "moved away": "‹", "moved here": "›",
}  # fmt: skip
_BETWEEN = 3
"""Cells between both columns."""
_MOST_SAME = 1
"""Rows of a paragraph that stayed as it was."""


def pair_rows(pair: Pair, old: str, new: str, width: int, *, brackets: bool = False) -> list[Row]:
    """The rows of one pair of paragraphs, each exactly two columns wide.

    Args:
        pair: the paragraphs.
        old: the old text.
        new: the new text.
        width: cells for both columns.
        brackets: set what changed in brackets too, where there are no colours.
    """
    column = max(10, (width - _BETWEEN - 2) // 2)
    look = "dim" if pair.kind == "same" else ""
    left = _lines(old, pair.old, pair.gone, "bad", column, look, brackets=brackets)
    right = _lines(new, pair.new, pair.come, "good", column, look, brackets=brackets)
    if pair.kind == "same":
        left, right = left[:_MOST_SAME], right[:_MOST_SAME]
    sign = SIGNS[pair.kind]
    rows: list[Row] = []
    for one, two in zip_longest(left, right, fillvalue=()):
        gap = " " * max(0, column - row_cells(one))
        rows.append(
            ((f"{sign} ", "accent"), *one, (gap, ""), (f" {'│':{_BETWEEN - 1}}", "dim"), *two)
        )
        sign = " "
    return rows


def _lines(
    text: str,
    place: Range | None,
    marked: Sequence[Range],
    mark: str,
    width: int,
    look: str,
    *,
    brackets: bool,
) -> list[Row]:
    if place is None:
        return []
    paragraph = text[slice(*place)]
    inner = [(start - place[0], end - place[0]) for start, end in marked]
    if brackets:
        paragraph, inner = _bracketed(paragraph, inner)
    rows = wrap(paragraph, width)
    # Blanks at which a line was broken may stand beyond the column.
    ends = [
        start + len(paragraph[start:end].rstrip())
        for start, end in zip(rows.starts, rows.ends, strict=True)
    ]
    return [
        tuple(_parts(paragraph, start, end, inner, mark, look))
        for start, end in zip(rows.starts, ends, strict=True)
    ]


def _bracketed(text: str, marked: Sequence[Range]) -> tuple[str, list[Range]]:
    for start, end in reversed(marked):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text, [
        (start + 2 * place, end + 2 * place + 2) for place, (start, end) in enumerate(marked)
    ]


def _parts(
    text: str, start: int, end: int, marked: Sequence[Range], mark: str, look: str
) -> Iterator[tuple[str, str]]:
    """The pieces of one line, those in a marked range in its look."""
    at = start
    for first, last in marked:
        if last <= at or first >= end:
            continue
        if first > at:
            yield text[at:first], look
        yield text[max(at, first) : min(last, end)], mark
        at = min(last, end)
    if at < end:
        yield text[at:end], look
