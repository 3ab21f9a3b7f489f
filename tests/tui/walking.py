"""Every screen of the program, the keys that lead to it, and a record for it to show."""

from collections.abc import AsyncIterator
from pathlib import Path

from tests.cases import FIRST, SECOND
from tests.tui.driving import Driver
from workbench.workspace.commands import (
    AddClaim,
    AddComment,
    AddEvidence,
    AddSpan,
    GiveVerdict,
    LinkSpans,
    Omit,
)
from workbench.workspace.team_commands import Assign
from workbench.workspace.workspace import Workspace

LABELS = ("supported", "refuted", "not_enough_evidence", "conflicting")

ROUTES: dict[str, tuple[str, ...]] = {
    "articles": (),
    "a selection": ("v", "w", "w"),
    "picked": ("n", "space"),
    "claims list": ("shift+tab",),
    "claim card": ("shift+tab", "enter"),
    "claim changed": ("shift+tab", "enter", "e"),
    "verdict form": (">", "1"),
    "evidence form": (">", "E"),
    "comment form": (">", "m"),
    "omission form": (">", "o"),
    "relation picker": ("L",),
    "new claim": ("n", "space", "c"),
    "deleting": ("n", "d"),
    "search": ("/",),
    "matrix": ("C",),
    "suggestions": ("s",),
    "a suggestion": ("]",),
    "history": (">", "i"),
    "conflicts": ("!",),
    "articles list": ("O",),
    "what is known": ("O", "e"),
    "adding an article": ("O", "a"),
    "cases": ("O", "c"),
    "versions": ("O", "v"),
    "moving an article": ("O", "m"),
    "spans after versions": ("M",),
    "adjudication": ("A",),
    "an adjudication": ("A", "1"),
    "merging": ("A", "equals_sign"),
    "dashboard": ("D",),
    "claims behind a figure": ("D", "down", "down", "down", "down", "enter"),
    "inbox": ("I",),
    "assignments": ("W",),
    "assigning": ("W", "a"),
    "guidelines": ("H",),
    "submitting": ("P",),
    "export": ("X",),
    "export to": ("X", "enter"),
    "jump letters": ("f",),
    "labels": ("f6",),
    "tour": ("f2",),
    "settings": ("K",),
    "a setting": ("K", "down", "down", "enter"),
    "keys of an action": ("K", "end", "enter"),
    "help": ("?",),
    "palette": (":",),
}
"""Screen → keys from the articles; some of them need what `fill` makes."""


def fill(folder: Path) -> None:
    """Two reviewers' work: marks of every verdict, links, evidence, comments, assignments."""
    (folder / "guidelines.md").write_text("# Guidelines\n\nRead both reports first.\n", "utf-8")
    with Workspace(folder, "ada") as ada:
        claims = [_claim(ada, place, label) for place, label in enumerate((*LABELS, ""))]
        ada.do(AddEvidence(claim=claims[0], title="A register", url="https://example.org/register"))
        ada.do(Assign(claim=claims[4], reviewer="ada"))
        ada.do(Omit(claim=claims[1], article=SECOND))
    with Workspace(folder, "ben") as ben:
        ben.do(AddComment(claim=claims[0], text="@ada is that so?"))
        ben.do(GiveVerdict(claim=claims[0], label="refuted", rationale="It was four."))
        ben.do(GiveVerdict(claim=claims[1], label="refuted", rationale="Plainly not."))


def _claim(workspace: Workspace, place: int, label: str) -> str:
    """A claim on two linked passages; they overlap those of the claim before."""
    at = 40 + place * 60
    left = str(workspace.do(AddSpan(article=FIRST, fragments=((at, at + 80),))).id)
    right = str(workspace.do(AddSpan(article=SECOND, fragments=((at, at + 50),))).id)
    link = str(workspace.do(LinkSpans(source=left, target=right, relation="contradict")).id)
    words = f"Statement number {place + 1}"
    claim = str(workspace.do(AddClaim(text=words, spans=(left,), links=(link,))).id)
    if label:
        workspace.do(GiveVerdict(claim=claim, label=label, rationale="Both reports say so."))
    return claim


async def walk(driver: Driver) -> AsyncIterator[str]:
    """Open one screen after the other; yields its name while it is open."""
    for name, keys in ROUTES.items():
        await driver.press(*keys)
        yield name
        await back(driver)


async def back(driver: Driver) -> None:
    """Close what is open, and put the articles as they were."""
    for _ in range(8):
        if len(driver.app.screen_stack) == 1:
            break
        await driver.press("escape")
    assert driver.app.screen is driver.compare, driver.app.screen
    if driver.app.bench.guide is not None:
        await driver.press("f2")
    driver.app.bench.drafts.clear()
    driver.app.bench.picked.clear()
    driver.app.clear_notifications()
    driver.compare.left.focus()
    await driver.press("escape", "g")
