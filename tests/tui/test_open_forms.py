"""Forms that are open while a colleague changes what they show."""

from collections.abc import Callable

import pytest

from tests.tui.driving import Driver, driving
from workbench.domain import ids
from workbench.tui.screens.adjudication_form import AdjudicationForm
from workbench.tui.screens.article_form import ArticleForm
from workbench.tui.screens.claim_form import ClaimForm
from workbench.tui.widgets.words import Words
from workbench.workspace.commands import (
    AddClaim,
    AddSpan,
    Adjudicate,
    Command,
    EditArticle,
    EditClaim,
    EditLink,
    GiveVerdict,
    LinkSpans,
    NewSpan,
)
from workbench.workspace.workspace import Workspace

OpenAs = Callable[[str], Workspace]


async def meanwhile(driver: Driver, colleague: Workspace, command: Command) -> None:
    """A colleague changes something, and the screen takes note."""
    colleague.refresh()
    colleague.do(command)
    driver.app._poll()
    await driver.settle()


def write(driver: Driver, field: str, words: str) -> None:
    driver.app.screen.query_one(f"#field-{field}", Words).text = words


def claim_of(workspace: Workspace, **data: object) -> str:
    return str(workspace.do(AddClaim(text="Five left", **data)).id)  # type: ignore[arg-type]


async def claim_form(driver: Driver, claim: str) -> None:
    driver.app.push_screen(ClaimForm(driver.app.bench, claim=driver.view.claims.get(claim)))
    await driver.settle()


@pytest.mark.quick
async def test_fields_that_were_not_touched_stay_as_the_colleague_made_them(
    workspace: Workspace, open_as: OpenAs
) -> None:
    claim = claim_of(workspace)
    async with driving(workspace) as driver:
        await claim_form(driver, claim)
        edit = EditClaim(claim=claim, claimant="The mayor", stated_on="2025-05-12", tags=("fire",))
        await meanwhile(driver, open_as("ben"), edit)
        write(driver, "priority", "2")
        await driver.press("enter")
        found = driver.view.claims.get(claim)
        assert (found.claimant, found.stated_on, found.tags) == (
            "The mayor", "2025-05-12", ("fire",)
        )  # fmt: skip
        assert found.priority == 2


async def test_a_field_that_both_changed_is_a_conflict(
    workspace: Workspace, open_as: OpenAs
) -> None:
    claim = claim_of(workspace, claimant="Nobody")
    async with driving(workspace) as driver:
        await claim_form(driver, claim)
        await meanwhile(driver, open_as("ben"), EditClaim(claim=claim, claimant="The mayor"))
        write(driver, "claimant", "The minister")
        await driver.press("enter")
        (conflict,) = workspace.conflicts()
        assert {item.value for item in conflict.values} == {"The mayor", "The minister"}


async def test_a_draft_that_is_taken_up_again_overwrites_nothing_either(
    workspace: Workspace, open_as: OpenAs
) -> None:
    claim = claim_of(workspace, claimant="Nobody")
    async with driving(workspace) as driver:
        await claim_form(driver, claim)
        write(driver, "claimant", "The minister")
        await driver.press("escape")
        edit = EditClaim(claim=claim, claimant="The mayor", tags=("fire",))
        await meanwhile(driver, open_as("ben"), edit)
        await claim_form(driver, claim)
        await driver.press("enter")
        assert driver.view.claims.get(claim).tags == ("fire",)
        assert [item.field for item in workspace.conflicts()] == ["claimant"]


async def test_what_is_left_alone_in_a_form_is_not_checked_again(
    workspace: Workspace, open_as: OpenAs
) -> None:
    claim = claim_of(workspace)
    key = ids.decode(claim)
    workspace.store.db.table("claims").update({"stated_on": "in May"}, doc_ids=[key])
    workspace.take({"claims": frozenset({key})})
    async with driving(workspace) as driver:
        await claim_form(driver, claim)
        write(driver, "priority", "2")
        await driver.press("enter")
        found = driver.view.claims.get(claim)
        assert (found.priority, found.stated_on) == (2, "in May")


async def test_a_verdict_keeps_what_was_said_of_it_in_another_window(
    workspace: Workspace, open_as: OpenAs
) -> None:
    claim = claim_of(workspace)
    workspace.do(GiveVerdict(claim=claim, label="refuted", rationale="Six"))
    async with driving(workspace) as driver:
        driver.compare.activate(claim)
        await driver.press("r")
        again = GiveVerdict(claim=claim, label="refuted", rationale="Six, as the report says")
        await meanwhile(driver, open_as("ada"), again)
        write(driver, "confidence", "80")
        await driver.press("enter")
        (verdict,) = driver.view.verdicts.all()
        assert (verdict.rationale, verdict.confidence) == ("Six, as the report says", 0.8)


async def test_two_decisions_made_apart_are_a_conflict(
    workspace: Workspace, open_as: OpenAs
) -> None:
    claim = claim_of(workspace)
    workspace.do(GiveVerdict(claim=claim, label="refuted", rationale="Six"))
    async with driving(workspace) as driver:
        shown = driver.view.claims.get(claim)
        driver.app.push_screen(AdjudicationForm(driver.app.bench, shown, "refuted"))
        await driver.settle()
        decision = Adjudicate(claim=claim, label="supported", note="new source")
        await meanwhile(driver, open_as("ben"), decision)
        await driver.type("Six it was")
        await driver.press("enter")
        assert "label" in {item.field for item in workspace.conflicts()}


async def test_what_is_known_of_an_article_is_not_overwritten_either(
    workspace: Workspace, open_as: OpenAs
) -> None:
    article = workspace.articles.ids()[0]
    workspace.do(AddSpan(article=article, fragments=((0, 9),)))
    async with driving(workspace) as driver:
        shown = workspace.articles.get(article)
        driver.app.push_screen(ArticleForm(driver.app.bench, shown))
        await driver.settle()
        await meanwhile(driver, open_as("ben"), EditArticle(article=article, author="Ben B."))
        write(driver, "author", "Ada A.")
        await driver.press("enter")
        assert [item.field for item in workspace.conflicts()] == ["author"]


@pytest.fixture
def link(workspace: Workspace) -> str:
    left, right = (NewSpan(article=id, fragments=((0, 9),)) for id in workspace.articles.ids())
    return str(workspace.do(LinkSpans(source=left, target=right, relation="agree")).id)


async def open_link(driver: Driver, link: str) -> None:
    """From the card of a claim that carries the link."""
    claim = claim_of(driver.app.workspace, links=(link,))
    driver.compare.activate(claim)
    driver.compare.claiming.open_card()
    await driver.settle()
    driver.app.screen._open_link(link)  # type: ignore[attr-defined]
    await driver.settle()


async def test_the_relation_of_a_link_is_not_overwritten_either(
    workspace: Workspace, open_as: OpenAs, link: str
) -> None:
    async with driving(workspace) as driver:
        await open_link(driver, link)
        relations = [item.id for item in workspace.scheme.relations]
        await meanwhile(driver, open_as("ben"), EditLink(link=link, relation=relations[1]))
        await driver.press("3")
        assert [item.field for item in workspace.conflicts()] == ["relation"]


async def test_passages_that_change_places_in_the_picker_do_so_in_the_link(
    workspace: Workspace, link: str
) -> None:
    before = workspace.view.links.get(link)
    async with driving(workspace) as driver:
        await open_link(driver, link)
        await driver.press("s", "2")
        after = driver.view.links.get(link)
        assert (after.source, after.target) == (before.target, before.source)
