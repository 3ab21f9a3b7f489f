"""What screens that list something share: a heading, rows, the details of one, the keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.getters import query_one

from workbench.config.words import _, mark
from workbench.tui.actions import first_key
from workbench.tui.bench import Bench
from workbench.tui.screens.action_screen import ActionScreen, Handlers
from workbench.tui.widgets.line_list import LineList
from workbench.tui.widgets.rows import Row, wrapped
from workbench.tui.widgets.text_rows import TextRows
from workbench.tui.wording import key_rows
from workbench.workspace.changes import Changes

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Entry(Generic[_Item]):
    """One thing in a list."""

    id: str
    """What the cursor stays on when the list is made anew."""
    item: _Item
    row: Callable[[int], Row]
    """Width in cells → the row."""
    heading: bool = False
    """Whether the cursor passes over it."""


class ListScreen(ActionScreen[_Result], Generic[_Item, _Result]):
    """A list over the whole screen.

    A subclass names its `scope`, binds `bindings(scope)` (its actions stand in the registry, with
    at least `<scope>.open` and `<scope>.close`), and says what the entries are.
    """

    CSS_PATH = "list_screen.tcss"
    AUTO_FOCUS = "#list"
    scope: ClassVar[str] = ""
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = ()
    """(action without the scope, a word or two) for the line of keys at the bottom."""

    lines = query_one("#list", LineList)
    head = query_one("#list-head", TextRows)
    detail = query_one("#list-detail", TextRows)
    foot = query_one("#list-foot", TextRows)

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._entries: Sequence[Entry[_Item]] = ()
        self._most_detail = 0

    # What a subclass says

    def heading(self) -> str:
        """What is listed, in a few words."""
        raise NotImplementedError

    def entries(self) -> Sequence[Entry[_Item]]:
        """What there is now, in order."""
        raise NotImplementedError

    def nothing(self) -> str:
        """What to say, and what to do, if there is nothing."""
        raise NotImplementedError

    def detail_rows(self, item: _Item, width: int) -> list[Row]:  # noqa: ARG002
        """More about the entry under the cursor; no rows show no box."""
        return []

    def chosen(self, item: _Item) -> None:
        """Enter, or a double click, on an entry."""

    # What they share

    def compose(self) -> ComposeResult:
        """Heading, list, details, keys."""
        yield TextRows(self._head_rows, id="list-head")
        yield LineList(self._draw, id="list")
        yield TextRows(id="list-detail")
        yield TextRows(self._foot_rows, id="list-foot")

    def handlers(self) -> Handlers:
        """Open and close; a subclass adds its own."""
        return {f"{self.scope}.open": self.open, f"{self.scope}.close": self.close}

    def on_mount(self) -> None:
        """Show what there is."""
        self.reload()

    def take(self, changes: Changes) -> None:
        """Something changed: list anew, with the cursor where it was."""
        if changes:
            self.reload()

    @property
    def shown(self) -> Sequence[Entry[_Item]]:
        """The entries in the list."""
        return self._entries

    @property
    def current(self) -> _Item | None:
        """What the cursor is on."""
        row = self.lines.row
        if row < len(self._entries) and not self._entries[row].heading:
            return self._entries[row].item
        return None

    def reload(self, go_to: str | None = None) -> None:
        """Make the list anew; the cursor stays on the same entry, or goes to the one named."""
        row = self.lines.row
        before = self._entries[row].id if row < len(self._entries) else None
        self._entries = self.entries()
        wanted = go_to or before
        entries = enumerate(self._entries)
        place = next((place for place, entry in entries if entry.id == wanted), row)
        self.lines.show(len(self._entries), row=place, stops=self._stops())
        self.head.show(self._head_rows)
        self._show_detail()

    def _stops(self) -> list[int] | None:
        """The rows at which the cursor can stop; None if it can at all."""
        if not any(entry.heading for entry in self._entries):
            return None
        return [place for place, entry in enumerate(self._entries) if not entry.heading]

    def open(self) -> None:
        """Open what the cursor is on."""
        if self.current is not None:
            self.chosen(self.current)

    def close(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)

    def _draw(self, row: int, width: int) -> Row:
        return self._entries[row].row(width)

    def _head_rows(self, width: int) -> list[Row]:
        rows: list[Row] = [((f" {_(self.heading())}", "bold"),)]
        if not self._entries:
            lines = wrapped(_(self.nothing()), max(20, width - 2))
            rows += [((" ", ""),), *(((f" {line}", "dim"),) for line in lines)]
        return rows

    def _show_detail(self) -> None:
        item = self.current
        known = self.detail.size.width or 80
        rows = [] if item is None else self.detail_rows(item, known)
        self.detail.display = bool(rows)
        if item is not None and rows:
            self.detail.show(
                lambda width: self._padded(
                    rows if width == known else self.detail_rows(item, width)
                )
            )

    def _padded(self, rows: list[Row]) -> list[Row]:
        """Rows with blank ones below, so that the list keeps its height from entry to entry."""
        least = min(self._most_detail, self.size.height // 3)
        self._most_detail = max(self._most_detail, len(rows))
        return [*rows, *[((" ", ""),)] * (least - len(rows))]

    def _foot_rows(self, width: int) -> list[Row]:
        keys = [
            (first_key(f"{self.scope}.{what}", self.bench.keys), _(words))
            for what, words in (*self.keys_shown, ("close", mark("back")))
        ]
        return key_rows(keys, width)

    @on(LineList.Moved, "#list")
    def _moved(self) -> None:
        self._show_detail()

    @on(LineList.Chosen, "#list")
    def _chosen(self) -> None:
        self.open()

    def on_resize(self, _: events.Resize) -> None:
        """Rows depend on the width."""
        self._most_detail = 0
        self.call_after_refresh(self.lines.redraw)
