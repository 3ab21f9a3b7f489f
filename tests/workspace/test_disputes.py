"""Conflicts: what is counted as one, who may settle it, and with what."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cases import FIRST
from workbench.domain.errors import BadInput, NotPermitted, UnknownLabel
from workbench.domain.record import gathered
from workbench.store.operations import Put
from workbench.workspace.commands import (
    AddClaim,
    AddSpan,
    Adjudicate,
    EditArticle,
    EditClaim,
    GiveVerdict,
    Resolve,
    SetState,
    Undo,
)
from workbench.workspace.disputes import disputes
from workbench.workspace.parsing import parse
from workbench.workspace.workspace import Workspace

Open = Callable[[str], Workspace]


def at_once(open_as: Open, *names: str) -> list[Workspace]:
    """Workspaces in which nobody has seen yet what the others will do."""
    return [open_as(name).load() for name in names]


def decided_twice(open_as: Open) -> tuple[str, Workspace, Workspace]:
    """A claim that dora and eve have decided without seeing each other's decision."""
    ada = open_as("ada")
    claim = str(ada.do(AddClaim(text="Five left")).id)
    ada.do(GiveVerdict(claim=claim, label="supported", rationale="r"))
    dora, eve = at_once(open_as, "dora", "eve")
    dora.do(Adjudicate(claim=claim, label="supported", note="dora's note"))
    eve.do(Adjudicate(claim=claim, label="refuted", note="eve's note"))
    dora.refresh()
    eve.refresh()
    return claim, dora, eve


def test_articles_that_two_recorded_at_once_are_no_conflict(open_as: Open) -> None:
    ada, ben = at_once(open_as, "ada", "ben")
    for workspace in (ada, ben):
        workspace.do(AddSpan(article=FIRST, fragments=((0, 5),)))
    ada.refresh()
    assert ada.conflicts() == []
    assert disputes(ada).count == 0


def test_an_article_in_conflict_over_its_title_lists_the_title_alone(open_as: Open) -> None:
    ada, ben = at_once(open_as, "ada", "ben")
    for workspace in (ada, ben):
        workspace.do(AddSpan(article=FIRST, fragments=((0, 5),)))
        workspace.do(EditArticle(article=FIRST, title=f"As {workspace.reviewer} has it"))
    ada.refresh()
    assert [item.field for item in ada.conflicts()] == ["title"]


def test_a_decision_in_conflict_counts_once_and_names_its_claim(open_as: Open) -> None:
    claim, dora, _ = decided_twice(open_as)
    assert len(gathered(dora.conflicts())) == 1
    assert (disputes(dora).count, disputes(dora).claims) == (1, frozenset({claim}))


def test_each_field_of_a_claim_in_conflict_counts(open_as: Open) -> None:
    claim = str(open_as("dora").do(AddClaim(text="Five left")).id)
    ada, ben = at_once(open_as, "ada", "ben")
    ada.do(EditClaim(claim=claim, text="Five fled", claimant="a"))
    ben.do(EditClaim(claim=claim, text="Five walked", claimant="b"))
    ada.refresh()
    assert (disputes(ada).count, disputes(ada).claims) == (2, frozenset({claim}))


RULES = """
[review]
reviewers = ["ada", "ben"]
adjudicators = ["dora", "eve"]
"""


@pytest.fixture
def ruled(folder: Path) -> None:
    (folder / "workbench.toml").write_text(RULES)


def final_of(workspace: Workspace, claim: str) -> tuple[str | None, str, str]:
    [final] = workspace.view.adjudications.by("claim", claim)
    return final.label, final.note, final.by


def final_id(workspace: Workspace, claim: str) -> str:
    [final] = workspace.view.adjudications.by("claim", claim)
    return str(final.id)


@pytest.mark.parametrize(
    ("field", "keep"),
    [("label", "supported"), ("note", "dora's note"), ("by", "dora")],
)
def test_a_decision_is_kept_whole_whichever_of_its_fields_is_named(
    open_as: Open, field: str, keep: str
) -> None:
    claim, _, eve = decided_twice(open_as)
    eve.do(Resolve(id=final_id(eve, claim), field=field, keep=keep))
    assert final_of(eve, claim) == ("supported", "dora's note", "dora")
    assert eve.conflicts() == []


def test_undo_of_settling_a_decision_brings_its_conflict_back(open_as: Open) -> None:
    claim, _, eve = decided_twice(open_as)
    before = {item.field for item in eve.conflicts()}
    eve.do(Resolve(id=final_id(eve, claim), field="label", keep="supported"))
    eve.do(Undo())
    assert {item.field for item in eve.conflicts()} == before
    assert final_of(eve, claim) == ("refuted", "eve's note", "eve")


def test_a_decision_changed_in_part_by_each_of_two_is_kept_whole(open_as: Open) -> None:
    ada = open_as("ada")
    claim = str(ada.do(AddClaim(text="Five left")).id)
    ada.do(GiveVerdict(claim=claim, label="supported", rationale="r"))
    open_as("cy").do(Adjudicate(claim=claim, label="supported", note="at first"))
    dora, eve = at_once(open_as, "dora", "eve")
    dora.do(Adjudicate(claim=claim, label="refuted", note="at first"))
    eve.do(Adjudicate(claim=claim, label="supported", note="still"))
    eve.refresh()
    eve.do(Resolve(id=final_id(eve, claim), field="by", keep="dora"))
    assert final_of(eve, claim) == ("refuted", "at first", "dora")


def test_a_verdict_that_was_given_without_words_does_not_keep_those_of_the_other(
    open_as: Open,
) -> None:
    claim = str(open_as("ben").do(AddClaim(text="Five left")).id)
    here, there = at_once(open_as, "ada", "ada")
    here.do(GiveVerdict(claim=claim, label="supported"))
    there.do(GiveVerdict(claim=claim, label="refuted", rationale="seen it", confidence=0.5))
    here.refresh()
    [verdict] = here.view.verdicts.by("claim", claim)
    here.do(Resolve(id=verdict.id, field="label", keep="supported"))
    [verdict] = here.view.verdicts.by("claim", claim)
    assert (verdict.label, verdict.rationale, verdict.confidence) == ("supported", "", None)
    assert here.conflicts() == []


@pytest.mark.usefixtures("ruled")
def test_only_an_adjudicator_settles_a_final_verdict(open_as: Open) -> None:
    claim, _, eve = decided_twice(open_as)
    ben = open_as("ben").load()
    with pytest.raises(NotPermitted, match="no adjudicator"):
        ben.do(Resolve(id=final_id(eve, claim), field="label", keep="supported"))


@pytest.mark.usefixtures("ruled")
def test_who_is_no_reviewer_settles_nothing(open_as: Open) -> None:
    claim, _, eve = decided_twice(open_as)
    with pytest.raises(NotPermitted, match="not among the reviewers"):
        open_as("mal").do(Resolve(id=final_id(eve, claim), field="label", keep="supported"))


@pytest.mark.parametrize(
    ("field", "keep"), [("label", "banana"), ("label", None), ("by", "ben"), ("note", "another")]
)
def test_a_decision_keeps_one_of_the_values_in_conflict(
    open_as: Open, field: str, keep: object
) -> None:
    claim, _, eve = decided_twice(open_as)
    with pytest.raises(BadInput, match="none of the values"):
        eve.do(Resolve(id=final_id(eve, claim), field=field, keep=keep))


def test_a_label_that_the_scheme_has_no_more_can_not_be_kept(open_as: Open, folder: Path) -> None:
    claim, _, _ = decided_twice(open_as)
    (folder / "workbench.toml").write_text('[scheme]\npreset = "fever"\n')
    workspace = open_as("dora").load()
    with pytest.raises(UnknownLabel):
        workspace.do(Resolve(id=final_id(workspace, claim), field="by", keep="dora"))


def published_apart(open_as: Open) -> tuple[str, Workspace]:
    """Dora and eve decide one claim, and eve publishes hers; dora's change is the later one."""
    claim = str(open_as("ada").do(AddClaim(text="Five left")).id)
    open_as("ben").do(GiveVerdict(claim=claim, label="supported", rationale="r"))
    dora, eve = at_once(open_as, "dora", "eve")
    eve.do(Adjudicate(claim=claim, label="refuted", note="eve's note"))
    eve.do(SetState(claim=claim, state="published"))
    dora.do(Adjudicate(claim=claim, label="supported", note="dora's note"))
    eve.refresh()
    return claim, eve


def test_a_claim_that_one_has_published_stays_published(open_as: Open) -> None:
    claim, eve = published_apart(open_as)
    with pytest.raises(NotPermitted, match="stays published"):
        eve.do(Resolve(id=claim, field="state", keep="adjudicated"))
    with pytest.raises(BadInput, match="none of the values"):
        eve.do(Resolve(id=claim, field="state", keep="garbage"))


@pytest.mark.usefixtures("ruled")
def test_only_an_adjudicator_settles_the_state_of_a_decided_claim(open_as: Open) -> None:
    claim, _ = published_apart(open_as)
    with pytest.raises(NotPermitted, match="no adjudicator"):
        open_as("ben").do(Resolve(id=claim, field="state", keep="published"))


def test_another_final_verdict_of_a_published_claim_needs_a_correction(open_as: Open) -> None:
    claim, eve = published_apart(open_as)
    resolve = Resolve(id=final_id(eve, claim), field="label", keep="refuted")
    with pytest.raises(BadInput, match="needs a note"):
        eve.do(resolve)
    eve.do(Resolve(id=resolve.id, field="label", keep="refuted", correction="Dora's came later."))
    assert [item.text for item in eve.view.corrections.by("claim", claim)] == ["Dora's came later."]
    assert final_of(eve, claim) == ("refuted", "eve's note", "eve")


def test_confirming_what_a_published_claim_shows_needs_no_correction(open_as: Open) -> None:
    claim, eve = published_apart(open_as)
    eve.do(Resolve(id=final_id(eve, claim), field="label", keep="supported"))
    assert final_of(eve, claim) == ("supported", "dora's note", "dora")


def test_another_final_verdict_needs_other_eyes_again_before_it_is_published(
    open_as: Open, folder: Path
) -> None:
    (folder / "workbench.toml").write_text("[review]\npublish_needs = 2\n")
    claim = str(open_as("ada").do(AddClaim(text="Five left")).id)
    open_as("ben").do(GiveVerdict(claim=claim, label="supported", rationale="r"))
    dora, eve = at_once(open_as, "dora", "eve")
    dora.do(Adjudicate(claim=claim, label="supported", note="dora's note"))
    eve.do(Adjudicate(claim=claim, label="refuted", note="eve's note"))
    open_as("ben").do(SetState(claim=claim, state="published"))
    dora.refresh()
    assert dora.view.claims.get(claim).state == "published"
    final = final_id(dora, claim)
    dora.do(Resolve(id=final, field="label", keep="supported", correction="Eve's came later."))
    assert dora.view.claims.get(claim).state == "adjudicated"


def worded_twice(open_as: Open) -> tuple[str, Workspace]:
    claim = str(open_as("cy").do(AddClaim(text="Five left")).id)
    ada, ben = at_once(open_as, "ada", "ben")
    ada.do(EditClaim(claim=claim, text="Five fled", priority=1))
    ben.do(EditClaim(claim=claim, text="Five walked", priority=2))
    ada.refresh()
    return claim, ada


def test_a_text_may_be_made_of_both(open_as: Open) -> None:
    claim, ada = worded_twice(open_as)
    ada.do(Resolve(id=claim, field="text", keep="Five fled, on foot"))
    assert ada.view.claims.get(claim).text == "Five fled, on foot"


@pytest.mark.parametrize(("field", "keep"), [("text", ""), ("text", 5), ("priority", 3)])
def test_what_is_no_text_in_a_field_of_words_is_refused(
    open_as: Open, field: str, keep: object
) -> None:
    claim, ada = worded_twice(open_as)
    with pytest.raises(BadInput, match="none of the values"):
        ada.do(Resolve(id=claim, field=field, keep=keep))


@pytest.mark.usefixtures("ruled")
def test_a_verdict_is_settled_by_who_gave_it_or_an_adjudicator(open_as: Open) -> None:
    claim = str(open_as("ben").do(AddClaim(text="Five left")).id)
    here, there = at_once(open_as, "ada", "ada")
    here.do(GiveVerdict(claim=claim, label="supported"))
    there.do(GiveVerdict(claim=claim, label="refuted"))
    here.refresh()
    [verdict] = here.view.verdicts.by("claim", claim)
    resolve = Resolve(id=verdict.id, field="label", keep="supported")
    with pytest.raises(NotPermitted, match="this is ada's"):
        open_as("ben").do(resolve)
    open_as("dora").do(resolve)
    here.refresh()
    [verdict] = here.view.verdicts.by("claim", claim)
    assert (verdict.label, verdict.by) == ("supported", "ada")


def test_settling_without_a_word_of_what_to_keep_is_refused() -> None:
    with pytest.raises(BadInput, match="resolve needs 'keep'"):
        parse(b'{"do":"resolve","id":"x","field":"label"}', {})


def test_a_conflict_in_a_table_that_is_not_known_here_is_passed_over(open_as: Open) -> None:
    ada, ben = at_once(open_as, "ada", "ben")
    for workspace in (ada, ben):
        workspace.store.commit([Put("later", 1, {"f": workspace.reviewer})])
    ada.refresh()
    assert ada.store.disputed() != ()
    assert (ada.conflicts(), disputes(ada).count) == ([], 0)
