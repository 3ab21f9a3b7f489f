"""Editors that are opened, and saved after somebody else has changed the same record."""

from collections.abc import Callable

import pytest

from workbench.domain.claim import Claim
from workbench.store.store import open_store
from workbench.workspace.commands import (
    AddClaim,
    Adjudicate,
    EditClaim,
    GiveVerdict,
    Undo,
)
from workbench.workspace.opened import Edits, Opened, look
from workbench.workspace.workspace import Workspace

OpenAs = Callable[[str], Workspace]


@pytest.fixture
def ann(open_as: OpenAs) -> Workspace:
    return open_as("ann")


@pytest.fixture
def bob(open_as: OpenAs) -> Workspace:
    return open_as("bob")


def claim_of(workspace: Workspace, **data: object) -> Claim:
    made = workspace.do(AddClaim(text="Five left", **data))  # type: ignore[arg-type]
    return workspace.view.claims.get(str(made.id))


def opened(workspace: Workspace, claim: Claim) -> Opened:
    return look(workspace, {("claims", claim.id): claim})


def now(workspace: Workspace, claim: Claim) -> Claim:
    return workspace.view.claims.get(claim.id)


def test_what_the_editor_left_as_it_was_stays_as_a_colleague_made_it(
    ann: Workspace, bob: Workspace
) -> None:
    claim = claim_of(ann, claimant="The mayor")
    before = opened(ann, claim)
    bob.do(EditClaim(claim=claim.id, claimant="The minister"))
    ann.refresh()
    ann.do(EditClaim(claim=claim.id, claimant="The mayor", priority=2), before)
    found = now(ann, claim)
    assert (found.claimant, found.priority, ann.conflicts()) == ("The minister", 2, [])


def test_what_both_changed_is_a_conflict(ann: Workspace, bob: Workspace) -> None:
    claim = claim_of(ann, claimant="The mayor")
    before = opened(ann, claim)
    bob.do(EditClaim(claim=claim.id, claimant="The minister"))
    ann.refresh()
    ann.do(EditClaim(claim=claim.id, claimant="The king"), before)
    (conflict,) = ann.conflicts()
    assert (conflict.field, {value.value for value in conflict.values}) == (
        "claimant",
        {"The minister", "The king"},
    )


def test_what_both_filled_in_is_a_conflict(ann: Workspace, bob: Workspace) -> None:
    claim = claim_of(ann)
    before = opened(ann, claim)
    bob.do(EditClaim(claim=claim.id, claimant="The minister"))
    ann.refresh()
    ann.do(EditClaim(claim=claim.id, claimant="The king"), before)
    assert [item.field for item in ann.conflicts()] == ["claimant"]


def test_both_making_the_same_change_is_no_conflict(ann: Workspace, bob: Workspace) -> None:
    claim = claim_of(ann)
    before = opened(ann, claim)
    bob.do(EditClaim(claim=claim.id, claimant="The king"))
    ann.refresh()
    ann.do(EditClaim(claim=claim.id, claimant="The king"), before)
    assert ann.conflicts() == []


def test_the_change_is_written_as_one_that_saw_what_the_editor_showed(
    ann: Workspace, bob: Workspace
) -> None:
    claim = claim_of(ann, claimant="The mayor")
    before = opened(ann, claim)
    (made,) = before.values()
    bob.do(EditClaim(claim=claim.id, claimant="The minister"))
    ann.refresh()
    done = ann.do(EditClaim(claim=claim.id, claimant="The king"), before).changes.event
    event = ann.store._lookup.find(done)
    assert event is not None
    assert [op["seen"] for op in event["ops"]] == [list(made.dots["claimant"])]


def test_what_came_between_the_record_and_its_events_counts_as_unseen(
    ann: Workspace, bob: Workspace
) -> None:
    claim = claim_of(ann, claimant="The mayor")
    bob.do(EditClaim(claim=claim.id, claimant="The minister"))
    ann.refresh()
    ann.do(EditClaim(claim=claim.id, claimant="The king"), opened(ann, claim))
    assert [item.field for item in ann.conflicts()] == ["claimant"]


def test_tags_of_both_are_kept(ann: Workspace, bob: Workspace) -> None:
    claim = claim_of(ann, tags=("fire", "old"))
    before = opened(ann, claim)
    bob.do(EditClaim(claim=claim.id, tags=("fire", "old", "lyon")))
    ann.refresh()
    ann.do(EditClaim(claim=claim.id, tags=("fire", "victims")), before)
    assert (set(now(ann, claim).tags), ann.conflicts()) == ({"fire", "lyon", "victims"}, [])


def test_a_tag_that_a_colleague_took_out_stays_out(ann: Workspace, bob: Workspace) -> None:
    claim = claim_of(ann, tags=("fire", "old"))
    before = opened(ann, claim)
    bob.do(EditClaim(claim=claim.id, tags=("fire",)))
    ann.refresh()
    ann.do(EditClaim(claim=claim.id, tags=("fire", "old", "victims")), before)
    assert now(ann, claim).tags == ("fire", "victims")


def test_undo_puts_back_what_the_colleague_wrote(ann: Workspace, bob: Workspace) -> None:
    claim = claim_of(ann, claimant="The mayor")
    before = opened(ann, claim)
    bob.do(EditClaim(claim=claim.id, claimant="The minister"))
    ann.refresh()
    ann.do(EditClaim(claim=claim.id, claimant="The king"), before)
    ann.do(Undo())
    assert (now(ann, claim).claimant, ann.conflicts()) == ("The minister", [])


def test_everybody_who_reads_the_folder_sees_the_same_conflict(
    ann: Workspace, bob: Workspace
) -> None:
    claim = claim_of(ann, claimant="The mayor")
    before = opened(ann, claim)
    bob.do(EditClaim(claim=claim.id, claimant="The minister"))
    ann.refresh()
    ann.do(EditClaim(claim=claim.id, claimant="The king"), before)
    store = open_store(ann.paths.annotations, "carl", read_only=True)
    assert [item.field for item in store.conflicts()] == ["claimant"]
    store.close()


def test_a_verdict_that_was_given_elsewhere_meanwhile_is_not_replaced(open_as: OpenAs) -> None:
    here, there = open_as("ann"), open_as("ann")
    claim = claim_of(here)
    there.refresh()
    verdict = there.do(GiveVerdict(claim=claim.id, label="refuted", rationale="Six left")).id
    edits: Edits = {("verdicts", str(verdict)): None}
    before = look(here, edits)
    here.refresh()
    here.do(GiveVerdict(claim=claim.id, label="supported", rationale="Five left"), before)
    assert {item.field for item in here.conflicts()} == {"label", "rationale"}


def test_a_decision_stands_whole_beside_another(ann: Workspace, bob: Workspace) -> None:
    claim = claim_of(ann)
    ann.do(GiveVerdict(claim=claim.id, label="refuted", rationale="Six left"))
    first = ann.do(Adjudicate(claim=claim.id, label="refuted", note="as said"))
    shown = ann.view.adjudications.get(str(first.id))
    before = look(ann, {("adjudications", shown.id): shown})
    bob.refresh()
    bob.do(Adjudicate(claim=claim.id, label="supported", note="new source"))
    ann.refresh()
    ann.do(Adjudicate(claim=claim.id, label="refuted", note="checked again"), before)
    assert {"label", "note"} <= {item.field for item in ann.conflicts()}
