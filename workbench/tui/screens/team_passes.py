"""Submitting, closing and reopening passes: each says what it means, and asks."""

from typing import Any

from workbench.config.words import _
from workbench.tui.bench import joined
from workbench.tui.screens.action_screen import ActionScreen
from workbench.tui.screens.ask import Answer, Ask
from workbench.tui.wording import count_of
from workbench.workspace import team
from workbench.workspace.commands import ClosePass, Command, ReopenPass, SubmitPass


def ask_to_submit(screen: ActionScreen[Any], case: str) -> None:
    """Submit one's own pass over a case."""
    workspace = screen.bench.workspace
    left = team.unjudged(workspace, case)
    blind = team.judges_blind(workspace, case)
    name = _("blind pass") if blind else _("pass")
    after = _("what you judge from then on is marked as after discussion")
    note = joined(
        (
            _judged(len(workspace.view.claims.by("case", case)), left),
            _("you will see what the others think, they see your {name} as over; {after}").format(
                name=name, after=after
            )
            if blind
            else _("the others see your {name} as over; {after}").format(name=name, after=after),
        )
    )
    _ask(
        screen,
        _("Submit your {name} over {case}?").format(name=name, case=case),
        note,
        _("submit the {name}").format(name=name),
        SubmitPass(case=case),
        _("Your {name} over {case} is submitted").format(name=name, case=case),
    )


def _judged(claims: int, left: int) -> str:
    if not claims:
        return _("there are no claims yet")
    return (
        _("{claims} not judged by you yet").format(claims=count_of(left, "claim"))
        if left
        else _("all claims judged")
    )


def ask_to_close(screen: ActionScreen[Any], case: str, reviewer: str) -> None:
    """End the pass of a reviewer who does not submit."""
    _ask(
        screen,
        _("Close {reviewer}'s pass over {case}?").format(reviewer=reviewer, case=case),
        _("Nobody waits for this reviewer any longer; recorded under your name."),
        _("close the pass"),
        ClosePass(case=case, reviewer=reviewer),
        _("The pass of {reviewer} over {case} is closed").format(reviewer=reviewer, case=case),
    )


def ask_to_reopen(screen: ActionScreen[Any], case: str, reviewer: str) -> None:
    """Let a pass run again."""
    _ask(
        screen,
        _("Reopen {reviewer}'s pass over {case}?").format(reviewer=reviewer, case=case),
        _("What is judged in it from now on counts as after discussion; recorded under your name."),
        _("reopen the pass"),
        ReopenPass(case=case, reviewer=reviewer),
        _("The pass of {reviewer} over {case} runs again").format(reviewer=reviewer, case=case),
    )


def _ask(
    screen: ActionScreen[Any],
    question: str,
    note: str,
    yes: str,
    command: Command,
    done: str,
) -> None:
    answers = (Answer("y", yes), Answer("n", "not now"))

    def answered(answer: str | None) -> None:
        if answer == "y":
            screen.ask_for(command, then=lambda __: screen.say(done))

    screen.app.push_screen(Ask(screen.bench, question, answers, note=note), answered)
