"""What a team decides: rules, assignments, and who may not decide yet."""

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.domain.errors import BadInput, NotPermitted
from workbench.workspace.commands import (
    AddClaim,
    Adjudicate,
    AdjudicateAll,
    Assign,
    AssignCase,
    ClosePass,
    GiveVerdict,
    ReopenPass,
    SetState,
    SubmitPass,
    Undo,
)
from workbench.workspace.queries import shown_verdict
from workbench.workspace.workspace import Workspace

Open = Callable[[str], Workspace]


def judged(open_as: Open, labels: dict[str, str], text: str = "a claim") -> str:
    """A claim, and who judged it how."""
    claim = ""
    for name, label in labels.items():
        workspace = open_as(name)
        claim = claim or str(workspace.do(AddClaim(text=text)).id)
        workspace.do(GiveVerdict(claim=claim, label=label, rationale=f"why {name}"))
    return claim


def test_a_rule_can_be_chosen_for_a_claim(open_as: Open) -> None:
    claim = judged(open_as, {"ada": "refuted", "ben": "refuted", "cy": "supported"})
    desk = open_as("dora")
    with pytest.raises(BadInput, match="no result by unanimous"):
        desk.do(Adjudicate(claim=claim, rule="unanimous"))
    desk.do(Adjudicate(claim=claim, rule="threshold"))
    [final] = desk.view.adjudications.all()
    assert (final.label, final.provenance, final.note) == ("refuted", "majority", "2 of 3 refuted")


def test_settling_all_leaves_what_the_rule_does_not_settle_and_is_one_step(open_as: Open) -> None:
    same = judged(open_as, {"ada": "refuted", "ben": "refuted"}, "same")
    judged(open_as, {"ada": "refuted", "ben": "supported"}, "split")
    desk = open_as("dora")
    outcome = desk.do(AdjudicateAll(rule="unanimous"))
    assert [item.claim for item in desk.view.adjudications.all()] == [same]
    assert desk.view.claims.get(same).state == "adjudicated"
    [warning] = outcome.warnings
    assert warning.startswith("settled 1 of 2 claims")
    desk.do(Undo())
    assert desk.view.adjudications.all() == []
    assert desk.view.claims.get(same).state == "open"


def test_who_is_still_blind_decides_nothing(folder: Path, open_as: Open) -> None:
    (folder / "workbench.toml").write_text('[review]\nblind = "on"\n')
    claim = judged(open_as, {"ada": "refuted", "ben": "refuted"})
    for name in ("ada", "ben"):
        open_as(name).do(SubmitPass())
    late = open_as("cy")
    for command in (Adjudicate(claim=claim, label="refuted", note="n"), AdjudicateAll()):
        with pytest.raises(NotPermitted, match="while your blind pass runs"):
            late.do(command)


def test_a_case_is_assigned_to_one_reviewer_and_only_what_is_new(open_as: Open) -> None:
    ada = open_as("ada")
    claims = [str(ada.do(AddClaim(text=text)).id) for text in ("one", "two")]
    ada.do(Assign(claim=claims[0], reviewer="ben"))
    ada.do(AssignCase(reviewer="ben"))
    assert sorted(item.claim for item in ada.view.assignments.all()) == sorted(claims)
    assert ada.do(AssignCase(reviewer="ben")).warnings


def test_the_submission_of_a_blind_pass_is_not_undone(folder: Path, open_as: Open) -> None:
    (folder / "workbench.toml").write_text('[review]\nblind = "on"\n')
    judged(open_as, {"ada": "refuted"})
    ada = open_as("ada")
    ada.do(SubmitPass())
    with pytest.raises(NotPermitted, match="not taken back"):
        ada.do(Undo())
    assert ada.view.passes.all()[0].submitted


def test_closing_a_blind_pass_is_not_undone_and_reopening_it_is(
    folder: Path, open_as: Open
) -> None:
    (folder / "workbench.toml").write_text('[review]\nblind = "on"\nadjudicators = ["dora"]\n')
    judged(open_as, {"ada": "refuted", "ben": "refuted"})
    desk = open_as("dora")
    desk.do(ClosePass(reviewer="ben"))
    with pytest.raises(NotPermitted, match="may have seen what others think"):
        desk.do(Undo())
    desk.do(ReopenPass(reviewer="ben"))
    desk.do(Undo())
    [over] = desk.view.passes.all()
    assert (over.closed_by, over.reopened_by) == ("dora", "")


def test_closing_a_pass_that_withheld_nothing_is_undone(open_as: Open) -> None:
    judged(open_as, {"ada": "refuted", "ben": "refuted"})
    desk = open_as("dora")
    desk.do(ClosePass(reviewer="ben"))
    desk.do(Undo())
    assert not desk.view.passes.all()


def test_reopening_is_not_undone_once_the_reviewer_has_submitted_again(
    folder: Path, open_as: Open
) -> None:
    (folder / "workbench.toml").write_text('[review]\nblind = "on"\nadjudicators = ["dora"]\n')
    judged(open_as, {"ada": "refuted", "ben": "refuted"})
    desk, ben = open_as("dora"), open_as("ben")
    desk.do(ClosePass(reviewer="ben"))
    desk.do(ReopenPass(reviewer="ben"))
    ben.refresh()
    ben.do(SubmitPass())
    desk.refresh()
    with pytest.raises(BadInput, match="ben"):
        desk.do(Undo())


def test_a_published_claim_is_decided_anew_only_with_a_dated_correction(open_as: Open) -> None:
    claim = judged(open_as, {"ada": "refuted", "ben": "refuted"})
    desk = open_as("dora")
    desk.do(Adjudicate(claim=claim))
    desk.do(SetState(claim=claim, state="published"))
    with pytest.raises(NotPermitted, match="only by a correction"):
        desk.do(Adjudicate(claim=claim, label="supported", note="a new source"))
    desk.do(Adjudicate(claim=claim, label="supported", note="a new source", correction="wrong"))
    assert [item.label for item in desk.view.adjudications.all()] == ["supported"]
    assert [item.text for item in desk.view.corrections.all()] == ["wrong"]


def test_a_decision_that_is_withdrawn_opens_the_claim_again(open_as: Open) -> None:
    claim = judged(open_as, {"ada": "refuted", "ben": "refuted"})
    desk = open_as("dora")
    desk.do(Adjudicate(claim=claim))
    desk.do(Adjudicate(claim=claim, note="the source was withdrawn"))
    [final] = desk.view.adjudications.all()
    assert (final.label, final.provenance) == (None, "unresolved")
    assert desk.view.claims.get(claim).state == "in_review"


def test_the_last_word_in_a_reopened_pass_counts_everywhere_and_the_blind_one_stays(
    folder: Path, open_as: Open
) -> None:
    (folder / "workbench.toml").write_text(
        '[review]\nblind = "on"\nreviewers = ["ben"]\nadjudicators = ["dora"]\n'
    )
    claim = judged(open_as, {"ben": "supported"})
    ben, desk = open_as("ben"), open_as("dora")
    ben.do(SubmitPass())
    ben.do(GiveVerdict(claim=claim, label="refuted", rationale="after talk"))
    desk.do(ReopenPass(reviewer="ben"))
    ben.refresh()
    ben.do(GiveVerdict(claim=claim, label="conflicting", rationale="last word"))
    ben.do(SubmitPass())
    desk.refresh()
    given = {item.round: item for item in ben.view.verdicts.all()}
    assert (given["blind"].label, given["blind"].after_discussion) == ("supported", False)
    assert (given["open"].label, given["open"].after_discussion) == ("conflicting", True)
    assert shown_verdict(ben.view, claim, "ben") == "conflicting"
    desk.do(Adjudicate(claim=claim))
    assert [item.label for item in desk.view.adjudications.all()] == ["conflicting"]


def test_who_adjudicates_and_does_not_review_gives_no_verdict(folder: Path, open_as: Open) -> None:
    (folder / "workbench.toml").write_text(
        '[review]\nblind = "on"\nreviewers = ["ada", "ben"]\nadjudicators = ["dora"]\n'
    )
    claim = judged(open_as, {"ada": "refuted", "ben": "refuted"})
    with pytest.raises(NotPermitted, match="'dora' is no reviewer here"):
        open_as("dora").do(GiveVerdict(claim=claim, label="supported", rationale="seen it all"))


def test_nobody_waits_for_the_blind_pass_of_one_who_has_left_the_team(
    folder: Path, open_as: Open
) -> None:
    rules = '[review]\nblind = "on"\nadjudicators = ["dora"]\nreviewers = ["ada"{more}]\n'
    (folder / "workbench.toml").write_text(rules.format(more=', "ben"'))
    claim = judged(open_as, {"ada": "refuted", "ben": "refuted"})
    open_as("ada").do(SubmitPass())
    (folder / "workbench.toml").write_text(rules.format(more=""))
    desk = open_as("dora")
    desk.do(Adjudicate(claim=claim))
    [final] = desk.view.adjudications.all()
    assert len(final.verdicts) == 2


def test_the_pass_of_one_who_has_left_the_team_with_verdicts_can_be_closed(
    folder: Path, open_as: Open
) -> None:
    rules = '[review]\nblind = "on"\nadjudicators = ["dora"]\nreviewers = ["ada"{more}]\n'
    (folder / "workbench.toml").write_text(rules.format(more=', "ben"'))
    judged(open_as, {"ada": "refuted", "ben": "refuted"})
    (folder / "workbench.toml").write_text(rules.format(more=""))
    desk = open_as("dora")
    desk.do(ClosePass(reviewer="ben"))
    assert [item.closed_by for item in desk.view.passes.all()] == ["dora"]
    with pytest.raises(BadInput, match="there is no reviewer 'zoe'"):
        desk.do(ClosePass(reviewer="zoe"))
