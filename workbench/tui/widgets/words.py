"""A field to write in; several lines or one.

Enter, Tab, Esc and Ctrl+j are the form's (see `screens.form`). What is shown has stand-ins for
control and direction characters, one for one, so that nothing that was pasted, or that somebody
else wrote, reaches the terminal raw; the value keeps them.
"""

from rich.text import Text
from textual import events
from textual.widgets import TextArea

_HELD = {
    code: 0xFDD0 + place
    for place, code in enumerate((0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029))
}
"""Characters at which a text area would begin a new line, and so lose them → noncharacters."""
_RELEASED = {held: code for code, held in _HELD.items()}

_STAND_INS = (
    {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)}
    | {0x7F: 0x2421, 0x85: 0xFFFD, 0x2028: 0xFFFD, 0x2029: 0xFFFD, 0x061C: 0x2190}
    | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
    | dict.fromkeys((0x200E, 0x202A, 0x202D, 0x2066), 0x2192)
    | dict.fromkeys((0x200F, 0x202B, 0x202E, 0x2067), 0x2190)
    | {0x2068: 0x2194, 0x202C: 0x2191, 0x2069: 0x2191}
)
_STAND_INS |= {held: _STAND_INS[code] for held, code in _RELEASED.items()}


class Words(TextArea):
    """A field without a border, as high as its text up to a limit."""

    DEFAULT_CSS = """
    Words {
        height: auto;
        min-height: 1;
        max-height: 8;
        padding: 0 1;
        border: none;
        background: $panel;
        scrollbar-size: 1 0;
        &:focus { border: none; background: $primary 25%; }
        & .text-area--cursor-line { background: transparent; }
    }
    Words.-one-line { max-height: 1; scrollbar-size: 0 0; }
    Words.-several { min-height: 2; }
    """

    def __init__(
        self,
        text: str = "",
        *,
        one_line: bool,
        verbatim: bool = False,
        placeholder: str = "",
        id: str | None = None,
    ) -> None:
        """Begin with a text.

        Args:
            text: what stands in it at first.
            one_line: whether it has one line.
            verbatim: whether blanks at both ends and every character that is no line end count;
                line ends are LF, since terminals hand on no other.
            placeholder: shown while it is empty.
            id: of the widget.
        """
        super().__init__(
            text.translate(_HELD) if verbatim else text,
            soft_wrap=not one_line,
            compact=True,
            highlight_cursor_line=False,
            placeholder=placeholder,
            id=id,
            classes="-one-line" if one_line else "-several",
        )
        self.one_line = one_line
        self.verbatim = verbatim
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    @property
    def value(self) -> str:
        """What was written; line ends in a one-line field become blanks."""
        if self.verbatim:
            return self.text.translate(_RELEASED)
        return " ".join(self.text.split()) if self.one_line else self.text.strip()

    def put(self, text: str) -> None:
        """Insert a text at the cursor, as if it was pasted."""
        start, end = self.selection
        result = self.replace(text.translate(_HELD) if self.verbatim else text, start, end)
        self.move_cursor(result.end_location)

    async def _on_paste(self, event: events.Paste) -> None:
        if self.verbatim:
            event.prevent_default()
            event.stop()
            self.put(event.text)

    def get_line(self, line_index: int) -> Text:
        """One line as it is shown, as long as the stored one."""
        return Text(super().get_line(line_index).plain.translate(_STAND_INS), end="", no_wrap=True)

    def new_line(self) -> None:
        """Begin a new line."""
        if not self.one_line:
            self.insert("\n")
