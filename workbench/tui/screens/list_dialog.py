"""A dialog that is a list: rows with a cursor, and a line that says what the keys do."""

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical

from workbench.config.words import _
from workbench.tui.actions import first_key
from workbench.tui.bench import Bench
from workbench.tui.screens.action_screen import Dialog
from workbench.tui.widgets.line_list import LineList
from workbench.tui.widgets.rows import Row
from workbench.tui.widgets.text_rows import TextRows
from workbench.tui.wording import key_rows

_Result = TypeVar("_Result")


class ListDialog(Dialog[_Result]):
    """Rows that are made for the width of the dialog."""

    CSS_PATH = "list_dialog.tcss"
    AUTO_FOCUS = "#list"
    keys: ClassVar[tuple[tuple[str, str], ...]] = ()
    """(action name, what it does) for the last line."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._rows: list[Row] = []

    def compose(self) -> ComposeResult:
        """The list, and what the keys do."""
        with Vertical(id="list-box"):
            yield TextRows(self.head)
            yield LineList(self._draw, id="list")
            yield TextRows(self.foot, classes="dialog-foot")

    @property
    def lines(self) -> LineList:
        """The list."""
        return self.query_one(LineList)

    def head(self, width: int) -> list[Row]:  # noqa: ARG002 - for those that override it
        """What stands above the list."""
        return []

    def foot(self, width: int) -> list[Row]:
        """What the keys do."""
        keys = [(first_key(name, self.bench.keys), _(words)) for name, words in self.keys]
        return key_rows(keys, width)

    def make_rows(self, width: int) -> list[Row]:
        """All rows, for a width in cells."""
        raise NotImplementedError

    def stops(self) -> list[int] | None:
        """The rows at which the cursor can stop; all if None."""
        return None

    def row_to_keep(self) -> int:
        """Where the cursor belongs after the rows were made anew."""
        return self.lines.row

    def on_resize(self) -> None:
        """Rows depend on the width."""
        self.call_after_refresh(self.fill)

    def fill(self) -> None:
        """Make the rows anew."""
        lines = self.lines
        self._rows = self.make_rows(max(20, lines.size.width))
        lines.show(len(self._rows), row=self.row_to_keep(), stops=self.stops())

    def _draw(self, row: int, _: int) -> Row:
        return self._rows[row] if row < len(self._rows) else (("", ""),)
