"""Sentences, paragraphs and words."""

from pathlib import Path

import pytest

from workbench.text.segment import (
    paragraph_after,
    paragraph_at,
    paragraph_before,
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

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. It poured.", ["It rained.", "It poured."]),
        (
            "“They stayed. They sang.” Nobody left.",
            ["“They stayed.", "They sang.”", "Nobody left."],
        ),
        ("“Why now?” he asked. She shrugged.", ["“Why now?” he asked.", "She shrugged."]),
        ("He met U.S. Secretary Vale. He left.", ["He met U.S. Secretary Vale.", "He left."]),
        ("She moved to the U.S. The house stayed.", ["She moved to the U.S.", "The house stayed."]),
        (
            "Dr. Ona Brill and Gen. Rux met J. P. Holm.",
            ["Dr. Ona Brill and Gen. Rux met J. P. Holm."],
        ),
        (
            "On Jan. 5 at 6 p.m. Friday it cost 3.5 crowns.",
            ["On Jan. 5 at 6 p.m. Friday it cost 3.5 crowns."],
        ),
        ("Well... maybe. No!", ["Well... maybe.", "No!"]),
        ("The bridge fell.The mayor wept.", ["The bridge fell.", "The mayor wept."]),
        ("Write to desk@paper.Example now.", ["Write to desk@paper.Example now."]),
        ("1. Take the road. Stop.", ["1. Take the road.", "Stop."]),
        ("What? Yes.", ["What?", "Yes."]),
    ],
)
def test_a_sentence_ends_at_its_terminator_and_not_at_an_abbreviation(
    text: str, expected: list[str]
) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天下雨。我们走吧！真的？", ["今天下雨。", "我们走吧！", "真的？"]),
        ("「行く。」と言った。", ["「行く。」", "と言った。"]),
        ("هل وصل؟ نعم.", ["هل وصل؟", "نعم."]),
        ("वह आया। वह गया।", ["वह आया।", "वह गया।"]),
        ("ฝนตกหนัก น้ำท่วมถนน", ["ฝนตกหนัก", "น้ำท่วมถนน"]),
    ],
)
def test_other_scripts_have_their_own_terminators(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_a_line_break_ends_a_sentence_in_every_convention() -> None:
    text = "One line\r\nTwo line\rThree line\u2028Four line\u2029Five\x85Six"
    assert pieces(text) == ["One line", "Two line", "Three line", "Four line", "Five", "Six"]


def test_a_hard_wrapped_text_is_read_across_its_line_breaks() -> None:
    text = (
        "The harbour office said on Monday that the ferry had left\n"
        "without its captain. Two sailors were found on the island of\n"
        "Holm the next day.\n\nNothing else is known.\n"
    )
    assert len(paragraphs(text)) == 2
    assert [piece[:11] for piece in pieces(text)] == ["The harbour", "Two sailors", "Nothing els"]


def test_headlines_stay_whole_and_items_of_a_list_stay_apart() -> None:
    text = "Ferry Leaves Without Captain From St. Holm. By Night\n- First item\n- Second item\n"
    assert pieces(text)[1:] == ["- First item", "- Second item"]
    assert len(pieces(text)) == 3


def test_a_header_is_split_at_its_separators() -> None:
    assert pieces("Ferry Lost \\ Harbour News \\ Ona Brill \\ The ferry is gone.") == [
        "Ferry Lost \\",
        "Harbour News \\",
        "Ona Brill \\",
        "The ferry is gone.",
    ]
    assert pieces("Ferry lost | Harbour News") == ["Ferry lost |", "Harbour News"]


@pytest.mark.parametrize("text", ["", " ", "\n\n\r\n", "\u2028", "\t\u3000"])
def test_a_blank_text_has_no_units(text: str) -> None:
    assert (sentences(text), paragraphs(text), words(text)) == ([], [], [])
    assert sentence_at(text, 0) is None
    assert paragraph_at(text, 0) is None
    assert word_at(text, 0) is None


def test_the_seed_articles_have_seventy_eight_sentences() -> None:
    texts = [path.read_text("utf-8") for path in SEEDS]
    assert sum(len(sentences(text)) for text in texts) == 78
    assert pieces(texts[1]).count("They were let go.”") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They didn’t pay $1,234.50, U.N. said",
            ["They", "didn’t", "pay", "1,234.50", "U.N", "said"],
        ),
        ("14-month stay", ["14", "month", "stay"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("東京です abc", ["東", "京", "で", "す", "abc"]),
        ("cafe\u0301 noir", ["cafe\u0301", "noir"]),
    ],
)
def test_words_keep_their_marks_and_inner_points(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in words(text)] == expected


def test_neighbours_are_found_from_any_offset() -> None:
    text = "One two. Three four.\n\nFive six."
    assert sentence_at(text, 8) == (0, 8)
    assert sentence_at(text, 9) == (9, 20)
    assert sentence_after(text, 0) == (9, 20)
    assert sentence_after(text, 9) == (22, 31)
    assert sentence_after(text, 22) is None
    assert sentence_before(text, 22) == (9, 20)
    assert sentence_before(text, 0) is None
    assert paragraph_at(text, 21) == (0, 20)
    assert paragraph_after(text, 3) == (22, 31)
    assert paragraph_before(text, 22) == (0, 20)
    assert word_at(text, 4) == (4, 7)
    assert word_at(text, 7) is None
    assert word_after(text, 4) == (9, 14)
    assert word_before(text, 9) == (4, 7)
