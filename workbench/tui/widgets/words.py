"""A field to write in; several lines or one.

Enter, Tab, Esc and Ctrl+j are the form's (see `screens.form`). What is shown has stand-ins for
control and direction characters, one for one, so that nothing that was pasted, or that somebody
else wrote, reaches the terminal raw; the value keeps them.
"""

from rich.text import Text
from textual.widgets import TextArea

_STAND_INS = (
    {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)}
    | {0x7F: 0x2421, 0x85: 0xFFFD, 0x2028: 0xFFFD, 0x2029: 0xFFFD, 0x061C: 0x2190}
    | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
    | dict.fromkeys((0x200E, 0x202A, 0x202D, 0x2066), 0x2192)
    | dict.fromkeys((0x200F, 0x202B, 0x202E, 0x2067), 0x2190)
    | {0x2068: 0x2194, 0x202C: 0x2191, 0x2069: 0x2191}
)


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
        &:focus { border: none; background: $ground-focus; }
        & .text-area--placeholder { color: $mark-dim; }
        & .text-area--cursor-line { background: transparent; }
    }
    Words.-one-line { max-height: 1; scrollbar-size: 0 0; }
    Words.-several { min-height: 2; }
    """

    def __init__(
        self, text: str = "", *, one_line: bool, placeholder: str = "", id: str | None = None
    ) -> None:
        super().__init__(
            text,
            soft_wrap=not one_line,
            compact=True,
            highlight_cursor_line=False,
            placeholder=placeholder,
            id=id,
            classes="-one-line" if one_line else "-several",
        )
        self.one_line = one_line
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    @property
    def value(self) -> str:
        """What was written; line ends in a one-line field become blanks."""
        return " ".join(self.text.split()) if self.one_line else self.text.strip()

    def get_line(self, line_index: int) -> Text:
        """One line as it is shown, as long as the stored one."""
        return Text(super().get_line(line_index).plain.translate(_STAND_INS), end="", no_wrap=True)

    def new_line(self) -> None:
        """Begin a new line."""
        if not self.one_line:
            self.insert("\n")
