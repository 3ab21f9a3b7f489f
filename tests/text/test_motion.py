"""Moves of a cursor and sizes of a selection."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.pane.strange import shares, spread, texts
from workbench.text import motion
from workbench.text.clusters import cluster_at
from workbench.text.wrap import wrap

TEXT = "One two. Three four five.\nA new paragraph here."


@pytest.mark.parametrize(
    ("move", "at", "expected"),
    [
        (motion.word_next, 0, "two. Three four five.\nA new paragraph here."),
        (motion.word_end, 0, " two. Three four five.\nA new paragraph here."),
        (motion.word_end, 3, ". Three four five.\nA new paragraph here."),
        (motion.word_previous, 6, "two. Three four five.\nA new paragraph here."),
        (motion.word_previous, 4, TEXT),
        (motion.sentence_next, 0, "Three four five.\nA new paragraph here."),
        (motion.sentence_previous, 12, "Three four five.\nA new paragraph here."),
        (motion.sentence_previous, 9, TEXT),
        (motion.paragraph_next, 3, "A new paragraph here."),
        (motion.paragraph_previous, 26, TEXT),
        (motion.paragraph_next, 30, ""),
        (motion.text_end, 3, ""),
        (motion.text_start, 9, TEXT),
    ],
)
def test_a_move_ends_before(move: motion.Motion, at: int, expected: str) -> None:
    assert TEXT[move(TEXT, at) :] == expected


ALL = [
    motion.cluster_next, motion.cluster_previous, motion.word_next, motion.word_end,
    motion.word_previous, motion.sentence_next, motion.sentence_previous,
    motion.paragraph_next, motion.paragraph_previous,
]  # fmt: skip


@given(texts, shares, st.sampled_from(ALL))
@settings(deadline=None, max_examples=60)
def test_every_move_ends_on_a_boundary_and_goes_its_way(
    text: str, share: float, move: motion.Motion
) -> None:
    at = cluster_at(text, spread(share, len(text)))[0]
    to = move(text, at)
    assert cluster_at(text, to)[0] == to
    if move.__name__.endswith("previous"):
        assert to < at or at == 0
    else:
        assert to > at or at == len(text)


def test_the_wanted_column_survives_a_shorter_row() -> None:
    rows = wrap("abcdef\nab\nabcdef", 20)
    at, goal = motion.by_rows(rows, 5, 1)
    assert (at, goal) == (9, 5)
    assert motion.by_rows(rows, at, 1, goal) == (15, 5)


def test_a_move_by_rows_stops_at_the_first_and_last_row() -> None:
    rows = wrap("ab\ncd", 20)
    assert motion.by_rows(rows, 4, -9) == (1, 1)
    assert motion.by_rows(rows, 1, 9) == (4, 1)


def test_growing_takes_word_sentence_paragraph_text() -> None:
    grown = [(10, 10)]
    while (wider := motion.grow(TEXT, grown[-1])) != grown[-1]:
        grown.append(wider)
    assert [TEXT[a:b] for a, b in grown[1:]] == [
        "Three", "Three four five.", "One two. Three four five.", TEXT,
    ]  # fmt: skip


def test_shrinking_takes_the_same_steps_back() -> None:
    steps = [(0, len(TEXT))]
    while (inner := motion.shrink(TEXT, steps[-1])) != steps[-1]:
        steps.append(inner)
    assert [TEXT[a:b] for a, b in steps[1:]] == [
        "One two. Three four five.",
        "One two.",
        "One",
        "O",
    ]


@given(texts, shares, shares)
@settings(deadline=None, max_examples=50)
def test_growing_holds_what_was_selected_and_shrinking_lies_inside(
    text: str, one: float, other: float
) -> None:
    start, end = sorted(cluster_at(text, spread(s, len(text)))[0] for s in (one, other))
    wide, narrow = motion.grow(text, (start, end)), motion.shrink(text, (start, end))
    assert wide[0] <= start <= end <= wide[1]
    assert start <= narrow[0] <= narrow[1] <= end or narrow == (start, end)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=10))
@settings(deadline=None, max_examples=50)
def test_merged_ranges_cover_the_same_and_are_apart(ranges: list[tuple[int, int]]) -> None:
    joined = motion.merged(ranges)
    covered = {at for start, end in ranges for at in range(start, end)}
    assert {at for start, end in joined for at in range(start, end)} == covered
    assert all(a[1] < b[0] for a, b in pairwise(joined))
