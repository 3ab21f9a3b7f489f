from pathlib import Path

import pytest

from tests.cases import FIRST, SECOND
from workbench.domain.errors import BadInput, UnknownId
from workbench.domain.suggestion import Suggestion
from workbench.workspace.commands import (
    Accept,
    AddArticle,
    AddSpan,
    MuteRule,
    Reject,
    SubmitPass,
    Undo,
)
from workbench.workspace.findings import near
from workbench.workspace.workspace import Workspace


def people(workspace: Workspace) -> Suggestion:
    """Five against six: the suggestion that every reviewer of the examples wants to see."""
    return next(
        item
        for item in workspace.findings.between(FIRST, SECOND)
        if item.kind == "quantity" and {place.article for place in item.places} == {FIRST, SECOND}
    )


def test_every_suggestion_quotes_the_text_at_its_offsets(workspace: Workspace) -> None:
    found = workspace.findings.all()
    assert found
    for item in found:
        assert item.reason
        for place in item.places:
            text = workspace.articles.text(workspace.articles.get(place.article).version)
            assert text[place.start : place.end] == place.text


def test_accepting_makes_spans_link_and_claim_in_one_undoable_step(workspace: Workspace) -> None:
    found = people(workspace)
    made = workspace.do(Accept(suggestion=found.id, claim="Five or six?"))
    claim = workspace.view.claims.get(str(made.id))
    [link] = (workspace.view.links.get(id) for id in claim.links)
    assert (link.relation, link.aspect) == (found.relation, found.aspect)
    quotes = [workspace.view.spans.get(id).quote for id in claim.spans]
    assert quotes == [place.text for place in found.places]
    [decision] = workspace.view.decisions.all()
    assert (decision.rule, decision.decision) == (found.rule, "accepted")
    assert claim.id in decision.made
    workspace.do(Undo())
    assert workspace.view.spans.all() == []
    assert workspace.view.claims.all() == []
    assert people(workspace).id == found.id


def test_what_was_decided_is_not_suggested_again_to_the_same_reviewer(
    workspace: Workspace,
) -> None:
    found = people(workspace)
    workspace.do(Reject(suggestion=found.id, reason="other people"))
    assert found.id not in [item.id for item in workspace.findings.all()]
    with Workspace(workspace.paths.folder, "ben") as other:
        assert found.id in [item.id for item in other.findings.all()]


def test_accepting_with_another_relation_counts_as_edited(workspace: Workspace) -> None:
    found = people(workspace)
    workspace.do(Accept(suggestion=found.id, relation="differ"))
    assert workspace.view.decisions.all()[0].decision == "edited"
    counted = {item.rule: item for item in workspace.findings.statistics()}
    assert (counted[found.rule].edited, counted[found.rule].accepted) == (1, 0)


def test_a_muted_rule_is_silent_until_it_may_speak_again(workspace: Workspace) -> None:
    rule = people(workspace).rule
    workspace.do(MuteRule(rule=rule))
    assert rule not in {item.rule for item in workspace.findings.all()}
    workspace.do(MuteRule(rule=rule, on=False))
    assert rule in {item.rule for item in workspace.findings.all()}
    with pytest.raises(BadInput, match="there is no rule 'nonsense'"):
        workspace.do(MuteRule(rule="nonsense"))


def test_suggestions_are_withheld_in_a_blind_pass(workspace: Workspace) -> None:
    found = people(workspace)
    (workspace.paths.folder / "workbench.toml").write_text('[review]\nblind = "on"\n')
    with Workspace(workspace.paths.folder, "ada") as blind:
        assert blind.findings.all() == []
        with pytest.raises(UnknownId):
            blind.do(Accept(suggestion=found.id))
        blind.do(SubmitPass())
        assert blind.findings.all()


def test_who_only_adjudicates_sees_suggestions_in_a_blind_workspace(workspace: Workspace) -> None:
    rules = '[review]\nblind = "on"\nreviewers = ["ada"]\nadjudicators = ["eve"]\n'
    (workspace.paths.folder / "workbench.toml").write_text(rules)
    with Workspace(workspace.paths.folder, "eve") as eve:
        assert not eve.findings.withheld("case")
        assert eve.findings.all()
    with Workspace(workspace.paths.folder, "ada") as ada:
        assert ada.findings.all() == []


def test_a_suggestion_about_an_earlier_text_is_not_accepted_at_its_old_offsets(
    workspace: Workspace, tmp_path: Path
) -> None:
    found = people(workspace)
    workspace.do(AddSpan(article=FIRST, fragments=((0, 9),)))
    text = workspace.articles.text(workspace.articles.get(FIRST).version)
    newer = tmp_path / "newer.txt"
    newer.write_text(f"Corrected twice since. {text}", encoding="utf-8")
    workspace.do(AddArticle(path=str(newer), replaces=FIRST))
    with pytest.raises(UnknownId, match="the article has changed"):
        workspace.do(Accept(suggestion=found.id))
    assert len(workspace.view.spans.all()) == 1


def test_suggestions_for_a_passage_are_those_that_touch_it(workspace: Workspace) -> None:
    found = people(workspace)
    place = next(item for item in found.places if item.article == FIRST)
    touching = near(workspace.findings.all(), FIRST, (place.start, place.start + 1))
    assert found in touching
    assert all(
        any(item.article == FIRST and item.start <= place.start < item.end for item in each.places)
        for each in touching
    )
