"""Articles that are the same, or nearly: reprints of an agency's report, a page saved twice."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

NEAR = 0.80
"""Share of the words of the shorter article that the other has too, in the same order."""

_WORD = re.compile(r"\w+")
_MOST_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two articles that say the same in the same words."""

    first: str
    """Article id, the earlier of the two in the order given."""
    second: str
    kind: Literal["same", "near"]
    """`same`: equal but for blanks and letter case; `near`: most of the words."""
    share: float
    """Share of the shorter one's words found in the other, in order, 0 to 1."""


def duplicates(texts: Mapping[str, str]) -> list[Duplicate]:
    """Compare every pair of articles.

    Args:
        texts: article id → text.

    Returns:
        The pairs that are duplicates, in the order given.
    """
    found = {article: words(text) for article, text in texts.items()}
    return [
        Duplicate(first, second, "same" if found[first] == found[second] else "near", common)
        for first, second in combinations(found, 2)
        if (common := share(found[first], found[second])) >= NEAR
    ]


def words(text: str) -> list[str]:
    """The words of a text as they are compared: without letter case and punctuation."""
    return _WORD.findall(text.casefold())


def share(one: list[str], other: list[str]) -> float:
    """Words in common, in order, over the length of the shorter text; 0 if surely under NEAR."""
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    # One within the other's quotation is no duplicate: at most twice as long.
    if not shorter or len(longer) > 2 * len(shorter) or _shared_bag(shorter, longer) < NEAR:
        return 0.0
    from rapidfuzz.distance import LCSseq

    common = LCSseq.similarity(shorter[:_MOST_WORDS], longer[:_MOST_WORDS])
    return common / min(len(shorter), _MOST_WORDS)


def _shared_bag(shorter: list[str], longer: list[str]) -> float:
    """Upper bound of the share: words in common whatever their order."""
    stock: dict[str, int] = {}
    for word in longer:
        stock[word] = stock.get(word, 0) + 1
    common = 0
    for word in shorter:
        left = stock.get(word, 0)
        if left:
            stock[word] = left - 1
            common += 1
    return common / len(shorter)
