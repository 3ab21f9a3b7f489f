"""Which verdicts on a claim count."""

from itertools import permutations

from workbench.domain.verdict import PassName, Verdict
from workbench.review.standing import counting


def given(label: str, at: str, round_: PassName, *, later: bool = False) -> Verdict:
    return Verdict(label, "c", label, round=round_, after_discussion=later, by="ben", at=at)


def test_the_last_word_is_the_latest_whatever_pass_it_was_given_in() -> None:
    """Files of earlier versions hold blind verdicts that were given in a reopened pass."""
    verdicts = (
        given("refuted", "2025-05-02", "open"),
        given("conflicting", "2025-05-03", "blind", later=True),
    )
    for order in permutations(verdicts):
        assert [item.label for item in counting(order)] == ["conflicting"]


def test_of_verdicts_without_a_time_the_open_one_is_the_last_word() -> None:
    verdicts = (given("refuted", "", "open"), given("supported", "", "blind"))
    for order in permutations(verdicts):
        assert [item.label for item in counting(order)] == ["refuted"]
