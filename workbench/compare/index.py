"""Partners and suggestions for the passage under the cursor, without computing anything anew.

What `prepare` works out once (the most similar passages in every other article) answers `partners`
by bisection and a look-up.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from workbench.compare.links import THRESHOLD
from workbench.compare.reading import Pair, Reading
from workbench.compare.suggester import ArticleText
from workbench.domain.suggestion import Suggestion

_KEPT = 5


@dataclass(frozen=True, slots=True)
class Partner:
    """A passage of another article that is about the same; code points, half open."""

    article: str
    start: int
    end: int
    score: float


class Index:
    """The passages of a case with their partners, and the suggestions by place."""

    def __init__(
        self, articles: Sequence[ArticleText], suggestions: Sequence[Suggestion] = ()
    ) -> None:
        """Take the articles (id, text, published) and the suggestions made from them."""
        self._readings = {
            name: Reading(name, text, published) for name, text, published in articles
        }
        self._partners: dict[str, list[list[Partner]]] = {}
        self._by_article: dict[str, list[tuple[int, int, Suggestion]]] = {}
        for one in suggestions:
            for place in one.places:
                self._by_article.setdefault(place.article, []).append((place.start, place.end, one))

    def prepare(
        self,
        progress: Callable[[int, int], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> bool:
        """Score all pairs of articles; False if it was stopped before the end."""
        pairs = list(combinations(self._readings.values(), 2))
        for one in self._readings.values():
            self._partners.setdefault(one.article, [[] for _ in one.passages])
        for done, (left, right) in enumerate(pairs):
            if should_stop and should_stop():
                return False
            if progress:
                progress(done, len(pairs))
            self._keep(left, right)
        if progress:
            progress(len(pairs), len(pairs))
        return True

    def partners(
        self, article: str, start: int, end: int, other: str | None = None, limit: int = _KEPT
    ) -> list[Partner]:
        """Find what is about the same as the passages that `[start, end)` touches.

        Args:
            article: the article's id.
            start: first code point; with `end` equal to it, the place of a cursor.
            end: behind the last code point.
            other: only partners in this article.
            limit: how many at most, the best first.
        """
        reading = self._readings.get(article)
        known = self._partners.get(article)
        if reading is None or known is None:
            return []
        passages = reading.passages
        first = max(bisect_right(passages, start, key=lambda one: one.start) - 1, 0)
        last = bisect_left(passages, max(end, start + 1), key=lambda one: one.start)
        best: dict[tuple[str, int], Partner] = {}
        for index in range(first, last):
            if passages[index].end < start:
                continue
            for one in known[index]:
                key = (one.article, one.start)
                if other in (None, one.article) and (
                    key not in best or one.score > best[key].score
                ):
                    best[key] = one
        ordered = sorted(best.values(), key=lambda one: (-one.score, one.article, one.start))
        return ordered[:limit]

    def suggestions(self, article: str, start: int, end: int) -> list[Suggestion]:
        """The suggestions with a place that touches `[start, end)`, in their order."""
        stop = max(end, start + 1)
        touching = (
            one
            for low, high, one in self._by_article.get(article, ())
            if low < stop and start < high
        )
        return list({one.id: one for one in touching}.values())

    def _keep(self, left: Reading, right: Reading) -> None:
        """Keep the best few partners of every passage, both ways."""
        scores = Pair(left, right).scores
        for ours, theirs, rows in ((left, right, scores), (right, left, scores.T)):
            if not theirs.passages:
                continue
            order = (-rows).argsort(axis=1, kind="stable")[:, :_KEPT]
            kept = self._partners[ours.article]
            for index, columns in enumerate(order.tolist()):
                for column in columns:
                    value = float(rows[index, column])
                    if value >= THRESHOLD:
                        place = theirs.passages[column]
                        kept[index].append(Partner(theirs.article, place.start, place.end, value))
