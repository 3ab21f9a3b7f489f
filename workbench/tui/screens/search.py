"""Search as one types, over articles, claims, rationales, sources and comments."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from time import monotonic, sleep
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from workbench.config.words import _
from workbench.domain.errors import WorkbenchError
from workbench.text.clusters import safe_line
from workbench.tui.actions import bindings, first_key
from workbench.tui.bench import Bench
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.widgets.line_list import LineList
from workbench.tui.widgets.rows import Part, Row, cells
from workbench.tui.widgets.text_rows import TextRows
from workbench.tui.widgets.words import Words
from workbench.tui.wording import count_of
from workbench.workspace.changes import Changes
from workbench.workspace.searching import MODES, Hit, Mode, Sources, search

_BEFORE = 0.012
"""Seconds in which the letter itself is drawn, and the next one may follow."""
_FIRST_AFTER, _AGAIN_AFTER = 0.02, 0.15
"""Seconds after which the hits found so far are shown, and shown again."""
_WORK, _REST = 0.004, 0.001
"""Seconds of work after which the thread that searches lets the screen have its turn."""
_MOST = 500
_MODE_NAMES = {"exact": "as written", "fuzzy": "similar", "expression": "regular expression"}


def _priority(scope: str) -> list[BindingType]:
    """The keys of the list work while the cursor is in the words."""
    return [
        replace(item, priority=True) if isinstance(item, Binding) else item
        for item in bindings(scope)
    ]


class SearchScreen(ListScreen[Hit, Hit | None]):
    """Typing searches; Enter goes to the hit."""

    scope = "search"
    AUTO_FOCUS = "Words"
    BINDINGS: ClassVar[list[BindingType]] = _priority(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (
        ("open", "go there"),
        ("down", "next"),
        ("up", "previous"),
        ("mode", "as written, similar, expression"),
    )

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._hits: list[Hit] = []
        self._mode: Mode = "exact"
        self._trouble = ""
        self._searching = False
        self._stop = threading.Event()
        self._sources = Sources(bench.workspace)
        self._told: set[str] = set()

    def compose(self) -> ComposeResult:
        """The words above what they find."""
        yield TextRows(self._head_rows, id="list-head")
        yield Words(self.bench.searched, one_line=True, placeholder="words", id="words")
        yield LineList(self._draw, id="list")
        yield TextRows(id="list-detail")
        yield TextRows(self._foot_rows, id="list-foot")

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        lines = self.lines
        return {
            **super().handlers(),
            "search.up": lines.action_up,
            "search.down": lines.action_down,
            "search.page_up": lines.action_page_up,
            "search.page_down": lines.action_page_down,
            "search.mode": self.next_mode,
        }

    def on_mount(self) -> None:
        """Search at once for what was searched last."""
        super().on_mount()
        if self.bench.searched:
            self.query_one(Words).select_all()
        self.start()

    def take(self, changes: Changes) -> None:
        """Something was written: search what is there now."""
        if changes:
            self._sources = Sources(self.bench.workspace)
            self.start()

    # What is shown

    def heading(self) -> str:
        """How many hits, and how is searched."""
        found = count_of(len(self._hits), "hit")
        more = "+" if len(self._hits) >= _MOST else ""
        state = _("searching… ") if self._searching else ""
        return _("Search, {mode} · {state}{found}{more}").format(
            mode=_(_MODE_NAMES[self._mode]), state=state, found=found, more=more
        )

    def nothing(self) -> str:
        """What went wrong, or what to do."""
        if self._trouble:
            return self._trouble
        if not self.query_one(Words).value:
            return _("Type words: articles, claims, rationales, sources and comments are searched.")
        if self._searching:
            return ""
        key = first_key("search.mode", self.bench.keys)
        hint = (
            _(" {key} also finds what is spelt otherwise.").format(key=key)
            if self._mode == "exact"
            else ""
        )
        return _("Not found.{hint}").format(hint=hint)

    def entries(self) -> Sequence[Entry[Hit]]:
        """One row a hit, in context."""
        return [
            Entry(f"{hit.kind}:{hit.id}:{hit.start}", hit, partial(_row, hit)) for hit in self._hits
        ]

    def chosen(self, item: Hit) -> None:
        """Go there; the other hits stay at hand."""
        self.bench.hits = list(self._hits)
        self.dismiss(item)

    def close(self) -> None:
        """Stop searching and go back."""
        self._stop.set()
        super().close()

    # Searching

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.start()

    def next_mode(self) -> None:
        """Search the next way."""
        self._mode = MODES[(MODES.index(self._mode) + 1) % len(MODES)]
        self.start()

    def start(self) -> None:
        """Search for what stands there now; what is under way ends."""
        self._stop.set()
        self._stop = threading.Event()
        words = self.query_one(Words).text.strip("\n")
        self.bench.searched = words
        self._trouble = ""
        self.run_worker(self._search(words, self._mode, self._stop), group="search")

    async def _search(self, words: str, mode: Mode, stop: threading.Event) -> None:
        self._searching = bool(words.strip())

        def show(hits: list[Hit]) -> None:
            if not stop.is_set():
                self._hits = hits
                self.reload()

        def show_so_far(hits: list[Hit]) -> None:
            self.app.call_from_thread(show, hits)

        found: list[Hit] = []
        try:
            found = await asyncio.to_thread(self._collect, words, mode, stop, show_so_far)
        except WorkbenchError as error:
            if not stop.is_set():
                self._trouble = str(error)
        if not stop.is_set():
            self._searching = False
            show(found)
            self._tell_missing()

    def _tell_missing(self) -> None:
        """Say once which articles were not searched."""
        for article, why in list(self._sources.troubles.items()):
            if article not in self._told:
                self._told.add(article)
                self.warn(why)

    def _collect(
        self, words: str, mode: Mode, stop: threading.Event, show: Callable[[list[Hit]], None]
    ) -> list[Hit]:
        """In a thread: gather hits, showing those found so far now and then."""
        found: list[Hit] = []
        if stop.wait(_BEFORE):
            return found
        pace = Pace(lambda: show(list(found)))

        def should_stop() -> bool:
            pace.step(len(found))
            return stop.is_set()

        sources = self._sources
        for hit in search(sources, words, mode, limit=_MOST, should_stop=should_stop):
            found.append(hit)
            pace.step(len(found))
        if not words.strip():
            # Gathered while the user thinks of what to type.
            for _ in sources:
                pace.step(0)
        return found


class Pace:
    """Lets a thread that searches give way to the keys, and show what it has found so far."""

    def __init__(self, show: Callable[[], None]) -> None:
        self._show = show
        self._shown = 0
        self._rested = monotonic()
        self._next_show = self._rested + _FIRST_AFTER

    def step(self, found: int) -> None:
        """Called again and again with the number of hits."""
        now = monotonic()
        if found > self._shown and now >= self._next_show:
            self._shown = found
            self._show()
            self._next_show = monotonic() + _AGAIN_AFTER
        if now >= self._rested + _WORK:
            sleep(_REST)
            self._rested = monotonic()


def _row(hit: Hit, width: int) -> Row:
    label = f" {hit.kind:9} {safe_line(hit.where, 28):28} "
    room = max(12, width - cells(label) - 1)
    half = max(4, (room - min(cells(hit.found), room // 2)) // 2)
    before = " ".join(hit.before.split())[-half:]
    parts: list[Part] = [(label, "dim"), (before.rjust(min(half, 20)), "")]
    if hit.before[-1:].isspace():
        parts.append((" ", ""))
    parts += [(" ".join(hit.found.split()), "accent"), (" ".join(hit.after.split()), "")]
    if hit.after[:1].isspace():
        parts.insert(len(parts) - 1, (" ", ""))
    return tuple(parts)
