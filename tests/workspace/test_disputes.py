"""Conflicts: what is counted as one, who may settle it, and with what."""

from collections.abc import Callable

from tests.cases import FIRST
from workbench.domain.record import gathered
from workbench.workspace.commands import (
    AddClaim,
    AddSpan,
    Adjudicate,
    EditArticle,
    EditClaim,
    GiveVerdict,
)
from workbench.workspace.disputes import disputes
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
