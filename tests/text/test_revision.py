import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.span import Range
from workbench.text.revision import Projected, Reanchored, project, reanchor

SEEDS = Path(__file__).parents[2] / "seeds"
PARAGRAPHS = (
    "The old bridge at Varnholm was closed on Monday after engineers had found cracks.",
    "The river authority said that it would stay closed for at least 14 weeks.",
    "Nobody was hurt. Lorries must use the northern tunnel, which adds 40 minutes to the way.",
    "The minister denied on Thursday that the inspection had been put off to save money.",
    "Residents of the old town had warned of the damage in a letter of March 2023.",
)
OLD = "\n".join(PARAGRAPHS)


def span(words: str, text: str = OLD) -> Range:
    start = text.index(words)
    return start, start + len(words)


def became(words: str, new: str, old: str = OLD) -> tuple[str, str]:
    """State and new words of one span."""
    found = reanchor(old, new, [[span(words, old)]])[0]
    return found.state, "".join(new[start:end] for start, end in found.fragments)


class TestOneSpan:
    def test_is_unchanged_in_the_same_text(self) -> None:
        assert became("14 weeks", OLD) == ("unchanged", "14 weeks")

    def test_is_unchanged_before_an_edit(self) -> None:
        assert became("old bridge", OLD.replace("2023", "2022")) == ("unchanged", "old bridge")

    def test_is_moved_behind_an_insertion(self) -> None:
        assert became("14 weeks", "Corrected.\n" + OLD) == ("moved", "14 weeks")

    def test_is_moved_with_its_paragraph(self) -> None:
        new = "\n".join((PARAGRAPHS[3], *PARAGRAPHS[:3], PARAGRAPHS[4]))
        assert became("put off to save money", new) == ("moved", "put off to save money")

    def test_is_edited_where_a_word_is_replaced(self) -> None:
        assert became("at least 14 weeks", OLD.replace("14", "16")) == (
            "edited",
            "at least 16 weeks",
        )

    def test_is_edited_where_its_first_word_is_replaced(self) -> None:
        assert became("Lorries must use", OLD.replace("Lorries", "Trucks")) == (
            "edited",
            "Trucks must use",
        )

    def test_is_edited_where_its_last_word_is_misspelt(self) -> None:
        assert became("the northern tunnel", OLD.replace("tunnel", "tunel")) == (
            "edited",
            "the northern tunel",
        )

    def test_leaves_out_what_was_deleted_at_its_end(self) -> None:
        assert became("for at least 14 weeks", OLD.replace("at least 14 weeks", "months"))[1] in (
            "",
            "for months",
        )

    def test_is_edited_where_words_are_put_in(self) -> None:
        new = OLD.replace("stay closed", "stay fully closed")
        assert became("would stay closed for", new) == ("edited", "would stay fully closed for")

    def test_is_found_in_a_paragraph_that_moved_and_was_edited(self) -> None:
        moved = PARAGRAPHS[0].replace("Monday", "Sunday").replace("cracks", "deep cracks")
        new = "\n".join((*PARAGRAPHS[1:], moved))
        assert became("closed on Monday after engineers", new) == (
            "edited",
            "closed on Sunday after engineers",
        )

    def test_is_an_orphan_where_its_sentence_is_gone(self) -> None:
        assert became("Nobody was hurt.", OLD.replace("Nobody was hurt. ", "")) == ("orphan", "")

    def test_is_an_orphan_where_another_sentence_took_its_place(self) -> None:
        new = OLD.replace(PARAGRAPHS[3], "Ferries to Tirn were cancelled because of heavy fog.")
        assert became("the inspection had been put off", new) == ("orphan", "")

    def test_that_is_gone_does_not_settle_on_the_same_words_elsewhere(self) -> None:
        old = f"{OLD}\nIn the end nobody paid for the old bridge, the mayor said."
        new = old.replace(PARAGRAPHS[0] + "\n", "")
        assert became("old bridge", new, old) == ("orphan", "")

    def test_survives_other_line_ends(self) -> None:
        state, words = became("cracks.\nThe river authority", OLD.replace("\n", "\r\n"))
        assert (state, words) == ("edited", "cracks.\r\nThe river authority")

    def test_may_begin_and_end_inside_words(self) -> None:
        assert became("idge at Varnh", "New: " + OLD) == ("moved", "idge at Varnh")

    def test_of_blanks_only_is_found_or_an_orphan_but_no_error(self) -> None:
        found = reanchor(OLD, "x " + OLD, [[(3, 4)]])[0]
        assert found.state in ("moved", "edited", "orphan")

    @pytest.mark.parametrize("place", [(-1, 3), (3, 3), (0, 10_000)])
    def test_outside_the_old_text_is_an_error(self, place: Range) -> None:
        with pytest.raises(ValueError, match="is not a range"):
            reanchor(OLD, OLD, [[place]])

    def test_in_a_text_that_became_empty_is_an_orphan(self) -> None:
        assert became("14 weeks", "") == ("orphan", "")


class TestDiscontinuousSpan:
    PARTS = (span("river authority"), span("14 weeks"))

    def test_keeps_its_fragments(self) -> None:
        found = reanchor(OLD, "Corrected.\n" + OLD, [self.PARTS])[0]
        assert found == Reanchored(
            "moved", tuple((start + 11, end + 11) for start, end in self.PARTS), 1.0
        )

    def test_is_edited_if_one_fragment_is(self) -> None:
        assert reanchor(OLD, OLD.replace("14", "16"), [self.PARTS])[0].state == "edited"

    def test_is_edited_if_its_fragments_changed_their_order(self) -> None:
        parts = (span("old bridge"), span("inspection had been put off"))
        new = "\n".join((PARAGRAPHS[3], *PARAGRAPHS[:3], PARAGRAPHS[4]))
        found = reanchor(OLD, new, [parts])[0]
        assert found.state == "edited"
        assert found.fragments == tuple(sorted(found.fragments))

    def test_loses_a_small_fragment_that_is_gone_and_says_edited(self) -> None:
        parts = (span("river authority said that it would"), span("hurt"))
        found = reanchor(OLD, OLD.replace("Nobody was hurt. ", ""), [parts])[0]
        assert (found.state, len(found.fragments)) == ("edited", 1)

    def test_is_an_orphan_if_most_of_it_is_gone(self) -> None:
        parts = (span("at"), span("Nobody was hurt."))
        assert reanchor(OLD, OLD.replace("Nobody was hurt. ", ""), [parts])[0].state == "orphan"


class TestRepeatedHeadline:
    """The first seed says its headline twice: a span in one never lands on the other."""

    TEXT = (SEEDS / "000_f3a9a0b1af756c46.txt").read_text(encoding="utf-8")
    HEADLINE = "Venezuelan Opposition Leaders Seek Refuge in the U.S. After Prolonged Seclusion"
    FIRST = TEXT.index(HEADLINE)
    SECOND = TEXT.index(HEADLINE, FIRST + 1)

    @settings(deadline=None, max_examples=30)
    @given(seed=st.integers(0, 10**6), low=st.integers(0, 60), length=st.integers(3, 79))
    def test_through_edits_of_everything_else(self, seed: int, low: int, length: int) -> None:
        rng = random.Random(seed)
        end = len(self.HEADLINE)
        lead = scrambled(self.TEXT[: self.FIRST], rng)
        between = rng.choice(("\n\n", "\n", "\n\nPhoto: somebody\n"))
        new = lead + self.HEADLINE + between + self.HEADLINE
        new += scrambled(self.TEXT[self.SECOND + end :], rng)
        first, second = len(lead), len(lead) + end + len(between)
        high = min(low + length, end)
        found = reanchor(
            self.TEXT,
            new,
            [[(self.FIRST + low, self.FIRST + high)], [(self.SECOND + low, self.SECOND + high)]],
        )
        assert [one.fragments for one in found] == [
            ((first + low, first + high),),
            ((second + low, second + high),),
        ]

    @pytest.mark.parametrize("shift", [SECOND - FIRST, FIRST - SECOND])
    def test_even_if_the_other_copy_now_stands_at_the_old_offset(self, shift: int) -> None:
        new = "x" * (shift - 1) + "\n" + self.TEXT if shift > 0 else self.TEXT[-shift:]
        place = (self.SECOND, self.SECOND + len(self.HEADLINE))
        found = reanchor(self.TEXT, new, [[place]])[0]
        assert found.fragments == ((place[0] + shift, place[1] + shift),)
        assert found.state == "moved"


def scrambled(text: str, rng: random.Random) -> str:
    """The text with words replaced, left out and put in, or nothing of it."""
    if rng.random() < 0.1:
        return "\n"
    strength = rng.choice((0.0, 0.1, 0.4))
    words = text.split(" ")
    edited = []
    for word in words:
        draw = rng.random()
        if draw < strength / 3:
            continue
        edited.append(rng.choice(("rain", "ferry", "nine")) if draw < strength else word)
    body = " ".join(edited)
    return (text[:1] if text[:1] == "\n" else "") + body.strip("\n") + "\n" * text.endswith("\n")


class TestManySpans:
    def test_are_answered_in_their_order(self) -> None:
        places = [span("14 weeks"), span("old bridge"), span("14 weeks")]
        found = reanchor(OLD, OLD, [[place] for place in places])
        assert [one.fragments for one in found] == [(place,) for place in places]

    def test_tell_their_progress_up_to_the_end(self) -> None:
        told: list[tuple[int, int]] = []
        spans = [[span("14 weeks")]] * 250
        reanchor(OLD, OLD, spans, progress=lambda done, total: told.append((done, total)))
        assert told == [(0, 250), (100, 250), (200, 250), (250, 250)]

    def test_may_be_none(self) -> None:
        assert reanchor(OLD, OLD, []) == []


class TestProjection:
    def test_says_how_much_survives(self) -> None:
        place = project(OLD, OLD.replace("northern", "")).place(*span("northern tunnel"))
        assert place is not None
        assert place.survival == pytest.approx(6 / 14)

    def test_of_what_is_gone_is_nothing(self) -> None:
        assert project(OLD, "quite other").place(*span("14 weeks")) is None

    def test_of_a_very_repetitive_text_keeps_its_order(self) -> None:
        old = "the same line again\n" * 50
        projection = project(old, "one more\n" + old)
        assert [projection.place(at * 20, at * 20 + 19) for at in range(50)] == [
            Projected(at * 20 + 9, at * 20 + 28, 1.0) for at in range(50)
        ]

    def test_of_texts_too_large_for_words_goes_by_lines(self) -> None:
        old = "".join(f"line {number % 7} of it\n" for number in range(4000))
        place = project("begin\n" + old, "begin\nof all\n" + old).place(26_006, 26_018)
        assert place == Projected(26_013, 26_025, 1.0)

    @settings(deadline=None, max_examples=80)
    @given(
        st.text(st.sampled_from("ab é.\n字"), min_size=1, max_size=60),
        st.text(st.sampled_from("ab é.\n字"), max_size=60),
    )
    def test_maps_any_range_into_the_new_text(self, old: str, new: str) -> None:
        projection = project(old, new)
        for start in range(len(old)):
            place = projection.place(start, len(old))
            if place is not None:
                assert 0 <= place.start < place.end <= len(new)
                assert 0 < place.survival <= 1

    @settings(deadline=None, max_examples=80)
    @given(
        st.text(st.sampled_from("ab é.\n字"), min_size=1, max_size=60),
        st.text(st.sampled_from("ab é.\n字"), max_size=60),
    )
    def test_and_reanchoring_agree_with_the_words(self, old: str, new: str) -> None:
        for found in reanchor(old, new, [[(0, len(old))], [(0, 1)]]):
            if found.state in ("unchanged", "moved"):
                assert new[slice(*found.fragments[0])] in (old, old[:1])
            assert (found.state == "orphan") == (not found.fragments)
