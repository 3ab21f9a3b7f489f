import random

from workbench.intake.duplicates import duplicates

WORDS = ["port", "ferry", "rain", "bridge", "mayor", "strike", "tunnel", "council", "river"]


def made(seed: int, length: int = 300) -> str:
    rng = random.Random(seed)
    return " ".join(f"{rng.choice(WORDS)}{rng.randrange(40)}" for _ in range(length))


def test_the_same_words_are_the_same_whatever_the_blanks() -> None:
    text = made(1)
    found = duplicates({"a": text, "b": text.replace(" ", "\n").upper()})
    assert [(one.first, one.second, one.kind) for one in found] == [("a", "b", "same")]


def test_most_of_the_words_are_near() -> None:
    words = made(1).split()
    words[10:40] = ["other"] * 30
    found = duplicates({"a": made(1), "b": " ".join(words)})
    assert (found[0].kind, round(found[0].share, 2)) == ("near", 0.9)


def test_two_reports_of_one_event_are_no_duplicates() -> None:
    half = made(1, 150)
    assert duplicates({"a": f"{half} {made(2, 150)}", "b": f"{made(3, 150)} {half}"}) == []


def test_the_same_words_in_another_order_are_no_duplicate() -> None:
    words = made(1).split()
    random.Random(0).shuffle(words)
    assert duplicates({"a": made(1), "b": " ".join(words)}) == []


def test_a_quotation_inside_a_longer_article_is_no_duplicate() -> None:
    assert duplicates({"a": made(1, 60), "b": f"{made(1, 60)} {made(2, 300)}"}) == []


def test_pairs_come_in_the_order_given() -> None:
    text = made(1)
    found = duplicates({"b": text, "a": text, "c": text})
    assert [(one.first, one.second) for one in found] == [("b", "a"), ("b", "c"), ("a", "c")]


def test_articles_without_words_are_no_duplicates() -> None:
    assert duplicates({"a": "!", "b": made(1)}) == []
