"""Scores between passages."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.compare.checkworthy import score as worth
from workbench.compare.links import THRESHOLD, score, shared

LEFT = [
    "Harbour master Ona Brill confirmed that the ferry left Holm without its captain.",
    "The council will vote on the new bridge in Velden next week.",
]
RIGHT = [
    "Velden: council vote on bridge is next week.",
    "The ferry had left Holm with no captain, harbour master Brill confirmed.",
    "Apples are cheap this year.",
]


def test_the_best_partner_is_the_passage_about_the_same() -> None:
    scores = score(LEFT, RIGHT)
    assert scores.shape == (2, 3)
    assert scores.argmax(axis=1).tolist() == [1, 0]
    assert scores[0, 1] > THRESHOLD
    assert scores[:, 2].max() < THRESHOLD


@pytest.mark.parametrize("shape", [(0, 0), (0, 2), (2, 0)])
def test_empty_sides_give_an_empty_array_of_the_right_shape(shape: tuple[int, int]) -> None:
    assert score(LEFT[: shape[0]], RIGHT[: shape[1]]).shape == shape


def test_a_large_pool_is_scored_in_the_same_range() -> None:
    many = [f"{word} {LEFT[0]} {number}" for number, word in enumerate(["ferry", "dam"] * 200)]
    scores = score(many, many[:380])
    assert scores.shape == (400, 380)
    assert 0 <= scores.min() <= scores.max() <= 1 + 1e-9


def test_shared_words_are_named_as_they_stand_on_the_left() -> None:
    assert shared("The Ferry sailed from Holm", "ferries sail to Holm") == [
        "Ferry",
        "sailed",
        "Holm",
    ]


@given(st.lists(st.text(max_size=40), max_size=6), st.lists(st.text(max_size=40), max_size=6))
@settings(deadline=None, max_examples=60)
def test_scores_lie_between_nothing_and_one_and_do_not_depend_on_the_side(
    left: list[str], right: list[str]
) -> None:
    scores = score(left, right)
    assert scores.shape == (len(left), len(right))
    assert np.all((scores >= 0) & (scores <= 1))
    assert np.allclose(scores, score(right, left).T)


def test_a_statement_of_fact_is_worth_more_than_a_wish_or_a_question() -> None:
    fact, wish, question, thanks = worth(
        [
            "In 2019 the council paid $3 million for the bridge, according to court records.",
            "I think we should build a better future for our children.",
            "What would you do about that?",
            "Thank you very much.",
        ]
    )
    assert fact > 0.6 > max(wish, question, thanks)
    assert worth([]) == []
