"""Two versions of a text side by side: paragraph by paragraph, with the words that changed.

Paragraphs are aligned by Levenshtein opcodes; between those that are equal, the most similar ones
are paired in order (dynamic programming over word similarity). Offsets are code points, half open.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workbench.domain.span import Range
from workbench.text.alignment import Tokens, tokens
from workbench.text.lines import paragraphs

PairKind = Literal["same", "changed", "gone", "new", "moved away", "moved here"]

_ALIKE = 0.4
"""Share of common words from which two paragraphs are versions of one."""
_MOST_COMPARED = 4_000
"""Pairs of paragraphs in one changed region; larger regions are paired by their order."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph in both versions, or in one of them."""

    kind: PairKind
    old: Range | None
    new: Range | None
    gone: tuple[Range, ...] = ()
    """What of the old paragraph is not in the new one, in code points of the old text."""
    come: tuple[Range, ...] = ()
    """What of the new paragraph was not in the old one, in code points of the new text."""


def compare_versions(old: str, new: str) -> tuple[Pair, ...]:
    """Compare two versions of a text, in the order of the new one."""
    from rapidfuzz.distance import Levenshtein

    left, right = paragraphs(old), paragraphs(new)
    left_words, right_words = _words(old, left), _words(new, right)
    pairs: list[Pair] = []
    keys = [tuple(item.words) for item in left_words], [tuple(item.words) for item in right_words]
    at, to = 0, 0
    for block in Levenshtein.opcodes(*keys).as_matching_blocks() if left and right else ():
        one, two = slice(at, block.a), slice(to, block.b)
        pairs += _region(left[one], right[two], left_words[one], right_words[two])
        at, to = block.a + block.size, block.b + block.size
        both = zip(left[block.a : at], right[block.b : to], strict=True)
        pairs += [Pair("same", first, second) for first, second in both]
    pairs += _region(left[at:], right[to:], left_words[at:], right_words[to:])
    return tuple(_with_moves(pairs, old, new))


def _words(text: str, ranges: Sequence[Range]) -> list[Tokens]:
    return [tokens(text[start:end]) for start, end in ranges]


def _region(
    left: Sequence[Range],
    right: Sequence[Range],
    left_words: Sequence[Tokens],
    right_words: Sequence[Tokens],
) -> Iterator[Pair]:
    """Pair the paragraphs of a region in which nothing is equal."""
    at, to = 0, 0
    for i, j in [*_partners(left_words, right_words), (len(left), len(right))]:
        yield from (Pair("gone", item, None, gone=(item,)) for item in left[at:i])
        yield from (Pair("new", None, item, come=(item,)) for item in right[to:j])
        if i < len(left) and j < len(right):
            yield _changed(left[i], right[j], left_words[i], right_words[j])
        at, to = i + 1, j + 1


def _partners(left: Sequence[Tokens], right: Sequence[Tokens]) -> list[tuple[int, int]]:
    """The pairs, in order, with the greatest likeness in all."""
    if len(left) * len(right) > _MOST_COMPARED:
        return [(place, place) for place in range(min(len(left), len(right)))]
    likeness = [[_likeness(one.words, two.words) for two in right] for one in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= _ALIKE else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    found = []
    i = j = 0
    while i < len(left) and j < len(right):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found


def _likeness(one: Sequence[str], two: Sequence[str]) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, two, score_cutoff=_ALIKE)


def _changed(old: Range, new: Range, left: Tokens, right: Tokens) -> Pair:
    from rapidfuzz.distance import Levenshtein

    gone, come = [], []
    for op in Levenshtein.opcodes(left.words, right.words):
        if op.tag == "equal":
            continue
        if op.src_end > op.src_start:
            first, last = left.starts[op.src_start], left.ends[op.src_end - 1]
            gone.append((old[0] + first, old[0] + last))
        if op.dest_end > op.dest_start:
            first, last = right.starts[op.dest_start], right.ends[op.dest_end - 1]
            come.append((new[0] + first, new[0] + last))
    return Pair("changed", old, new, tuple(gone), tuple(come))


def _with_moves(pairs: Sequence[Pair], old: str, new: str) -> Iterator[Pair]:
    """Call a paragraph moved that went in one place and came in another."""
    gone = Counter(old[slice(*pair.old)] for pair in pairs if pair.kind == "gone" and pair.old)
    come = Counter(new[slice(*pair.new)] for pair in pairs if pair.kind == "new" and pair.new)
    moved = gone & come
    left, right = Counter(moved), Counter(moved)
    for pair in pairs:
        if pair.kind == "gone" and pair.old and left[words := old[slice(*pair.old)]]:
            left[words] -= 1
            yield replace(pair, kind="moved away", gone=())
        elif pair.kind == "new" and pair.new and right[words := new[slice(*pair.new)]]:
            right[words] -= 1
            yield replace(pair, kind="moved here", come=())
        else:
            yield pair
