"""What became of the places of an old text in a new one.

For every span, in this order: its words where the alignment of both texts puts them; the same
words elsewhere; the aligned place if half of its words survive; a similar passage; an orphan.
A passage that the alignment explains by other old words never takes a span: this keeps the spans
of a sentence that is gone from settling on its like.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from workbench.domain.span import AnchorState, Range
from workbench.text.anchor import (
    Anchor,
    Match,
    best_exact,
    describe,
    occurrences,
    refine,
    surroundings,
)
from workbench.text.projection import Projected, Projection, project

__all__ = ["Projected", "Projection", "Reanchored", "project", "reanchor"]

LEAST_SURVIVAL = 0.50
"""Share of a span that must survive at the aligned place."""

_MOST_COPIES = 50
_EXPLAINED = 0.5
_LEAST_FIT = 0.35
_CLEARLY = 0.1
_ALL = 0.99


@dataclass(frozen=True, slots=True)
class Reanchored:
    """What became of one span."""

    state: AnchorState
    fragments: tuple[Range, ...]
    """Its place in the new text; empty for an orphan."""
    score: float
    """1 for the same words, 0 for an orphan, else how much of them is left."""


def reanchor(
    old: str,
    new: str,
    spans: Sequence[Sequence[Range]],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[Reanchored]:
    """Find the spans of an old version of an article in its new version.

    Args:
        old: the text that the spans belong to.
        new: the text that replaces it.
        spans: the fragments of each span, sorted and disjoint, in code points of the old text.
        progress: called now and then with (spans done, spans in all).

    Returns:
        One result a span, in their order.

    Raises:
        ValueError: a fragment is empty or outside the old text.
    """
    projection = project(old, new)
    known: dict[Range, Reanchored] = {}
    results = []
    for done, fragments in enumerate(spans):
        if progress is not None and done % 100 == 0:
            progress(done, len(spans))
        parts = []
        for start, end in fragments:
            if (start, end) not in known:
                known[start, end] = _reanchor_range(projection, start, end)
            parts.append(known[start, end])
        results.append(parts[0] if len(parts) == 1 else _joined(parts, fragments))
    if progress is not None:
        progress(len(spans), len(spans))
    return results


ORPHAN = Reanchored("orphan", (), 0.0)


def _reanchor_range(projection: Projection, start: int, end: int) -> Reanchored:
    quote = projection.old[start:end]
    there = projection.place(start, end)
    if there is not None and projection.new[there.start : there.end] == quote:
        return _exact(start, there.start, len(quote))
    elsewhere = _exact_elsewhere(projection, start, end)
    stayed = there is not None and there.survival >= LEAST_SURVIVAL
    if there is not None and stayed and not _fits_better(projection, start, end, elsewhere, there):
        return Reanchored("edited", ((there.start, there.end),), there.survival)
    if elsewhere is not None:
        return _exact(start, elsewhere, len(quote))
    return _similar(projection, start, end)


def _fits_better(
    projection: Projection, start: int, end: int, copy: int | None, there: Projected
) -> bool:
    """Whether a copy is the better answer than the aligned place.

    It is if both overlap, or if its surroundings are clearly more like the old ones. Otherwise the
    same words were only said once more, by somebody else.
    """
    if copy is None:
        return False
    shared = min(there.end, copy + end - start) - max(there.start, copy)
    if 2 * shared >= end - start:
        return True
    if there.survival >= _ALL:
        return False
    anchor = describe(projection.old, start, end)
    return (
        _fit(projection.new, anchor, copy, copy + len(anchor.quote))
        > _fit(projection.new, anchor, there.start, there.end) + _CLEARLY
    )


def _exact(old_start: int, start: int, length: int) -> Reanchored:
    state: AnchorState = "unchanged" if start == old_start else "moved"
    return Reanchored(state, ((start, start + length),), 1.0)


def _exact_elsewhere(projection: Projection, start: int, end: int) -> int | None:
    """A copy of the span's words that nothing else explains and whose surroundings fit."""
    new, quote = projection.new, projection.old[start:end]
    places = list(islice(occurrences(new, quote), _MOST_COPIES))
    if len(places) == _MOST_COPIES:
        return None
    free = [
        at for at in places if projection.explained(at, at + len(quote), (start, end)) < _EXPLAINED
    ]
    anchor = describe(projection.old, start, end)
    if not free and len(places) < len(
        list(islice(occurrences(projection.old, quote), _MOST_COPIES))
    ):
        # One of several copies went: the alignment can't know which, so the surroundings decide.
        free = [at for at in places if _fit(new, anchor, at, at + len(quote)) >= _LEAST_FIT]
    found = best_exact(new, quote, anchor.prefix, anchor.suffix, start, free)
    return found.start if found is not None else None


def _fit(new: str, anchor: Anchor, start: int, end: int) -> float:
    return surroundings(new, start, end, anchor.prefix, anchor.suffix)


def _similar(projection: Projection, start: int, end: int) -> Reanchored:
    """The passage most like the span among those that nothing else explains."""
    new, anchor = projection.new, describe(projection.old, start, end)
    quote, prefix, suffix = anchor.quote, anchor.prefix, anchor.suffix
    best: Match | None = None
    for window in _windows(projection, start, end):
        match = refine(new, quote, prefix, suffix, window)
        if match is None or (best is not None and match.score <= best.score):
            continue
        if projection.explained(match.start, match.end, (start, end)) < _EXPLAINED:
            best = match
    return Reanchored("edited", ((best.start, best.end),), best.score) if best else ORPHAN


def _windows(projection: Projection, start: int, end: int) -> Iterator[Range]:
    """Where the words may be: between their old neighbours, or in new passages like them."""
    between = projection.between(start, end)
    if between is not None:
        yield between
    yield from projection.alike(start, end)


def _joined(parts: Sequence[Reanchored], fragments: Sequence[Range]) -> Reanchored:
    """The result for a discontinuous span; its fragments were found each for itself."""
    lengths = [end - start for start, end in fragments]
    kept = sum(
        length for length, part in zip(lengths, parts, strict=True) if part.state != "orphan"
    )
    if kept < LEAST_SURVIVAL * sum(lengths):
        return ORPHAN
    places = [place for part in parts for place in part.fragments]
    ordered = all(before[1] <= after[0] for before, after in pairwise(places))
    states = {part.state for part in parts}
    score = sum(length * part.score for length, part in zip(lengths, parts, strict=True)) / sum(
        lengths
    )
    if states == {"unchanged"}:
        return Reanchored("unchanged", tuple(places), 1.0)
    if ordered and states <= {"unchanged", "moved"}:
        return Reanchored("moved", tuple(places), 1.0)
    return Reanchored("edited", _disjoint(places), score)


def _disjoint(places: Sequence[Range]) -> tuple[Range, ...]:
    """Sorted, and overlapping ones made one."""
    merged: list[Range] = []
    for start, end in sorted(places):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
