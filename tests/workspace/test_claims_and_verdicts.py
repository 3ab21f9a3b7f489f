import pytest

from tests.cases import FIRST, SECOND
from workbench.domain.errors import BadInput, NotPermitted, UnknownId, UnknownLabel
from workbench.workspace import queries
from workbench.workspace.commands import (
    AddClaim,
    AddComment,
    AddEvidence,
    AddSpan,
    DeleteRecord,
    EditClaim,
    EditEvidence,
    GiveVerdict,
    LinkSpans,
    MergeClaims,
    NewEvidence,
    Omit,
    Undo,
)
from workbench.workspace.workspace import Workspace


def claim(workspace: Workspace, text: str = "five people left") -> str:
    return str(workspace.do(AddClaim(text=text)).id)


def test_a_claim_may_have_no_spans_yet(workspace: Workspace) -> None:
    made = workspace.view.claims.get(claim(workspace))
    assert (made.text, made.spans, made.state, made.case) == (
        "five people left",
        (),
        "open",
        "case",
    )


def test_a_claim_takes_the_case_of_its_articles(workspace: Workspace) -> None:
    other = workspace.paths.seeds / "flood"
    other.mkdir()
    (other / "report.txt").write_text("The river rose.", encoding="utf-8")
    workspace.articles.scan()
    span = str(workspace.do(AddSpan(article="report", fragments=((0, 9),))).id)
    made = str(workspace.do(AddClaim(text="it rose", spans=(span,))).id)
    assert workspace.view.claims.get(made).case == "flood"


def test_a_claim_without_spans_needs_its_case_named_where_there_are_several(
    workspace: Workspace,
) -> None:
    (workspace.paths.seeds / "flood").mkdir()
    (workspace.paths.seeds / "flood" / "report.txt").write_text("It rose.", encoding="utf-8")
    workspace.articles.scan()
    with pytest.raises(BadInput, match="several cases"):
        claim(workspace)


def test_a_claim_needs_words(workspace: Workspace) -> None:
    with pytest.raises(BadInput, match="needs words"):
        claim(workspace, "  \n ")


def test_editing_a_claim_changes_only_what_is_given(workspace: Workspace) -> None:
    made = str(workspace.do(AddClaim(text="a", claimant="b", tags=("x", "y"))).id)
    workspace.do(EditClaim(claim=made, text="new", tags=("y", "z")))
    edited = workspace.view.claims.get(made)
    assert (edited.text, edited.claimant, set(edited.tags)) == ("new", "b", {"y", "z"})


def test_what_is_added_stands_behind_what_was_there_also_after_some_was_taken_out(
    workspace: Workspace,
) -> None:
    made = str(workspace.do(AddClaim(text="a", tags=("first", "second"))).id)
    for tags in (
        ("first", "second", "third"),
        ("first", "second", "third", "fourth"),
        ("third", "fourth"),
        ("third", "fourth", "fifth"),
    ):
        workspace.do(EditClaim(claim=made, tags=tags))
        assert workspace.view.claims.get(made).tags == tags


def test_a_date_that_is_none_is_refused(workspace: Workspace) -> None:
    with pytest.raises(BadInput, match="'yesterday' is not a date"):
        workspace.do(AddClaim(text="a", stated_on="yesterday"))


def test_a_verdict_with_new_evidence_cites_it(workspace: Workspace) -> None:
    made = claim(workspace)
    source = NewEvidence(quote="q", title="t", stance="refutes")
    command = GiveVerdict(claim=made, label="refuted", rationale="six", evidence=(source,))
    verdict = workspace.view.verdicts.get(str(workspace.do(command).id))
    [evidence] = workspace.view.evidence.by("claim", made)
    assert verdict.evidence == (evidence.id,)
    assert (verdict.label, verdict.rationale, verdict.round) == ("refuted", "six", "open")
    assert (evidence.title, evidence.stance, evidence.by) == ("t", "refutes", "ada")


def test_a_verdict_given_again_changes_and_keeps_its_evidence(workspace: Workspace) -> None:
    made = claim(workspace)
    source = NewEvidence(quote="q")
    first = workspace.do(GiveVerdict(claim=made, label="refuted", evidence=(source,)))
    second = workspace.do(GiveVerdict(claim=made, label="supported", rationale="on reflection"))
    assert first.id == second.id
    [verdict] = workspace.view.verdicts.by("claim", made)
    assert (verdict.label, len(verdict.evidence)) == ("supported", 1)


def test_the_same_evidence_given_again_is_not_doubled(workspace: Workspace) -> None:
    made = claim(workspace)
    source = NewEvidence(quote="q", title="t")
    for _ in range(2):
        workspace.do(GiveVerdict(claim=made, label="refuted", rationale="r", evidence=(source,)))
    assert len(workspace.view.evidence.by("claim", made)) == 1


def test_a_label_that_asks_for_a_rationale_warns_without_one(workspace: Workspace) -> None:
    outcome = workspace.do(GiveVerdict(claim=claim(workspace), label="supported"))
    assert outcome.warnings == ("'Supported' asks for a rationale",)


def test_an_unknown_label_names_those_there_are(workspace: Workspace) -> None:
    with pytest.raises(UnknownLabel, match=r"no verdict label 'true'.*supported, refuted"):
        workspace.do(GiveVerdict(claim=claim(workspace), label="true"))


def test_confidence_goes_from_0_to_1(workspace: Workspace) -> None:
    with pytest.raises(BadInput, match="0 to 1"):
        workspace.do(GiveVerdict(claim=claim(workspace), label="refuted", confidence=80))


def test_evidence_may_come_before_any_verdict_and_is_cited_by_it(workspace: Workspace) -> None:
    made = claim(workspace)
    evidence = workspace.do(AddEvidence(claim=made, url="https://example.org/a")).id
    workspace.do(GiveVerdict(claim=made, label="supported", rationale="r"))
    [verdict] = workspace.view.verdicts.by("claim", made)
    assert verdict.evidence == (evidence,)


def test_evidence_that_names_no_source_is_refused(workspace: Workspace) -> None:
    with pytest.raises(BadInput, match="evidence needs"):
        workspace.do(AddEvidence(claim=claim(workspace), note="somewhere"))


def test_evidence_that_is_changed_to_name_no_source_is_refused(workspace: Workspace) -> None:
    made = claim(workspace)
    source = str(workspace.do(AddEvidence(claim=made, title="Register")).id)
    with pytest.raises(BadInput, match="needs a quote"):
        workspace.do(EditEvidence(evidence=source, title=""))
    assert workspace.view.evidence.get(source).title == "Register"


def test_one_changes_only_ones_own_evidence(workspace: Workspace) -> None:
    made = claim(workspace)
    evidence = str(workspace.do(AddEvidence(claim=made, quote="q")).id)
    with (
        Workspace(workspace.paths.folder, "ben") as other,
        pytest.raises(NotPermitted, match="ada's"),
    ):
        other.do(EditEvidence(evidence=evidence, quote="changed"))


def test_an_omission_is_refused_where_the_claim_has_a_span(workspace: Workspace) -> None:
    span = str(workspace.do(AddSpan(article=FIRST, fragments=((0, 5),))).id)
    made = str(workspace.do(AddClaim(text="c", spans=(span,))).id)
    workspace.do(Omit(claim=made, article=SECOND))
    assert [item.article for item in workspace.view.omissions.by("claim", made)] == [SECOND]
    with pytest.raises(BadInput, match="does say something"):
        workspace.do(Omit(claim=made, article=FIRST))


def test_a_reply_belongs_to_the_claim_of_the_comment(workspace: Workspace) -> None:
    one, two = claim(workspace, "one"), claim(workspace, "two")
    first = str(workspace.do(AddComment(claim=one, text="why?")).id)
    workspace.do(AddComment(claim=one, text="because", reply_to=first))
    with pytest.raises(BadInput, match="another claim"):
        workspace.do(AddComment(claim=two, text="because", reply_to=first))


def test_a_claim_is_deleted_with_all_that_hangs_on_it_and_comes_back_whole(
    workspace: Workspace,
) -> None:
    made = claim(workspace)
    workspace.do(GiveVerdict(claim=made, label="refuted", evidence=(NewEvidence(quote="q"),)))
    workspace.do(AddComment(claim=made, text="hm"))
    with pytest.raises(BadInput, match="1 verdict, 1 evidence, 1 comment"):
        workspace.do(DeleteRecord(id=made))
    workspace.do(DeleteRecord(id=made, cascade=True))
    assert (len(workspace.view.claims), len(workspace.view.evidence)) == (0, 0)
    workspace.do(Undo())
    [verdict] = workspace.view.verdicts.by("claim", made)
    assert verdict.evidence == (workspace.view.evidence.by("claim", made)[0].id,)


def test_merging_moves_everything_and_keeps_both_verdicts_readable(workspace: Workspace) -> None:
    one, two = claim(workspace, "one"), claim(workspace, "two")
    workspace.do(GiveVerdict(claim=one, label="supported", rationale="kept"))
    workspace.do(GiveVerdict(claim=two, label="refuted", rationale="moved"))
    workspace.do(AddEvidence(claim=two, quote="q"))
    workspace.do(MergeClaims(into=one, claims=(two,)))
    assert workspace.view.claims.find(two) is None
    assert [item.label for item in workspace.view.verdicts.by("claim", one)] == ["supported"]
    assert "moved" in workspace.view.comments.by("claim", one)[0].text
    assert len(workspace.view.evidence.by("claim", one)) == 1


def test_the_spans_at_the_ends_of_a_claims_links_belong_to_it(workspace: Workspace) -> None:
    first = str(workspace.do(AddSpan(article=FIRST, fragments=((0, 5),))).id)
    second = str(workspace.do(AddSpan(article=SECOND, fragments=((0, 5),))).id)
    link = str(workspace.do(LinkSpans(source=first, target=second, relation="agree")).id)
    made = str(workspace.do(AddClaim(text="c", links=(link,))).id)
    carried = queries.spans_of_claim(workspace.view, workspace.view.claims.get(made))
    assert [span.id for span in carried] == [first, second]
    assert [item.id for item in queries.claims_of_span(workspace.view, second)] == [made]


def test_what_is_not_there_is_named(workspace: Workspace) -> None:
    with pytest.raises(UnknownId, match="there is no claim 'nonsense'"):
        workspace.do(EditClaim(claim="nonsense", text="x"))
