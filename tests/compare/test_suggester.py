"""The suggester as a whole: pairs, progress, stopping, muting, ranking, strange texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.compare.rules import RULES
from workbench.compare.suggester import explain, notes, suggest

ONE = (
    "Harbour master Ona Brill confirmed that the ferry left Holm with five sailors on 3 May 2024. "
    "The owner, Tomas Reyl, paid $3 million for the ferry in 2019. “We will sail again,” Reyl said."
)
TWO = (
    "The ferry left Holm with six sailors, harbour master Ona Brill confirmed. "
    "Its owner Thomas Reyl has not been seen since. The bridge stayed closed for 40 days."
)
ARTICLES = [("a", ONE, ""), ("b", TWO, ""), ("c", "Nothing is known of the ferry.", "")]


def test_every_pair_and_each_article_itself_are_compared_with_progress() -> None:
    steps: list[tuple[int, int]] = []
    suggest(ARTICLES, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(done, 6) for done in range(7)]


def test_only_the_pairs_asked_for_are_compared() -> None:
    found = suggest(ARTICLES, [("a", "b")])
    assert found
    assert {place.article for one in found for place in one.places} == {"a", "b"}


def test_an_unknown_article_is_an_error() -> None:
    with pytest.raises(KeyError):
        suggest(ARTICLES, [("a", "x")])


def test_stopping_returns_what_was_found_so_far() -> None:
    calls = 0

    def stop() -> bool:
        nonlocal calls
        calls += 1
        return calls > 3

    some = {one.id for one in suggest(ARTICLES, should_stop=stop)}
    assert some < {one.id for one in suggest(ARTICLES)}
    assert not suggest(ARTICLES, should_stop=lambda: True)


def test_a_muted_rule_says_nothing() -> None:
    rules = {one.rule for one in suggest(ARTICLES)}
    muted = {one.rule for one in suggest(ARTICLES, muted=["quantities.differ"])}
    assert "quantities.differ" in rules
    assert muted == rules - {"quantities.differ"}


def test_differences_come_first_and_better_scores_before_worse() -> None:
    order = [rule.name for rule in RULES]
    found = suggest(ARTICLES)
    keys = [(order.index(one.rule), -one.score) for one in found]
    assert keys == sorted(keys)


def test_every_rule_explains_itself() -> None:
    assert all(explain(rule.name).endswith(".") for rule in RULES)
    with pytest.raises(KeyError):
        explain("no.such")


def test_notes_name_the_articles_in_another_language() -> None:
    foreign = "Los marineros dejaron el puerto con las manos vacías y no han vuelto para comer."
    assert list(notes([*ARTICLES, ("d", foreign, "")])) == ["d"]


WORDS = (
    "five",
    " sailors",
    " left",
    "Holm",
    "Ona Brill",
    " said",
    ". ",
    "in March 2023",
    " 412 days",
)
MORE = (" hiding", "$3", "The ", "embassy", "Velden ", " | ", "今天。", "\u2028", "\r\n", *"“”\n-0")
PIECES = st.sampled_from(WORDS + MORE)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=100))


@given(TEXTS, TEXTS)
@settings(deadline=None, max_examples=60)
def test_any_two_texts_give_suggestions_with_true_places(a: str, b: str) -> None:
    texts = {"a": a, "b": b}
    for one in suggest([("a", a, ""), ("b", b, "2024-05-01")]):
        assert 1 <= len(one.places) <= 2
        assert len(one.values) == len(one.places)
        assert 0 <= one.score <= 1
        for place in one.places:
            assert texts[place.article][place.start : place.end] == place.text != ""
