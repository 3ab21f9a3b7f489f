"""Places: stretches of text where somebody marked something, the units that a bootstrap draws.

Spans that overlap lie at one place, whoever made them. A place is drawn with everything that stands
there, so that the marks of all reviewers on one passage stay together: marks are not independent of
one another, passages that do not touch nearly are (a cluster bootstrap; Davison & Hinkley 1997,
*Bootstrap Methods and their Application*, section 3.8).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.domain.span import Span
from workbench.review.pairing import Ints
from workbench.review.ratings import Floats

ArticleVersion = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Which span lies where."""

    number: Mapping[str, int]
    """Span → its number; also of spans that lie nowhere."""
    of: Ints
    """Number of a span → its place; what lies nowhere has one of its own behind all others."""
    starts: Ints
    """Place → where it begins in its article version, in code points."""
    within: Mapping[ArticleVersion, tuple[int, int]]
    """Article version → its first place, and the one behind its last."""

    @property
    def count(self) -> int:
        """How many places there are, that of what lies nowhere included."""
        return len(self.starts) + 1

    def sum_of(self, at: Ints, weights: Floats | NDArray[np.bool_] | None = None) -> Floats:
        """Sums by place of what stands at the places given; without weights, how much does."""
        return np.bincount(at, weights, self.count).astype(np.float64)


def places_of(spans: Iterable[Span], others: Iterable[str]) -> Places:
    """Find the places of spans.

    Args:
        spans: those that lie somewhere; the gaps of a discontinuous one belong to its place.
        others: ids of spans that lie nowhere.
    """
    number: dict[str, int] = {}
    grouped: dict[ArticleVersion, list[tuple[int, int, int]]] = defaultdict(list)
    for span in spans:
        number[span.id] = len(number)
        row = (span.start, span.end, number[span.id])
        grouped[span.article, span.version].append(row)
    for id_ in others:
        number.setdefault(id_, len(number))
    of = np.full(len(number), -1, dtype=np.int64)
    starts: list[Ints] = [np.zeros(0, dtype=np.int64)]
    within: dict[ArticleVersion, tuple[int, int]] = {}
    count = 0
    for key in sorted(grouped):
        begins, ends, numbers = np.array(sorted(grouped[key]), dtype=np.int64).T
        reach = np.maximum.accumulate(ends)
        fresh = np.concatenate([[True], begins[1:] >= reach[:-1]])
        of[numbers] = count + np.cumsum(fresh) - 1
        starts.append(begins[fresh])
        within[key] = count, count + int(fresh.sum())
        count = within[key][1]
    of[of < 0] = count
    return Places(number, of, np.concatenate(starts), within)
