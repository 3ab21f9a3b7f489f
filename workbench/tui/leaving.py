"""Leaving: waits for what is being written, and asks only if something would be lost."""

from typing import TYPE_CHECKING

from workbench.config.words import _
from workbench.tui.bench import Bench
from workbench.tui.wording import count_of

if TYPE_CHECKING:
    from textual.app import App

_QUESTION = "leaving"


def leave(app: "App[None]", bench: Bench, *, without_drafts: bool = False) -> None:
    """Leave the program, or ask first, once; `without_drafts` if losing those was agreed to."""
    if app.screen.has_class(_QUESTION):
        return
    _keep_open_forms(app)
    unsaved = bench.writer.waiting if bench.writer.state == "failed" else 0
    drafts = 0 if without_drafts else len(bench.drafts)

    def go() -> None:
        app.run_worker(_finish(app, bench, without_drafts), group="leave", exclusive=True)

    if not drafts and not unsaved:
        go()
        return
    from workbench.tui.screens.ask import Answer, Ask

    lost = [count_of(drafts, "draft")] if drafts else []
    lost += [count_of(unsaved, "change")] if unsaved else []
    question = _("Leave without saving {what}?").format(what=" and ".join(lost))
    answers = (Answer("n", "stay"), Answer("y", "leave, and lose what is not saved"))

    def answered(answer: str | None) -> None:
        nonlocal without_drafts
        if answer == "y" and unsaved:
            app.exit()
        elif answer == "y":
            without_drafts = True
            go()

    asked = Ask(bench, question, answers)
    asked.add_class(_QUESTION)
    app.push_screen(asked, answered)


def _keep_open_forms(app: "App[None]") -> None:
    """What stands in an open form counts as a draft."""
    for screen in app.screen_stack:
        keep = getattr(screen, "keep_draft", None)
        if keep is not None:
            keep()


async def _finish(app: "App[None]", bench: Bench, without_drafts: bool) -> None:
    """Wait for what is being written; stay if the disk or the rules refuse it."""
    bench.writer.retry()
    writing = [item for item in app.workers if item.group == "write" and not item.is_finished]
    if not writing:
        app.exit()
        return
    refused = bench.writer.refused
    await app.workers.wait_for_complete(writing)
    if bench.writer.refused == refused or bench.writer.waiting:
        leave(app, bench, without_drafts=without_drafts)
