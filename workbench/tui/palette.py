"""The command palette: every action by its name, and the themes."""

from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Provider

from workbench.config.keymap import shown_keys
from workbench.config.words import _
from workbench.tui.actions import Action, every_action, help_of, in_scheme, title_of
from workbench.tui.appearance import short_name
from workbench.tui.bench import Bench
from workbench.tui.screens.action_screen import ActionScreen
from workbench.tui.themes import THEMES
from workbench.tui.widgets.article_pane import ArticlePane

_NOT_LISTED = frozenset({"list", "form"})

Entry = tuple[str, str, Callable[[], object]]
"""Name, help, and what it does."""


class ActionProvider(Provider):
    """Finds actions that can be done on the screen below the palette."""

    async def discover(self) -> AsyncIterator[DiscoveryHit]:
        """Everything there is, before anything is typed."""
        for name, help, call in self._entries():
            yield DiscoveryHit(name, call, help=help)

    async def search(self, query: str) -> AsyncIterator[Hit]:
        """What matches the query."""
        matcher = self.matcher(query)
        for name, help, call in self._entries():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), call, help=help)

    def _entries(self) -> Iterator[Entry]:
        screen = self.screen
        if isinstance(screen, ActionScreen):
            yield from self._actions(screen)
        for theme in THEMES:
            yield (
                _("Theme: {name}").format(name=short_name(theme.name)),
                _("Changes the colours."),
                partial(self._use, theme.name),
            )

    def _use(self, theme: str) -> None:
        self.app.theme = theme

    def _actions(self, screen: "ActionScreen[object]") -> Iterator[Entry]:
        bench = screen.bench
        for action in in_scheme(every_action(), bench.scheme):
            call = self._call(action, screen)
            if call is not None:
                yield _name(action, bench), help_of(action), call

    def _call(self, action: Action, screen: "ActionScreen[object]") -> Callable[[], object] | None:
        if action.scope == "pane":
            return self._pane_call(action)
        if action.scope == "app":
            return lambda: self.app.run_action(f"act({action.name!r})")
        if action.scope in _NOT_LISTED:
            return None
        return screen.handlers().get(action.name)

    def _pane_call(self, action: Action) -> Callable[[], object] | None:
        pane = self.focused
        if not isinstance(pane, ArticlePane):
            return None
        return lambda: self.app.run_action(called_by(action.name), default_namespace=pane)


def called_by(name: str) -> str:
    """The call that the pane binds an action's keys to."""
    from textual.binding import Binding

    for binding in ArticlePane.BINDINGS:
        if isinstance(binding, Binding) and binding.id == name:
            return binding.action
    raise KeyError(name)


def _name(action: Action, bench: Bench) -> str:
    keys = shown_keys(bench.keys.get(action.name) or action.keys)
    return f"{title_of(action, bench.scheme)}   {keys}"
