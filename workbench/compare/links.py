"""Passage ↔ passage: how much two sentences are about the same.

Overlap of stems, weighted by how rare they are among the passages at hand, over the geometric mean
of both sides' weights (as in the idf-weighted coefficients of Metzler, Dumais and Meek, "Similarity
Measures for Short Segments of Text", ECIR 2007). Names and numbers weigh more, words of a kind of
event less (see `concepts`). In a pool of passages a second term is added: two passages are alike if
they are alike to the same others (second-order similarity, as in co-citation).
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from workbench.compare.concepts import GROUP, concepts
from workbench.compare.finding import Finding
from workbench.compare.stems import STOP_WORDS, TOKEN, bare, stem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.compare.reading import Pair

    Scores = NDArray[np.float64]

EXPLANATION = (
    "Two passages share rare words, names or numbers, so that they probably report the same thing."
)

THRESHOLD = 0.30
"""From here on two passages are taken to be about the same."""

_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject(?:s|ed|ing)?|refut(?:e|es|ed|ing)|dismiss(?:es|ed|ing)?"
    r"|disput(?:e|es|ed|ing)|contradict\w*|debunk\w*|falsely|untrue)\b",
    re.IGNORECASE,
)
_SUGGEST = 0.50
_MORE_WORDS = 1.5
_UNSPACED = "\u0e00"
"""Thai and what lies behind it: scripts that mostly write without spaces."""
_RARITY = 0.5
_NAME = 2.0
_NUMBER = 1.7
_CONCEPT = 0.7
_MEMBER = 0.3
_SECOND_ORDER = 0.5
_SELF = 0.3
_DAMPING = 10
_POOL_LIMIT = 700
_DENSE = 400_000_000


def score(left: Sequence[str], right: Sequence[str]) -> "Scores":
    """Score every passage of `left` against every passage of `right`.

    Returns:
        An array of shape `(len(left), len(right))`, 0 (nothing shared) to 1 (the same words).
    """
    from workbench.compare.arrays import np

    same = left is right or list(left) == list(right)
    if not left or not right:
        return np.zeros((len(left), len(right)))
    pool = list(left) if same else [*left, *right]
    bags, weights = _weigh(pool)
    if len(pool) > _POOL_LIMIT:
        ours = bags[: len(left)]
        theirs = ours if same else bags[len(left) :]
        return _overlap(ours, theirs, weights)
    scores = _with_second_order(_overlap(bags, bags, weights))
    return scores if same else scores[: len(left), len(left) :]


def suggest(pair: "Pair") -> Iterator[Finding]:
    """Suggest pairs of passages of two articles that are each other's best partner."""
    if pair.alone or not pair.left.passages or not pair.right.passages:
        return
    scores = pair.scores
    best_right, best_left = scores.argmax(axis=1), scores.argmax(axis=0)
    for here, there in enumerate(best_right.tolist()):
        value = float(scores[here, there])
        if value < _SUGGEST or best_left[there] != here:
            continue
        a, b = pair.left.passages[here], pair.right.passages[there]
        ours, theirs = pair.left.wordings[here], pair.right.wordings[there]
        fuller = len(pair.left.stems[here]) > _MORE_WORDS * len(pair.right.stems[there])
        relation, aspect, but = _stance(pair, here, there)
        yield Finding(
            ((0, a.start, a.end), (1, b.start, b.end)),
            (f"{value:.2f}", f"{value:.2f}"),
            f"both say: {', '.join(shared(ours, theirs)[:8])}{but}",
            value,
            relation or ("more_specific" if fuller else "agree"),
            aspect,
        )


def _stance(pair: "Pair", here: int, there: int) -> tuple[str | None, str | None, str]:
    """What speaks against agreement: a number that differs, or a denial on one side only."""
    from workbench.compare.quantities import match

    values = pair.left.quantities_of(here), pair.right.quantities_of(there)
    ours, theirs = pair.left.wordings[here], pair.right.wordings[there]
    for a, b, agreement in match(*values):
        if agreement == "conflict":
            aspect = "date" if a.unit in ("date", "weekday") else "number"
            return "contradict", aspect, f"; but '{a.text}' against '{b.text}'"
    if bool(_DENIAL.search(ours)) != bool(_DENIAL.search(theirs)):
        return "differ", "framing", "; but only one side denies or disputes it"
    return None, None, ""


def shared(left: str, right: str) -> list[str]:
    """The words of `left` whose stems also stand in `right`, for the reason of a suggestion."""
    other = set(_read(right).bag)
    found = (match[0] for match in TOKEN.finditer(left))
    return list(dict.fromkeys(word for word in found if other.intersection(_stems(bare(word)))))


@dataclass(frozen=True, slots=True)
class _Words:
    """A passage's stems and groups, and which stems speak for being a name (capital or not)."""

    bag: tuple[str, ...]
    capitals: tuple[tuple[str, bool], ...]


@lru_cache(maxsize=16384)
def _read(passage: str) -> _Words:
    known = concepts()
    found = [(match[0], _stems(bare(match[0]))) for match in TOKEN.finditer(passage)]
    words = [(word, stems) for word, stems in found if stems]
    stems = dict.fromkeys(chain.from_iterable(stems for _, stems in words))
    groups = dict.fromkeys(chain.from_iterable(known.get(one, ()) for one in stems))
    headline = sum(word[0].isupper() for word, _ in words) > 0.7 * len(words)
    # The first word of a sentence has its capital anyway; so has every word of a headline.
    inner = () if headline else words[1:] if found and found[0][1] else words
    capitals = tuple((stems[0], word[0].isupper()) for word, stems in inner)
    return _Words((*stems, *groups), capitals)


def _stems(folded: str) -> tuple[str, ...]:
    """The stem of a folded word, none for a stop word; pairs of characters without word breaks."""
    if folded in STOP_WORDS or (len(folded) < 2 and not folded.isdigit()):
        return ()
    if folded[0] >= _UNSPACED:
        return tuple(folded[at : at + 2] for at in range(len(folded) - 1))
    return (stem(folded),)


def _weigh(pool: Sequence[str]) -> tuple[list[tuple[str, ...]], dict[str, float]]:
    """Turn passages into bags of stems and concept groups, with the weight of each."""
    known = concepts()
    read = [_read(passage) for passage in pool]
    names = _names(read)
    bags = [one.bag for one in read]
    frequency = Counter(chain.from_iterable(bags))
    total = len(pool)
    weights = {
        one: (1 + _RARITY * math.log(total / count)) * _importance(one, names, known)
        for one, count in frequency.items()
    }
    return bags, weights


def _importance(one: str, names: frozenset[str], known: dict[str, tuple[str, ...]]) -> float:
    if one[0] == GROUP:
        return _CONCEPT
    weight = _MEMBER if one in known else 1.0
    if one in names:
        weight *= _NAME
    return weight * _NUMBER if one[0].isdigit() else weight


def _names(pool: Iterable[_Words]) -> frozenset[str]:
    """Stems that mostly stand with a capital where none is due."""
    seen = Counter(one for words in pool for one, _ in words.capitals)
    capital = Counter(one for words in pool for one, upper in words.capitals if upper)
    return frozenset(one for one, count in capital.items() if count > 0.6 * seen[one])


def _overlap(
    left: Sequence[tuple[str, ...]], right: Sequence[tuple[str, ...]], weights: dict[str, float]
) -> "Scores":
    """Weighted overlap over the geometric mean of the sums; work only where stems are shared."""
    from workbench.compare.arrays import np

    if len(left) * len(right) * len(weights) <= _DENSE:
        ours = _dense(left, weights)
        scores = ours @ (ours if left is right else _dense(right, weights)).T
    else:
        scores = np.zeros((len(left), len(right)))
        where_left, where_right = _postings(left), _postings(right)
        for one, rows in where_left.items():
            columns = where_right.get(one)
            if columns:
                scores[np.ix_(rows, columns)] += weights[one]
    sums = [np.array([sum(weights[one] for one in bag) for bag in side]) for side in (left, right)]
    return np.asarray(scores / np.sqrt(np.maximum(np.outer(*sums), 1e-9)))


def _dense(bags: Sequence[tuple[str, ...]], weights: dict[str, float]) -> "Scores":
    """One row a bag, one column a stem, the roots of the weights as values."""
    from workbench.compare.arrays import np

    column = {one: number for number, one in enumerate(weights)}
    rows = [row for row, bag in enumerate(bags) for _ in bag]
    columns = [column[one] for bag in bags for one in bag]
    matrix = np.zeros((len(bags), len(weights)))
    matrix[rows, columns] = np.sqrt(np.array(list(weights.values())))[columns]
    return matrix


def _postings(bags: Sequence[tuple[str, ...]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row, bag in enumerate(bags):
        for one in bag:
            found.setdefault(one, []).append(row)
    return found


def _with_second_order(first: "Scores") -> "Scores":
    """Blend in the cosine of the rows; the fewer passages there are, the less it says."""
    from workbench.compare.arrays import np

    rows = first.copy()
    np.fill_diagonal(rows, _SELF)
    lengths = np.sqrt((rows**2).sum(axis=1))
    alike = (rows @ rows.T) / np.maximum(np.outer(lengths, lengths), 1e-9)
    share = _SECOND_ORDER * len(first) / (len(first) + _DAMPING)
    blended = (1 - share) * first + share * alike
    # Without a shared word there is no reason to show, so there must be no high score either.
    return np.asarray(np.clip(np.where(first > 0, blended, blended * 0.5), 0.0, 1.0))
