"""Five columns between two panes that draw the links of the active claim.

A link is a stub at its row on each side and a lane between them. An end out of view is an arrow at
the edge it lies beyond; a link with both ends beyond one edge is not drawn.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from workbench.text.clusters import safe_line
from workbench.tui.themes import mark_colours
from workbench.tui.widgets.article_pane import ArticlePane
from workbench.tui.widgets.pane_marks import Mark

WIDTH = 5
_LANES = (2, 1, 3)
_LEFT, _RIGHT, _UP, _DOWN = 1, 2, 4, 8
_LINES = " ╴╶─╵╯╰┴╷╮╭┬│┤├┼"
"""Box drawing character for each union of the four arms."""

Link = tuple[int, int, str]
"""Offset in the left text, offset in the right text, glyph of the relation."""


class Rows(NamedTuple):
    """A link by rows of the view; negative is above it."""

    left: int
    right: int
    glyph: str


def draw(links: Iterable[Rows], height: int) -> list[str]:
    """Draw links as box lines.

    Args:
        links: By rows of the view.
        height: Rows in view.

    Returns:
        One string of five cells for each row.
    """
    grid = _Grid(height)
    for number, link in enumerate(links):
        if not ((link.left < 0 and link.right < 0) or link.left >= height <= link.right):
            grid.add(link, _LANES[number % len(_LANES)])
    return grid.lines()


class _Grid:
    """Arms of lines in cells, and the glyphs over them."""

    def __init__(self, height: int) -> None:
        self._height = height
        self._arms = [[0] * WIDTH for _ in range(height)]
        self._glyphs: dict[tuple[int, int], str] = {}

    def add(self, link: Rows, lane: int) -> None:
        left_seen = 0 <= link.left < self._height
        right_seen = 0 <= link.right < self._height
        if left_seen:
            self._across(link.left, -1, lane)
        if right_seen:
            self._across(link.right, lane, WIDTH)
        first, last = sorted((link.left, link.right))
        self._down(max(first, 0), min(last, self._height - 1), lane)
        if first < 0:
            self._glyphs[0, lane] = "▲"
        if last >= self._height:
            self._glyphs[self._height - 1, lane] = "▼"
        middle = (max(first, 0) + min(last, self._height - 1)) // 2
        if link.left == link.right or abs(last - first) > 1:
            self._glyphs.setdefault((middle, lane), link.glyph)
        elif left_seen:
            self._glyphs.setdefault((link.left, 0), link.glyph)

    def _across(self, row: int, first: int, last: int) -> None:
        """A level line from column to column; its inner ends meet the lane."""
        for column in range(max(first, 0), min(last, WIDTH - 1) + 1):
            if column > first:
                self._arms[row][column] |= _LEFT
            if column < last:
                self._arms[row][column] |= _RIGHT

    def _down(self, first: int, last: int, lane: int) -> None:
        for row in range(first, last):
            self._arms[row][lane] |= _DOWN
            self._arms[row + 1][lane] |= _UP

    def lines(self) -> list[str]:
        return [
            "".join(
                self._glyphs.get((row, column)) or _LINES[arms]
                for column, arms in enumerate(self._arms[row])
            )
            for row in range(self._height)
        ]


class LinkGutter(Widget):
    """Draws links between the rows that two panes show."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LinkGutter { width: 5; height: 1fr; background: $background; color: $foreground; }
    """

    def __init__(
        self,
        left: ArticlePane,
        right: ArticlePane,
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._panes = left, right
        self._links: tuple[Link, ...] = ()
        self._lines: list[str] = []
        self._strips: dict[str, Strip] = {}

    def on_mount(self) -> None:
        """Follow both panes from now on."""
        for pane in self._panes:
            pane.watch_pane(self)

    def on_unmount(self) -> None:
        """Follow no longer."""
        for pane in self._panes:
            pane.unwatch_pane(self)

    def set_links(self, links: Iterable[Link]) -> None:
        """Draw these links from now on: those of the active claim."""
        self._links = tuple(links)
        self._draw_again()

    def on_resize(self) -> None:
        """The height is another."""
        self._draw_again()

    def pane_scrolled(self) -> None:
        """Rows stand elsewhere."""
        self._draw_again()

    def pane_laid_out(self) -> None:
        """Rows are others."""
        self._draw_again()

    def pane_marked(self, _gone: Sequence[Mark], _come: Sequence[Mark], /) -> None:
        """Marks alone move no link."""

    def _draw_again(self) -> None:
        before, self._lines = self._lines, draw(self._in_view(), self.size.height)
        if len(before) != len(self._lines):
            self.refresh()
            return
        pairs = enumerate(zip(before, self._lines, strict=True))
        if changed := [Region(0, y, WIDTH, 1) for y, (old, new) in pairs if old != new]:
            self.refresh(*changed)

    def _in_view(self) -> list[Rows]:
        left, right = (pane.rows for pane in self._panes)
        if left is None or right is None:
            return []
        tops = [pane.top_row for pane in self._panes]
        return [
            Rows(left.row_of(start) - tops[0], right.row_of(end) - tops[1], safe_line(glyph, 1))
            for start, end, glyph in self._links
        ]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Strips are shared between rows that look alike."""
        lines = self._lines
        blank = " " * WIDTH
        return [
            self._strip(lines[y] if y < len(lines) else blank).crop(crop.x, crop.right)
            for y in range(crop.y, crop.bottom)
        ]

    def _strip(self, line: str) -> Strip:
        strip = self._strips.get(line)
        if strip is None:
            if len(self._strips) > 512:
                self._strips.clear()
            colours = mark_colours(self.app.theme_variables, dark=self.app.current_theme.dark)
            background = self.background_colors[1].rich_color
            strip = Strip([Segment(line, Style(color=colours.faint, bgcolor=background))], WIDTH)
            for line_filter in self.get_line_filters():
                strip = strip.apply_filter(line_filter, self.background_colors[1])
            self._strips[line] = strip
        return strip

    def notify_style_update(self) -> None:
        """Colours may be others now."""
        super().notify_style_update()
        self._strips.clear()
