"""How many cells each code point of a text takes: found once a text, whatever its rows will be.

The first code point of a cluster stands for all its cells, the others for none. Nearly all of a
text is measured by the second byte of each code point, a table of 256: blocks of Chinese, Japanese
and Korean characters are wide, others are not. What differs from its block, and the places where
characters join, are found by one regular expression and measured one by one.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from workbench.text.clusters import (
    CELLS,
    KINDS,
    KNOWN_WIDE,
    LINE_ENDS,
    PLAIN,
    WIDE,
    split,
    unusual_characters,
)

_WIDE_BLOCKS = frozenset({0x30, 0x31, *range(0x34, 0xA0), *range(0xAC, 0xD8), 0xFF})
_CELLS_OF_BLOCKS = bytes(WIDE if block in _WIDE_BLOCKS else PLAIN for block in range(256))
_WIDE_CLASS = "".join(f"{chr(first)}-{chr(last)}" for first, last in KNOWN_WIDE)
_KNOWN_WIDE = re.compile(f"[{_WIDE_CLASS}]")
_PIECE = 65536
_PART = 4096
_MOST_KEPT = 4096
_LONGEST_KEPT = 32


class Units(NamedTuple):
    """The measures of a text that has more than plain characters."""

    cells: bytes
    """A byte for each code point: the cells of the cluster that begins there, or 0.

    Those of line ends mean nothing.
    """
    odd: re.Pattern[str]
    """Finds a character that is not one cell, alone, and drawn as it is stored."""


@lru_cache(maxsize=2)
def measure(text: str) -> Units | None:
    """Measure a whole text; None if each of its code points but line ends is one plain cell.

    The last two are kept: an article laid out for another width is not measured again.
    """
    kinds = {char: KINDS[char] for char in unusual_characters(text) - LINE_ENDS}
    odd = [char for char, kind in kinds.items() if kind != PLAIN]
    if not odd and not _has_wide(text):
        return None
    cells = bytearray().join(_by_block(text))
    strays = [char for char, kind in kinds.items() if kind != _cells_of_block(char)]
    if strays:
        _measure_strays(text, cells, strays)
    return Units(bytes(cells), re.compile(f"[{_WIDE_CLASS}{_ranges(odd)}]"))


def _has_wide(text: str) -> bool:
    return not text.isascii() and _KNOWN_WIDE.search(text) is not None


def _cells_of_block(char: str) -> int:
    return _CELLS_OF_BLOCKS[ord(char) >> 8 & 255]


def _by_block(text: str) -> Iterator[bytes]:
    for start in range(0, len(text), _PIECE):
        data = text[start : start + _PIECE].encode("utf-32-le", "surrogatepass")
        yield data[1::4].translate(_CELLS_OF_BLOCKS)


def _measure_strays(text: str, cells: bytearray, strays: Iterable[str]) -> None:
    """Measure the clusters around characters that join others or differ from their block.

    Between two characters that do not join lies a boundary: so a place to measure reaches from the
    character before the first stray one to the character after the last one. Either may be a line
    end, which joins nothing.
    """
    stray = f"[{_ranges(strays)}]+"
    known: dict[str, bytes] = {}
    for place in re.compile(f"{stray}(?:.{stray})*", re.DOTALL).finditer(text):
        start, end = place.span()
        start = start and start - 1
        end += 1
        part = text[start:end]
        measured = known.get(part)
        if measured is None:
            measured = b"".join(_clusters(part))
            if len(part) <= _LONGEST_KEPT and len(known) < _MOST_KEPT:
                known[part] = measured
        cells[start:end] = measured


def _clusters(part: str) -> Iterator[bytes]:
    """The cells of each cluster, cut in pieces so that a long part costs little memory."""
    at, size = 0, _PART
    while at < len(part):
        found = split(part[at : at + size])
        if at + size < len(part):
            found.pop()
        size = size if found else 2 * size
        for cluster in found:
            yield bytes([CELLS[cluster]]).ljust(len(cluster), b"\0")
            at += len(cluster)


def _ranges(chars: Iterable[str]) -> str:
    """Characters as the content of a class of a regular expression."""
    codes = sorted(map(ord, chars))
    found = ""
    for _, group in groupby(enumerate(codes), lambda item: item[1] - item[0]):
        run = list(map(itemgetter(1), group))
        found += rf"\U{run[0]:08x}-\U{run[-1]:08x}"
    return found
