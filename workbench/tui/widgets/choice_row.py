"""A row of choices with digits: what a digit key means is what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.widgets.rows import Looks, Part, Row, cells, draw, looks_of

_GAP = 2


@dataclass(frozen=True, slots=True)
class Option:
    """One choice."""

    id: str
    text: str
    look: str = ""
    """How its glyph is drawn."""
    glyph: str = ""


class ChoiceRow(Widget, can_focus=True):
    """One of several options, or none."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h,up", "step(-1)", "Option before", show=False),
        Binding("right,l,down", "step(1)", "Next option", show=False),
        Binding("delete,backspace", "clear", "No option", show=False),
    ]
    DEFAULT_CSS = """
    ChoiceRow { height: auto; color: $foreground; background: $surface; padding: 0 1; }
    """

    class Picked(Message):
        """Another option is chosen."""

        def __init__(self, row: "ChoiceRow") -> None:
            super().__init__()
            self.row = row

        @property
        def control(self) -> "ChoiceRow":
            """The row."""
            return self.row

    def __init__(
        self,
        options: Sequence[Option],
        chosen: str | None = None,
        *,
        required: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._options = tuple(options)
        self._required = required
        self._chosen = chosen if any(item.id == chosen for item in options) else None
        self._looks: Looks | None = None

    @property
    def value(self) -> str:
        """The chosen option's id; empty for none."""
        return self._chosen or ""

    def choose(self, option: str | None) -> None:
        """Choose an option."""
        self._chosen = option
        self.refresh()
        self.post_message(self.Picked(self))

    def action_step(self, by: int) -> None:
        """Choose the next option, or the one before."""
        ids = [option.id for option in self._options]
        place = ids.index(self._chosen) + by if self._chosen else (0 if by > 0 else -1)
        self.choose(ids[place % len(ids)])

    def action_clear(self) -> None:
        """Choose none, where that is allowed."""
        if not self._required:
            self.choose(None)

    def on_key(self, event: events.Key) -> None:
        """A digit chooses the option that it is shown with."""
        if event.key.isdecimal() and 0 < int(event.key) <= len(self._options):
            event.stop()
            self.choose(self._options[int(event.key) - 1].id)

    def on_click(self, event: events.Click) -> None:
        """A click chooses the option under it."""
        x, y = event.x - 1, event.y
        for row, start, end, option in self._layout(self._inner_width()):
            if row == y and start <= x < end:
                self.choose(option.id)

    def _inner_width(self) -> int:
        return max(1, self.content_size.width)

    def _layout(self, width: int) -> list[tuple[int, int, int, Option]]:
        """(row, first cell, end cell, option): as many beside each other as fit."""
        placed = []
        row = at = 0
        for number, option in enumerate(self._options, start=1):
            taken = cells(_label(number, option))
            if at and at + taken > width:
                row, at = row + 1, 0
            placed.append((row, at, at + taken, option))
            at += taken + _GAP
        return placed

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many rows as the options need."""
        layout = self._layout(width)
        return layout[-1][0] + 1 if layout else 1

    def render_line(self, y: int) -> Strip:
        """Draw one row of options between the paddings."""
        looks = self._looks = self._looks or looks_of(self)
        width = self.size.width
        row: list[Part] = [(" ", "")]
        at = 0
        for number, (line, start, end, option) in enumerate(self._layout(width - 2), start=1):
            if line == y:
                row.append((" " * (start - at), ""))
                row += self._parts(number, option)
                at = end
        return draw(row, width, self.rich_style, looks)

    def _parts(self, number: int, option: Option) -> Row:
        chosen = option.id == self._chosen
        glyph: Row = ((f" {option.glyph} ", option.look),) if option.glyph else ((" ", ""),)
        look = ("chosen" if self.has_focus else "bold") if chosen else "dim"
        return (
            (f"{'▸' if chosen else ' '}{number}", "key" if chosen or self.has_focus else "dim"),
            *glyph,
            (option.text, look),
            (" ", ""),
        )

    def notify_style_update(self) -> None:
        """Colours may be others now."""
        super().notify_style_update()
        self._looks = None


def _label(number: int, option: Option) -> str:
    glyph = f" {option.glyph} " if option.glyph else " "
    return f" {number}{glyph}{option.text} "
