"""Mentions in comments, and the inbox."""

import pytest

from tests.review.seeing import visible
from workbench.config.review_rules import ReviewRules
from workbench.domain.claim import Claim, Comment, Correction
from workbench.domain.record import Record
from workbench.domain.review import Adjudication, Assignment
from workbench.domain.verdict import Verdict
from workbench.review.mentions import inbox, mentions

NAMES = ["ann", "ann lee", "Ben", "josé", "d.ray"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@ann look", ("ann",)),
        ("look, @Ann!", ("ann",)),
        ("@ann lee, please", ("ann lee",)),
        ("@ben @ANN @ben", ("Ben", "ann")),
        ("(@josé)", ("josé",)),
        ("ask @d.ray.", ("d.ray",)),
        ("@anna and @annlee", ()),
        ("mail me at desk@ann or x@ben.example", ()),
        ("@zoe", ()),
        ("no at sign, ann", ()),
        ("@", ()),
    ],
)
def test_mentions(text: str, expected: tuple[str, ...]) -> None:
    assert mentions(text, NAMES) == expected


def test_names_are_words_not_patterns() -> None:
    assert mentions("@dxray", NAMES) == ()
    assert mentions("@a+b", ["a+b"]) == ("a+b",)


def at(minute: int) -> str:
    return f"2025-05-01T12:{minute:02}:00.000Z"


RECORD = Record(
    claims=(Claim("c", "the claim", "case", by="ann"), Claim("d", "another", "case", by="ben")),
    comments=(
        Comment("m1", "d", "first", by="ann", at=at(1)),
        Comment("m2", "d", "an answer", reply_to="m1", by="ben", at=at(2)),
        Comment("m3", "d", "@ann look", by="ben", at=at(3)),
        Comment("m4", "c", "on ann's claim", by="ben", at=at(4)),
        Comment("m5", "c", "@ann to myself", by="ann", at=at(5)),
        Comment("m6", "d", "@ben not for ann", by="cat", at=at(6)),
    ),
    verdicts=(Verdict("v", "d", "supported", by="ann"),),
    assignments=(
        Assignment("x1", "d", "ann", by="eve", at=at(7)),
        Assignment("x2", "d", "ben", by="eve", at=at(7)),
    ),
    adjudications=(Adjudication("j", "d", "refuted", "adjudicated", "why", by="eve", at=at(8)),),
    corrections=(Correction("k", "d", "wrong date", by="eve", at=at(9)),),
)


def test_the_inbox_holds_what_concerns_me_newest_first() -> None:
    items = inbox(RECORD, "ann")
    assert [(item.kind, item.id) for item in items] == [
        ("corrected", "k"),
        ("adjudicated", "j"),
        ("assigned", "x1"),
        ("comment", "m4"),
        ("mention", "m3"),
        ("reply", "m2"),
    ]
    assert items[1].text == "refuted (adjudicated): why"


def test_the_inbox_since_a_time_holds_only_what_came_later() -> None:
    assert [item.id for item in inbox(RECORD, "ann", since=at(7))] == ["k", "j"]


def test_a_longer_name_is_not_taken_for_a_shorter_one() -> None:
    record = Record(
        claims=(Claim("c", "claim", by="ann lee"),),
        comments=(Comment("m", "c", "@ann lee look", by="ben", at=at(1)),),
    )
    assert inbox(record, "ann") == ()
    assert [item.kind for item in inbox(record, "ann lee")] == ["mention"]


def test_a_blind_pass_keeps_the_inbox_to_assignments() -> None:
    seen = visible(RECORD, "ann", ReviewRules(blind="on"))
    assert [item.kind for item in inbox(seen, "ann")] == ["assigned"]
