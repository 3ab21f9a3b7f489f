"""Search over articles, claims, rationales, evidence and comments: exact, fuzzy, by expression.

What is searched is gathered once and serves every letter typed. Hits come as they are found, those
in the articles first, so that the screen can show the first ones while the rest is still looked at.
The fuzzy search finds what stands there as written first, then what is similar. What a blind pass
withholds is not searched: all is read through the view.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from workbench.domain.errors import BadInput, WorkbenchError
from workbench.workspace.workspace import Workspace

if TYPE_CHECKING:
    import regex

Kind = Literal["article", "claim", "rationale", "evidence", "comment"]
Mode = Literal["exact", "fuzzy", "expression"]
MODES: tuple[Mode, ...] = ("exact", "fuzzy", "expression")
CONTEXT = 60
"""Code points shown on each side of a hit."""
_SIMILAR = 78
"""Least partial ratio (0 to 100) of a fuzzy hit."""
_PATIENCE = 2.0
"""Seconds that an expression may take in one text."""
_WINDOW = 4000
"""Code points that are looked at in one go by the fuzzy search."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words were found."""

    kind: Kind
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


class Source(NamedTuple):
    """One text that is searched."""

    kind: Kind
    id: str
    """Of the article, or of the claim that the text belongs to."""
    where: str
    """The article's title, or the claim's words."""
    text: str
    folded: str | None
    """Without capitals; None if that would shift offsets, since some letters fold to two."""


class Sources:
    """All texts of a workspace as they are now, articles first; gathered when first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._gathered: list[Source] | None = None
        self.troubles: dict[str, str] = {}
        """Articles whose text can't be read, with the reason; all else is searched."""

    def __iter__(self) -> Iterator[Source]:
        """Each text; what is gathered is kept once somebody has seen all of it."""
        if self._gathered is not None:
            yield from self._gathered
            return
        gathered = []
        for kind, id, where, text in self._texts():
            folded = text.casefold()
            gathered.append(
                Source(kind, id, where, text, folded if len(folded) == len(text) else None)
            )
            yield gathered[-1]
        self._gathered = gathered

    def _texts(self) -> Iterator[tuple[Kind, str, str, str]]:
        library, view = self._workspace.articles, self._workspace.view
        for article in library.all():
            try:
                text = library.text(article.version)
            except WorkbenchError as error:
                self.troubles[article.id] = str(error)
            else:
                yield "article", article.id, article.title, text
        claims = {claim.id: claim.text for claim in view.claims.all()}
        for id, text in claims.items():
            yield "claim", id, text, text
        for verdict in view.verdicts.all():
            if verdict.rationale:
                yield "rationale", verdict.claim, claims.get(verdict.claim, ""), verdict.rationale
        for item in view.evidence.all():
            text = " · ".join(part for part in (item.title, item.quote, item.url) if part)
            yield "evidence", item.claim, claims.get(item.claim, ""), text
        for comment in view.comments.all():
            yield "comment", comment.claim, claims.get(comment.claim, ""), comment.text


Ranges = Callable[[Source], Iterator[tuple[int, int, float]]]


def search(
    sources: Sources,
    words: str,
    mode: Mode = "exact",
    *,
    limit: int = 1000,
    should_stop: Callable[[], bool] | None = None,
) -> Iterator[Hit]:
    """Find words, capitals or not.

    Args:
        sources: where to look.
        words: what to look for; a regular expression in the mode `expression`.
        mode: how.
        limit: the most hits.
        should_stop: asked again and again, at least once a text; ends the search.

    Raises:
        BadInput: if the expression is not one.
    """
    stopped = should_stop or _never
    passes = [_finder(words, mode, stopped)] if words.strip() else []
    if mode == "fuzzy":
        passes[:0] = [_finder(words, "exact", stopped)] if passes else []
    count = 0
    for find in passes:
        for source in sources:
            if stopped():
                return
            for start, end, score in find(source):
                yield _hit(source, start, end, score)
                count += 1
                if count >= limit:
                    return


def _never() -> bool:
    return False


def _hit(source: Source, start: int, end: int, score: float) -> Hit:
    kind, id, where, text, _ = source
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Hit(kind, id, where, start, end, before, text[start:end], after, score)


def _finder(words: str, mode: Mode, should_stop: Callable[[], bool]) -> Ranges:
    if mode == "fuzzy":
        return lambda source: _similar(words, source, should_stop)
    if mode == "exact":
        return lambda source: _as_written(words, source)
    return lambda source: _by_expression(words, source.text)


def _by_expression(words: str, text: str) -> Iterator[tuple[int, int, float]]:
    """Matches of an expression that are not empty.

    `regex` rather than `re`: it lets other threads run meanwhile, and can be told to give up.
    """
    try:
        for match in _expression(words).finditer(text, concurrent=True, timeout=_PATIENCE):
            if match.end() > match.start():
                yield match.start(), match.end(), 100.0
    except TimeoutError:
        raise BadInput(
            "the expression tries too many ways to match",
            where=words,
            hint="a repeat within a repeat does that, as in (a+)+",
        ) from None


@lru_cache(maxsize=8)
def _expression(words: str) -> "regex.Pattern[str]":
    import regex

    try:
        return regex.compile(words, regex.IGNORECASE)
    except regex.error as error:
        raise BadInput(f"not a regular expression: {error}", where=words) from error


def _as_written(words: str, source: Source) -> Iterator[tuple[int, int, float]]:
    """Where the words stand, capitals or not."""
    wanted, folded = words.casefold(), source.folded
    if folded is None or len(wanted) != len(words):
        for match in re.finditer(re.escape(words), source.text, re.IGNORECASE):
            yield match.start(), match.end(), 100.0
        return
    at = folded.find(wanted)
    while at >= 0:
        yield at, at + len(wanted), 100.0
        at = folded.find(wanted, at + len(wanted))


def _similar(
    words: str, source: Source, should_stop: Callable[[], bool]
) -> Iterator[tuple[int, int, float]]:
    """The most similar place of each stretch of the text, if it is similar enough.

    A stretch in which the words stand as written has been found before, and is left out.
    """
    from rapidfuzz import fuzz

    text, wanted = source.text, words.casefold()
    folded = text if source.folded is None else source.folded
    for low, high in _windows(text, len(words)):
        if should_stop():
            return
        window = folded[low:high]
        found = fuzz.partial_ratio_alignment(wanted, window, score_cutoff=_SIMILAR)
        if found is not None and found.dest_end > found.dest_start and wanted not in window:
            start, end = _whole_words(text, low + found.dest_start, low + found.dest_end)
            yield start, end, found.score


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A similar place without blanks at its ends, and with the rest of words that it cuts."""
    while text[start].isspace() and start < end - 1:
        start += 1
    while text[end - 1].isspace() and end - 1 > start:
        end -= 1
    while start > 0 and _in_word(text[start - 1]) and _in_word(text[start]):
        start -= 1
    while end < len(text) and _in_word(text[end]) and _in_word(text[end - 1]):
        end += 1
    return start, end


def _in_word(char: str) -> bool:
    """Whether words of such characters stand between blanks: scripts with capitals do."""
    return char.islower() or char.isupper() or char.isdigit()


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
