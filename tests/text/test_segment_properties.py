"""What holds for the units of every text."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.text.segment import (
    paragraph_at,
    paragraphs,
    sentence_after,
    sentence_at,
    sentence_before,
    sentences,
    word_after,
    word_at,
    word_before,
    words,
)

PIECES = st.sampled_from(
    [
        *"aZ9 .?!…“”\"'’\n\r\u2028\\|-•।。؟ก",
        "U.S.",
        " \\ ",
        "Mr. ",
        "\r\n",
        "e\u0301",
        "क्या",
        "👩‍🚀",
    ]
)
LINES = st.sampled_from(
    [
        "the harbour office said on Monday that the ferry had left",
        "Without its captain. Two sailors were found on the island",
        "Short line",
        "- an item of a list that is quite long but not too long",
        "",
        " \u00a0 ",
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=60).map("".join),
    st.lists(LINES, max_size=8).map("\n".join),
    st.text(max_size=80),
)


@given(TEXTS)
@settings(deadline=None, max_examples=50)
def test_units_cover_every_visible_character_once(text: str) -> None:
    for units in (sentences(text), paragraphs(text)):
        covered = [at for start, end in units for at in range(start, end)]
        assert covered == sorted(set(covered))
        assert {at for at, char in enumerate(text) if not char.isspace()} <= set(covered)
        assert all(text[start:end] == text[start:end].strip() != "" for start, end in units)


@given(TEXTS)
@settings(deadline=None, max_examples=50)
def test_looking_up_one_place_agrees_with_splitting_the_whole(text: str) -> None:
    for units, at in ((sentences(text), sentence_at), (paragraphs(text), paragraph_at)):
        for offset in range(len(text)):
            before = [unit for unit in units if unit[0] <= offset]
            expected = before[-1] if before else units[0] if units else None
            assert at(text, offset) == expected


@given(TEXTS)
@settings(deadline=None, max_examples=40)
def test_stepping_from_unit_to_unit_visits_them_all(text: str) -> None:
    for units, after, before in (
        (sentences(text), sentence_after, sentence_before),
        (words(text), word_after, word_before),
    ):
        for unit, following in pairwise(units):
            assert after(text, unit[0]) == following
            assert before(text, following[0]) == unit


@given(TEXTS)
@settings(deadline=None, max_examples=50)
def test_words_are_disjoint_and_hold_every_letter_and_digit(text: str) -> None:
    found = words(text)
    covered = [at for start, end in found for at in range(start, end)]
    assert covered == sorted(set(covered))
    assert {at for at, char in enumerate(text) if char.isalnum()} <= set(covered)
    for start, end in found:
        assert word_at(text, start) == word_at(text, end - 1) == (start, end)


def test_a_sentence_deep_inside_a_long_line_is_found_from_its_surroundings() -> None:
    text = "Mr. Holm saw “it. All” of it in the U.S. again. Then he left! " * 600
    whole = sentences(text)
    for start, end in whole[::397]:
        assert sentence_at(text, start) == (start, end)
        assert sentence_at(text, end - 1) == (start, end)
