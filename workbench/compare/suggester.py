"""Suggestions for a case: every pair of articles, and each article against itself."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from workbench.compare.finding import Finding, Rule
from workbench.compare.reading import Pair, Reading
from workbench.compare.rules import RULES
from workbench.domain.ids import derived_id
from workbench.domain.suggestion import SuggestedPlace, Suggestion

ArticleText = tuple[str, str, str]
"""(article id, text, published as an ISO date or empty)."""

_KEPT_READINGS = 32
_RANK = {one.name: number for number, one in enumerate(RULES)}


def suggest(
    articles: Sequence[ArticleText],
    pairs: Sequence[tuple[str, str]] | None = None,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    muted: Collection[str] = (),
) -> list[Suggestion]:
    """Apply every rule to the pairs of articles.

    Args:
        articles: the articles of a case; ids are unique.
        pairs: which pairs of ids to compare; the same id twice compares an article with itself.
            None means every pair and each article with itself.
        progress: called with (pairs done, pairs in all), also before the first.
        should_stop: asked between rules; once it says yes, what was found so far is returned.
        muted: names of rules to leave out.

    Returns:
        The suggestions, ranked (see `ranked`); the same input gives the same list.

    Raises:
        KeyError: if a pair names an article that is not there.
    """
    readings = {article: _read(article, text, published) for article, text, published in articles}
    todo = list(pairs) if pairs is not None else _every_pair(list(readings))
    found: dict[str, Suggestion] = {}
    report = progress or _silent
    report(0, len(todo))
    for done, (left, right) in enumerate(todo, 1):
        ours = readings[left]
        pair = Pair(ours, ours if left == right else readings[right])
        for one in _apply(pair, should_stop, muted):
            found.setdefault(one.id, one)
        if should_stop and should_stop():
            break
        report(done, len(todo))
    return ranked(list(found.values()))


def ranked(suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """Order suggestions by kind of rule (differences first), then by score, then by place."""
    return sorted(
        suggestions,
        key=lambda one: (
            _RANK.get(one.rule, len(_RANK)),
            -one.score,
            [(place.article, place.start, place.end) for place in one.places],
        ),
    )


def notes(articles: Sequence[ArticleText]) -> dict[str, str]:
    """Say for which articles the rules do not fit, and why (article id → one line)."""
    from workbench.compare.languages import unsupported

    return {article: note for article, text, _ in articles if (note := unsupported(text))}


def explain(rule: str) -> str:
    """What a rule looks for, for the reader.

    Raises:
        KeyError: if there is no such rule.
    """
    return {one.name: one.explanation for one in RULES}[rule]


@lru_cache(maxsize=_KEPT_READINGS)
def _read(article: str, text: str, published: str) -> Reading:
    """Keep what is known of the last articles: a case is compared pair by pair."""
    return Reading(article, text, published)


def _every_pair(ids: list[str]) -> list[tuple[str, str]]:
    return [*combinations(ids, 2), *((one, one) for one in ids)]


def _apply(
    pair: Pair, should_stop: Callable[[], bool] | None, muted: Collection[str]
) -> Iterator[Suggestion]:
    foreign = bool(pair.left.unsupported or pair.right.unsupported)
    for rule in RULES:
        if should_stop and should_stop():
            return
        if rule.name in muted or (foreign and rule.english):
            continue
        for finding in rule.apply(pair):
            yield _suggestion(rule, pair, finding, foreign)


def _suggestion(rule: Rule, pair: Pair, finding: Finding, foreign: bool) -> Suggestion:
    sides = (pair.left, pair.right)
    places = tuple(
        SuggestedPlace(sides[side].article, start, end, sides[side].text[start:end])
        for side, start, end in finding.places
    )
    reason = finding.reason
    if foreign:
        reason += " (language not supported: words compared as they stand)"
    key = [f"{place.article}\x1e{place.start}\x1e{place.end}" for place in places]
    return Suggestion(
        derived_id("suggestion", rule.name, *key), rule.name, rule.kind, places, finding.values,
        reason, round(finding.score, 3), finding.relation, finding.aspect,
    )  # fmt: skip


def _silent(done: int, total: int) -> None:
    """Report nothing."""
