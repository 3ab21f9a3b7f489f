"""Jump letters: a letter appears on every sentence and mark in view; typing it goes there."""

from collections.abc import Sequence
from itertools import islice, product
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.bench import Bench
from workbench.tui.screens.action_screen import Dialog
from workbench.tui.widgets.rows import looks_of

LETTERS = "fjdkslaghrueiwoqptyvncmxbz"
"""Those that fingers rest on first."""


class Place(NamedTuple):
    """Where one may jump to."""

    side: int
    """0 for the left pane, 1 for the right one."""
    offset: int
    """Code points."""
    at: Offset
    """Cell of the screen."""


def labels(count: int, letters: str = LETTERS) -> list[str]:
    """As many labels as asked for, all of one length, so that none begins another."""
    length = 1
    while len(letters) ** length < count:
        length += 1
    return ["".join(parts) for parts in islice(product(letters, repeat=length), count)]


class JumpLabel(Widget):
    """The letters on one place."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    JumpLabel { position: absolute; width: auto; height: 1; }
    """

    def __init__(self, letters: str, at: Offset) -> None:
        super().__init__()
        self._letters = letters
        self.styles.width = len(letters)
        self.styles.offset = at.x, at.y

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        """The letters, as conspicuous as what was searched for."""
        style = self.rich_style + looks_of(self)["found"]
        return Strip([Segment(self._letters, style)], len(self._letters))


class Jump(Dialog[Place | None]):
    """The result is the place that was chosen."""

    CSS_PATH = "screens/jump.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Close", show=False)]

    def __init__(self, bench: Bench, places: Sequence[Place]) -> None:
        super().__init__(bench)
        self._places = dict(zip(labels(len(places)), places, strict=True))
        self._typed = ""

    def compose(self) -> ComposeResult:
        """A label on every place."""
        for letters, place in self._places.items():
            yield JumpLabel(letters, place.at)

    def on_key(self, event: events.Key) -> None:
        """Letters choose a place; what works everywhere does here too; anything else leaves."""
        if event.key == "escape" or event.key in self.everywhere:
            return
        event.stop()
        self._typed += event.character or " "
        if self._typed in self._places:
            self.dismiss(self._places[self._typed])
        elif not any(letters.startswith(self._typed) for letters in self._places):
            self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click leaves."""
        event.stop()
        self.dismiss(None)

    def action_leave(self) -> None:
        """Go nowhere."""
        self.dismiss(None)
