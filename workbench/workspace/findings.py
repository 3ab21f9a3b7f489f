"""Suggestions in a workspace, without those that were decided, muted or are withheld."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.domain import ids
from workbench.domain.article import Article
from workbench.domain.errors import UnknownId
from workbench.domain.span import Range
from workbench.domain.suggestion import Suggestion

if TYPE_CHECKING:
    from workbench.workspace.workspace import Workspace

Progress = Callable[[int, int], None]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RuleCount:
    """What became of the suggestions of one rule."""

    rule: str
    accepted: int
    edited: int
    rejected: int
    muted_by: tuple[str, ...]


class Findings:
    """The suggestions of a workspace, kept for as long as the articles stay as they are."""

    def __init__(self, workspace: "Workspace") -> None:
        """Compute nothing yet."""
        self._workspace = workspace
        self._lock = threading.Lock()
        self._known: dict[tuple[str, ...], tuple[Suggestion, ...]] = {}
        self._by_id: dict[str, Suggestion] = {}

    def withheld(self, case: str) -> bool:
        """Whether the reviewer's blind pass over the case still withholds suggestions."""
        from workbench.review.passes import judges_blind

        workspace = self._workspace
        passes = workspace.view.passes.by("case", case)
        return judges_blind(passes, case, workspace.reviewer, workspace.rules)

    def between(
        self,
        left: str,
        right: str,
        *,
        progress: Progress | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> list[Suggestion]:
        """What there is to say about two articles, and about each by itself.

        Raises:
            UnknownId: if there is no such article.
        """
        pairs = [(left, right)] if left == right else [(left, right), (left, left), (right, right)]
        return self._of(pairs, progress, should_stop)

    def all(
        self,
        case: str | None = None,
        *,
        progress: Progress | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> list[Suggestion]:
        """What there is to say about every pair of articles of each case, and each by itself."""
        pairs: list[Pair] = []
        for name in [case] if case is not None else self._workspace.articles.cases():
            names = [article.id for article in self._workspace.articles.all(name)]
            pairs += [(one, two) for i, one in enumerate(names) for two in names[i:]]
        return self._of(pairs, progress, should_stop)

    def get(self, id: str) -> Suggestion:
        """The suggestion of that id.

        Raises:
            UnknownId: if there is none now, or its article has another text by now.
        """
        if id not in self._by_id:
            self.all()
        found = self._by_id.get(id)
        if found is not None and not self._stands(found):
            del self._by_id[id]
            raise UnknownId(
                "this suggestion is about an earlier text: the article has changed",
                where=", ".join(dict.fromkeys(place.article for place in found.places)),
                hint="look for suggestions again",
            )
        if found is None or self._hidden(found):
            raise UnknownId(
                f"there is no suggestion {id!r}", hint="`workbench suggest --json` lists them"
            )
        return found

    def explain(self, rule: str) -> str:
        """What a rule looks for."""
        from workbench.compare.suggester import explain

        return explain(rule)

    def notes(self) -> dict[str, str]:
        """Articles that the rules do not fit, each with the reason."""
        from workbench.compare.suggester import notes

        articles = self._workspace.articles
        texts = [(item.id, articles.text(item.version), item.published) for item in articles.all()]
        return notes(texts)

    def statistics(self) -> list[RuleCount]:
        """What became of the suggestions, by rule."""
        from workbench.compare.rules import RULES

        counts = Counter(
            (item.rule, item.decision) for item in self._workspace.view.decisions.all()
        )
        muted: dict[str, list[str]] = {}
        for mute in self._workspace.view.mutes.all():
            muted.setdefault(mute.rule, []).append(mute.by)
        return [
            RuleCount(
                rule.name,
                counts[rule.name, "accepted"],
                counts[rule.name, "edited"],
                counts[rule.name, "rejected"],
                tuple(muted.get(rule.name, ())),
            )
            for rule in RULES
        ]

    def _of(
        self,
        pairs: Sequence[Pair],
        progress: Progress | None,
        should_stop: Callable[[], bool] | None,
    ) -> list[Suggestion]:
        found: dict[str, Suggestion] = {}
        for done, pair in enumerate(pairs):
            if should_stop is not None and should_stop():
                break
            if progress is not None:
                progress(done, len(pairs))
            for item in self._pair(pair):
                found[item.id] = item
        if progress is not None:
            progress(len(pairs), len(pairs))
        from workbench.compare.suggester import ranked

        shown = [item for item in found.values() if not self._hidden(item)]
        return ranked(shown)

    def _pair(self, pair: Pair) -> tuple[Suggestion, ...]:
        from workbench.compare.suggester import suggest

        articles = [self._workspace.articles.get(id) for id in dict.fromkeys(pair)]
        key = (*pair, *(article.version for article in articles), *_dates(articles))
        with self._lock:
            known = self._known.get(key)
            if known is None:
                texts = [
                    (article.id, self._workspace.articles.text(article.version), article.published)
                    for article in articles
                ]
                known = tuple(suggest(texts, [pair]))
                self._known[key] = known
                self._by_id.update((item.id, item) for item in known)
        return known

    def _stands(self, item: Suggestion) -> bool:
        """Whether its words still stand where it says."""
        articles = self._workspace.articles
        return all(
            articles.text(articles.get(place.article).version)[place.start : place.end]
            == place.text
            for place in item.places
        )

    def _hidden(self, item: Suggestion) -> bool:
        workspace = self._workspace
        cases = {workspace.articles.get(place.article).case for place in item.places}
        if any(self.withheld(case) for case in cases):
            return True
        if workspace.view.mutes.find(ids.derived_id("mute", item.rule, workspace.reviewer)):
            return True
        decided = ids.derived_id("decision", item.id, workspace.reviewer)
        return workspace.view.decisions.find(decided) is not None


def near(suggestions: Sequence[Suggestion], article: str, passage: Range) -> list[Suggestion]:
    """The suggestions that touch a passage of an article, in the order given."""
    start, end = passage
    return [
        item
        for item in suggestions
        if any(
            place.article == article and place.start < end and start < place.end
            for place in item.places
        )
    ]


def _dates(articles: Sequence[Article]) -> tuple[str, ...]:
    """A confirmed date of publication changes what can be said about dates."""
    return tuple(article.published for article in articles)
