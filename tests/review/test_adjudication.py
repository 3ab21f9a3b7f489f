"""From verdicts to the final one."""

import pytest

from workbench.config.presets import preset
from workbench.config.review_rules import ReviewRules
from workbench.domain.claim import Claim, Comment, WorkflowState
from workbench.domain.errors import BadInput, NotPermitted, UnknownLabel
from workbench.domain.record import Record
from workbench.domain.review import Adjudication, Assignment, Pass
from workbench.domain.verdict import Evidence, Verdict
from workbench.review.adjudication import (
    MergeRule,
    adjudicate,
    merge,
    queue,
    results,
    settle,
    settle_all,
)
from workbench.review.standing import Standing, standings

AT = "2025-05-01T12:00:00.000Z"
ANYONE = ReviewRules()
RULES = ReviewRules(reviewers=("ann", "ben", "cat"), adjudicators=("eve",))
BLIND = ReviewRules(blind="on", reviewers=("ann", "ben"), adjudicators=("eve",))
SCHEME = preset("averitec")
S, R, N = "supported", "refuted", "not_enough_evidence"


def standing(*labels: str, expected: str = "", state: WorkflowState = "open") -> Standing:
    names = ["ann", "ben", "cat", "dan", "eli"]
    verdicts = tuple(
        Verdict(f"v{name}", "c", label, by=name) for name, label in zip(names, labels, strict=False)
    )
    waited = set(expected.split()) | {verdict.by for verdict in verdicts}
    return Standing(Claim("c", "claim", "case", state=state), verdicts, tuple(sorted(waited)))


def judged(claim: str, labels: str) -> tuple[Verdict, ...]:
    """`ann:supported ben:refuted` as verdicts."""
    pairs = [part.split(":") for part in labels.split()]
    return tuple(Verdict(f"{claim}.{who}", claim, label, by=who) for who, label in pairs)


@pytest.mark.parametrize(
    ("labels", "rule", "expected"),
    [
        ([S, S, S], "unanimous", (S, "unanimous")),
        ([S, S, S], "majority", (S, "unanimous")),
        ([S, S, R], "unanimous", (None, "unresolved")),
        ([S, S, R], "majority", (S, "majority")),
        ([S, R], "majority", (None, "unresolved")),
        ([S, S, R, N], "majority", (None, "unresolved")),
        ([S, S, R], "threshold", (S, "majority")),
        ([S, S, S, R, N], "threshold", (None, "unresolved")),
        ([S, S, S, S, N], "threshold", (S, "majority")),
        ([S], "majority", (S, "unanimous")),
        ([], "majority", (None, "unresolved")),
    ],
)
def test_merging_by_rule(
    labels: list[str], rule: MergeRule, expected: tuple[str | None, str]
) -> None:
    outcome = merge(standing(*labels), rule)
    assert (outcome.label, outcome.provenance) == expected


def test_a_threshold_that_is_met_exactly_is_met() -> None:
    assert merge(standing(S, S, R), "threshold", 2 / 3).label == S
    assert merge(standing(S, S, R), "threshold", 0.67).label is None


def test_nothing_is_merged_while_somebody_has_not_judged() -> None:
    outcome = merge(standing(S, S, expected="ann ben cat"), "majority")
    assert (outcome.label, outcome.reason) == (None, "not judged by cat yet")


def test_the_reason_of_a_merge_is_for_people() -> None:
    assert merge(standing(S, R, S), "majority").reason == "2 of 3 supported"
    assert merge(standing(S, R), "majority").reason == "1 refuted, 1 supported"


def test_the_queue_has_disagreements_by_urgency_then_unanimous_claims() -> None:
    record = Record(
        claims=(
            Claim("agreed", "1", "case"),
            Claim("later", "2", "case", due="2025-07-01"),
            Claim("soon", "3", "case", due="2025-06-01"),
            Claim("first", "4", "case", priority=2),
        ),
        verdicts=judged("agreed", f"ann:{S} ben:{S}")
        + judged("later", f"ann:{S} ben:{R}")
        + judged("soon", f"ann:{S} ben:{R}")
        + judged("first", f"ann:{S} ben:{R}"),
    )
    items = queue(record, ANYONE)
    assert [item.standing.claim.id for item in items] == ["first", "soon", "later", "agreed"]
    assert [item.kind for item in items] == ["disagreement"] * 3 + ["unanimous"]


def test_incomplete_settled_published_and_void_claims_are_not_in_the_queue() -> None:
    record = Record(
        claims=(
            Claim("incomplete", "1", "case"),
            Claim("settled", "2", "case", state="adjudicated"),
            Claim("published", "3", "case", state="published"),
            Claim("void", "4", "case", state="void"),
            Claim("other", "5", "elsewhere"),
        ),
        verdicts=judged("incomplete", f"ann:{S}")
        + judged("settled", f"ann:{S} ben:{R}")
        + judged("published", f"ann:{S} ben:{R}")
        + judged("void", f"ann:{S} ben:{R}")
        + judged("other", f"ann:{S} ben:{R}"),
        adjudications=(Adjudication("j", "settled", S, "adjudicated"),),
    )
    assert queue(record, ANYONE, case="case") == ()


def test_a_claim_that_was_left_unresolved_stays_in_the_queue() -> None:
    left = Adjudication("j", "c", None, "unresolved", "ask the archive")
    record = Record(
        claims=(Claim("c", "1", "case"),),
        verdicts=judged("c", f"ann:{S} ben:{R}"),
        adjudications=(left,),
        evidence=(Evidence("e", "c", by="ann"), Evidence("x", "other")),
        comments=(Comment("m", "c", "see the photo"),),
    )
    (item,) = queue(record, ANYONE)
    assert (item.last, item.evidence, item.comments) == (left, ("e",), ("m",))


def test_everybody_s_last_word_counts_and_that_is_the_open_verdict() -> None:
    blind = Verdict("v1", "c", R, round="blind", by="ann")
    later = Verdict("v2", "c", S, round="open", after_discussion=True, by="ann")
    for order in ((blind, later), (later, blind)):
        record = Record(claims=(Claim("c", "1", "case"),), verdicts=order)
        assert standings(record, ANYONE)[0].labels == {S}
        assert standings(record, ANYONE, "blind")[0].labels == {R}


def test_only_assigned_reviewers_are_waited_for_if_there_are_any() -> None:
    record = Record(
        claims=(Claim("c", "1", "case"), Claim("d", "2", "case")),
        verdicts=judged("c", f"ann:{S}"),
        assignments=(Assignment("x", "c", "ann"),),
    )
    first, second = standings(record, RULES)
    assert (first.expected, first.status) == (("ann",), "agree")
    assert second.expected == ("ann", "ben", "cat")


def test_a_reviewer_whose_pass_was_closed_is_not_waited_for() -> None:
    record = Record(
        claims=(Claim("c", "1", "case"),),
        verdicts=judged("c", f"ann:{S} ben:{S}"),
        passes=(Pass("p", "case", "cat", "open", AT, closed_by="eve"),),
    )
    assert standings(record, RULES)[0].status == "agree"


def test_a_disagreement_is_one_even_while_somebody_is_missing() -> None:
    assert standing(S, R, expected="ann ben cat").status == "disagree"
    assert standing(S, expected="ann ben").status == "incomplete"
    assert standing().status == "incomplete"


def test_settling_keeps_the_provenance_and_the_verdicts_it_rests_on() -> None:
    made = settle(standing(S, S, R), "majority", (), RULES, by="eve", at=AT)
    assert (made.label, made.provenance, made.note) == (S, "majority", "2 of 3 supported")
    assert made.verdicts == ("vann", "vben", "vcat")
    assert (made.by, made.at) == ("eve", AT)


def test_settling_without_a_result_points_to_deciding_by_hand() -> None:
    with pytest.raises(BadInput, match="no result by majority: 1 refuted, 1 supported; decide by"):
        settle(standing(S, R), "majority", (), RULES, by="eve", at=AT)


def test_settling_in_bulk_leaves_what_the_rule_does_not_resolve() -> None:
    items = [standing(S, S), standing(S, R), standing(S, S, state="published")]
    assert [a.label for a in settle_all(items, "unanimous", (), RULES, by="eve", at=AT)] == [S]


def test_deciding_by_hand_takes_a_note() -> None:
    with pytest.raises(BadInput, match="c: deciding by hand needs a note; say why"):
        adjudicate(standing(S, R), S, "  ", (), RULES, SCHEME, by="eve", at=AT)
    made = adjudicate(standing(S, R), S, "the court file", (), RULES, SCHEME, by="eve", at=AT)
    assert (made.label, made.provenance, made.note) == (S, "adjudicated", "the court file")


def test_a_claim_can_be_left_unresolved_on_record() -> None:
    made = adjudicate(standing(S, R), None, "no source", (), RULES, SCHEME, by="eve", at=AT)
    assert (made.label, made.provenance) == (None, "unresolved")


def test_adjudicating_takes_the_role() -> None:
    with pytest.raises(NotPermitted, match="'ann' is no adjudicator, so may not adjudicate") as no:
        adjudicate(standing(S, R), S, "note", (), RULES, SCHEME, by="ann", at=AT)
    assert no.value.exit_code == 5
    with pytest.raises(NotPermitted, match="'ann' is no adjudicator"):
        settle(standing(S, S), "unanimous", (), RULES, by="ann", at=AT)
    with pytest.raises(NotPermitted, match="'ann' is no adjudicator"):
        settle_all([], "unanimous", (), RULES, by="ann", at=AT)


def test_a_label_that_the_scheme_does_not_have_is_refused() -> None:
    with pytest.raises(UnknownLabel, match="no verdict label 'true'"):
        adjudicate(standing(S, R), "true", "note", (), RULES, SCHEME, by="eve", at=AT)


def test_nothing_is_adjudicated_while_a_blind_pass_runs() -> None:
    ann_submitted = Pass("p", "case", "ann", "blind", AT)
    with pytest.raises(NotPermitted, match="the blind pass of ben still runs; wait for it"):
        adjudicate(standing(S, R), S, "note", [ann_submitted], BLIND, SCHEME, by="eve", at=AT)
    assert settle_all([standing(S, S)], "majority", [ann_submitted], BLIND, by="eve", at=AT) == ()
    closed = Pass("q", "case", "ben", "blind", AT, closed_by="eve")
    assert settle_all([standing(S, S)], "majority", [ann_submitted, closed], BLIND, by="eve", at=AT)


def test_a_published_claim_is_adjudicated_again_only_with_a_correction() -> None:
    published = standing(S, R, state="published")
    with pytest.raises(NotPermitted, match="a published claim changes only by a correction"):
        adjudicate(published, R, "note", (), RULES, SCHEME, by="eve", at=AT)
    made = adjudicate(
        published, R, "note", (), RULES, SCHEME, by="eve", at=AT, correction="the date was wrong"
    )
    assert made.label == R


def test_results_are_shown_back_with_what_changed() -> None:
    record = Record(
        verdicts=judged("c", f"ann:{S} ben:{R}") + judged("d", f"ann:{S}"),
        adjudications=(
            Adjudication("j", "c", R, "adjudicated", "court file", by="eve", at="2025-05-01"),
            Adjudication("k", "d", S, "unanimous", by="eve", at="2025-05-02"),
            Adjudication("l", "x", S, "unanimous", by="eve", at="2025-05-03"),
        ),
    )
    found = results(record, "ann")
    assert [(r.claim, r.own, r.final, r.changed) for r in found] == [
        ("d", S, S, False),
        ("c", S, R, True),
    ]
    assert found[1].note == "court file"
