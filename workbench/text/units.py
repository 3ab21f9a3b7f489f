"""How many cells each code point of a text takes: found once a text, whatever its rows will be.

The first code point of a cluster stands for all its cells, the others for none. Nearly all of a
text is measured by the second byte of each code point, a table of 256: blocks of Chinese, Japanese
and Korean characters are wide, others are not. Characters that are not known to fit their block, or
that may join their neighbours, are found by one regular expression and measured one by one.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from workbench.text.clusters import (
    CELLS,
    KNOWN_PLAIN,
    KNOWN_WIDE,
    PLAIN,
    WIDE,
    find_odd,
    others_than,
    split,
)

_WIDE_BLOCKS = frozenset(
    block for first, last in KNOWN_WIDE for block in range(first >> 8, (last >> 8) + 1)
)
_CELLS_OF_BLOCKS = bytes(WIDE if block in _WIDE_BLOCKS else PLAIN for block in range(256))
_STRAY = others_than(KNOWN_PLAIN, KNOWN_WIDE)
_STRAYS = re.compile(f"{_STRAY}+(?:.{_STRAY}+)*", re.DOTALL)
_PIECE = 65536
_PART = 4096
_MOST_KEPT = 4096
_LONGEST_KEPT = 32


@lru_cache(maxsize=2)
def cell_units(text: str) -> bytes | None:
    """Measure a whole text.

    The last two are kept: an article laid out for another width is not measured again.

    Returns:
        A byte for each code point: the cells of the cluster that begins there, or 0; those of line
        ends mean nothing. None if each code point but line ends is known to be one plain cell.
    """
    if not find_odd(text):
        return None
    cells = bytearray().join(_by_block(text))
    _measure_strays(text, cells)
    return bytes(cells)


def _by_block(text: str) -> Iterator[bytes]:
    for start in range(0, len(text), _PIECE):
        data = text[start : start + _PIECE].encode("utf-32-le", "surrogatepass")
        yield data[1::4].translate(_CELLS_OF_BLOCKS)


def _measure_strays(text: str, cells: bytearray) -> None:
    """Measure the clusters around characters that may join others or differ from their block.

    Between two characters that do not join lies a boundary: so a place to measure reaches from the
    character before the first stray one to the character after the last one. Either may be a line
    end, which joins nothing.
    """
    known: dict[str, bytes] = {}
    for place in _STRAYS.finditer(text):
        start, end = place.span()
        if start:
            start -= 1
        part = text[start : end + 1]
        measured = known.get(part)
        if measured is None:
            measured = b"".join(_clusters(part))
            if len(part) <= _LONGEST_KEPT and len(known) < _MOST_KEPT:
                known[part] = measured
        cells[start : end + 1] = measured


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
