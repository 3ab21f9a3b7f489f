"""The application: wiring only. It opens the screens and joins writer, poller and screens."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import App
from textual.binding import BindingType
from textual.command import CommandPalette, Provider
from textual.filter import LineFilter
from textual.screen import Screen

from workbench.config import words
from workbench.config.keymap import keymap
from workbench.config.paths import user_settings
from workbench.domain.errors import WorkbenchError
from workbench.tui import appearance, themes
from workbench.tui.actions import bindings, every_action
from workbench.tui.bench import Bench, first_pair
from workbench.tui.collector import spare_the_start
from workbench.tui.messages import Do
from workbench.tui.screens.action_screen import ActionScreen, bind_everywhere
from workbench.tui.screens.compare import CompareScreen
from workbench.tui.typeahead import KeyDone, TypeAhead
from workbench.tui.writer import Writer
from workbench.workspace.changes import Changes
from workbench.workspace.workspace import Workspace

_POLL_SECONDS = 0.5
_GIVE_WAY = 0.001
"""Seconds after which a thread that computes lets a key have its turn; Python's own are five times
as long, and a key changes hands several times."""
_SOON = (
    "wcwidth",
    "workbench.text.segment",
    "workbench.tui.screens.compare_linking",
    "workbench.tui.screens.compare_claims",
    "workbench.tui.screens.compare_editing",
    "workbench.tui.screens.relation_picker",
    "workbench.tui.screens.claim_form",
    "workbench.tui.screens.verdict_form",
    "workbench.workspace.plans.spans",
    "workbench.workspace.plans.links",
    "workbench.workspace.plans.claims",
    "workbench.workspace.plans.verdicts",
)


def _provider() -> type[Provider]:
    from workbench.tui.palette import ActionProvider

    return ActionProvider


class WorkbenchApp(App[None]):
    """The workbench in a terminal."""

    TITLE = "workbench"
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_provider}
    ALLOW_SELECT = False
    CSS = """
    ToastRack { margin-bottom: 2; }
    Toast { max-width: 70; }
    Words:focus { background: $ground-focus; }
    Words .text-area--placeholder { color: $mark-dim; }
    CommandPalette { background: transparent; }
    CommandPalette SearchIcon { color: $foreground; }
    CommandPalette CommandInput > .input--placeholder { color: $mark-dim; }
    CommandPalette CommandList > .option-list--option-disabled { color: $mark-dim; }
    """
    CSS_PATH = "screens/compare.tcss"
    """That of the first screen; the others load their own when they are opened."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._understood = words.use(workspace.settings.appearance.language)
        writer = Writer(workspace, self._start_writing, self._take, self._refused)
        where = f"{keys_file(workspace)} [keys]"
        chosen = keymap(workspace.settings.keys, [one.bound for one in every_action()], where)
        self.bench = Bench(workspace, writer, keys=chosen)
        self.bench.shown, self._unreadable = first_pair(self.bench)
        self.compare = CompareScreen(self.bench)
        self.crashed = ""
        """What to say after a crash; empty if there was none."""
        self._polling = False
        self._keys = TypeAhead(self, lambda: self.focused or self.screen, self._ready_for_keys)
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.no_color = appearance.colours_unwanted()
        appearance.apply(self, workspace.settings.appearance)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without colours, not even shades of grey."""
        return appearance.filters(super().get_line_filters(), colourless=self.no_color)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours that our styles name, for themes that are not ours."""
        return themes.defaults()

    async def on_event(self, event: events.Event) -> None:
        """Let keys wait their turn."""
        if self._keys.holds(event):
            return
        await super().on_event(event)
        self._keys.handed_on(event)

    @on(KeyDone)
    def _key_done(self, event: KeyDone) -> None:
        self._keys.done(event.number)

    def _ready_for_keys(self) -> bool:
        top = self.screen_stack[-1] if self.screen_stack else None
        return not isinstance(top, ActionScreen) or top.ready

    def get_default_screen(self) -> Screen[None]:
        """The compare screen is there from the first paint on."""
        return self.compare

    def on_mount(self) -> None:
        """The articles are shown; read the annotations meanwhile."""
        self.set_keymap(self.bench.keys)
        for error in self._unreadable:
            self.notify(str(error), severity="warning", markup=False)
        self.bench.told = frozenset(map(str, self._unreadable))
        language = self.workspace.settings.appearance.language
        if language and not self._understood:
            said = f"There is no catalogue for the language {language!r}: English is spoken"
            self.notify(said, severity="warning", markup=False)
        self.call_after_refresh(self._start_loading)

    def _start_loading(self) -> None:
        self.run_worker(self._load(), group="load")

    async def _load(self) -> None:
        try:
            await asyncio.to_thread(self.workspace.load)
        except WorkbenchError as error:
            self.bench.trouble = str(error)
            self.compare.show_status()
            self.notify(str(error), severity="error", markup=False, timeout=20)
            return
        self.bench.loaded = True
        self.bench.count_disputes()
        self.compare.loaded()
        self.set_interval(_POLL_SECONDS, self._poll)
        self.run_worker(warm, group="warm", thread=True)

    def _poll(self) -> None:
        if not self._polling and self.bench.writer.state != "saving":
            self._polling = True
            self.run_worker(self._refresh(), group="poll")

    async def _refresh(self) -> None:
        try:
            changes = await asyncio.to_thread(self.workspace.refresh)
        except WorkbenchError as error:
            self.bench.trouble = str(error)
            self._take(Changes())
        else:
            offline = self.workspace.offline
            if changes or self.bench.trouble or offline != self.bench.offline:
                self.bench.trouble, self.bench.offline = "", offline
                self._take(changes)
        finally:
            self._polling = False

    # Writing

    @on(Do)
    def _do(self, event: Do) -> None:
        self.bench.writer.put(event.job)

    def _start_writing(self, writer: Writer) -> None:
        self.run_worker(writer.empty(), group="write")

    def _refused(self, error: WorkbenchError) -> None:
        self.notify(str(error), severity="error", markup=False, timeout=10)

    def _take(self, changes: Changes) -> None:
        if changes:
            self.bench.count_disputes()
        for screen in self.screen_stack:
            if isinstance(screen, ActionScreen):
                screen.take(changes)

    # Actions of the application

    async def action_act(self, name: str) -> None:
        """Do an action of the registry that works everywhere."""
        if name == "app.quit":
            await self.action_quit()
        elif name == "app.palette":
            self.action_command_palette()
        elif name == "app.help":
            from workbench.tui.screens.help import HelpScreen

            await self.push_screen(HelpScreen(self.bench))
        elif name == "app.tour":
            self.compare.tour()
        elif name == "app.tour_skip" and self.bench.guide is not None:
            self.bench.guide.skip()

    def action_command_palette(self) -> None:
        """Show the palette; its cursor blinks only where things may move."""
        if isinstance(self.screen, CommandPalette):
            return
        placeholder = words._("Search for commands…")
        palette = CommandPalette(placeholder=placeholder, id="--command-palette")
        bind_everywhere(palette._bindings, self.bench.keys)
        self.push_screen(palette)
        if appearance.still(self):
            self.call_after_refresh(self._hold_cursor)

    def _hold_cursor(self) -> None:
        from textual.widgets import Input

        for field in self.screen.query(Input):
            field.cursor_blink = False

    async def action_quit(self) -> None:
        """Leave; asks only if something typed or changed is not saved."""
        from workbench.tui.leaving import leave

        leave(self, self.bench)

    def _handle_exception(self, error: Exception) -> None:
        if not self.crashed:
            from workbench.tui.crash import rescue

            self.crashed = rescue(self.bench, error)
        super()._handle_exception(error)
        self._exit_renderables.clear()


def keys_file(workspace: Workspace) -> Path:
    """The file that may bind keys: the user's, or the workspace's if there is none."""
    own = user_settings()
    return own if own.exists() else workspace.paths.settings


def warm() -> None:
    """Load what the first keys will need, while the user reads."""
    for name in _SOON:
        import_module(name)
    spare_the_start()


def run(workspace: Workspace, *, log: Path | None = None) -> int:
    """Open the screen.

    Args:
        workspace: what to show; it is closed at the end.
        log: the file that logging goes to, if it does.

    Returns:
        The exit code: 0, or 4 after an error in the program.
    """
    sys.setswitchinterval(_GIVE_WAY)
    app = WorkbenchApp(workspace)
    app.run()
    if log is not None:
        import logging

        end = app.crashed or "left"
        logging.getLogger(__name__).info("%d×%d cells, %s", *app.size, end)
    if app.crashed:
        from workbench.tui.crash import EXIT_CODE

        sys.stderr.write(app.crashed + "\n")
        return EXIT_CODE
    workspace.close()
    return app.return_code or 0
