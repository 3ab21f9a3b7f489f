"""Rows of text with looks: what lists, headers and the status line are drawn from.

A row is a tuple of parts, a part is a piece of text with the name of its look. Every text is drawn
in its safe form, so that nothing in an article, a name or a comment reaches the terminal raw.
"""

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.filter import ANSIToTruecolor
from textual.strip import Strip
from textual.widget import Widget

from workbench.text.clusters import odd_characters, safe_line, safe_text, text_cells
from workbench.text.wrap import wrap
from workbench.tui.themes import MarkColours, mark_colours

_LINE_ENDS = dict.fromkeys(map(ord, "\n\r\t"), " ")

Part = tuple[str, str]
Row = tuple[Part, ...]

_TONES = {
    "plain": "plain", "good": "good", "bad": "bad", "unsure": "unsure", "mixed": "mixed",
    "scale": "custom", "custom": "custom",
}  # fmt: skip


class Looks:
    """The styles of one theme, by name; all are laid over the widget's own style."""

    def __init__(
        self, colours: MarkColours, variables: dict[str, str], *, colourless: bool
    ) -> None:
        self._styles = {
            "": Style(),
            "dim": Style(color=colours.dim),
            "bold": Style(bold=True),
            "accent": Style(bold=True, color=_rich(variables, "primary")),
            "warning": Style(bold=True, color=_rich(variables, "warning")),
            "error": Style(bold=True, color=_rich(variables, "error")),
            "key": Style(bold=True, color=_rich(variables, "primary")),
            "active": Style(color=colours.active_text, bgcolor=colours.active, bold=True),
            "picked": Style(color=colours.text, bgcolor=colours.picked),
            "chosen": Style(bold=True, reverse=colourless or None),
            "found": Style(color=colours.current_text, bgcolor=colours.current, bold=True),
        }
        for tone, field in _TONES.items():
            self._styles[tone] = Style(color=colours.text, bgcolor=getattr(colours, field))

    def __getitem__(self, name: str) -> Style:
        return self._styles[name]


def _rich(variables: dict[str, str], name: str) -> str | None:
    value = variables.get(name, "")
    return value if value.startswith("#") else None


def looks_of(widget: Widget) -> Looks:
    """The looks of the theme in force."""
    app = widget.app
    variables = app.theme_variables
    colours = mark_colours(variables, dark=app.current_theme.dark)
    return Looks(colours, variables, colourless=app.no_color)


def draw(row: Iterable[Part], width: int, base: Style, looks: Looks | None) -> Strip:
    """Draw a row in exactly `width` cells; what does not fit is cut; no looks draw it plain."""
    segments = []
    at = 0
    for text, look in row:
        shown, taken = _measured(text)
        if at + taken > width:
            shown, taken = _measured(_cut(shown, width - at))
        segments.append(Segment(shown, base + looks[look] if looks and look else base))
        at += taken
        if at >= width:
            break
    if at < width:
        segments.append(Segment(" " * (width - at), base))
    return Strip(segments, width)


def filtered(widget: Widget, strip: Strip) -> Strip:
    """Apply the application's filters to a strip that is kept; we use no named colours."""
    needed = [item for item in widget.get_line_filters() if not isinstance(item, ANSIToTruecolor)]
    for line_filter in needed:
        strip = strip.apply_filter(line_filter, widget.background_colors[1])
    return strip


def one_line(text: str, width: int) -> str:
    """A one-line safe form of at most `width` cells, with `…` where it was cut.

    As `safe_line`; but text whose characters are all known to be one cell wide, as nearly all is
    before the first paint, is measured without the tables of widths, which take 40 ms to load.
    """
    if odd_characters(text.translate(_LINE_ENDS)):
        return safe_line(text, width)
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    return line[: width - 1] + "…" if width > 0 else ""


def _measured(text: str) -> tuple[str, int]:
    """The safe form of a text, and the cells it takes."""
    if not odd_characters(text):
        return text, len(text)
    shown = safe_text(text)
    return shown, text_cells(shown)


def _cut(text: str, width: int) -> str:
    blanks = len(text) - len(text.lstrip(" "))
    if blanks >= width:
        return " " * width
    return " " * blanks + one_line(text, width - blanks)


def wrapped(text: str, width: int, most: int | None = None) -> list[str]:
    """Break a text into lines of at most `width` cells; line ends in it stay.

    Args:
        text: anything, from anyone.
        width: cells a line.
        most: how many lines at most; the last one then ends in `…`.
    """
    rows = wrap(text, max(1, width))
    lines = [
        safe_text(text[start:end]).rstrip()
        for start, end in zip(rows.starts, rows.ends, strict=True)
    ] or [""]
    if most is None or len(lines) <= most:
        return lines
    last = one_line(" ".join(lines[most - 1 :]), width)
    return [*lines[: most - 1], last]


def cells(text: str) -> int:
    """Cells that a text takes when drawn."""
    return _measured(text)[1]


def row_cells(row: Iterable[Part]) -> int:
    """Cells that a row takes."""
    return sum(cells(text) for text, _ in row)
