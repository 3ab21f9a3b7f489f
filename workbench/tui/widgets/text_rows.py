"""A few rows of text that cannot be scrolled: headers, the status line, quotes above a form."""

from collections.abc import Callable

from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.widgets.rows import Looks, Row, draw, looks_of

MakeRows = Callable[[int], list[Row]]
"""Width in cells → rows."""


class TextRows(Widget):
    """Shows what a function makes of its width."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TextRows { height: auto; color: $foreground; }
    """

    def __init__(
        self, make: MakeRows | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._make = make
        self._rows: list[Row] = []
        self._made_for = -1
        self._looks: Looks | None = None

    def show(self, make: MakeRows) -> None:
        """Show other rows from now on; nothing is drawn if they are the same."""
        self._make = make
        before = self._rows
        self._made_for = -1
        rows = self._rows_for(self.size.width)
        if len(rows) != len(before) and self.styles.is_auto_height:
            self.refresh(layout=True)
        elif rows != before:
            self.refresh()

    def _rows_for(self, width: int) -> list[Row]:
        if width != self._made_for and self._make is not None and width > 0:
            self._rows = self._make(width)
            self._made_for = width
        return self._rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many rows as there are."""
        return len(self._rows_for(width))

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.size.width
        rows = self._rows_for(width)
        if y >= len(rows):
            return Strip.blank(width, self.rich_style)
        looks = self._looks = self._looks or looks_of(self)
        return draw(rows[y], width, self.rich_style, looks)

    def notify_style_update(self) -> None:
        """Colours may be others now."""
        super().notify_style_update()
        self._looks = None
