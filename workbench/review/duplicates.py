"""Claims that different reviewers may have made for the same thing: proposed, never merged here."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from workbench.domain.claim import Claim
from workbench.domain.record import Record
from workbench.domain.span import Range, Span
from workbench.review.ranges import index, joined, overlap, shares

SAME_WORDS = 0.75
"""Likeness of the wordings (words sorted, edit ratio) from which two claims read alike."""
SAME_PLACE = 0.5
"""Share of the characters in common from which two claims stand on the same place."""

_COMMON = 50
"""A word in more claims than this tells nothing."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two claims that may be one."""

    first: str
    """The one made earlier in the record."""
    second: str
    words: float
    """Likeness of the wordings, 0 to 1."""
    places: float
    """Share of the characters of their spans that they have in common, 0 to 1."""

    @property
    def reason(self) -> str:
        """One line for the person who decides."""
        parts = []
        if self.places:
            parts.append(f"{self.places:.0%} of their characters are the same")
        parts.append(f"the wordings are {self.words:.0%} alike")
        return " and ".join(parts)


def duplicates(record: Record, *, case: str | None = None) -> tuple[Duplicate, ...]:
    """Pairs of claims of different people that read alike or stand on the same spans, best first.

    Looked at are pairs of one case that share characters, or two words that are not in every claim;
    void and published claims are left out. Take the record from the view, which withholds.
    """
    claims = [
        claim
        for claim in record.claims
        if claim.state != "void" and not claim.is_public and case in (None, claim.case)
    ]
    carriers = _carriers(claims, record)
    found = []
    for one, two in sorted(_sharing_spans(carriers) | _sharing_words(claims)):
        first, second = claims[one], claims[two]
        if first.by != second.by and first.case == second.case:
            words = _likeness(first.text, second.text)
            places = _common(carriers[one], carriers[two])
            if words >= SAME_WORDS or places >= SAME_PLACE:
                found.append(Duplicate(first.id, second.id, words, places))
    return tuple(sorted(found, key=lambda pair: -(pair.words + pair.places)))


def _carriers(claims: Sequence[Claim], record: Record) -> list[list[Span]]:
    """The spans of each claim, those at the ends of its links included."""
    spans = {span.id: span for span in record.spans}
    ends = {link.id: (link.source, link.target) for link in record.links}
    result = []
    for claim in claims:
        ids = [*claim.spans, *(end for link in claim.links for end in ends.get(link, ()))]
        result.append([spans[id_] for id_ in dict.fromkeys(ids) if id_ in spans])
    return result


def _sharing_spans(carriers: Sequence[Sequence[Span]]) -> set[tuple[int, int]]:
    homes = [(span, claim) for claim, spans in enumerate(carriers) for span in spans]
    spans = [span for span, _ in homes]
    sweep = index(spans)
    pairs = ((homes[one][1], homes[two][1]) for one, two in shares(sweep, sweep))
    return {(one, two) for one, two in pairs if one < two}


def _sharing_words(claims: Sequence[Claim]) -> set[tuple[int, int]]:
    homes: dict[str, list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        for word in set(re.findall(r"\w+", claim.text.casefold())):
            homes[word].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for places in homes.values():
        if len(places) <= _COMMON:
            shared.update(combinations(places, 2))
    return {pair for pair, count in shared.items() if count >= 2}


def _likeness(first: str, second: str) -> float:
    from rapidfuzz import fuzz, utils

    return fuzz.token_sort_ratio(first, second, processor=utils.default_process) / 100


def _common(first: Sequence[Span], second: Sequence[Span]) -> float:
    """Share of the characters of two sets of spans that both hold, the articles laid together."""
    ours, theirs = _by_article(first), _by_article(second)
    shared = total = 0.0
    for place in ours.keys() | theirs.keys():
        one, two = ours.get(place, ()), theirs.get(place, ())
        size = _size(one) + _size(two)
        share = overlap(one, two) if size else 0.0
        # share = common / (size - common)
        common = share * size / (1 + share)
        shared, total = shared + common, total + size - common
    return shared / total if total else 0.0


def _by_article(spans: Iterable[Span]) -> dict[tuple[str, str], tuple[Range, ...]]:
    grouped: dict[tuple[str, str], list[Range]] = defaultdict(list)
    for span in spans:
        grouped[span.article, span.version].extend(span.fragments)
    return {place: joined(ranges) for place, ranges in grouped.items()}


def _size(ranges: Iterable[Range]) -> int:
    return sum(end - start for start, end in ranges)
