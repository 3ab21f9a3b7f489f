"""What everybody marked: spans, links and claims, sorted by who made them, ready to be compared."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from workbench.config.review_rules import ReviewRules
from workbench.config.scheme import Scheme
from workbench.domain.claim import Claim
from workbench.domain.record import Record
from workbench.domain.span import Link, Span
from workbench.review.matching import LinkTable
from workbench.review.pairing import Ints
from workbench.review.places import ArticleVersion, Places, places_of
from workbench.review.ranges import SpanIndex, index
from workbench.review.standing import Stage, participants
from workbench.review.unitizing import Cut, Unit, cut

Cases = frozenset[str]


@dataclass(frozen=True, slots=True)
class Own:
    """What one reviewer marked."""

    spans: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """What one reviewer marked in some cases, as the measures want it."""

    own: Own
    spans: SpanIndex
    numbers: Ints
    """The spans' numbers (`places.Places`)."""
    links: LinkTable
    cut: Cut | None
    """The continuum (the article versions end to end, in order of their ids) as the spans cut it;
    None if there is no article."""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What all marks of a record stand on, at any stage."""

    spans: Sequence[Span]
    """All but orphans."""
    case_of: Mapping[str, str]
    """Article → case."""
    case_of_span: Mapping[str, str]
    ends: Mapping[str, tuple[str, str]]
    """Link → its spans."""
    lengths: Mapping[ArticleVersion, int]
    """Code points of every article version that matters."""
    places: Places
    relations: Mapping[str, int]
    """Relation → its number."""
    directed: NDArray[np.bool_]
    """Number of a relation → whether it reads otherwise from the other end."""


def ground_of(record: Record, scheme: Scheme) -> Ground:
    """Lay out a record's articles, spans and links."""
    case_of = {item.id: item.case for item in record.articles}
    spans = [item for item in record.spans if item.state != "orphan"]
    ends = {item.id: (item.source, item.target) for item in record.links}
    used = chain(*ends.values(), *(claim.spans for claim in record.claims))
    relations = {item.id: number for number, item in enumerate(scheme.relations)}
    for link in record.links:
        relations.setdefault(link.relation, len(relations))
    turning = {item.id for item in scheme.relations if item.inverse}
    return Ground(
        spans,
        case_of,
        {item.id: case_of.get(item.article, "") for item in spans},
        ends,
        _lengths(record, spans),
        places_of(spans, used),
        relations,
        np.array([relation in turning for relation in relations], dtype=np.bool_),
    )


@dataclass(frozen=True, slots=True)
class Marks:
    """What everybody marked at one stage."""

    by: Mapping[str, Own]
    cases: Mapping[str, Cases]
    """Reviewer → cases taken part in."""
    ground: Ground
    _sides: dict[tuple[str, Cases], Side] = field(default_factory=dict, repr=False)

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Who marked anything, or was to."""
        return tuple(sorted(self.cases))

    def side(self, name: str, cases: Cases) -> Side:
        """What a reviewer marked in some cases; kept, since every pair asks for it."""
        key = name, cases
        if key not in self._sides:
            own = self._within(name, cases)
            begins, length = self._continuum(cases)
            units = list(_units(own.spans, begins))
            number = self.ground.places.number
            self._sides[key] = Side(
                own,
                index(own.spans),
                np.array([number[span.id] for span in own.spans], dtype=np.int64),
                LinkTable.of(own.links, number.__getitem__, self.ground.relations.__getitem__),
                cut(units, length) if length else None,
            )
        return self._sides[key]

    def places_at(self, where: Ints, cases: Cases) -> Ints:
        """The places that hold characters of the continuum of some cases.

        Args:
            where: code points of the continuum at which somebody's span begins.
            cases: which.
        """
        within = self.ground.places.within
        begins, numbers = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for version, shift in self._continuum(cases)[0].items():
            first, behind = within.get(version, (0, 0))
            begins.append(self.ground.places.starts[first:behind] + shift)
            numbers.append(np.arange(first, behind))
        found = np.searchsorted(np.concatenate(begins), where, side="right") - 1
        places: Ints = np.concatenate(numbers)[found]
        return places

    def length(self, cases: Cases) -> int:
        """Code points of the continuum of some cases."""
        return self._continuum(cases)[1]

    def _within(self, name: str, cases: Cases) -> Own:
        own = self.by.get(name, Own())
        return Own(
            tuple(span for span in own.spans if self.ground.case_of.get(span.article) in cases),
            tuple(link for link in own.links if self.ground.case_of_span.get(link.source) in cases),
            tuple(claim for claim in own.claims if claim.case in cases),
        )

    def _continuum(self, cases: Cases) -> tuple[dict[ArticleVersion, int], int]:
        begins: dict[ArticleVersion, int] = {}
        length = 0
        for place in sorted(self.ground.lengths):
            if self.ground.case_of.get(place[0]) in cases:
                begins[place] = length
                length += self.ground.lengths[place]
        return begins, length


def _units(spans: Iterable[Span], begins: Mapping[ArticleVersion, int]) -> Iterable[Unit]:
    for span in spans:
        shift = begins[span.article, span.version]
        for start, end in span.fragments:
            yield start + shift, end + shift, span.label or ""


def marks_of(
    record: Record, ground: Ground, rules: ReviewRules, stage: Stage, case: str | None
) -> Marks:
    """Sort a record's marks by who made them; orphaned spans and void claims are left out.

    At the blind stage those made before the end of the reviewer's own blind pass. Where the rules
    name the reviewers, only theirs count.
    """
    case_of_span = ground.case_of_span
    counts = _Counts(record, rules, stage, case)
    own_spans = _grouped(s for s in ground.spans if counts(s.by, case_of_span[s.id], s.at))
    own_links = _grouped(
        k for k in record.links if counts(k.by, case_of_span.get(k.source, ""), k.at)
    )
    own_claims = _grouped(
        c for c in record.claims if c.state != "void" and counts(c.by, c.case, c.at)
    )
    names = sorted({*own_spans, *own_links, *own_claims})
    by = {
        name: Own(own_spans.get(name, ()), own_links.get(name, ()), own_claims.get(name, ()))
        for name in names
    }
    return Marks(by, _taking_part(record, by, case_of_span, rules, case), ground)


class _Counts:
    """Whether a mark counts at a stage."""

    def __init__(self, record: Record, rules: ReviewRules, stage: Stage, case: str | None) -> None:
        self._stage, self._case, self._rules = stage, case, rules
        self._ended = {
            (item.reviewer, item.case): item.submitted
            for item in record.passes
            if item.name == "blind"
        }

    def __call__(self, by: str, case: str, at: str) -> bool:
        if not by or self._case not in (None, case) or not self._rules.may_review(by):
            return False
        if self._stage == "discussed":
            return True
        ended = self._ended.get((by, case))
        if ended is None:
            return self._rules.blind != "off"
        return not ended or at <= ended


_Mark = TypeVar("_Mark", Span, Link, Claim)


def _grouped(items: Iterable[_Mark]) -> dict[str, tuple[_Mark, ...]]:
    grouped: dict[str, list[_Mark]] = defaultdict(list)
    for item in items:
        grouped[item.by].append(item)
    return {name: tuple(own) for name, own in grouped.items()}


def _taking_part(
    record: Record,
    by: Mapping[str, Own],
    case_of_span: Mapping[str, str],
    rules: ReviewRules,
    case: str | None,
) -> dict[str, Cases]:
    """Reviewer → the cases in which they marked, judged or submitted anything.

    Where marks are withheld, who marked nothing found nothing. Where all see them, who marked
    nothing may have had nothing to add, and is not compared. A claim is no mark: a team lead makes
    it from nothing, or to hold what others mark.
    """
    cases: dict[str, set[str]] = defaultdict(set)
    for name, own in by.items():
        ends = (*(span.id for span in own.spans), *(link.source for link in own.links))
        if places := {case_of_span[span] for span in ends if span in case_of_span}:
            cases[name] = places
    marking = frozenset(cases)
    for place, names in participants(record).items():
        for name in names if rules.blind == "all" else names & marking:
            if rules.may_review(name):
                cases[name].add(place)
    return {
        name: frozenset(place for place in found if case in (None, place))
        for name, found in cases.items()
    }


def _lengths(record: Record, spans: Iterable[Span]) -> dict[ArticleVersion, int]:
    lengths = {
        (item.id, item.version): len(record.texts[item.version])
        for item in record.articles
        if item.version in record.texts
    }
    for span in spans:
        place = (span.article, span.version)
        text = record.texts.get(span.version)
        lengths[place] = max(lengths.get(place, 0), len(text) if text is not None else span.end)
    return lengths
