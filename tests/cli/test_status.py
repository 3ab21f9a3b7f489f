"""`workbench status`: the next step is one that this person may take."""

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.cli.commands.status import next_step
from workbench.workspace.commands import (
    AddClaim,
    Adjudicate,
    GiveVerdict,
    SetState,
    SubmitPass,
)
from workbench.workspace.queries import counts
from workbench.workspace.workspace import Workspace

Open = Callable[[str], Workspace]

pytestmark = pytest.mark.quick


@pytest.fixture(autouse=True)
def _rules(folder: Path) -> None:
    (folder / "workbench.toml").write_text(
        '[review]\nblind = "on"\nreviewers = ["ada", "ben"]\nadjudicators = ["dora"]\n'
    )


def step(workspace: Workspace) -> str:
    found = counts(workspace.view, workspace.articles.all(), workspace.reviewer, 0)
    return next_step(workspace, found)


def claims(open_as: Open, *texts: str) -> list[str]:
    return [str(open_as("ada").do(AddClaim(text=text)).id) for text in texts]


def judge(open_as: Open, name: str, *claims: str) -> None:
    for claim in claims:
        open_as(name).do(GiveVerdict(claim=claim, label="supported", rationale="r"))
    open_as(name).do(SubmitPass())


def test_a_reviewer_is_asked_for_verdicts_on_what_is_not_decided_or_void(open_as: Open) -> None:
    _, void = claims(open_as, "one", "two")
    open_as("dora").do(SetState(claim=void, state="void"))
    assert step(open_as("ben")).startswith("give a verdict on 1 claim:")


def test_who_only_adjudicates_is_never_asked_for_a_verdict(open_as: Open) -> None:
    made = claims(open_as, "one")
    assert step(open_as("dora")) == "waiting for ada, ben"
    for name in ("ada", "ben"):
        judge(open_as, name, *made)
    assert step(open_as("dora")).startswith("decide on 1 claim:")
    open_as("dora").do(Adjudicate(claim=made[0]))
    assert step(open_as("dora")).startswith("publish 1 claim:")
    open_as("dora").do(SetState(claim=made[0], state="published"))
    assert step(open_as("dora")).startswith("export:")


def test_a_reviewer_with_all_claims_judged_is_asked_to_submit(open_as: Open) -> None:
    [made] = claims(open_as, "one")
    open_as("ada").do(GiveVerdict(claim=made, label="supported", rationale="r"))
    assert step(open_as("ada")).startswith("submit your pass")
