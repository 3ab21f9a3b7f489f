"""Each rule on texts of its own: what it finds and what it leaves alone."""

import pytest

from workbench.compare.boilerplate import passages
from workbench.compare.languages import unsupported
from workbench.compare.names import find_names, variant
from workbench.compare.quotations import find_quotations, relate
from workbench.compare.suggester import suggest
from workbench.domain.suggestion import Suggestion


def between(a: str, b: str, kind: str, published: str = "") -> list[Suggestion]:
    articles = [("a", a, published), ("b", b, published)]
    return [one for one in suggest(articles, [("a", "b")]) if one.kind == kind]


CONTEXT = "The harbour office of Holm said the ferry left with {} sailors aboard on its last trip."


def test_a_value_that_the_other_article_knows_too_is_not_flagged() -> None:
    left = CONTEXT.format("five")
    right = CONTEXT.format("six") + " Earlier reports spoke of five sailors on the ferry."
    assert not between(left, right, "quantity")


def test_a_value_known_only_inside_a_quotation_is_flagged() -> None:
    left = CONTEXT.format("five")
    right = CONTEXT.format("six") + " A cook said: “There were five sailors on that ferry.”"
    (one,) = between(left, right, "quantity")
    assert {place.text for place in one.places} == {"five sailors", "six sailors"}


def test_numbers_of_different_things_are_not_compared() -> None:
    left = "The harbour office of Holm said the ferry left with five sailors aboard."
    right = "The town of Velden will close nine libraries and two schools in winter."
    assert not between(left, right, "quantity")


@pytest.mark.parametrize(
    ("published", "verdict"),
    [("", "publication date unknown"), ("2024-02-20", "fits publication"),
     ("2025-02-20", "conflict"), ("2024", "publication date unknown")],
)  # fmt: skip
def test_the_date_card_adds_the_stay_to_its_start(published: str, verdict: str) -> None:
    left = "The three climbers spent 400 days in hiding in a hut above Holm before they came down."
    right = "The three climbers had sought refuge in the hut in January 2023, the town said."
    (one,) = between(left, right, "date", published)
    assert "2023-01 + 400 days ≈ 13.1 months = 2024-02-04 … 2024-03-07" in one.reason
    assert verdict in one.reason


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        ("José Marsh", "Jose Marsh", "other accents or capitals"),
        ("Tomas Reyl", "Thomas Reyl", "one part is spelled differently"),
        ("Tomas Reyl", "Tomas Reyl", ""),
        ("Tomas Reyl", "Tomas Quist", ""),
        ("Tomas Reyl", "Lena Reyl", ""),
    ],
)
def test_two_spellings_of_one_name_are_told_from_two_persons(a: str, b: str, how: str) -> None:
    (one,), (other,) = list(find_names(f"We saw {a}.")), list(find_names(f"We saw {b}."))
    assert variant(one, other) == how


def test_another_rank_of_the_same_person_is_suggested() -> None:
    left = "The bridge will stay closed, Minister Ona Brill said on the quay this morning."
    right = "The bridge will stay closed, Senator Ona Brill said on the quay this morning."
    (one,) = between(left, right, "name")
    assert one.values == ("minister Ona Brill", "senator Ona Brill")


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        (
            "“We will never sail again from Holm,”",
            "“We shall never sail again from Holm,”",
            "reworded",
        ),
        ("“We will never sail again from Holm,”", "“never sail again from Holm”", "part"),
        ("“We will never sail again”", "“We will never sail again.”", "same"),
        ("“never again,”", "“We will never sail again,”", ""),
        ("“We will never sail again”", "“The bridge is a fine work of art”", ""),
    ],
)
def test_quotations_are_the_same_reworded_or_a_part(a: str, b: str, how: str) -> None:
    (one,) = find_quotations(f"{a} Brill said.")
    (other,) = find_quotations(f"{b} Brill said.")
    assert relate(one, other)[0] == how


def test_the_same_words_beside_another_speaker_are_an_attribution() -> None:
    left = "“We will never sail again from this town,” Ona Brill said on the quay at noon."
    right = "“We will never sail again from this town,” Tomas Reyl said on the quay at noon."
    (one,) = between(left, right, "attribution")
    assert one.values == ("brill", "reyl")
    both = "“We will never sail again from this town,” Tomas Reyl and Ona Brill said at noon."
    assert not between(left, both, "attribution")


def test_an_owner_beside_another_kind_of_place_is_suggested() -> None:
    left = "The cook was taken to the Velden clinic after the fire, the police said on Monday."
    right = "The cook was taken to the Velden hospital after the fire, the police said on Monday."
    (one,) = between(left, right, "place")
    assert one.values == ("clinic", "hospital")
    assert not between(left, left.replace("Velden clinic", "Holm hospital"), "place")


def test_a_checkable_passage_without_partner_is_an_omission() -> None:
    shared = "The ferry left Holm without its captain on Monday, the harbour office said. "
    extra = "In 2019 the owner paid $3 million for the ferry, according to court records."
    (one,) = between(shared + extra, shared, "omission")
    assert one.places[0].text == extra
    assert "stands only here" in one.reason


def test_two_passages_about_the_same_are_linked_and_the_shared_words_named() -> None:
    left = "Harbour master Ona Brill confirmed that the ferry left Holm without its captain."
    right = "The ferry had left Holm without its captain, harbour master Ona Brill confirmed."
    (one,) = between(left, right, "link")
    assert one.reason == "both say: Harbour, master, Ona, Brill, confirmed, ferry, left, Holm"
    assert one.relation == "agree"


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        (CONTEXT.format("five"), CONTEXT.format("six"), "contradict"),
        (
            "Harbour master Ona Brill said the ferry left Holm without its captain.",
            "Harbour master Ona Brill denied the ferry left Holm without its captain.",
            "differ",
        ),
    ],
)
def test_a_link_does_not_claim_agreement_where_numbers_or_denials_stand_against_it(
    left: str, right: str, relation: str
) -> None:
    (one,) = between(left, right, "link")
    assert one.relation == relation


def test_page_furniture_is_no_passage() -> None:
    text = (
        "Ferry Lost | Harbour News | The ferry left without its captain. It is gone.\n"
        "Short Facts\n- The ferry left at six.\n"
        "Sign in to read the rest of this article\nFerry Is Lost Ferry Is Lost\n"
    )
    assert [text[one.start : one.end] for one in passages(text)] == [
        "The ferry left without its captain.",
        "The ferry left at six.",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Los marineros dejaron el puerto con las manos vacías y no han vuelto para comer.",
            "Spanish",
        ),
        ("Паром ушёл из порта без капитана в понедельник утром.", "Cyrillic"),
        ("今天下雨。我们走吧！真的？好的。", "Cjk"),
    ],
)
def test_the_suggester_says_when_it_does_not_know_the_language(text: str, language: str) -> None:
    assert language in unsupported(text)
    assert not unsupported("The ferry left the harbour and it has not come back to us since.")


def test_an_unknown_language_gets_no_rule_for_english() -> None:
    left = "Los cinco marineros dejaron el puerto de Holm con las manos vacías, dijo Brill ayer."
    right = "Los seis marineros dejaron el puerto de Holm con las manos vacías, dijo Brill ayer."
    found = suggest([("a", left, ""), ("b", right, "")])
    assert {one.kind for one in found} == {"link"}
    assert all("not supported" in one.reason for one in found)
