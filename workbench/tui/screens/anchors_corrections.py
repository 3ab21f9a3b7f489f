"""A correction after publication as evidence of a claim, in one step."""

from collections.abc import Sequence
from typing import Any

from workbench.config.words import _
from workbench.domain.claim import Claim
from workbench.tui.screens.action_screen import ActionScreen
from workbench.tui.screens.ask import Answer, Ask
from workbench.tui.wording import quoted
from workbench.workspace.revisions import correction_evidence


def note_correction(
    screen: ActionScreen[Any], article: str, claims: Sequence[Claim], was: str, now: str
) -> None:
    """Make "the text was changed from … to …" evidence of a claim.

    Args:
        screen: what asks.
        article: the article that was changed.
        claims: those that the passage carries; the active one of them counts, else the only one.
        was: the old wording; empty for what was added.
        now: the new wording; empty for what was taken out.
    """
    active = screen.bench.active_claim
    known = {claim.id: claim for claim in claims}
    if active is not None and (not known or active.id in known):
        _add(screen, article, active, was, now)
    elif len(known) == 1:
        _add(screen, article, next(iter(known.values())), was, now)
    elif known:
        _ask(screen, article, list(known.values()), was, now)
    else:
        screen.say(_("No claim rests on this passage, and none is active: < and > choose one"))


def _ask(
    screen: ActionScreen[Any], article: str, claims: Sequence[Claim], was: str, now: str
) -> None:
    offered = claims[:9]
    answers = tuple(
        Answer(str(digit), quoted(claim.text, 60)) for digit, claim in enumerate(offered, start=1)
    )

    def answered(answer: str | None) -> None:
        if answer is not None:
            _add(screen, article, offered[int(answer) - 1], was, now)

    screen.app.push_screen(Ask(screen.bench, "Evidence of which claim?", answers), answered)


def _add(screen: ActionScreen[Any], article: str, claim: Claim, was: str, now: str) -> None:
    command = correction_evidence(screen.bench.workspace, article, claim.id, was, now)
    screen.ask_for(
        command,
        then=lambda __: screen.say(f"Evidence of {quoted(claim.text, 40)}: {command.quote}"),
    )
