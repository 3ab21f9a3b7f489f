"""A published claim, and what it rests on, changes only with a dated correction."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.cases import FIRST, SECOND
from workbench.domain.errors import BadInput, NeedsCorrection, NotPermitted
from workbench.workspace.commands import (
    AddClaim,
    AddSpan,
    Adjudicate,
    DeleteRecord,
    EditClaim,
    EditEvidence,
    EditLink,
    EditSpan,
    GiveVerdict,
    LinkSpans,
    MapLabels,
    NewEvidence,
    NewLabel,
    Omit,
    Resolve,
    SetState,
    SettleAnchor,
    Undo,
    Unlink,
)
from workbench.workspace.workspace import Workspace

Open = Callable[[str], Workspace]


@dataclass(frozen=True)
class Published:
    claim: str
    span: str
    link: str
    evidence: str
    verdict: str


def published(workspace: Workspace, *, by: str = "") -> Published:
    """A claim with everything that it can rest on; `by` publishes it where another decided."""
    spans = [
        str(workspace.do(AddSpan(article=article, fragments=((0, 9),))).id)
        for article in (FIRST, SECOND)
    ]
    link = str(workspace.do(LinkSpans(source=spans[0], target=spans[1], relation="agree")).id)
    claim = str(workspace.do(AddClaim(text="c", spans=(spans[0],), links=(link,))).id)
    source = NewEvidence(title="t")
    given = GiveVerdict(claim=claim, label="supported", rationale="r", evidence=(source,))
    verdict = str(workspace.do(given).id)
    [evidence] = workspace.view.evidence.by("claim", claim)
    workspace.do(Adjudicate(claim=claim))
    if not by:
        workspace.do(SetState(claim=claim, state="published"))
    return Published(claim, spans[0], link, evidence.id, verdict)


def commands(made: Published) -> dict[str, Any]:
    """Name → a command that changes what a published claim rests on."""
    return {
        "edit_claim": EditClaim(claim=made.claim, text="new"),
        "edit_span": EditSpan(span=made.span, fragments=((0, 20),)),
        "anchor": SettleAnchor(span=made.span, choice="move", fragments=((0, 20),)),
        "lose": SettleAnchor(span=made.span, choice="orphan"),
        "edit_link": EditLink(link=made.link, relation="contradict"),
        "unlink": Unlink(link=made.link),
        "edit_evidence": EditEvidence(evidence=made.evidence, stance="refutes"),
        "delete_evidence": DeleteRecord(id=made.evidence, cascade=True),
        "delete_verdict": DeleteRecord(id=made.verdict, cascade=True),
        "delete_span": DeleteRecord(id=made.span, cascade=True),
        "delete_link": DeleteRecord(id=made.link, cascade=True),
    }


NAMES = tuple(commands(Published("", "", "", "", "")))


@pytest.mark.parametrize("name", NAMES)
def test_what_a_published_claim_rests_on_changes_only_with_a_correction(
    workspace: Workspace, name: str
) -> None:
    made = published(workspace)
    command = commands(made)[name]
    with pytest.raises(NeedsCorrection, match="a published claim changes only by a correction"):
        workspace.do(command)
    workspace.do(replace(command, correction="it was wrong"))
    [correction] = workspace.view.corrections.all()
    assert (correction.claim, correction.text) == (made.claim, "it was wrong")
    workspace.do(Undo())
    assert workspace.view.corrections.all() == []


@pytest.mark.parametrize("name", NAMES)
def test_before_publication_no_correction_is_asked_for(workspace: Workspace, name: str) -> None:
    made = published(workspace, by="nobody")
    workspace.do(commands(made)[name])
    assert workspace.view.corrections.all() == []


def test_a_span_of_a_void_claim_is_changed_freely(workspace: Workspace) -> None:
    made = published(workspace)
    workspace.do(SetState(claim=made.claim, state="void"))
    workspace.do(EditSpan(span=made.span, fragments=((0, 20),)))
    assert workspace.view.corrections.all() == []


def test_an_omission_signed_after_publication_is_noted_as_a_correction(
    workspace: Workspace,
) -> None:
    claim = str(workspace.do(AddClaim(text="c")).id)
    workspace.do(GiveVerdict(claim=claim, label="supported", rationale="r"))
    workspace.do(Adjudicate(claim=claim))
    workspace.do(SetState(claim=claim, state="published"))
    workspace.do(Omit(claim=claim, article=SECOND))
    [correction] = workspace.view.corrections.all()
    assert correction.text == f"signed that {SECOND} says nothing of it"


def test_labels_of_published_claims_are_mapped_with_a_correction_that_names_them(
    folder: Path, open_as: Open
) -> None:
    made = published(open_as("dora"))
    (folder / "workbench.toml").write_text('[scheme]\npreset = "fever"\n', "utf-8")
    desk = open_as("dora")
    desk.do(MapLabels(labels=(NewLabel(old="supported", new="supports"),)))
    [correction] = desk.view.corrections.all()
    assert correction.claim == made.claim
    assert correction.text == "Labels renamed: supported is now supports"


FOUR_EYES = '[review]\nadjudicators = ["dora", "ada"]\npublish_needs = 2\n'


def relabelled(folder: Path, open_as: Open) -> str:
    """A published claim to which dora alone has given another label."""
    (folder / "workbench.toml").write_text(FOUR_EYES, "utf-8")
    dora = open_as("dora")
    made = published(dora, by="ada")
    open_as("ada").do(SetState(claim=made.claim, state="published"))
    dora.refresh()
    new = Adjudicate(claim=made.claim, label="refuted", note="n", correction="wrong")
    assert dora.do(new).warnings
    return made.claim


def test_with_four_eyes_a_new_label_is_published_by_another(folder: Path, open_as: Open) -> None:
    claim = relabelled(folder, open_as)
    dora, ada = open_as("dora"), open_as("ada")
    assert dora.view.claims.get(claim).state == "adjudicated"
    with pytest.raises(NotPermitted, match="publishing needs 2 people"):
        dora.do(SetState(claim=claim, state="published"))
    ada.do(SetState(claim=claim, state="published"))
    assert [item.text for item in ada.view.corrections.all()] == ["wrong"]


def test_what_waits_to_be_published_again_still_changes_with_corrections_only(
    folder: Path, open_as: Open
) -> None:
    claim = relabelled(folder, open_as)
    dora = open_as("dora")
    with pytest.raises(NeedsCorrection):
        dora.do(EditClaim(claim=claim, text="new"))
    with pytest.raises(NotPermitted, match="a published claim can't be deleted"):
        dora.do(DeleteRecord(id=claim, cascade=True))


def test_a_conflict_is_settled_with_a_correction_while_a_claim_waits_to_be_published_again(
    folder: Path, open_as: Open
) -> None:
    claim = relabelled(folder, open_as)
    ada, dora = open_as("ada"), open_as("dora")
    ada.load()
    dora.load()
    for workspace, words in ((ada, "Five fled"), (dora, "Five walked")):
        workspace.do(EditClaim(claim=claim, text=words, correction="said wrongly"))
    ada.refresh()
    other = next(item for item in ada.conflicts() if item.field == "text").values[-1].value
    with pytest.raises(BadInput, match="needs a note"):
        ada.do(Resolve(id=claim, field="text", keep=other))
    ada.do(Resolve(id=claim, field="text", keep=other, correction="it was the other"))
    assert ada.view.claims.get(claim).text == other


def test_with_four_eyes_the_same_label_stays_published(folder: Path, open_as: Open) -> None:
    claim = relabelled(folder, open_as)
    ada = open_as("ada")
    ada.do(SetState(claim=claim, state="published"))
    ada.do(Adjudicate(claim=claim, label="refuted", note="better said", correction="words"))
    assert ada.view.claims.get(claim).state == "published"


def test_a_claim_opened_again_from_void_is_a_new_one(workspace: Workspace) -> None:
    made = published(workspace)
    workspace.do(SetState(claim=made.claim, state="void"))
    workspace.do(SetState(claim=made.claim, state="open"))
    workspace.do(EditClaim(claim=made.claim, text="new"))
    assert workspace.view.corrections.all() == []


def test_a_step_from_before_the_publication_is_not_undone_after_it(open_as: Open) -> None:
    ada, dora = open_as("ada"), open_as("dora")
    claim = str(ada.do(AddClaim(text="old")).id)
    ada.do(GiveVerdict(claim=claim, label="supported", rationale="r"))
    ada.do(EditClaim(claim=claim, text="new"))
    dora.refresh()
    dora.do(Adjudicate(claim=claim))
    dora.do(SetState(claim=claim, state="published"))
    ada.refresh()
    with pytest.raises(NotPermitted, match="published since; change it, with a correction"):
        ada.do(Undo(force=True))
    dora.do(Undo())
    assert dora.view.claims.get(claim).state == "adjudicated"
    ada.refresh()
    ada.do(Undo())
    assert ada.view.claims.get(claim).text == "old"
