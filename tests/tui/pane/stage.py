"""An application with one or two article panes, and ways to act on them as a user does."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.pilot import Pilot

from workbench.tui.themes import THEMES
from workbench.tui.widgets.article_pane import ArticlePane
from workbench.tui.widgets.link_gutter import LinkGutter
from workbench.tui.widgets.overview_ruler import OverviewRuler
from workbench.tui.widgets.pane_messages import PaneMessage

Result = TypeVar("Result")


class Stage(App[None]):
    """Two panes with a gutter between them and a ruler beside each, or one bare pane."""

    CSS = "ArticlePane { width: 1fr; }"

    def __init__(
        self, left: str = "", right: str | None = None, theme: str = "workbench-dark"
    ) -> None:
        super().__init__()
        self.left = ArticlePane(id="left")
        self.right = ArticlePane(id="right")
        self.texts = left, right
        self.chosen_theme = theme
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self.left
            if self.texts[1] is not None:
                yield OverviewRuler(self.left, id="left-ruler")
                yield LinkGutter(self.left, self.right)
                yield self.right
                yield OverviewRuler(self.right, id="right-ruler")

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.chosen_theme
        self.left.show(self.texts[0])
        if self.texts[1] is not None:
            self.right.show(self.texts[1])
        self.left.focus()

    def told_of(self, kind: type[Message]) -> list[Message]:
        """Messages of a kind that arrived, in order."""
        return [message for message in self.told if isinstance(message, kind)]

    def on_article_pane_cursor_moved(self, message: PaneMessage) -> None:
        self.told.append(message)

    def on_article_pane_selection_made(self, message: PaneMessage) -> None:
        self.told.append(message)

    def on_article_pane_selection_dropped(self, message: PaneMessage) -> None:
        self.told.append(message)

    def on_article_pane_mark_chosen(self, message: PaneMessage) -> None:
        self.told.append(message)

    def on_article_pane_scrolled(self, message: PaneMessage) -> None:
        self.told.append(message)

    def on_article_pane_copied(self, message: PaneMessage) -> None:
        self.told.append(message)


def mouse(
    pane: ArticlePane, kind: type[events.MouseEvent], x: int, y: int, *, shift: bool = False
) -> None:
    """Send a mouse event the way the terminal driver does; cells of the pane, also outside it."""
    at = pane.region.offset
    pane.screen._forward_event(
        kind(
            None, at.x + x, at.y + y, 0, 0, 1, shift, False, False,
            screen_x=at.x + x, screen_y=at.y + y,
        )
    )  # fmt: skip


async def drag(pilot: Pilot[None], pane: ArticlePane, *places: tuple[int, int]) -> None:
    """Press at the first place, move over the others, release at the last."""
    mouse(pane, events.MouseDown, *places[0])
    for place in places[1:]:
        mouse(pane, events.MouseMove, *place)
    mouse(pane, events.MouseUp, *places[-1])
    await settle(pilot)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until every message so far, and those it led to, are handled."""
    stage = pilot.app
    for _ in range(3):
        for node in (stage, stage.screen, *stage.screen.walk_children()):
            done = asyncio.Event()
            node.call_later(done.set)
            await done.wait()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, each handled before the next."""
    for key in keys:
        char = key if len(key) == 1 else None
        pilot.app.post_message(events.Key(KEY_NAMES.get(key, key), char))
        await settle(pilot)


KEY_NAMES = {
    ".": "full_stop",
    ",": "comma",
    "+": "plus",
    "-": "minus",
    "}": "right_curly_bracket",
    "{": "left_curly_bracket",
    ")": "right_parenthesis",
    "(": "left_parenthesis",
}


def screen_rows(app: App[None]) -> list[str]:
    """What the screen shows, a string a row."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


Act = Callable[[Pilot[None]], Awaitable[object]]
Queue = asyncio.Queue[tuple[Act, asyncio.Future[object]]]


class Player:
    """Runs acts in one application that stays open: for many examples of one property."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        queue: "asyncio.Queue[tuple[Act, asyncio.Future[object]]]",
    ) -> None:
        self._loop = loop
        self._queue = queue

    def __call__(self, act: Act) -> object:
        future: asyncio.Future[object] = self._loop.create_future()
        self._queue.put_nowait((act, future))
        return self._loop.run_until_complete(future)


@contextmanager
def playing(app: App[None], size: tuple[int, int]) -> Iterator[Player]:
    """Keep an application open and hand acts to it from synchronous tests."""
    loop = asyncio.new_event_loop()
    queue: Queue = asyncio.Queue()
    done = asyncio.Event()

    async def host() -> None:
        async with app.run_test(size=size) as pilot:
            while not done.is_set():
                act, future = await queue.get()
                try:
                    future.set_result(await act(pilot))
                except BaseException as error:
                    future.set_exception(error)

    async def finish(_pilot: Pilot[None]) -> None:
        done.set()

    task = loop.create_task(host())
    player = Player(loop, queue)
    try:
        yield player
    finally:
        player(finish)
        loop.run_until_complete(task)
        loop.close()
