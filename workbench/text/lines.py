"""Lines and paragraphs: the part of segmentation that rests on line breaks."""

import re
from collections.abc import Iterator

from workbench.domain.span import Range

_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
_LINE = re.compile(f"[^{_BREAKS}]+")
_BREAK = re.compile(f"[{_BREAKS}]")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SINGLE = ("\n", "\r\n", "\r", "\u2028", "\x85")
_ITEM = re.compile(r"(?:[-–—•*·‣▪◦●○■□►▶→✓]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)])\s")
CLOSERS = "\"'”’»›)]}」』】〉》）〕］"
FULL = "。！？｡．⁈⁉‼।॥؟۔։።៕។။།༎᙮᠃꓿"
"""Terminators that need no blank behind them."""


def paragraphs(text: str) -> list[Range]:
    """Split a text into paragraphs: lines, or runs of lines where the text is hard-wrapped.

    Returns:
        Sorted, disjoint ranges without outer whitespace that cover every non-blank character.
    """
    return list(paragraphs_from(text, 0))


def paragraph_at(text: str, offset: int) -> Range | None:
    """Find the paragraph at an offset; between two, the one before; None in a blank text."""
    start = _paragraph_start(text, _clamp(text, offset))
    return next(paragraphs_from(text, start), None)


def paragraph_after(text: str, offset: int) -> Range | None:
    """Find the first paragraph that starts after an offset."""
    found = paragraphs_from(text, _paragraph_start(text, _clamp(text, offset)))
    return next((paragraph for paragraph in found if paragraph[0] > offset), None)


def paragraph_before(text: str, offset: int) -> Range | None:
    """Find the last paragraph that starts before an offset."""
    here = paragraph_at(text, offset - 1) if offset > 0 else None
    return here if here and here[0] < offset else None


def is_title_case(line: str) -> bool:
    """Whether a line is set like a headline: most longer words begin with a capital."""
    if len(line) > 200 or line.rstrip(CLOSERS).endswith((".", ",", ";", "…")):
        return False
    long_words = [match[0] for match in _LONG_WORD.finditer(line)]
    if len(long_words) < 2:
        return False
    return sum(word[0].isupper() for word in long_words) >= 0.75 * len(long_words)


def is_bullet(line: str) -> bool:
    """Whether a line begins with a list marker and a blank, or a number and a full stop."""
    return _ITEM.match(line) is not None


def ends_sentence(line: str) -> bool:
    """Whether a line ends with a terminator, closing quotes and brackets aside."""
    bare = line.rstrip(CLOSERS)
    return bare[-1:] in ".!?…:" + FULL if bare else True


def _clamp(text: str, offset: int) -> int:
    return min(max(offset, 0), max(len(text) - 1, 0))


def trimmed(text: str, start: int, end: int) -> Range | None:
    """Narrow a range to its non-blank characters; None if it has none."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _adjoin(text: str, end: int, start: int) -> bool:
    """Whether a single line break stands between the words of two lines."""
    return "".join(char for char in text[end:start] if char in _BREAKS) in _SINGLE


def _lines_from(text: str, start: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the non-blank lines with whether each adjoins the one before."""
    previous_end = start
    for match in _LINE.finditer(text, start):
        line = trimmed(text, *match.span())
        if line:
            yield *line, _adjoin(text, previous_end, line[0])
            previous_end = line[1]


def paragraphs_from(text: str, start: int) -> Iterator[Range]:
    """Yield the paragraphs from the beginning of one of them."""
    current: Range | None = None
    last: Range = (0, 0)
    for line_start, line_end, adjacent in _lines_from(text, start):
        line = (line_start, line_end)
        if current and adjacent and _wraps(text, last, line):
            current = (current[0], line_end)
        else:
            if current:
                yield current
            current = line
        last = line
    if current:
        yield current


def _wraps(text: str, line: Range, following: Range) -> bool:
    """Whether a line was broken by a hard wrap, so that the next one continues it."""
    length, next_length = line[1] - line[0], following[1] - following[0]
    if not (40 <= length <= 100 and next_length <= 100):
        return False
    words_here = text[line[0] : line[1]]
    words_next = text[following[0] : following[1]]
    if ends_sentence(words_here) or is_bullet(words_next) or is_title_case(words_here):
        return False
    if words_next[0].islower():
        return True
    return next_length <= length + 15 and not is_title_case(words_next)


def _line_start(text: str, offset: int) -> int:
    """Find where the line at an offset begins; looks back in growing steps."""
    step, high = 512, offset
    while high > 0:
        low = max(0, high - step)
        found = max(text.rfind(mark, low, high) for mark in _BREAKS)
        if found >= 0:
            return found + 1
        high, step = low, step * 4
    return 0


def _line_before(text: str, line: Range) -> Range | None:
    """Find the non-blank line before a line."""
    high = _line_start(text, line[0])
    while high > 0:
        low = _line_start(text, high - 1)
        before = trimmed(text, low, high)
        if before:
            return before
        high = low
    return None


def _line_at(text: str, offset: int) -> Range | None:
    """Find the line at an offset or, in the blank between two, the one before."""
    start = _line_start(text, offset)
    match = _BREAK.search(text, start)
    line = trimmed(text, start, match.start() if match else len(text))
    if line is None or line[0] > offset:
        return _line_before(text, (start, start))
    return line


def _paragraph_start(text: str, offset: int) -> int:
    """Find where to start reading for the paragraph at an offset or the last one before it."""
    line = _line_at(text, offset)
    if line is None:
        return 0
    while True:
        before = _line_before(text, line)
        if before is None or not _adjoin(text, before[1], line[0]):
            return line[0]
        if not _wraps(text, before, line):
            return line[0]
        line = before
