"""Describe a span so that it can be found again, and find it by its words and surroundings.

`find` knows only the new text. Where the old text is known too, `revision.reanchor` does better,
because it sees what became of everything around the span.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from workbench.domain.span import CONTEXT, AnchorState, Range
from workbench.text.projection import Projection

LEAST_SCORE = 0.60
"""Below it a span is an orphan (measured: compare.md in the docs, docs/anchoring.md)."""
LEAST_QUOTE = 0.50
"""Share of the quote's characters that must survive: surroundings alone prove nothing."""

_QUOTE_WEIGHT = 0.75
_SPREAD = 1.12
"""Stretches the sum of both so that places that people accept begin at 0.60."""
_NEEDLE = 200
_CERTAIN = 32
"""An exact quote of this many characters needs no support by its surroundings."""
_RANKED = 48
_TIE = 0.05
_INTACT = 0.95
_SAME_PLACE = 0.2
"""So much worse may the surroundings of the copy at the old offset fit."""
_EDGE = 20
_CUT_WORD = 6
_CUT = 0.7
_REACH = 40
_CONVINCING = 0.85
_HOPELESS = 0.2
_HOPEFUL = 0.4
_FAVOUR = 0.08
_LEAST_RATIO = 45.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is stored of a place: its words, 32 code points on each side, and its offsets."""

    quote: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quote was found; `score` is 0 to 1."""

    start: int
    end: int
    score: float
    state: AnchorState
    """`unchanged` (exact, at the hint), `moved` (exact, elsewhere) or `edited`."""


def describe(text: str, start: int, end: int) -> Anchor:
    """Describe the range `[start, end)` (code points) of a text.

    Raises:
        ValueError: the range is empty or outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"[{start}, {end}) is not a range of a text of {len(text)} characters")
    return Anchor(
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
        start,
        end,
    )


def find(
    text: str, quote: str, prefix: str = "", suffix: str = "", hint: int | None = None
) -> Match | None:
    """Find a quote in a text.

    All exact copies are ranked by their surroundings, and by the nearness to the hint where those
    hardly differ. Without an exact copy that convinces, similar places are searched and their ends
    refined; a place counts from a score of 0.60 on.

    Args:
        text: the text to search.
        quote: the words of the span.
        prefix: what stood before it; empty if unknown.
        suffix: what stood behind it; empty if unknown.
        hint: where it stood, in code points.

    Returns:
        The best place, or None if the quote is gone (state `orphan`).
    """
    if not quote or not text:
        return None
    places = list(occurrences(text, quote))
    exact = best_exact(text, quote, prefix, suffix, hint, places)
    if exact is not None and (exact.score >= _CONVINCING or len(quote) >= _CERTAIN):
        return exact
    similar_place = _find_similar(text, quote, prefix, suffix, hint)
    if exact is None or (similar_place is not None and similar_place.score > exact.score):
        return similar_place
    return exact


def occurrences(text: str, quote: str) -> Iterator[int]:
    """Where a quote stands letter by letter, overlapping copies too."""
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def surroundings(text: str, start: int, end: int, prefix: str, suffix: str) -> float:
    """How well the surroundings of a place fit those stored, 0 to 1; 1 if none are stored."""
    sides = []
    if prefix:
        before = text[max(0, start - len(prefix)) : start]
        sides.append(_side(before[::-1], prefix[::-1]))
    if suffix:
        sides.append(_side(text[end : end + len(suffix)], suffix))
    return sum(sides) / len(sides) if sides else 1.0


def _side(actual: str, stored: str) -> float:
    """Likeness of one side, written from the span outwards: half the unbroken run, half ratio."""
    from rapidfuzz import fuzz

    if actual == stored:
        return 1.0
    if len(actual) < len(stored):
        # The text ends here: what little there is may fit, but what is missing does not.
        return _CUT * _side(actual, stored[: len(actual)])
    run = 0
    for here, there in zip(actual, stored, strict=False):
        if here != there:
            break
        run += 1
    # Unrelated sentences of one language reach a ratio of about 0.4.
    ratio = max(0.0, fuzz.ratio(actual, stored) / 100 - 0.4) / 0.6
    return 0.5 * run / len(stored) + 0.5 * ratio


def best_exact(
    text: str, quote: str, prefix: str, suffix: str, hint: int | None, places: list[int]
) -> Match | None:
    """The copy of a quote whose surroundings fit best; None if that says too little.

    Args:
        text: the text that has the copies.
        quote: the words.
        prefix: what should stand before them; empty if unknown.
        suffix: what should stand behind them; empty if unknown.
        hint: where they should stand; decides between copies that fit about equally.
        places: where the copies begin.
    """
    if len(places) > _RANKED:
        places = _most_promising(text, places, len(quote), prefix, suffix, hint)
    fits = [(surroundings(text, at, at + len(quote), prefix, suffix), at) for at in places]
    if not fits:
        return None
    best = max(fit for fit, _ in fits)
    # The old offset is an argument only where no copy has kept its surroundings.
    here = _SAME_PLACE if best < _INTACT else _TIE
    fit, start = min(
        (pair for pair in fits if pair[0] >= best - (here if pair[1] == hint else _TIE)),
        key=lambda pair: (_distance(pair[1], hint), -pair[0]),
    )
    if start == hint:
        fit = max(fit, 0.5)
    score = _score(1.0, fit, len(quote))
    if score < LEAST_SCORE:
        return None
    return Match(start, start + len(quote), score, "unchanged" if start == hint else "moved")


def _score(alike: float, fit: float, length: int) -> float:
    """0 to 1 for a place: likeness of the quote, fit of the surroundings.

    Few letters are alike by chance: a short quote without its surroundings counts for little.
    """
    lonely = (1 - fit) * 0.6 * max(0.0, 1 - length / _CERTAIN)
    both = _QUOTE_WEIGHT * alike + (1 - _QUOTE_WEIGHT) * fit - lonely
    return max(0.0, 1 - (1 - both) / _SPREAD)


def _distance(start: int, hint: int | None) -> int:
    return 0 if hint is None else abs(start - hint)


def _most_promising(
    text: str, places: list[int], length: int, prefix: str, suffix: str, hint: int | None
) -> list[int]:
    """The copies whose nearest surroundings fit best; of equal ones those near the hint."""
    near_prefix, near_suffix = prefix[-8:], suffix[:8]

    def rank(at: int) -> tuple[int, int]:
        before = text[max(0, at - len(near_prefix)) : at]
        behind = text[at + length : at + length + len(near_suffix)]
        fit = sum(map(str.__eq__, before[::-1], near_prefix[::-1]))
        return -fit - sum(map(str.__eq__, behind, near_suffix)), _distance(at, hint)

    return sorted(places, key=rank)[:_RANKED]


def _find_similar(
    text: str, quote: str, prefix: str, suffix: str, hint: int | None
) -> Match | None:
    best: Match | None = None
    seen: set[Range] = set()
    for start, end in _windows(text, quote, prefix, suffix, hint):
        if (start // _EDGE, end // _EDGE) in seen:
            continue
        seen.add((start // _EDGE, end // _EDGE))
        match = refine(text, quote, prefix, suffix, (start, end))
        if match is not None and (best is None or _better(match, best, hint)):
            best = match
    return best


def _better(match: Match, best: Match, hint: int | None) -> bool:
    if abs(match.score - best.score) > _TIE / 2 or hint is None:
        return match.score > best.score
    return (abs(match.start - hint), -match.score) < (abs(best.start - hint), -best.score)


def _windows(text: str, quote: str, prefix: str, suffix: str, hint: int | None) -> Iterator[Range]:
    """Places worth a closer look: similar words, the same surroundings, the old place."""
    length = len(quote)
    for needle, lead in ends_of(quote):
        for at in similar(needle, text):
            start = max(0, at - lead)
            yield start, min(len(text), start + length)
    for at in _some_occurrences(text, prefix[-_EDGE:]):
        start = at + len(prefix[-_EDGE:])
        yield start, min(len(text), start + length)
    for at in _some_occurrences(text, suffix[:_EDGE]):
        yield max(0, at - length), at
    if hint is not None and hint < len(text):
        yield hint, min(len(text), hint + length)


def ends_of(quote: str) -> list[tuple[str, int]]:
    """What to search a quote by, and how far into it that lies: itself, or both ends of it.

    Searching costs more than linear time in the length of what is searched.
    """
    if len(quote) <= _NEEDLE:
        return [(quote, 0)]
    return [(quote[:_NEEDLE], 0), (quote[-_NEEDLE:], len(quote) - _NEEDLE)]


def similar(needle: str, text: str) -> Iterator[int]:
    """Where the words most like the needle begin: the best place, and the best beside it."""
    from rapidfuzz import fuzz

    best = fuzz.partial_ratio_alignment(needle, text, score_cutoff=_LEAST_RATIO)
    if best is None or len(needle) >= len(text):
        return
    yield best.dest_start
    close = max(_LEAST_RATIO, best.score - 10)
    for begin, end in ((0, best.dest_start), (best.dest_end, len(text))):
        if end - begin >= len(needle):
            other = fuzz.partial_ratio_alignment(needle, text[begin:end], score_cutoff=close)
            if other is not None:
                yield begin + other.dest_start


def _some_occurrences(text: str, words: str) -> Iterable[int]:
    return islice(occurrences(text, words), 4) if len(words) > _EDGE // 2 else ()


def refine(text: str, quote: str, prefix: str, suffix: str, window: Range) -> Match | None:
    """Find the ends of the edited quote in and around a window of the text.

    Two readings compete: the words of the window aligned with those of the quote between its
    surroundings, and the ends moved letter by letter as long as that helps.

    Returns:
        The better reading, or None if it scores under 0.60.
    """
    from rapidfuzz.distance import Levenshtein

    alike = Levenshtein.normalized_similarity(quote, text[slice(*window)])
    if alike < _HOPELESS:
        return None
    by_words = judge(text, quote, prefix, suffix, *_by_words(text, quote, prefix, suffix, window))
    if by_words is not None and by_words.score >= _CONVINCING:
        return by_words
    if by_words is None and alike < _HOPEFUL:
        return None
    by_letters = judge(text, quote, prefix, suffix, *_by_letters(text, quote, window))
    if by_words is None or by_letters is None:
        return by_words or by_letters
    return max(by_words, by_letters, key=lambda one: one.score + _FAVOUR * (one is by_words))


def judge(text: str, quote: str, prefix: str, suffix: str, start: int, end: int) -> Match | None:
    """Score one place for an edited quote; None if it does not convince."""
    from rapidfuzz.distance import Levenshtein

    alike = Levenshtein.normalized_similarity(quote, text[start:end], score_cutoff=LEAST_QUOTE)
    if alike < LEAST_QUOTE or start >= end:
        return None
    fit = surroundings(text, start, end, prefix, suffix)
    score = _score(alike, fit, len(quote))
    return Match(start, end, score, "edited") if score >= LEAST_SCORE else None


def _by_words(text: str, quote: str, prefix: str, suffix: str, window: Range) -> Range:
    """The window's words that stand where those of the quote stood."""
    margin = len(quote) // 2 + CONTEXT
    begin = max(0, window[0] - len(prefix) - margin)
    old = prefix + quote + suffix
    nearby = text[begin : window[1] + len(suffix) + margin]
    place = Projection(old, nearby, moves=False).place(len(prefix), len(prefix) + len(quote))
    if place is None:
        return window
    return _inside_words(text, quote, begin + place.start, begin + place.end)


def _inside_words(text: str, quote: str, start: int, end: int) -> Range:
    """The range with its ends where the quote began and ended inside a word."""
    first = text.find(quote[:_CUT_WORD], max(0, start - _CUT_WORD), start + _EDGE)
    last = text.rfind(quote[-_CUT_WORD:], max(0, end - _EDGE), end + _CUT_WORD) + _CUT_WORD
    if 0 <= first < start or (first > start and text[start:first].isalnum()):
        start = first
    if last > end or (_CUT_WORD <= last < end and text[last:end].isalnum()):
        end = last
    return start, end


def _by_letters(text: str, quote: str, window: Range) -> Range:
    """The window with its ends moved, each in turn, to where it is most like the quote.

    Of a long quote only the words near the end that moves are compared.
    """
    from rapidfuzz.distance import Levenshtein

    head, tail = quote[:_NEEDLE], quote[-_NEEDLE:]
    reach = min(_REACH, len(quote) // 3 + 1)
    start, end = window

    def first(low: int) -> tuple[float, bool]:
        high = end if len(quote) <= _NEEDLE else min(end, low + _NEEDLE)
        return Levenshtein.normalized_similarity(head, text[low:high]), low == start

    def last(high: int) -> tuple[float, bool]:
        low = start if len(quote) <= _NEEDLE else max(start, high - _NEEDLE)
        return Levenshtein.normalized_similarity(tail, text[low:high]), high == end

    lows = range(max(0, start - reach), min(end - 1, start + reach) + 1)
    start = max(lows, key=first, default=start)
    highs = range(max(start + 1, end - reach), min(len(text), end + reach) + 1)
    end = max(highs, key=last, default=end)
    return start, end
