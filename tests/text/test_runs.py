"""Runs of overlapping ranges, and the search for those at a place."""

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.text.runs import BARE, Index, Look, Runs

LENGTH = 40
spans = st.tuples(
    st.integers(0, LENGTH - 1), st.integers(1, LENGTH), st.sampled_from([1, 2, 4, 5])
).map(lambda s: (min(s[0], s[1] - 1), max(s[1], s[0] + 1), s[2]))
many = st.lists(spans, max_size=14)


def counted_one_by_one(ranges: list[tuple[int, int, int]], offset: int) -> Look:
    here = [bits for start, end, bits in ranges if start <= offset < end]
    classes = 0
    for bits in here:
        classes |= bits
    return Look(sum(bits.bit_count() for bits in here), classes)


def test_overlapping_ranges_become_runs_with_depth_and_classes() -> None:
    runs = Runs([(0, 10, 1), (4, 14, 2)])
    assert list(runs.between(0, 16)) == [
        (0, 4, Look(1, 1)),
        (4, 10, Look(2, 3)),
        (10, 14, Look(1, 2)),
        (14, 16, BARE),
    ]


def test_only_the_counted_classes_make_depth() -> None:
    assert Runs([(0, 3, 0b11)], counted=0b01).look_at(1) == Look(1, 0b11)


@given(many)
@settings(deadline=None, max_examples=50)
def test_each_place_looks_as_if_its_ranges_were_counted_one_by_one(
    ranges: list[tuple[int, int, int]],
) -> None:
    runs = Runs(ranges)
    for offset in range(LENGTH):
        assert runs.look_at(offset) == counted_one_by_one(ranges, offset)


@given(many, st.data())
@settings(deadline=None, max_examples=50)
def test_adding_and_removing_ends_where_building_anew_does(
    ranges: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    split = data.draw(st.integers(0, len(ranges)))
    gone = data.draw(st.lists(st.sampled_from(ranges), max_size=5, unique=True)) if ranges else []
    runs = Runs(ranges[:split])
    for span in ranges[split:]:
        runs.add(*span)
    left = list(ranges)
    for span in gone:
        runs.remove(*span)
        left.remove(span)
    built = Runs(left)
    assert list(runs.between(0, LENGTH)) == list(built.between(0, LENGTH))
    assert len(runs) == len(built)


@given(many, st.integers(0, LENGTH), st.integers(0, LENGTH))
@settings(deadline=None, max_examples=40)
def test_runs_tile_the_stretch_that_was_asked_for(
    ranges: list[tuple[int, int, int]], one: int, other: int
) -> None:
    start, end = sorted((one, other))
    found = list(Runs(ranges).between(start, end))
    assert [a for a, _, _ in found] + [end] == [start, *(b for _, b, _ in found)]


@given(many, st.data())
@settings(deadline=None, max_examples=50)
def test_the_index_finds_what_lies_at_a_place_shortest_first(
    ranges: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    named = [(start, end, str(number)) for number, (start, end, _) in enumerate(ranges)]
    index = Index(named[::2])
    for entry in named[1::2]:
        index.add(*entry)
    gone = data.draw(st.sampled_from(named)) if named else None
    if gone:
        index.remove(*gone)
    for offset in range(LENGTH):
        expected = [e for e in named if e != gone and e[0] <= offset < e[1]]
        found = index.at(offset)
        assert sorted(found) == sorted(expected)
        assert [e[1] - e[0] for e in found] == sorted(e[1] - e[0] for e in expected)


@given(many, st.integers(0, LENGTH))
@settings(deadline=None, max_examples=40)
def test_the_next_and_previous_start_are_the_nearest(
    ranges: list[tuple[int, int, int]], offset: int
) -> None:
    index = Index((start, end, str(n)) for n, (start, end, _) in enumerate(ranges))
    starts = [start for start, _, _ in ranges]
    assert index.next_start(offset) == min((s for s in starts if s > offset), default=None)
    assert index.previous_start(offset) == max((s for s in starts if s < offset), default=None)
