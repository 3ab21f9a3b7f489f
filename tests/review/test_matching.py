"""Which spans and links of two reviewers are the same."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.errors import BadInput
from workbench.domain.span import Link, Range, Span
from workbench.review.agreement import (
    link_f1,
    match_links,
    match_spans,
    relation_alpha,
    span_f1,
)
from workbench.review.matching import LinkTable, pair_links, relations_of
from workbench.review.ranges import index, joined, overlap, shares


def span(id_: str, *fragments: Range, article: str = "a", version: str = "v", **more: Any) -> Span:
    return Span(id_, article, version, fragments, "", "", "", **more)


@st.composite
def fragments(draw: st.DrawFn) -> tuple[Range, ...]:
    cuts = draw(st.lists(st.integers(0, 40), min_size=2, max_size=6, unique=True))
    cuts = sorted(cuts)[: len(cuts) // 2 * 2]
    return tuple(zip(cuts[::2], cuts[1::2], strict=True))


@st.composite
def spans(draw: st.DrawFn) -> list[Span]:
    parts = draw(st.lists(st.tuples(fragments(), st.sampled_from("ab")), max_size=8))
    return [span(f"s{n}", *ranges, article=where) for n, (ranges, where) in enumerate(parts)]


def characters(item: Span) -> set[tuple[str, int]]:
    return {(item.article, at) for start, end in item.fragments for at in range(start, end)}


@settings(max_examples=25, deadline=None)
@given(first=spans(), second=spans())
def test_the_sweep_finds_the_same_shares_as_counting_characters(
    first: list[Span], second: list[Span]
) -> None:
    expected = {}
    for i, one in enumerate(first):
        for j, two in enumerate(second):
            both = characters(one) & characters(two)
            if both:
                expected[i, j] = len(both) / len(characters(one) | characters(two))
    found = shares(index(first), index(second))
    assert found.keys() == expected.keys()
    assert list(found.values()) == pytest.approx([expected[pair] for pair in found])


@settings(max_examples=20, deadline=None)
@given(first=spans(), second=spans())
def test_f1_is_the_same_from_either_side(first: list[Span], second: list[Span]) -> None:
    assert span_f1(first, second).value == span_f1(second, first).value


@settings(max_examples=20, deadline=None)
@given(own=spans())
def test_equal_spans_match_one_to_one(own: list[Span]) -> None:
    for how in ("exact", "overlap"):
        matched = match_spans(own, own, how)
        assert len(matched.pairs) == len(own)
        assert matched.f1.value == (1 if own else None)


@given(ranges=st.lists(fragments()))
@settings(max_examples=20, deadline=None)
def test_joined_ranges_cover_the_same_characters_without_overlap(
    ranges: list[tuple[Range, ...]],
) -> None:
    flat = [part for one in ranges for part in one]
    result = joined(flat)
    assert {x for s, e in result for x in range(s, e)} == {x for s, e in flat for x in range(s, e)}
    assert all(one[1] < two[0] for one, two in pairwise(result))


def test_exact_wants_the_same_characters_and_overlap_half_of_them() -> None:
    one, near, far = span("1", (0, 10)), span("2", (0, 8)), span("3", (0, 4))
    assert span_f1([one], [near], "exact").value == 0
    assert span_f1([one], [near]).value == 1
    assert span_f1([one], [far]).value == 0
    assert span_f1([one], [far], threshold=0.4).value == 1


def test_labels_do_not_matter_for_where_a_span_lies() -> None:
    assert span_f1([span("1", (0, 5), label="x")], [span("2", (0, 5))], "exact").value == 1


def test_spans_of_different_articles_or_versions_never_match() -> None:
    one = span("1", (0, 5))
    assert span_f1([one], [span("2", (0, 5), article="b")]).value == 0
    assert span_f1([one], [span("2", (0, 5), version="w")]).value == 0


def test_one_span_is_not_matched_twice() -> None:
    matched = match_spans([span("1", (0, 10))], [span("2", (0, 9)), span("3", (0, 10))])
    assert matched.pairs == (("1", "3"),)
    assert matched.only_second == ("2",)
    assert matched.f1.value == pytest.approx(2 / 3)
    assert matched.f1.n == 2


def test_discontinuous_spans_share_their_fragments_not_the_gap_between() -> None:
    assert overlap(((0, 5), (20, 25)), ((5, 20),)) == 0
    assert overlap(((0, 5), (20, 25)), ((0, 25),)) == pytest.approx(10 / 25)


def test_nothing_marked_by_either_is_undefined() -> None:
    assert span_f1([], []).reason == "undefined: neither marked anything"


@pytest.mark.parametrize("threshold", [0, 1.1])
def test_a_threshold_that_means_nothing_is_refused(threshold: float) -> None:
    with pytest.raises(BadInput, match="is not above 0 and up to 1"):
        span_f1([], [], threshold=threshold)


SAME = [("a1", "b1"), ("a2", "b2")]


def link(id_: str, source: str, target: str, relation: str = "agree") -> Link:
    return Link(id_, source, target, relation)


def test_links_between_the_same_places_match_in_either_direction() -> None:
    ours = [link("x", "a1", "a2")]
    assert link_f1(ours, [link("y", "b1", "b2")], SAME).value == 1
    assert link_f1(ours, [link("y", "b2", "b1")], SAME).value == 1
    assert link_f1(ours, [link("y", "b1", "b3")], SAME).value == 0


def test_links_to_a_span_that_both_use_match() -> None:
    assert link_f1([link("x", "a1", "z")], [link("y", "b1", "z")], SAME).value == 1
    assert link_f1([link("x", "b1", "z")], [link("y", "a1", "z")], SAME).value == 1


def test_of_several_links_between_two_places_those_of_one_relation_match() -> None:
    ours = [link("x1", "a1", "a2", "agree"), link("x2", "a1", "a2", "contradict")]
    theirs = [link("y1", "b1", "b2", "contradict"), link("y2", "b1", "b2", "agree")]
    assert match_links(ours, theirs, SAME).pairs == (("x1", "y2"), ("x2", "y1"))


def relations(ours: Link, theirs: Link) -> list[int]:
    """The relations of two links as numbers: 0 agree, 1 more_specific, which has a direction."""
    places = {"a1": 0, "b1": 0, "a2": 1, "b2": 1}
    names = {"agree": 0, "more_specific": 1}
    one, two = (
        LinkTable.of([item], places.__getitem__, names.__getitem__) for item in (ours, theirs)
    )
    return relations_of(pair_links(one, two), one, two, np.array([False, True])).ravel().tolist()


def test_a_turned_link_says_the_same_only_if_its_relation_has_no_direction() -> None:
    assert relations(link("x", "a1", "a2"), link("y", "b2", "b1")) == [0, 0]
    one = link("x", "a1", "a2", "more_specific")
    assert relations(one, link("y", "b1", "b2", "more_specific")) == [1, 1]
    ours, theirs = relations(one, link("y", "b2", "b1", "more_specific"))
    assert ours != theirs


def test_alpha_on_relations() -> None:
    assert relation_alpha([("agree", "agree"), ("differ", "differ")]).value == 1
    assert relation_alpha([("agree", "agree")] * 3).reason == "undefined: all values equal"
