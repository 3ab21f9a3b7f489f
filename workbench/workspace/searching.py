"""Search over articles, claims, rationales, evidence and comments: exact, fuzzy, by expression.

Hits come as they are found, those in the articles first, so that the screen can show the first ones
while the rest is still looked at. What a blind pass withholds is not searched: all is read through
the view.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from workbench.domain.errors import BadInput
from workbench.workspace.workspace import Workspace

Mode = Literal["exact", "fuzzy", "expression"]
MODES: tuple[Mode, ...] = ("exact", "fuzzy", "expression")
CONTEXT = 60
"""Code points shown on each side of a hit."""
_SIMILAR = 78
"""Least partial ratio (0 to 100) of a fuzzy hit."""
_WINDOW = 4000
"""Code points that are looked at in one go by the fuzzy search."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words were found."""

    kind: Literal["article", "claim", "rationale", "evidence", "comment"]
    id: str
    """Of the article, or of the claim that it belongs to."""
    where: str
    """The article's title, or the claim's words."""
    start: int
    end: int
    """In code points of the text that was searched."""
    before: str
    found: str
    after: str
    score: float = 100.0


Ranges = Callable[[str], Iterator[tuple[int, int, float]]]


def search(
    workspace: Workspace,
    words: str,
    mode: Mode = "exact",
    *,
    limit: int = 1000,
    should_stop: Callable[[], bool] | None = None,
) -> Iterator[Hit]:
    """Find words, capitals or not.

    Args:
        workspace: where to look.
        words: what to look for; a regular expression in the mode `expression`.
        mode: how.
        limit: the most hits.
        should_stop: asked between texts; ends the search.

    Raises:
        BadInput: if the expression is not one.
    """
    find = _finder(words, mode)
    count = 0
    for kind, id, where, text in _texts(workspace):
        if should_stop is not None and should_stop():
            return
        for start, end, score in find(text):
            yield _hit(kind, id, where, text, start, end, score)
            count += 1
            if count >= limit:
                return


def _hit(
    kind: Literal["article", "claim", "rationale", "evidence", "comment"],
    id: str,
    where: str,
    text: str,
    start: int,
    end: int,
    score: float,
) -> Hit:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Hit(kind, id, where, start, end, before, text[start:end], after, score)


_Source = tuple[Literal["article", "claim", "rationale", "evidence", "comment"], str, str, str]


def _texts(workspace: Workspace) -> Iterator[_Source]:
    for article in workspace.articles.all():
        text = workspace.articles.text(article.version)
        yield "article", article.id, article.title, text
    view = workspace.view
    claims = {claim.id: claim.text for claim in view.claims.all()}
    for id, text in claims.items():
        yield "claim", id, text, text
    for verdict in view.verdicts.all():
        if verdict.rationale:
            yield "rationale", verdict.claim, claims.get(verdict.claim, ""), verdict.rationale
    for evidence in view.evidence.all():
        text = " · ".join(part for part in (evidence.title, evidence.quote, evidence.url) if part)
        yield "evidence", evidence.claim, claims.get(evidence.claim, ""), text
    for comment in view.comments.all():
        yield "comment", comment.claim, claims.get(comment.claim, ""), comment.text


def _finder(words: str, mode: Mode) -> Ranges:
    if not words.strip():
        return lambda _: iter(())
    if mode == "fuzzy":
        return lambda text: _fuzzy(words, text)
    expression = words if mode == "expression" else re.escape(words)
    try:
        pattern = re.compile(expression, re.IGNORECASE)
    except re.error as error:
        raise BadInput(
            f"not a regular expression: {error.msg}", where=f"character {(error.pos or 0) + 1}"
        ) from error
    return lambda text: _by_pattern(pattern, text)


def _by_pattern(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int, float]]:
    for match in pattern.finditer(text):
        if match.end() > match.start():
            yield match.start(), match.end(), 100.0


def _fuzzy(words: str, text: str) -> Iterator[tuple[int, int, float]]:
    """The most similar place of each stretch of the text, if it is similar enough."""
    from rapidfuzz import fuzz

    wanted = words.casefold()
    for low, high in _windows(text, len(words)):
        window = text[low:high]
        folded = window.casefold()
        if len(folded) != len(window):
            # Some letters fold to two, which would shift offsets: such a window keeps its capitals.
            folded = window
        found = fuzz.partial_ratio_alignment(wanted, folded, score_cutoff=_SIMILAR)
        if found is not None and found.dest_end > found.dest_start:
            yield low + found.dest_start, low + found.dest_end, found.score


def _windows(text: str, length: int) -> Iterator[tuple[int, int]]:
    """Lines, those that are very long in pieces that overlap by twice the length of the words."""
    start = 0
    for line in _lines(text):
        for low in range(0, len(line) or 1, _WINDOW):
            high = min(len(line), low + _WINDOW + 2 * length)
            if high > low:
                yield start + low, start + high
        start += len(line)


def _lines(text: str) -> Iterable[str]:
    return text.splitlines(keepends=True)
