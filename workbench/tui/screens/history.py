"""The history of one record: who changed what, when, by which step."""

from typing import ClassVar

from textual.binding import BindingType

from workbench.config.words import _
from workbench.domain.errors import WorkbenchError
from workbench.tui.actions import bindings
from workbench.tui.bench import Bench
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.list_dialog import ListDialog
from workbench.tui.widgets.rows import Row, one_line, wrapped
from workbench.tui.wording import local_time, quoted, step_words
from workbench.workspace.changes import Changes
from workbench.workspace.history import HistoryEntry

_QUIET = frozenset({"by", "at", "prefix", "suffix", "version", "id"})
"""Fields that say nothing to a reader."""


class HistoryScreen(ListDialog[None]):
    """Newest first; fields of one event stand together."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("history")
    keys = (("list.up", "up"), ("list.down", "down"), ("history.close", "back"))

    def __init__(self, bench: Bench, about: str) -> None:
        super().__init__(bench)
        self._about = about

    def handlers(self) -> Handlers:
        """The actions of the history."""
        return {"history.close": lambda: self.dismiss(None)}

    def take(self, changes: Changes) -> None:
        """Another step may have been added."""
        if changes:
            self.fill()

    def head(self, width: int) -> list[Row]:
        """Whose history it is."""
        return [
            (
                (
                    _(" History of {what}").format(
                        what=described(self.bench, self._about, width - 14)
                    ),
                    "bold",
                ),
            )
        ]

    def make_rows(self, width: int) -> list[Row]:
        """Each event, and below it what it changed."""
        try:
            entries = self.bench.workspace.history(self._about)
        except WorkbenchError as error:
            return [((f" {line}", "dim"),) for line in wrapped(str(error), width - 2)]
        if not entries:
            said = _(
                "Nothing was changed yet; what you and others do is listed here, newest first."
            )
            return [((f" {line}", "dim"),) for line in wrapped(said, width - 2)]
        events: dict[str, list[HistoryEntry]] = {}
        for entry in reversed(entries):
            events.setdefault(entry.event, []).append(entry)
        return [row for found in events.values() for row in event_rows(found, width)]


def event_rows(entries: list[HistoryEntry], width: int) -> list[Row]:
    """One event: who, when, what; and the fields that it changed."""
    first = entries[0]
    what = step_words(first.why.partition(":")[0])
    rows: list[Row] = [
        (
            (f" {local_time(first.at)} ", "dim"),
            (one_line(first.by, 20), "bold"),
            (f"  {what}", ""),
        )
    ]
    for entry in reversed(entries):
        if entry.field not in _QUIET and entry.old != entry.new:
            rows += [((f"     {line}", ""),) for line in wrapped(change_words(entry), width - 6, 3)]
    return rows


def change_words(entry: HistoryEntry) -> str:
    """What happened to a field, in words."""
    if entry.field == "*":
        return "deleted" if entry.new is None else "restored"
    name = entry.field.replace("_", " ")
    if ":" in entry.field:
        kind, _, value = entry.field.partition(":")
        return f"{kind} {value} {'taken out' if entry.new is None else 'added'}"
    if entry.old is None:
        return f"{name}: {shown_value(entry.new)}"
    return f"{name}: {shown_value(entry.old)} → {shown_value(entry.new)}"


def shown_value(value: object) -> str:
    """A field's value in words."""
    if value is None or value == "":
        return "nothing"
    return f"“{value}”" if isinstance(value, str) else str(value)


def described(bench: Bench, id: str, width: int) -> str:
    """A record by its own words, in at most `width` cells."""
    try:
        table, record = bench.view.locate(id)
    except WorkbenchError:
        return one_line(bench.title_of(id), width)
    words = getattr(record, "quote", "") or getattr(record, "text", "")
    words = words or getattr(record, "rationale", "") or getattr(record, "title", "") or table
    return quoted(words, width)
