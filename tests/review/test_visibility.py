"""What a blind pass withholds, object by object and for whole records."""

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.review.seeing import Eyes, visible
from workbench.config.review_rules import BlindMode, ReviewRules
from workbench.domain.article import Article
from workbench.domain.claim import Claim, Comment, Correction, Omission
from workbench.domain.record import TABLES, Conflict, ConflictValue, Record
from workbench.domain.review import Adjudication, Assignment, Mute, Pass, SuggestionDecision
from workbench.domain.span import Link, Span
from workbench.domain.suggestion import SuggestedPlace, Suggestion
from workbench.domain.verdict import Evidence, Verdict
from workbench.review.visibility import hidden

NOON = "2025-05-01T12:00:00.000Z"
SECRET = "the others must not read this"
PLACE = (("a", (0, 4)),)
SUBMITTED = (Pass("p", "case", "ann", "blind", NOON),)


def record_by(name: str, *, case: str = "case", mark: str = "") -> Record:
    """One of everything, made by one person; `mark` tells ids apart."""
    n = mark or name
    article = "a" if case == "case" else "b"
    return Record(
        spans=(Span(f"s{n}", article, "v", ((0, 4),), "text", "", "", note=SECRET, by=name),),
        links=(Link(f"l{n}", f"s{n}", f"s{n}", "agree", note=SECRET, by=name),),
        claims=(Claim(f"c{n}", SECRET, case, spans=(f"s{n}",), links=(f"l{n}",), by=name),),
        verdicts=(Verdict(f"v{n}", f"c{n}", "supported", SECRET, by=name),),
        evidence=(Evidence(f"e{n}", f"c{n}", SECRET, by=name),),
        omissions=(Omission(f"o{n}", f"c{n}", article, "v", SECRET, by=name),),
        comments=(Comment(f"m{n}", f"c{n}", SECRET, by=name),),
        corrections=(Correction(f"k{n}", f"c{n}", SECRET, by=name),),
        adjudications=(Adjudication(f"j{n}", f"c{n}", "refuted", "adjudicated", SECRET, by=name),),
        decisions=(
            SuggestionDecision(
                f"d{n}", "rule", "link", "accepted", ((article, (0, 4)),), SECRET, by=name
            ),
        ),
        conflicts=(
            Conflict(f"v{n}", "verdicts", "rationale", (ConflictValue(SECRET, name, NOON, "1"),)),
        ),
    )


def together(*records: Record, **more: Any) -> Record:
    """All records in one."""
    names = [field.name for field in fields(Record) if field.name != "texts"]
    parts: dict[str, Any] = {name: sum((getattr(r, name) for r in records), ()) for name in names}
    parts["articles"] = (
        Article("a", "case", "v", "a.txt", "A"),
        Article("b", "other", "v", "b.txt", "B"),
    )
    return Record(**(parts | more))


def ids(record: Record) -> set[str]:
    names = [field.name for field in fields(Record) if field.name not in ("texts", "articles")]
    return {item.id for name in names for item in getattr(record, name)}


ANN, BEN = record_by("ann"), record_by("ben")
OPINIONS = {"vben", "eben", "mben", "kben", "jben", "dben"}
MARKS = {"sben", "lben", "cben", "oben"}


def test_without_blind_review_the_record_is_seen_as_it_is() -> None:
    record = together(ANN, BEN)
    assert visible(record, "ann", ReviewRules()) == record


def test_a_blind_pass_withholds_what_others_think_and_shows_what_they_marked() -> None:
    seen = visible(together(ANN, BEN), "ann", ReviewRules(blind="on"))
    assert ids(seen) == ids(ANN) | MARKS


def test_blind_all_withholds_what_others_marked_too() -> None:
    seen = visible(together(ANN, BEN), "ann", ReviewRules(blind="all"))
    assert ids(seen) == ids(ANN)
    assert seen.articles


@pytest.mark.parametrize("blind", ["on", "all"])
def test_after_submission_everything_is_seen(blind: BlindMode) -> None:
    record = together(ANN, BEN, passes=SUBMITTED)
    seen = visible(record, "ann", ReviewRules(blind=blind))
    assert ids(seen) == ids(record)


def test_submitting_one_case_opens_no_other() -> None:
    record = together(record_by("ben", case="other"), ANN, passes=SUBMITTED)
    seen = visible(record, "ann", ReviewRules(blind="all"))
    assert ids(seen) == ids(ANN) | {"p"}


def test_one_reviewer_s_submission_shows_nothing_to_another() -> None:
    record = together(ANN, BEN, passes=SUBMITTED)
    seen = visible(record, "ben", ReviewRules(blind="all"))
    assert ids(seen) == ids(BEN) | {"p"}


def test_passes_and_assignments_are_always_seen() -> None:
    record = together(
        BEN,
        passes=SUBMITTED,
        assignments=(Assignment("x", "cben", "ben", "eve"),),
        mutes=(Mute("y", "rule", "ben"),),
    )
    assert ids(visible(record, "cat", ReviewRules(blind="all"))) == {"p", "x", "y"}


def test_an_assigned_claim_is_seen_without_the_marks_that_are_withheld() -> None:
    record = together(BEN, assignments=(Assignment("x", "cben", "ann", "eve"),))
    (claim,) = visible(record, "ann", ReviewRules(blind="all")).claims
    assert (claim.id, claim.spans, claim.links) == ("cben", (), ())


def test_who_only_adjudicates_sees_everything() -> None:
    rules = ReviewRules(blind="all", reviewers=("ann", "ben"), adjudicators=("eve",))
    record = together(ANN, BEN)
    assert visible(record, "eve", rules) == record


def test_an_adjudicator_who_reviews_is_blind_like_everybody() -> None:
    rules = ReviewRules(blind="on", reviewers=("ann", "ben"), adjudicators=("ann",))
    assert not OPINIONS & ids(visible(together(ANN, BEN), "ann", rules))


def test_a_named_adjudicator_is_blind_where_anyone_reviews() -> None:
    rules = ReviewRules(blind="on", adjudicators=("eve",))
    assert not OPINIONS & ids(visible(together(ANN, BEN), "eve", rules))


def test_anyone_may_adjudicate_does_not_lift_the_veil() -> None:
    assert not OPINIONS & ids(visible(together(ANN, BEN), "eve", ReviewRules(blind="on")))


def test_what_belongs_to_no_known_claim_is_withheld() -> None:
    stray = Verdict("v1", "gone", "supported", SECRET, by="ben")
    record = together(verdicts=(stray,), passes=SUBMITTED)
    assert not visible(record, "ann", ReviewRules(blind="on")).verdicts


def test_a_conflict_in_one_s_own_words_is_seen_and_in_another_s_is_not() -> None:
    both = Conflict(
        "cann",
        "claims",
        "text",
        (ConflictValue("mine", "ann", NOON, "1"), ConflictValue(SECRET, "ben", NOON, "2")),
    )
    record = together(ANN, BEN, conflicts=(*ANN.conflicts, *BEN.conflicts, both))
    on = visible(record, "ann", ReviewRules(blind="on")).conflicts
    everything = visible(record, "ann", ReviewRules(blind="all")).conflicts
    assert [c.id for c in on] == ["vann", "cann"]
    assert [c.id for c in everything] == ["vann"]


def test_all_suggestions_are_withheld_in_a_blind_pass() -> None:
    suggestion = Suggestion(
        "x", "rule", "link", (SuggestedPlace("a", 0, 4, "text"),), (), "reason", 0.9
    )
    lookup = Eyes(together(), "ann", ReviewRules()).lookup
    assert hidden(suggestion, "ann", frozenset(), lookup, "on")
    assert not hidden(suggestion, "ann", frozenset({"case"}), lookup, "on")
    assert not hidden(suggestion, "ann", frozenset(), lookup, "off")


def test_a_suggestion_across_cases_is_withheld_until_both_are_open() -> None:
    places = (SuggestedPlace("a", 0, 4, "text"), SuggestedPlace("b", 0, 4, "text"))
    suggestion = Suggestion("x", "rule", "link", places, (), "reason", 0.9)
    lookup = Eyes(together(), "ann", ReviewRules()).lookup
    assert hidden(suggestion, "ann", frozenset({"case"}), lookup)
    assert not hidden(suggestion, "ann", frozenset({"case", "other"}), lookup)


names = st.sampled_from(["ann", "ben", "cat", "eve"])


@settings(max_examples=25, deadline=None)
@given(
    makers=st.lists(st.tuples(names, st.sampled_from(["case", "other"])), max_size=6),
    viewer=names,
    blind=st.sampled_from(["off", "on", "all"]),
    over=st.lists(st.tuples(names, st.sampled_from(["case", "other"])), max_size=3),
)
def test_the_veil_agrees_with_the_visible_record_object_by_object(
    makers: list[tuple[str, str]],
    viewer: str,
    blind: BlindMode,
    over: list[tuple[str, str]],
) -> None:
    parts = [record_by(name, case=case, mark=str(n)) for n, (name, case) in enumerate(makers)]
    passes = tuple(Pass(f"p{n}{c}", c, n, "blind", NOON) for n, c in set(over))
    record = together(*parts, passes=passes, conflicts=())
    rules = ReviewRules(blind=blind)
    eyes = Eyes(record, viewer, rules)
    expected = {
        item.id
        for table in TABLES
        if table != "articles"
        for item in getattr(record, table)
        if not eyes.hides(table, item)
    }
    assert ids(eyes.record()) == expected


@settings(max_examples=20, deadline=None)
@given(
    makers=st.lists(names, max_size=5),
    blind=st.sampled_from(["on", "all"]),
)
def test_nothing_of_others_opinions_is_left_before_submission(
    makers: list[str], blind: BlindMode
) -> None:
    record = together(*(record_by(name, mark=str(n)) for n, name in enumerate(makers)))
    seen = visible(record, "ann", ReviewRules(blind=blind))
    withheld = ["verdicts", "evidence", "comments", "adjudications", "corrections", "decisions"]
    if blind == "all":
        withheld += ["spans", "links", "claims", "omissions"]
    left: list[Any] = [item for table in withheld for item in getattr(seen, table)]
    assert {item.by for item in left} <= {"ann"}
    assert {value.by for conflict in seen.conflicts for value in conflict.values} <= {"ann"}
