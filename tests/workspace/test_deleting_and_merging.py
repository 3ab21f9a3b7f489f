"""Deleting and merging: what hangs on a record is neither lost nor left hanging, seen or not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cases import FIRST, SECOND
from workbench.domain.errors import NotPermitted
from workbench.workspace.commands import (
    AddClaim,
    AddComment,
    AddEvidence,
    AddSpan,
    Adjudicate,
    Command,
    DeleteRecord,
    GiveVerdict,
    LinkSpans,
    MergeClaims,
    NewEvidence,
    Redo,
    SetState,
    Undo,
)
from workbench.workspace.workspace import Workspace

Open = Callable[[str], Workspace]


def set_rules(folder: Path, rules: str) -> None:
    (folder / "workbench.toml").write_text(f"[review]\n{rules}\n", "utf-8")


def claim(workspace: Workspace, text: str = "five people left") -> str:
    return str(workspace.do(AddClaim(text=text)).id)


def verdict(claim: str, label: str = "supported") -> GiveVerdict:
    source = NewEvidence(title="a source")
    return GiveVerdict(claim=claim, label=label, rationale="why", evidence=(source,))


def judged(open_as: Open, *names: str) -> str:
    """A claim of the first, judged by all of them."""
    made = claim(open_as(names[0]))
    for name in names:
        open_as(name).do(verdict(made))
    return made


def test_in_a_blind_pass_a_claim_that_others_judged_is_not_deleted_and_only_a_count_is_told(
    folder: Path, open_as: Open
) -> None:
    set_rules(folder, 'blind = "on"')
    made = judged(open_as, "ada", "ben")
    for cascade in (False, True):
        with pytest.raises(NotPermitted) as refused:
            open_as("eve").do(DeleteRecord(id=made, cascade=cascade))
        assert str(refused.value) == (
            f"{made}: others have work on this claim that your blind pass withholds (4); "
            "submit your pass first"
        )


def test_in_a_blind_pass_what_only_oneself_worked_on_is_deleted(
    folder: Path, open_as: Open
) -> None:
    set_rules(folder, 'blind = "on"')
    made = judged(open_as, "ada")
    open_as("ada").do(DeleteRecord(id=made, cascade=True))
    assert open_as("ada").view.verdicts.all() == []


def test_an_own_span_that_carries_a_withheld_claim_is_not_deleted(
    folder: Path, open_as: Open
) -> None:
    set_rules(folder, 'blind = "all"')
    ada = open_as("ada")
    spans = [
        str(ada.do(AddSpan(article=article, fragments=((0, 5),))).id) for article in (FIRST, SECOND)
    ]
    set_rules(folder, 'blind = "off"')
    link = str(open_as("ben").do(LinkSpans(source=spans[0], target=spans[1], relation="agree")).id)
    open_as("ben").do(AddClaim(text="theirs", links=(link,)))
    set_rules(folder, 'blind = "all"')
    with pytest.raises(NotPermitted, match=r"withholds \(2\)"):
        open_as("ada").do(DeleteRecord(id=spans[0], cascade=True))


def test_in_a_blind_pass_merging_moves_what_is_withheld_too(folder: Path, open_as: Open) -> None:
    set_rules(folder, 'blind = "on"')
    gone = judged(open_as, "ada", "ben")
    open_as("ben").do(AddComment(claim=gone, text="hm"))
    stays = claim(open_as("ada"), "five left")
    open_as("eve").do(MergeClaims(into=stays, claims=(gone,)))
    set_rules(folder, 'blind = "off"')
    view = open_as("dora").view
    assert [item.by for item in view.verdicts.by("claim", stays)] == ["ada", "ben"]
    assert [item.by for item in view.evidence.by("claim", stays)] == ["ada", "ben"]
    assert [item.text for item in view.comments.by("claim", stays)] == ["hm"]
    assert not view.verdicts.by("claim", gone)


def test_a_claim_merged_in_a_blind_pass_keeps_the_spans_that_are_withheld(
    folder: Path, open_as: Open
) -> None:
    set_rules(folder, 'blind = "off"')
    ben, ada = open_as("ben"), open_as("ada")
    span = str(ben.do(AddSpan(article=FIRST, fragments=((0, 5),))).id)
    gone = str(ada.do(AddClaim(text="one", spans=(span,))).id)
    stays = claim(ada, "two")
    set_rules(folder, 'blind = "all"')
    blind = open_as("ada")
    assert blind.view.claims.get(gone).spans == ()
    blind.do(MergeClaims(into=stays, claims=(gone,)))
    set_rules(folder, 'blind = "off"')
    assert open_as("ben").view.claims.get(stays).spans == (span,)


def test_of_two_verdicts_that_meet_on_a_third_claim_none_is_lost(open_as: Open) -> None:
    ada = open_as("ada")
    one, two, three = (claim(ada, text) for text in ("one", "two", "three"))
    ada.do(verdict(two, "supported"))
    ada.do(verdict(three, "refuted"))
    ada.do(MergeClaims(into=one, claims=(two, three)))
    assert [item.label for item in ada.view.verdicts.by("claim", one)] == ["supported"]
    [comment] = ada.view.comments.by("claim", one)
    assert "ada's verdict: refuted" in comment.text
    ada.do(Undo())
    assert {item.label for item in ada.view.verdicts.all()} == {"supported", "refuted"}


def decided(open_as: Open) -> str:
    made = judged(open_as, "ada", "ben")
    open_as("dora").do(Adjudicate(claim=made))
    return made


def void(open_as: Open) -> str:
    made = claim(open_as("ada"))
    open_as("dora").do(SetState(claim=made, state="void"))
    return made


def unresolved(open_as: Open) -> str:
    made = judged(open_as, "ada", "ben")
    open_as("dora").do(Adjudicate(claim=made, note="nobody can know"))
    return made


@pytest.mark.parametrize("made", [decided, void, unresolved])
def test_what_an_adjudicator_decided_is_neither_deleted_nor_merged_by_others(
    folder: Path, open_as: Open, made: Callable[[Open], str]
) -> None:
    set_rules(folder, 'adjudicators = ["dora"]')
    known = made(open_as)
    ben = open_as("ben")
    other = claim(ben, "another")
    commands: tuple[Command, ...] = (
        DeleteRecord(id=known, cascade=True),
        MergeClaims(into=other, claims=(known,)),
        MergeClaims(into=known, claims=(other,)),
    )
    for command in commands:
        with pytest.raises(NotPermitted, match=r"'ben' is no adjudicator, so may not .* decided"):
            ben.do(command)


def test_an_adjudicator_deletes_what_is_decided(folder: Path, open_as: Open) -> None:
    set_rules(folder, 'adjudicators = ["dora"]')
    made = decided(open_as)
    dora = open_as("dora")
    dora.do(DeleteRecord(id=made, cascade=True))
    assert dora.view.claims.all() == []


def test_evidence_that_a_withheld_verdict_cites_is_not_deleted(folder: Path, open_as: Open) -> None:
    made = claim(open_as("ada"))
    source = str(open_as("ada").do(AddEvidence(claim=made, title="t")).id)
    open_as("ben").do(GiveVerdict(claim=made, label="refuted", rationale="r", evidence=(source,)))
    set_rules(folder, 'blind = "on"')
    with pytest.raises(NotPermitted, match="others have work on this evidence"):
        open_as("ada").do(DeleteRecord(id=source, cascade=True))


def test_undo_leaves_nothing_hanging_that_others_have_put_on_it(open_as: Open) -> None:
    ben = open_as("ben")
    made = claim(ben)
    open_as("ada").do(verdict(made))
    ben.refresh()
    for force in (False, True):
        with pytest.raises(NotPermitted, match=r"more rests on this claim by now \(2\); delete it"):
            ben.do(Undo(force=force))
    assert ben.view.claims.get(made).text == "five people left"


def test_redo_of_a_deletion_leaves_nothing_hanging(open_as: Open) -> None:
    ben = open_as("ben")
    made = claim(ben)
    ben.do(DeleteRecord(id=made))
    ben.do(Undo())
    open_as("ada").do(verdict(made))
    ben.refresh()
    with pytest.raises(NotPermitted, match="more rests on this claim by now"):
        ben.do(Redo())
