r"""Grapheme clusters: where they lie, how they are drawn, how many cells they take.

All offsets are Unicode code points, all ranges half open. A cluster is an extended grapheme cluster
(Unicode Standard Annex #29); `\r\n` is one. What is drawn is never the stored text itself but its
*safe form*, whose width no terminal disputes and which holds no control character:

    tab                          four spaces
    C0 and DEL                   control pictures (␛ for ESC)
    C1, surrogates, unassigned   U+FFFD (characters newer than this Python are unassigned)
    direction marks              arrows
    soft hyphen                  ¬
    other invisible characters   ·
    variation selectors, joiners, tags, skin tones   left out, so joined emoji show their parts
    regional indicators          plain letters, so a flag shows its country code
    a mark without a base        the mark on a dotted circle
    line ends                    nothing

`wcwidth` finds clusters and widths. It is imported when the first character appears that is not
known to be one cell wide and alone, which most Latin, Greek and Cyrillic text never has.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from workbench.domain.span import Range

PLAIN = 1
"""Kind of a character that is always a cluster of its own, one cell wide, and safe."""
WIDE = 2
"""Likewise, two cells wide."""
COMPLEX = 0
"""Kind of any other character: it may join its neighbours, or must not be drawn as it is."""

LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")
"""The mandatory breaks of Unicode Standard Annex #14."""

TAB = "    "
ELLIPSIS = "…"
_CIRCLE = "◌"
_UNKNOWN = "\ufffd"
_HIDDEN = "·"
_MOST_CELLS = 8
_MOST_CHARACTERS = 16

_ARROWS = {
    **dict.fromkeys("\u200e\u202a\u202d\u2066", "→"),
    **dict.fromkeys("\u061c\u200f\u202b\u202e\u2067", "←"),
    "\u2068": "↔",
    "\u202c": "↑",
    "\u2069": "↑",
}
KNOWN_PLAIN = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF), (0x38E, 0x3A1), (0x3A3, 0x481), (0x48A, 0x52F),
    (0x531, 0x556), (0x559, 0x58A), (0x5D0, 0x5EA), (0x61D, 0x64A), (0x660, 0x66F), (0x671, 0x6D5),
    (0x10D0, 0x10FF), (0x1E00, 0x1F15), (0x2010, 0x2027), (0x2030, 0x205E), (0x20A0, 0x20BF),
    (0x2100, 0x218B), (0x2190, 0x2319), (0x2460, 0x25FC),
)  # fmt: skip
"""First and last of characters that are always plain: Latin, Greek, Cyrillic, Armenian, Hebrew,
Arabic, Georgian, punctuation, signs."""
KNOWN_WIDE = (
    (0x3000, 0x3029), (0x3041, 0x3096), (0x309D, 0x30FF), (0x3105, 0x312F), (0x3131, 0x3163),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFA6D), (0xFF01, 0xFF60),
)  # fmt: skip
"""Likewise of wide ones: Chinese, Japanese and Korean characters and their punctuation."""


def others_than(*known: tuple[tuple[int, int], ...]) -> str:
    """The class of a regular expression: all characters but those of some ranges and line ends."""
    ranges = (rf"\u{first:04x}-\u{last:04x}" for some in known for first, last in some)
    return rf"[^\n-\r\x85\u2028\u2029{''.join(ranges)}]"


find_odd = re.compile(others_than(KNOWN_PLAIN)).search
"""Finds a character that may not be one cell, alone, and drawn as it is stored; no line end is."""
_NOT_KNOWN_PLAIN = re.compile(f"(?:{others_than(KNOWN_PLAIN)}|[\n-\r\x85\u2028\u2029])+")
_PIECE = 65536
_MOST_KEPT = 65536


class _Kinds(dict[str, int]):
    """Character → kind, filled as characters are met."""

    def __missing__(self, char: str) -> int:
        self[char] = kind = _find_kind(char)
        return kind


def _find_kind(char: str) -> int:
    if any(first <= ord(char) <= last for first, last in KNOWN_WIDE):
        return WIDE
    from wcwidth import iter_graphemes

    if safe_form(char) != char:
        return COMPLEX
    for pair in ("a" + char, char + "a", char + char):
        if sum(1 for _ in iter_graphemes(pair)) == 1:
            return COMPLEX
    return char_cells(char)


KINDS = _Kinds(
    {chr(code): PLAIN for first, last in KNOWN_PLAIN for code in range(first, last + 1)}
    | dict.fromkeys(LINE_ENDS, COMPLEX)
)
"""Character → `PLAIN`, `WIDE` or `COMPLEX`. Between two that are not complex lies a boundary."""


@lru_cache(maxsize=8192)
def char_cells(char: str) -> int:
    """Cells that one character of a safe form takes: 0, 1 or 2."""
    if " " <= char <= "~" or KINDS.get(char) == PLAIN:
        return 1
    from wcwidth import wcwidth

    return max(0, wcwidth(char))


@lru_cache(maxsize=8192)
def safe_form(cluster: str) -> str:
    """What is drawn for a cluster; empty for a line end, else at least one cell wide."""
    if cluster[:1] in LINE_ENDS:
        return ""
    drawn = ""
    cells = 0
    for char in cluster:
        part = _safe_character(char, first=not drawn)
        width = sum(map(char_cells, part))
        if cells + width > _MOST_CELLS or len(drawn) >= _MOST_CHARACTERS:
            break
        drawn += part
        cells += width
    if not drawn:
        return _HIDDEN
    return drawn if char_cells(drawn[0]) else _CIRCLE + drawn


def _safe_character(char: str, *, first: bool) -> str:
    code = ord(char)
    if char in _ARROWS:
        return _ARROWS[char]
    if 0x1F1E6 <= code <= 0x1F1FF:
        return chr(code - 0x1F1E6 + ord("A"))
    if 0x1F3FB <= code <= 0x1F3FF or 0xFE00 <= code <= 0xFE0F or 0xE0000 <= code <= 0xE0FFF:
        return ""
    category = unicodedata.category(char)
    if category == "Cc":
        return _control(char, code)
    if category == "Cf":
        return _format_character(char, first=first)
    if category in ("Cs", "Cn"):
        return _UNKNOWN
    return char


def _control(char: str, code: int) -> str:
    if char == "\t":
        return TAB
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else _UNKNOWN


def _format_character(char: str, *, first: bool) -> str:
    if char == "\xad":
        return "¬"
    if char == "\u200d":
        return ""
    if char == "\u200c" and not first:
        return char
    return char if char_cells(char) else _HIDDEN


class _Cells(dict[str, int]):
    """Cluster → cells, filled as clusters are met and emptied before it grows large."""

    def __missing__(self, cluster: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[cluster] = cells = sum(map(char_cells, safe_form(cluster)))
        return cells


CELLS = _Cells()
"""Cells that a cluster takes on the screen; 0 for a line end."""


def cells_of(cluster: str) -> int:
    """Cells that a cluster takes on the screen; 0 for a line end."""
    return CELLS[cluster]


def odd_characters(text: str) -> frozenset[str]:
    """The characters of a text that are not one plain cell, line ends among them."""
    if text.isascii() and text.isprintable():
        return frozenset()
    found: set[str] = set()
    for start in range(0, len(text), _PIECE):
        found.update("".join(_NOT_KNOWN_PLAIN.findall(text, start, start + _PIECE)))
    return frozenset(char for char in found if KINDS[char] != PLAIN)


def clusters(text: str, start: int = 0, end: int | None = None) -> Iterator[Range]:
    """The clusters of `text[start:end]` as ranges; `start` must be a boundary."""
    stop = len(text) if end is None else end
    if all(map(KINDS.__getitem__, text[start:stop])):
        return zip(range(start, stop), range(start + 1, stop + 1), strict=True)
    return _segments(text, start, stop)


def split(text: str) -> list[str]:
    """The clusters of a piece of text, as strings."""
    if all(map(KINDS.__getitem__, text)):
        return list(text)
    from wcwidth import iter_graphemes

    return list(iter_graphemes(text))


def _complex_end(text: str, at: int, stop: int) -> int:
    """The next place at which two characters that are not complex meet, or `stop`."""
    kinds = KINDS
    while at < stop and not (kinds[text[at]] and kinds[text[at - 1]]):
        at += 1
    return at


def _complex_start(text: str, at: int) -> int:
    """The last boundary at or before `at` that needs no knowledge of what comes before."""
    kinds = KINDS
    while at > 0 and not (kinds[text[at]] and kinds[text[at - 1]]):
        at -= 1
        if text[at] in LINE_ENDS:
            return at + 1 if text[at : at + 2] != "\r\n" else at
    return at


def _segments(text: str, start: int, end: int) -> Iterator[Range]:
    from wcwidth import iter_graphemes

    at = start
    for cluster in iter_graphemes(text[start:end]):
        yield at, at + len(cluster)
        at += len(cluster)


def cluster_at(text: str, offset: int) -> Range:
    """The cluster that holds the code point at `offset`.

    Args:
        text: The whole text.
        offset: Any code point offset; it is moved into the text if it lies outside.

    Returns:
        The cluster's range; `(len(text), len(text))` at or past the end.
    """
    size = len(text)
    if offset >= size:
        return size, size
    at = max(0, offset)
    kinds = KINDS
    if (
        kinds[text[at]]
        and (at + 1 == size or kinds[text[at + 1]])
        and (at == 0 or kinds[text[at - 1]])
    ):
        return at, at + 1
    start = _complex_start(text, at)
    for cluster in _segments(text, start, _complex_end(text, at + 1, size)):
        if cluster[1] > at:
            return cluster
    return at, at + 1


def next_boundary(text: str, offset: int) -> int:
    """The end of the cluster at `offset`; never past the end of the text."""
    return cluster_at(text, offset)[1]


def previous_boundary(text: str, offset: int) -> int:
    """The start of the cluster that ends at or holds the code point before `offset`."""
    return 0 if offset <= 0 else cluster_at(text, min(offset, len(text)) - 1)[0]


def snap(text: str, start: int, end: int) -> Range:
    """Move both ends outward to cluster boundaries; an empty range stays empty."""
    first = cluster_at(text, start)[0]
    if end <= start:
        return first, first
    return first, cluster_at(text, end - 1)[1]


def safe_text(text: str) -> str:
    """The safe form of a piece of text; line ends are left out."""
    if all(map(KINDS.__getitem__, set(text))):
        return text
    return "".join(safe_form(text[start:end]) for start, end in clusters(text))


def text_cells(text: str) -> int:
    """Cells that `safe_text(text)` takes."""
    return sum(cells_of(text[start:end]) for start, end in clusters(text))


def safe_line(text: str, width: int | None = None) -> str:
    """A one-line safe form for names, comments and quotes in lists and in plain output.

    Args:
        text: Anything, from anyone.
        width: The most cells to take; what does not fit is cut and `…` stands at the end.

    Returns:
        Text without control characters and line ends; each run of blanks is one space.
    """
    line = " ".join(text.split())
    if width is None:
        return safe_text(line)
    drawn: list[str] = []
    cells = last = 0
    for start, end in clusters(line):
        last = cells_of(line[start:end])
        drawn.append(safe_form(line[start:end]))
        cells += last
        if cells > width:
            return _cut(drawn, cells, width)
    return "".join(drawn)


def _cut(drawn: list[str], cells: int, width: int) -> str:
    """Drop clusters from the end until the rest and an ellipsis fit."""
    while drawn and cells > width - 1:
        cells -= sum(map(char_cells, drawn.pop()))
    return "".join(drawn) + ELLIPSIS if width > 0 else ""
