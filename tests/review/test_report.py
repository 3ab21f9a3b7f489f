"""The agreement report: what each figure rests on."""

from dataclasses import replace

import pytest

from workbench.config.presets import preset
from workbench.config.review_rules import ReviewRules
from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.record import Record
from workbench.domain.review import Assignment, Pass
from workbench.domain.span import Link, Span
from workbench.domain.verdict import PassName, Verdict
from workbench.review.agreement import Bootstrap, cohen_kappa, fleiss_kappa, krippendorff_alpha
from workbench.review.report import AgreementReport, StageReport, report

SCHEME = preset("averitec")
BLIND = ReviewRules(blind="on", reviewers=("ann", "ben", "cat"))
ALL = ReviewRules(blind="all", reviewers=("ann", "ben"))
NOON = "2025-05-01T12:00:00.000Z"
S, R, N, C = "supported", "refuted", "not_enough_evidence", "conflicting"

BLIND_LABELS: dict[str, list[str | None]] = {
    "ann": [S, S, R, N, S, R],
    "ben": [S, R, R, N, None, R],
    "cat": [S, S, None, N, None, C],
}
LATER_LABELS: dict[str, list[str | None]] = {"ben": [None, S, None, None, None, None]}


def verdicts(table: dict[str, list[str | None]], round_: PassName) -> tuple[Verdict, ...]:
    return tuple(
        Verdict(f"{name}{n}{round_}", f"c{n}", label, round=round_, by=name)
        for name, row in table.items()
        for n, label in enumerate(row)
        if label is not None
    )


def record(*more: Verdict) -> Record:
    return Record(
        claims=tuple(Claim(f"c{n}", f"claim {n}", "case") for n in range(6)),
        verdicts=(*verdicts(BLIND_LABELS, "blind"), *verdicts(LATER_LABELS, "open"), *more),
    )


def blind_of(made: AgreementReport) -> StageReport:
    assert made.blind is not None
    return made.blind


def test_blind_and_discussed_figures_stand_apart() -> None:
    made = report(record(), SCHEME, BLIND)
    rows = list(BLIND_LABELS.values())
    assert blind_of(made).verdicts.alpha == krippendorff_alpha(rows)
    discussed = [rows[0], [S, S, R, N, None, R], rows[2]]
    assert made.discussed.verdicts.alpha == krippendorff_alpha(discussed)
    assert made.discussed.verdicts.kappa.value == fleiss_kappa(discussed).value


def test_a_blind_verdict_given_after_a_reopening_is_not_independent() -> None:
    late = Verdict("x", "c4", R, round="blind", after_discussion=True, by="ben")
    made = report(record(late), SCHEME, BLIND)
    assert blind_of(made).verdicts.alpha == krippendorff_alpha(list(BLIND_LABELS.values()))
    assert "c4" in made.discussed.verdicts.disagreeing


def test_incomplete_stands_apart_from_disagreement() -> None:
    figures = blind_of(report(record(), SCHEME, BLIND)).verdicts
    assert figures.agreeing == ("c0", "c3")
    assert figures.disagreeing == ("c1", "c5")
    assert figures.incomplete == ("c2", "c4")


def test_assignments_decide_who_is_missing() -> None:
    two = tuple(Assignment(f"x{name}", "c2", name) for name in ("ann", "ben"))
    made = report(replace(record(), assignments=two), SCHEME, BLIND)
    assert "c2" in blind_of(made).verdicts.agreeing
    pairs = {pair.reviewers: pair.verdicts for pair in blind_of(made).pairs}
    assert pairs["ann", "cat"].incomplete == ("c4",)


def test_each_pair_has_its_own_figures_and_claims() -> None:
    pairs = {pair.reviewers: pair for pair in blind_of(report(record(), SCHEME, BLIND)).pairs}
    assert list(pairs) == [("ann", "ben"), ("ann", "cat"), ("ben", "cat")]
    ann_ben = pairs["ann", "ben"]
    assert ann_ben.verdicts.kappa == cohen_kappa(BLIND_LABELS["ann"], BLIND_LABELS["ben"])
    assert ann_ben.verdicts.kappa.n == 5
    assert ann_ben.verdicts.disagreeing == ("c1",)
    assert ann_ben.verdicts.incomplete == ("c4",)


def test_the_confusion_of_two_reviewers_leads_to_the_claims() -> None:
    pairs = {pair.reviewers: pair for pair in blind_of(report(record(), SCHEME, BLIND)).pairs}
    assert pairs["ann", "ben"].confusion == {
        (N, N): ("c3",),
        (R, R): ("c2", "c5"),
        (S, R): ("c1",),
        (S, S): ("c0",),
    }


def test_the_confusion_over_all_names_each_claim_once_a_pair_of_labels() -> None:
    assert blind_of(report(record(), SCHEME, BLIND)).confusion == {
        (N, N): ("c3",),
        (R, C): ("c5",),
        (R, R): ("c2", "c5"),
        (S, R): ("c1",),
        (S, S): ("c0", "c1"),
    }


def test_the_distribution_has_every_label_of_the_scheme() -> None:
    found = blind_of(report(record(), SCHEME, BLIND)).distribution["ann"]
    assert found == {S: ("c0", "c1", "c4"), R: ("c2", "c5"), N: ("c3",), C: ()}


def test_ordinal_alpha_leaves_labels_without_rank_out() -> None:
    ranks = {S: 2, R: 1}
    rows = [[None if x is None else ranks.get(x) for x in row] for row in BLIND_LABELS.values()]
    made = blind_of(report(record(), SCHEME, BLIND))
    assert made.verdicts.alpha_ordinal == krippendorff_alpha(rows, "ordinal")


def test_a_scheme_without_ranks_has_no_ordinal_alpha_and_says_why() -> None:
    made = report(Record(), preset("text-only"))
    assert made.discussed.verdicts.alpha_ordinal.reason == (
        "undefined: the scheme ranks fewer than two labels"
    )


def test_unanimous_verdicts_are_undefined_for_alpha_and_1_for_ac1() -> None:
    same = {name: [S, S, S] for name in ("ann", "ben")}
    some = Record(
        claims=tuple(Claim(f"c{n}", "x", "case") for n in range(3)),
        verdicts=verdicts(same, "open"),  # type: ignore[arg-type]
    )
    figures = report(some, SCHEME).discussed.verdicts
    assert figures.alpha.reason == figures.kappa.reason == "undefined: all values equal"
    assert (figures.ac1.value, figures.percent.value) == (1, 1)


def test_without_a_blind_pass_there_is_no_blind_stage_and_a_note_says_so() -> None:
    open_only = report(
        Record(claims=(Claim("c0", "x", "case"),), verdicts=verdicts({"ann": [S]}, "open")), SCHEME
    )
    assert open_only.blind is None
    assert any(note.startswith("No blind pass") for note in open_only.notes)


def test_blind_verdicts_are_reported_after_blind_review_was_switched_off() -> None:
    made = blind_of(report(record(), SCHEME, ReviewRules()))
    assert made.verdicts.alpha == krippendorff_alpha(list(BLIND_LABELS.values()))


def test_labels_that_left_the_scheme_count_and_are_named() -> None:
    made = report(record(Verdict("x", "c0", "pants_on_fire", by="dan")), SCHEME, BLIND)
    assert "c0" in made.discussed.verdicts.disagreeing
    assert made.notes[-1] == "Not in the scheme, counted as labels of their own: pants_on_fire."


def test_intervals_are_drawn_when_asked_for_and_repeat() -> None:
    one, two = (report(record(), SCHEME, BLIND, bootstrap=Bootstrap(100)) for _ in range(2))
    assert one == two
    assert one.discussed.verdicts.percent.interval is not None
    assert report(record(), SCHEME, BLIND).discussed.verdicts.percent.interval is None


def test_progress_is_told_pair_by_pair() -> None:
    told: list[tuple[int, int]] = []
    report(record(), SCHEME, BLIND, tell=lambda done, total: told.append((done, total)))
    assert told == [(n, 6) for n in range(1, 7)]


def test_an_empty_record_gives_a_report_of_reasons() -> None:
    made = report(Record(), SCHEME, ALL)
    figures = made.discussed
    assert figures.reviewers == ()
    for figure in (figures.verdicts.alpha, figures.marks.alpha_u, figures.marks.spans_exact):
        assert figure.value is None
        assert figure.reason.startswith("undefined: ")


# Ann and Ben each mark two passages, link them and make a claim; Ben marks one more passage.


def mark(id_: str, start: int, end: int, by: str, at: str = "", article: str = "a") -> Span:
    return Span(id_, article, f"v{article}", ((start, end),), "", "", "", by=by, at=at)


MARKED = Record(
    articles=(Article("a", "case", "va", "a.txt", "A"), Article("b", "case", "vb", "b.txt", "B")),
    texts={"va": "x" * 100, "vb": "y" * 80},
    spans=(
        mark("a1", 0, 10, "ann"),
        mark("a2", 20, 30, "ann", article="b"),
        mark("b1", 0, 10, "ben"),
        mark("b2", 22, 30, "ben", article="b"),
        mark("b3", 50, 60, "ben"),
    ),
    links=(
        Link("la", "a1", "a2", "contradict", by="ann"),
        Link("lb", "b2", "b1", "agree", by="ben"),
        Link("lc", "b1", "b3", "agree", by="ben"),
    ),
    claims=(
        Claim("ca", "one", "case", links=("la",), by="ann"),
        Claim("cb", "two", "case", spans=("b1", "b2"), by="ben"),
        Claim("cc", "three", "case", spans=("b3",), by="ben"),
    ),
)


def test_marks_are_matched_and_those_of_one_reviewer_alone_are_named() -> None:
    (pair,) = report(MARKED, SCHEME, ALL).discussed.pairs
    marks = pair.marks
    assert marks.spans_exact.value == pytest.approx(2 / 5)
    assert marks.spans_overlap.value == pytest.approx(4 / 5)
    assert marks.spans_alone == ("b3",)
    assert marks.links.value == pytest.approx(2 / 3)
    assert marks.links_alone == ("lc",)
    assert marks.links_differing == (("la", "lb"),)
    assert marks.relations.value == 0
    assert marks.claims_differing == ("cc",)
    assert marks.b_cubed.value == pytest.approx(2 * (2 / 3) / (1 + 2 / 3))
    assert marks.ceaf_e.value == pytest.approx(2 / 3)
    assert marks.alpha_u.value is not None


def test_marks_made_after_the_blind_pass_count_as_discussed_only() -> None:
    late = replace(MARKED, spans=(*MARKED.spans, mark("a3", 50, 60, "ann", "2025-05-02")))
    over = tuple(Pass(f"p{who}", "case", who, "blind", NOON) for who in ("ann", "ben"))
    made = report(replace(late, passes=over), SCHEME, ALL)
    assert blind_of(made).pairs[0].marks.spans_alone == ("b3",)
    assert made.discussed.pairs[0].marks.spans_alone == ()


def test_orphaned_spans_and_void_claims_are_left_out() -> None:
    spans = tuple(replace(s, state="orphan") if s.id == "b3" else s for s in MARKED.spans)
    claims = tuple(replace(c, state="void") if c.id == "cc" else c for c in MARKED.claims)
    (pair,) = report(replace(MARKED, spans=spans, claims=claims), SCHEME, ALL).discussed.pairs
    assert pair.marks.spans_alone == ()
    assert pair.marks.claims_differing == ()


def test_a_reviewer_who_found_nothing_scores_0_where_marks_are_withheld() -> None:
    spans = tuple(s for s in MARKED.spans if s.by == "ann")
    over = (Pass("p", "case", "ben", "blind", NOON),)
    alone = Record(articles=MARKED.articles, texts=MARKED.texts, spans=spans, passes=over)
    withheld = report(alone, SCHEME, ALL).discussed.pairs[0].marks
    assert withheld.spans_overlap.value == 0
    shared = report(alone, SCHEME, BLIND).discussed
    assert shared.pairs == ()


def agreed(*claims: Claim, spans: tuple[Span, ...] = ()) -> Record:
    """Ann and Ben mark the same and claim the same; what is given comes on top."""
    own = tuple(
        mark(f"{who}{n}", n * 20, n * 20 + 10, who) for who in ("ann", "ben") for n in (0, 1)
    )
    same = tuple(
        Claim(who, who, "case", spans=(f"{who}0", f"{who}1"), by=who) for who in ("ann", "ben")
    )
    return replace(MARKED, spans=(*own, *spans), links=(), claims=(*same, *claims))


@pytest.mark.parametrize("rules", [ReviewRules(), ReviewRules(blind="all")])
@pytest.mark.parametrize("spans", [(), ("ann0", "ben1")], ids=["from nothing", "of others' spans"])
def test_a_claim_of_somebody_who_marked_nothing_leaves_the_figures_as_they_are(
    rules: ReviewRules, spans: tuple[str, ...]
) -> None:
    before = report(agreed(), SCHEME, rules).discussed
    lead = Claim("queue", "to be looked at", "case", spans=spans, by="dora")
    after = report(agreed(lead), SCHEME, rules).discussed
    assert (after.reviewers, after.marks) == (("ann", "ben"), before.marks)


def test_a_claim_from_nothing_is_no_mark_in_its_case() -> None:
    other = (
        mark("o1", 0, 9, "ann", article="z"),
        mark("o2", 0, 9, "ben", article="z"),
        mark("o3", 30, 39, "cat"),
    )
    cases = replace(
        agreed(Claim("queue", "later", "other", by="cat"), spans=other),
        articles=(*MARKED.articles, Article("z", "other", "vz", "z.txt", "Z")),
    )
    pairs = {pair.reviewers: pair.marks for pair in report(cases, SCHEME).discussed.pairs}
    assert pairs["ann", "cat"].spans_alone == ("ann0", "ann1", "o3")


def test_marks_of_who_may_not_review_are_left_out() -> None:
    before = report(agreed(), SCHEME, ALL).discussed
    more = agreed(spans=(mark("d", 60, 70, "dora"),))
    over = (Pass("p", "case", "dora", "blind", NOON),)
    after = report(replace(more, passes=over), SCHEME, ALL).discussed
    assert (after.reviewers, after.marks) == (before.reviewers, before.marks)


def test_who_only_links_the_spans_of_others_is_compared() -> None:
    link = Link("k", "ann0", "ben1", "agree", by="cat")
    linked = replace(agreed(), links=(link,))
    pairs = {pair.reviewers: pair.marks for pair in report(linked, SCHEME).discussed.pairs}
    assert pairs["ann", "cat"].links_alone == ("k",)


def test_one_case_can_be_reported_alone() -> None:
    other = Article("z", "other", "vz", "z.txt", "Z")
    more = replace(
        MARKED,
        articles=(*MARKED.articles, other),
        spans=(*MARKED.spans, mark("z1", 0, 5, "ann", article="z")),
    )
    (pair,) = report(more, SCHEME, ALL, case="case").discussed.pairs
    assert pair.marks.spans_alone == ("b3",)


def test_notes_say_when_marks_were_seen_by_all() -> None:
    assert any("seen by all" in note for note in report(MARKED, SCHEME, BLIND).notes)
    assert report(MARKED, SCHEME, ALL).notes == ()
