"""The scroll bar of a list: Textual's, drawn without the machinery for borders and content.

Textual draws a scroll bar line by line as any widget, a fifth of the time of a page of a list, and
anew for every row although the thumb moves an eighth of a cell only now and then.
"""

from typing import Self

from rich.color import Color
from rich.segment import Segment
from textual.geometry import Region
from textual.reactive import Reactive
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from workbench.tui.widgets.rows import filtered


class ListBar(ScrollBar):
    """A vertical scroll bar one cell wide."""

    position: Reactive[float] = Reactive(0.0, repaint=False)

    def __init__(self) -> None:
        super().__init__(vertical=True, name="vertical")
        self._shown: list[Segment] = []
        self._strips: list[Strip] | None = None

    def watch_position(self) -> None:
        """Draw anew only what looks different."""
        if self._shown != self._segments():
            self.refresh()

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Something about it is another: size, thumb, colours, the mouse over it."""
        self._strips = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Colours may be others now."""
        super().notify_style_update()
        self._strips = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """One strip a line; few are different."""
        if self._strips is None or len(self._strips) != self.size.height:
            self._shown = shown = self._segments()
            few = {id(segment): segment for segment in shown}
            made = {key: filtered(self, Strip([segment], 1)) for key, segment in few.items()}
            self._strips = [made[id(segment)] for segment in shown]
        return self._strips[crop.y : crop.bottom]

    def _segments(self) -> list[Segment]:
        bar = self.render()
        if not isinstance(bar, ScrollBarRender) or not self.size.height:
            return []
        style = self.app.console.get_style(bar.style)
        return list(
            bar.render_bar(
                size=self.size.height,
                virtual_size=bar.virtual_size,
                window_size=bar.window_size,
                position=bar.position,
                back_color=style.bgcolor or Color.default(),
                bar_color=style.color or Color.default(),
            ).segments
        )
