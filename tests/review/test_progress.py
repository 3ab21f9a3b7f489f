"""How far everybody is, and what to do next."""

from tests.review.seeing import visible
from workbench.config.presets import preset
from workbench.config.review_rules import ReviewRules
from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.record import Record
from workbench.domain.review import Adjudication, Assignment, Pass
from workbench.domain.verdict import Verdict
from workbench.review.progress import next_steps, progress

AT = "2025-05-01T12:00:00.000Z"
SCHEME = preset("averitec")
RULES = ReviewRules(blind="on", reviewers=("ann", "ben"), adjudicators=("eve",))
OPEN = ReviewRules(reviewers=("ann", "ben"), adjudicators=("eve",))
CLAIMS = (Claim("c1", "one", "case"), Claim("c2", "two", "case", priority=1))


def verdict(claim: str, by: str, label: str = "supported", why: str = "because") -> Verdict:
    return Verdict(f"{claim}.{by}", claim, label, why, by=by)


def kinds(record: Record, name: str, rules: ReviewRules = OPEN) -> list[tuple[str, str | None]]:
    steps = next_steps(record, name, rules, SCHEME, case="case")
    return [(step.kind, step.claim) for step in steps]


def test_progress_counts_judged_and_expected_claims_per_reviewer_and_case() -> None:
    record = Record(
        articles=(Article("a", "empty", "v", "a.txt", "A"),),
        claims=(*CLAIMS, Claim("c3", "void", "case", state="void")),
        verdicts=(verdict("c1", "ann"), verdict("c2", "ann", "refuted"), verdict("c1", "ben")),
        passes=(Pass("p", "case", "ann", "blind", AT),),
        adjudications=(Adjudication("j", "c1", "supported", "unanimous"),),
    )
    case, empty = progress(record, RULES)
    assert (case.case, case.claims, case.judged, case.adjudicated, case.published) == (
        "case",
        2,
        1,
        1,
        0,
    )
    assert [(r.reviewer, r.judged, r.expected, r.current, r.submitted) for r in case.reviewers] == [
        ("ann", 2, 2, "open", AT),
        ("ben", 1, 2, "blind", ""),
    ]
    assert (empty.case, empty.claims, empty.reviewers) == ("empty", 0, ())


def test_progress_tells_no_labels() -> None:
    record = Record(claims=CLAIMS, verdicts=(verdict("c1", "ann", "conflicting"),))
    assert "conflicting" not in repr(progress(record, RULES))


def test_a_closed_pass_shows_who_closed_it() -> None:
    record = Record(claims=CLAIMS, passes=(Pass("p", "case", "ben", "blind", AT, "eve"),))
    ben = next(r for r in progress(record, RULES)[0].reviewers if r.reviewer == "ben")
    assert (ben.closed_by, ben.current, ben.expected) == ("eve", "open", 0)


def test_claims_without_one_s_verdict_come_first_by_priority() -> None:
    assert kinds(Record(claims=CLAIMS), "ann") == [("judge", "c2"), ("judge", "c1")]


def test_a_claim_assigned_to_others_is_not_asked_of_me() -> None:
    record = Record(claims=CLAIMS, assignments=(Assignment("x", "c2", "ben"),))
    assert kinds(record, "ann") == [("judge", "c1")]


def test_a_verdict_without_its_rationale_is_asked_for_after_the_unjudged() -> None:
    record = Record(claims=CLAIMS, verdicts=(verdict("c2", "ann", why=" "),))
    assert kinds(record, "ann") == [("judge", "c1"), ("rationale", "c2")]


def test_when_all_is_judged_one_submits_and_then_waits() -> None:
    own = (verdict("c1", "ann"), verdict("c2", "ann"))
    record = Record(claims=CLAIMS, verdicts=own)
    assert kinds(record, "ann") == [("submit", None)]
    done = Record(claims=CLAIMS, verdicts=own, passes=(Pass("p", "case", "ann", "open", AT),))
    (step,) = next_steps(done, "ann", OPEN, SCHEME, case="case")
    assert (step.kind, step.text) == ("wait", "Waiting for ben")


def test_an_adjudicator_decides_and_publishes_and_judges_nothing() -> None:
    record = Record(
        claims=(*CLAIMS, Claim("c3", "three", "case", state="adjudicated")),
        verdicts=(
            verdict("c1", "ann"),
            verdict("c1", "ben", "refuted"),
            verdict("c2", "ann"),
            verdict("c3", "ann"),
            verdict("c3", "ben"),
        ),
        adjudications=(Adjudication("j", "c3", "supported", "unanimous"),),
    )
    assert kinds(record, "eve") == [("adjudicate", "c1"), ("publish", "c3")]


def test_who_only_adjudicates_is_not_held_back_by_a_pass_of_their_own() -> None:
    rules = ReviewRules(blind="on", reviewers=("ann", "ben"), adjudicators=("eve",))
    judged = (verdict("c1", "ann"), verdict("c1", "ben", "refuted"))
    running = Record(claims=CLAIMS[:1], verdicts=judged)
    (step,) = next_steps(running, "eve", rules, SCHEME, case="case")
    assert (step.kind, step.text) == ("wait", "Waiting for ann, ben")
    over = tuple(Pass(name, "case", name, "blind", AT) for name in ("ann", "ben"))
    done = Record(claims=CLAIMS[:1], verdicts=judged, passes=over)
    assert [s.kind for s in next_steps(done, "eve", rules, SCHEME, case="case")] == ["adjudicate"]


def test_with_four_eyes_nobody_is_asked_to_publish_their_own_decision() -> None:
    rules = ReviewRules(adjudicators=("eve", "fay"), publish_needs=2)
    record = Record(
        claims=(Claim("c1", "one", "case", state="adjudicated"),),
        verdicts=(verdict("c1", "ann"), verdict("c1", "ben")),
        adjudications=(Adjudication("j", "c1", "supported", "unanimous", by="eve"),),
    )
    asked = {
        name: next_steps(record, name, rules, SCHEME, case="case")[-1].kind
        for name in ("eve", "fay")
    }
    assert asked["fay"] == "publish"
    assert asked["eve"] != "publish"


def test_a_blind_reviewer_is_told_nothing_about_disagreements() -> None:
    rules = ReviewRules(blind="on", reviewers=("ann", "ben"))
    record = Record(
        claims=CLAIMS[:1], verdicts=(verdict("c1", "ann"), verdict("c1", "ben", "refuted"))
    )
    seen = visible(record, "ann", rules)
    assert [s.kind for s in next_steps(seen, "ann", rules, SCHEME, case="case")] == ["submit"]


def test_an_empty_case_says_how_to_begin_and_a_finished_one_that_it_is() -> None:
    (begin,) = next_steps(Record(), "ann", OPEN, SCHEME, case="case")
    assert (begin.kind, begin.text) == ("done", "No claims yet: highlight and link")
    record = Record(
        claims=(Claim("c1", "one", "case", state="published"),),
        verdicts=(verdict("c1", "ann"), verdict("c1", "ben")),
        passes=(Pass("p", "case", "ann", "open", AT),),
        adjudications=(Adjudication("j", "c1", "supported", "unanimous"),),
    )
    (end,) = next_steps(record, "ann", OPEN, SCHEME, case="case")
    assert end.text == "Nothing left to do in this case"
