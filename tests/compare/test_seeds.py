"""What the suggester must find in the two example articles."""

from functools import cache
from pathlib import Path

import pytest

from workbench.compare.boilerplate import passages
from workbench.compare.suggester import suggest
from workbench.domain.suggestion import Suggestion

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
FIRST, SECOND = (path.stem for path in SEEDS)
TEXTS = {path.stem: path.read_text("utf-8") for path in SEEDS}


@cache
def found(published: str = "") -> tuple[Suggestion, ...]:
    return tuple(suggest([(name, text, published) for name, text in TEXTS.items()]))


def of(kind: str, *words: tuple[str, str]) -> list[Suggestion]:
    """Suggestions of a kind whose places hold these words, in any order."""
    return [
        one
        for one in found()
        if one.kind == kind
        and len(one.places) == len(words)
        and all(
            any(place.article == article and part in place.text for place in one.places)
            for article, part in words
        )
    ]


def test_five_people_stand_against_six() -> None:
    (one,) = of("quantity", (FIRST, "five"), (SECOND, "six"))
    assert (one.relation, one.aspect) == ("contradict", "number")


def test_the_quoted_five_heroes_stand_against_the_same_articles_six() -> None:
    (one,) = of("quantity", (SECOND, "five heroes"), (SECOND, "six"))
    assert one.relation == "contradict"


def test_412_days_are_close_to_14_months_and_the_reason_shows_the_sum() -> None:
    (one,) = of("quantity", (FIRST, "412 days"), (SECOND, "14-month"))
    assert "412 days ≈ 13.5 months" in one.reason
    assert one.reason.endswith("close, 3 %")


@pytest.mark.parametrize(("article", "stay"), [(FIRST, "412 days"), (SECOND, "14-month")])
def test_a_start_in_march_2023_is_put_beside_both_lengths_of_the_stay(
    article: str, stay: str
) -> None:
    (one,) = of("date", (article, stay), (SECOND, "March 2023"))
    assert "2024-04-1" in one.reason
    assert "publication date unknown" in one.reason


def test_with_a_publication_date_the_card_decides() -> None:
    cards = [one for one in found("2025-05-08") if one.rule == "dates.card"]
    assert len(cards) == 2
    assert all("before publication on 2025-05-08: conflict" in one.reason for one in cards)


def test_the_short_and_the_long_form_of_a_quotation_are_paired() -> None:
    (one,) = of(
        "quotation", (SECOND, "epic operation."), (SECOND, "epic operation for the freedom")
    )
    assert one.aspect == "quote"


def test_a_name_with_and_without_its_accent_is_one_person() -> None:
    assert of("name", (FIRST, "María Corina Machado"), (SECOND, "Maria Corina Machado"))


def test_the_embassy_stands_against_the_residence() -> None:
    assert of("place", (FIRST, "Argentine Embassy"), (SECOND, "residence"))


def test_what_only_one_article_tells_is_an_omission_of_the_other() -> None:
    assert of("omission", (FIRST, "900 political prisoners"))
    assert of("omission", (SECOND, "Interior Minister Diosdado Cabello"))


def test_header_repeated_headline_and_prompts_are_never_suggested() -> None:
    second = TEXTS[SECOND]
    header = second.index("Venezuela’s government confirmed")
    footer = second.index("Venezuela Denies Rescue Venezuela")
    headline = TEXTS[FIRST].index("Venezuelan Opposition Leaders Seek")
    body = TEXTS[FIRST].index("Five Venezuelan opposition figures")
    for one in found():
        for place in one.places:
            if place.article == SECOND:
                assert header <= place.start < place.end <= footer
            else:
                assert place.end <= headline or place.start >= body
    assert len(passages(second)) > 50


def test_every_place_holds_the_words_it_names() -> None:
    for one in found():
        assert one.places
        for place in one.places:
            assert place.text == TEXTS[place.article][place.start : place.end] != ""
        assert 0 < one.score <= 1
        assert one.reason


def test_the_same_input_gives_the_same_suggestions() -> None:
    again = suggest([(name, text, "") for name, text in TEXTS.items()])
    assert tuple(again) == found()
    assert len({one.id for one in again}) == len(again)
