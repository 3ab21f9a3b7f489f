import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.span import CONTEXT
from workbench.text.anchor import LEAST_SCORE, Match, describe, find

TEXT = (
    "The old bridge at Varnholm was closed on Monday. Engineers had found cracks in two piers. "
    "The river authority said that the old bridge would stay closed for at least 14 weeks. "
    "Nobody was hurt. Lorries must use the northern tunnel, which adds 40 minutes to the journey. "
    "The minister denied that the inspection had been put off to save money."
)
QUOTE = "Lorries must use the northern tunnel, which adds 40 minutes"


def found(
    text: str, quote: str, prefix: str = "", suffix: str = "", hint: int | None = None
) -> str:
    match = find(text, quote, prefix, suffix, hint)
    return "" if match is None else text[match.start : match.end]


def place(match: Match | None) -> tuple[int, int] | None:
    return None if match is None else (match.start, match.end)


class TestDescribe:
    def test_keeps_the_words_and_32_characters_on_each_side(self) -> None:
        anchor = describe(TEXT, 100, 120)
        assert anchor.quote == TEXT[100:120]
        assert anchor.prefix == TEXT[100 - CONTEXT : 100]
        assert anchor.suffix == TEXT[120 : 120 + CONTEXT]

    def test_keeps_what_there_is_at_the_ends(self) -> None:
        anchor = describe("abc", 0, 3)
        assert (anchor.prefix, anchor.suffix) == ("", "")

    @pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 1), (0, 4)])
    def test_refuses_what_is_no_range(self, start: int, end: int) -> None:
        with pytest.raises(ValueError, match="is not a range of a text of 3 characters"):
            describe("abc", start, end)


class TestExactQuote:
    def test_is_found_without_surroundings(self) -> None:
        assert found(TEXT, QUOTE) == QUOTE

    def test_scores_full(self) -> None:
        start = TEXT.index(QUOTE)
        anchor = describe(TEXT, start, start + len(QUOTE))
        match = find(TEXT, QUOTE, anchor.prefix, anchor.suffix, start)
        assert match == Match(start, start + len(QUOTE), 1.0, "unchanged")

    def test_elsewhere_is_moved(self) -> None:
        match = find("Correction appended. " + TEXT, QUOTE, hint=TEXT.index(QUOTE))
        assert match is not None
        assert match.state == "moved"

    def test_of_several_is_the_one_with_the_stored_prefix(self) -> None:
        second = TEXT.rindex("old bridge")
        assert place(find(TEXT, "old bridge", "said that the ")) == (second, second + 10)

    def test_of_several_is_the_one_with_the_stored_suffix(self) -> None:
        first = TEXT.index("old bridge")
        assert place(find(TEXT, "old bridge", "", " at Varnholm was")) == (first, first + 10)

    @pytest.mark.parametrize("number", [0, 1, 2, 3])
    def test_of_equal_ones_is_the_one_nearest_to_the_hint(self, number: int) -> None:
        text = "word. " * 4
        assert place(find(text, "word", hint=number * 6 + 1)) == (number * 6, number * 6 + 4)

    def test_surroundings_count_more_than_the_old_offset(self) -> None:
        text = "in short: nobody was hurt. later: nobody was hurt. "
        second = text.rindex("nobody")
        assert place(find(text, "nobody was hurt", "later: ", ". ", hint=10)) == (
            second,
            second + 15,
        )

    def test_with_a_prefix_longer_than_what_stands_before_it(self) -> None:
        assert place(find(TEXT, TEXT[4:30], "x" * 60 + TEXT[:4], TEXT[30:62])) == (4, 30)

    def test_at_the_end_of_the_text(self) -> None:
        start = len(TEXT) - 14
        assert place(find(TEXT, TEXT[start:], TEXT[start - 32 : start])) == (start, len(TEXT))

    def test_of_one_letter_among_thousands_is_found_by_its_surroundings(self) -> None:
        text = "a b " * 5000 + "here a there" + " b a" * 5000
        start = text.index("here a") + 5
        assert place(find(text, "a", "a b here ", " there b", hint=0)) == (start, start + 1)


class TestEditedQuote:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("Lorries", "Trucks"),
            ("northern ", ""),
            ("40 minutes", "45 minutes"),
            ("tunnel", "tunel"),
            ("must use", "must now use"),
        ],
    )
    def test_is_found_with_its_new_ends(self, old: str, new: str) -> None:
        anchor = describe(TEXT, TEXT.index(QUOTE), TEXT.index(QUOTE) + len(QUOTE))
        text = TEXT.replace(old, new)
        match = find(text, QUOTE, anchor.prefix, anchor.suffix, anchor.start)
        assert match is not None
        assert text[match.start : match.end] == QUOTE.replace(old, new)
        assert match.state == "edited"

    def test_scores_less_the_more_of_it_is_changed(self) -> None:
        scores = []
        text = TEXT
        for old in ("40", "northern", "Lorries"):
            text = text.replace(old, "x" * len(old))
            match = find(text, QUOTE)
            scores.append(match.score if match else 0.0)
        assert 1.0 > scores[0] > scores[1] > scores[2] >= LEAST_SCORE

    @pytest.mark.parametrize("side", ["prefix", "suffix"])
    def test_scores_less_with_other_surroundings(self, side: str) -> None:
        start = TEXT.index(QUOTE)
        anchor = describe(TEXT, start, start + len(QUOTE))
        text, other = TEXT.replace("40", "45"), "quite other words here"
        intact = find(text, QUOTE, anchor.prefix, anchor.suffix)
        foreign = (
            find(text, QUOTE, other, anchor.suffix)
            if side == "prefix"
            else find(text, QUOTE, anchor.prefix, other)
        )
        assert intact is not None
        assert foreign is not None
        assert foreign.score < intact.score

    def test_of_near_ties_is_the_one_nearest_to_the_hint(self) -> None:
        text = (
            "The fee rose by 14 per cent in May. " + TEXT + " The fee rose by 16 per cent in May. "
        )
        last = text.rindex("The fee")
        match = find(text, "The fee rose by 15 per cent in May.", hint=last)
        assert place(match) == (last, last + 35)

    def test_of_3000_characters_is_found_by_its_ends(self) -> None:
        rng = random.Random(4)
        words = [f"{rng.choice('bcdfg')}{rng.choice('aeiou')}{number}" for number in range(1200)]
        old = " ".join(words)
        words[500] = "changed"
        new = "Before it all. " + " ".join(words)
        start, end = 500, 3500
        match = find(new, old[start:end], hint=start)
        assert match is not None
        assert abs(match.start - start - 15) <= 1
        assert new[match.end - 30 : match.end] == old[end - 30 : end]


class TestQuoteThatIsGone:
    def test_is_not_found(self) -> None:
        assert find(TEXT, "Our reporter spoke to a beekeeper about the price of honey") is None

    def test_is_not_found_where_only_its_surroundings_are_left(self) -> None:
        anchor = describe(TEXT, TEXT.index("Nobody"), TEXT.index("Nobody") + 16)
        text = TEXT.replace("Nobody was hurt.", "Fees rise in July again.")
        assert find(text, anchor.quote, anchor.prefix, anchor.suffix, anchor.start) is None

    def test_is_not_found_in_a_few_common_letters(self) -> None:
        assert find(TEXT, "Linus", "written by ", " in Helsinki", 20) is None

    @pytest.mark.parametrize(("text", "quote"), [("", "words"), (TEXT, ""), ("", "")])
    def test_is_not_found_if_there_is_nothing_to_find(self, text: str, quote: str) -> None:
        assert find(text, quote) is None


@settings(deadline=None, max_examples=60)
@given(st.text(st.sampled_from("ab é\n👩\u200d字.")), st.integers(0, 40), st.integers(1, 20))
def test_a_described_span_is_found_where_it_is(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    if start >= end:
        return
    anchor = describe(text, start, end)
    match = find(text, anchor.quote, anchor.prefix, anchor.suffix, start)
    assert match == Match(start, end, match.score if match else 0, "unchanged")


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80), st.text(max_size=30), st.text(max_size=9), st.integers(-5, 99))
def test_any_input_gives_a_range_of_the_text_or_nothing(
    text: str, quote: str, context: str, hint: int
) -> None:
    match = find(text, quote, context, context, hint)
    if match is not None:
        assert 0 <= match.start < match.end <= len(text)
        assert LEAST_SCORE <= match.score <= 1
