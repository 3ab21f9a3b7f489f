"""What all screens have in common: actions by name, and changes handed on to what shows them."""

from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual.binding import BindingsMap
from textual.screen import ModalScreen, Screen

from workbench.config.keymap import key_names
from workbench.config.words import _
from workbench.domain.errors import NeedsCorrection, WorkbenchError
from workbench.tui.actions import ACTIONS
from workbench.tui.bench import Bench
from workbench.tui.messages import Do, Job
from workbench.workspace.changes import Changes, Outcome

if TYPE_CHECKING:
    from workbench.workspace.commands import Command
    from workbench.workspace.opened import Opened

Handlers = Mapping[str, Callable[[], object]]
"""Action name → what it does."""

_Result = TypeVar("_Result")


class ActionScreen(Screen[_Result]):
    """A screen whose bindings call `act('scope.what')`."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench

    @property
    def ready(self) -> bool:
        """Whether keys can be taken: the screen is there, and what has to have the focus has it."""
        return self.is_running and (self.focused is not None or not self.focus_chain)

    def on_screen_resume(self) -> None:
        """The tour, if one is under way, comes along to the screen on top."""
        if self.bench.guide is not None:
            self.bench.guide.arrived(self)

    def handlers(self) -> Handlers:
        """What each action of this screen does."""
        return {}

    def action_act(self, name: str) -> None:
        """Do an action of the registry."""
        handler = self.handlers().get(name)
        if handler is None:
            return
        try:
            handler()
        except WorkbenchError as error:
            self.warn(error)

    def in_background(
        self, work: Callable[[], Awaitable[object]], group: str, *, exclusive: bool = False
    ) -> None:
        """Run work beside the screen; what can't be done is told."""

        async def guarded() -> None:
            try:
                await work()
            except WorkbenchError as error:
                self.warn(error)

        self.run_worker(guarded(), group=group, exclusive=exclusive)

    def take(self, changes: Changes) -> None:
        """Show what changed; empty changes mean that only the state of the writer did."""

    def ask_for(
        self,
        *steps: "Command",
        then: Callable[[list[Outcome]], None] | None = None,
        failed: Callable[[WorkbenchError], None] | None = None,
        kept: bool = True,
        opened: "Future[Opened] | None" = None,
    ) -> None:
        """Ask for changes, to be carried out in order; a correction that is needed is asked for.

        `opened` is what an editor showed.
        """
        if failed is None and len(steps) == 1 and hasattr(steps[0], "correction"):
            failed = partial(self._refused, steps[0], then, opened)
        self.post_message(Do(Job(steps, then, failed, kept, opened)))

    def _refused(
        self,
        step: Any,
        then: Callable[[list[Outcome]], None] | None,
        opened: "Future[Opened] | None",
        error: WorkbenchError,
    ) -> None:
        if not isinstance(error, NeedsCorrection) or step.correction:
            self.notify(str(error), severity="error", markup=False, timeout=10)
            return
        from workbench.tui.screens.words_form import WordsForm

        def given(words: str | None) -> None:
            if words and words.strip():
                self.ask_for(replace(step, correction=words), then=then, opened=opened)
            elif words is not None:
                self.warn(error)

        question = _("A published claim rests on this: what is corrected, and why?")
        self.app.push_screen(WordsForm(self.bench, step.do, question), given)

    def say(self, message: str) -> None:
        """Tell the user something in passing."""
        self.notify(_(message), markup=False, timeout=4)

    def warn(self, error: WorkbenchError | str) -> None:
        """Tell the user what is wrong."""
        self.notify(_(str(error)), severity="warning", markup=False, timeout=8)


class Dialog(ActionScreen[_Result], ModalScreen[_Result]):
    """A screen over the articles, which stay visible."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.everywhere = bind_everywhere(self._bindings, bench.keys)

    def close_above(self) -> None:
        """Close what was opened over it."""
        stack = self.app.screen_stack
        if self in stack:
            for _above in stack[stack.index(self) + 1 :]:
                self.app.screen.dismiss()


def bind_everywhere(to: BindingsMap, chosen: Mapping[str, str]) -> frozenset[str]:
    """Bind the keys of the application in a modal screen, at which Textual ends their way.

    What has the focus comes first, so that signs can be typed. Letters and digits are left to the
    screen: they have another meaning in most.

    Args:
        to: the bindings of one screen.
        chosen: the keymap in force.

    Returns:
        The keys that were bound.
    """
    bound = {
        key: action.name
        for action in ACTIONS
        if action.scope == "app"
        for key in key_names(chosen.get(action.name) or action.keys)
        if len(key) > 1
    }
    for key, name in bound.items():
        to.bind(key, f"app.act({name!r})", show=False)
    return frozenset(bound)
