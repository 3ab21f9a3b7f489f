"""Bootstrap intervals of the figures on marks."""

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.config.presets import preset
from workbench.config.review_rules import ReviewRules
from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.record import Record
from workbench.domain.span import Link, Span
from workbench.review.bootstrap import Bootstrap
from workbench.review.mark_figures import MarkFigures
from workbench.review.mark_intervals import RESTS_ON, statistics
from workbench.review.mark_overall import PairMarks
from workbench.review.marks import ground_of, marks_of
from workbench.review.report import report

SCHEME, RULES = preset("averitec"), ReviewRules(blind="all")
LENGTH = 60


def span(id_: str, start: int, end: int, by: str, article: str = "a") -> Span:
    return Span(id_, article, f"v{article}", ((start, end),), "", "", "", by=by)


def record_of(
    spans: list[Span], links: tuple[Link, ...] = (), claims: tuple[Claim, ...] = (), length: int = 0
) -> Record:
    articles = tuple(Article(id_, "case", f"v{id_}", f"{id_}.txt", id_) for id_ in "ab")
    text = "x" * (length or LENGTH)
    return Record(
        articles=articles,
        texts={"va": text, "vb": text},
        spans=tuple(spans),
        links=links,
        claims=claims,
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Two reviewers who mark, link and claim anything."""
    seed = random.Random(draw(st.integers(0, 10**6)))
    spans: list[Span] = []
    links: list[Link] = []
    claims: list[Claim] = []
    for name in ("ann", "ben"):
        for number in range(draw(st.integers(1, 8))):
            start = seed.randrange(LENGTH - 8)
            end = start + seed.randrange(1, 8)
            spans.append(span(f"{name}{number}", start, end, name, seed.choice("ab")))
        own = [item.id for item in spans]
        for number in range(draw(st.integers(0, 4))):
            source, target = seed.choices(own, k=2)
            relation = seed.choice(("agree", "more_specific"))
            links.append(Link(f"l{name}{number}", source, target, relation, by=name))
        for number in range(draw(st.integers(0, 4))):
            carried = tuple(seed.choices(own, k=2))
            claims.append(Claim(f"c{name}{number}", "c", "case", spans=carried, by=name))
    if draw(st.booleans()):
        spans[0] = replace(spans[0], state="orphan")
    return record_of(spans, tuple(links), tuple(claims))


@settings(max_examples=40, deadline=None)
@given(record=records())
def test_the_sums_that_are_drawn_from_give_the_figures_themselves(record: Record) -> None:
    marks = marks_of(record, ground_of(record, SCHEME), RULES, "discussed", None)
    compared = PairMarks()(marks, "ann", "ben")
    found = statistics(compared.sums)
    for name in RESTS_ON:
        figure = getattr(compared.figures, name)
        if figure.value is not None:
            # Where only one of the two has claims, nothing is divided by nothing.
            assert (0.0 if math.isnan(found[name]) else found[name]) == pytest.approx(figure.value)


def marked(places: int, depth: int = 1) -> Record:
    """Ann marks every place `depth` times over, Ben every second one, as often."""
    rng = random.Random(places)
    spans = []
    for number in range(places):
        for name in ("ann", "ben"):
            if name == "ann" or rng.random() < 0.5:
                start = 20 * number
                spans += [
                    span(f"{name}{number}.{level}", start + level, start + 16 - level, name)
                    for level in range(depth)
                ]
    return record_of(spans, length=20 * places)


def marks(record: Record, resamples: int = 400) -> MarkFigures:
    return report(record, SCHEME, RULES, bootstrap=Bootstrap(resamples)).discussed.marks


@pytest.mark.parametrize("name", ["spans_exact", "spans_overlap", "alpha_u"])
def test_the_interval_holds_the_value_and_narrows_with_more_places(name: str) -> None:
    widths = []
    for places in (20, 200):
        figure = getattr(marks(marked(places)), name)
        assert figure.interval is not None
        low, high = figure.interval
        assert low <= figure.value <= high
        widths.append(high - low)
    assert widths[1] < widths[0] / 2


def test_marks_on_one_passage_are_drawn_together_and_promise_no_more_than_the_passage() -> None:
    once, often = (marks(marked(40, depth)) for depth in (1, 4))
    assert often.spans_exact.n == 4 * once.spans_exact.n
    assert often.spans_exact.interval == pytest.approx(once.spans_exact.interval)


def test_links_and_claims_have_intervals_too() -> None:
    rng = random.Random(2)
    spans, links, claims = [], [], []
    for number in range(30):
        for name in ("ann", "ben"):
            ends = (f"{name}{number}a", f"{name}{number}b")
            spans += [span(id_, 20 * number, 20 * number + 9, name, id_[-1]) for id_ in ends]
            if rng.random() < 0.8:
                relation = rng.choice(("agree", "contradict"))
                links.append(Link(f"l{name}{number}", ends[0], ends[1], relation, by=name))
            carried = ends[: rng.randrange(1, 3)]
            claims.append(Claim(f"c{name}{number}", "c", "case", spans=carried, by=name))
    found = marks(record_of(spans, tuple(links), tuple(claims), length=600))
    for name in ("links", "relations", "b_cubed", "ceaf_e"):
        figure = getattr(found, name)
        assert figure.interval is not None, name
        low, high = figure.interval
        assert low < figure.value < high


def test_the_figure_of_all_reviewers_has_an_interval_over_the_pairs_together() -> None:
    base = marked(60)
    again = [replace(item, id=f"cy {item.id}", by="cy") for item in base.spans if item.by == "ben"]
    made = report(
        record_of([*base.spans, *again], length=1200), SCHEME, RULES, bootstrap=Bootstrap(400)
    ).discussed
    pair = {item.reviewers: item.marks.spans_exact for item in made.pairs}
    assert pair["ann", "ben"].interval == pair["ann", "cy"].interval
    alone, together = pair["ann", "ben"].interval, made.marks.spans_exact.interval
    assert alone is not None
    assert together is not None
    # Ben and Cy always agree: two of three means vary, together.
    assert together[1] - together[0] == pytest.approx(2 / 3 * (alone[1] - alone[0]))


def test_one_place_gives_no_interval() -> None:
    assert (
        marks(record_of([span("1", 0, 9, "ann"), span("2", 0, 9, "ben")])).alpha_u.interval is None
    )


def test_without_a_bootstrap_marks_have_no_interval() -> None:
    assert report(marked(20), SCHEME, RULES).discussed.marks.spans_exact.interval is None
