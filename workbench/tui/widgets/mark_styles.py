"""What a piece of text looks like: from marks and overlays to a terminal style.

Background: the tone of the highest rank; the active claim has its own, in bold. Underline from two
marks on, bold from three on. Suggestions are underlined and italic, without a background. Without
colours (`NO_COLOR`) a mark is underlined, two are bold too, three italic too, the active claim is
reversed, and suggestions are italic only. Later in the list wins: marks, search hits, selection,
chosen mark, cursor.
"""

from rich.style import Style

from workbench.text.pieces import CHOSEN, CURRENT_MATCH, CURSOR, DIM, MATCH, SELECTED
from workbench.text.runs import Look
from workbench.tui.themes import MarkColours
from workbench.tui.widgets.pane_marks import ACTIVE, FAINT, PICKED, TONES


class MarkStyles:
    """Styles of one theme, made when first needed."""

    def __init__(
        self,
        colours: MarkColours,
        base: Style,
        *,
        colourless: bool = False,
        reading: bool = False,
        focused: bool = True,
    ) -> None:
        """Prepare styles.

        Args:
            colours: Of the theme.
            base: Letters and background of unmarked text.
            colourless: Whether the terminal shall get no colours.
            reading: Whether unmarked text is dimmed.
            focused: Whether the pane has the keyboard; else its cursor is only underlined.
        """
        self._colours = colours
        self.base = base
        self._colourless = colourless
        self._reading = reading
        self._focused = focused
        self._made: dict[tuple[bool, bool, int, int], Style] = {}
        self.margin = base + Style(color=colours.dim)
        self.margin_active = base + Style(color=colours.active_text, bgcolor=colours.active)

    def style(self, look: Look, flags: int) -> Style:
        """The style of a piece."""
        key = (look.depth > 1, look.depth > 2, look.classes, flags)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._marked(look, flags) + self._overlaid(flags)
        return made

    def _marked(self, look: Look, flags: int) -> Style:
        colours, classes = self._colours, look.classes
        if not look.depth:
            faint = classes >> FAINT & 1
            quiet = flags & DIM or (self._reading and not faint)
            style = self.base + Style(color=colours.dim) if quiet else self.base
            lined = None if self._colourless else True
            sign = Style(color=colours.faint, underline=lined, italic=True)
            return style + sign if faint else style
        style = self.base + Style(color=colours.text, bgcolor=self._background(classes))
        style += self._signs(look.depth)
        if classes >> PICKED & 1:
            style += Style(bgcolor=colours.picked, italic=True)
        if classes >> ACTIVE & 1:
            style += Style(
                color=colours.active_text,
                bgcolor=colours.active,
                bold=True,
                reverse=self._colourless or None,
            )
        return style

    def _background(self, classes: int) -> str:
        for tone in reversed(range(len(TONES))):
            if classes >> tone & 1:
                return str(getattr(self._colours, TONES[tone]))
        return self._colours.plain

    def _signs(self, depth: int) -> Style:
        if self._colourless:
            return Style(underline=True, bold=depth > 1 or None, italic=depth > 2 or None)
        return Style(underline=depth > 1 or None, bold=depth > 2 or None)

    def _overlaid(self, flags: int) -> Style:
        colours = self._colours
        plain = Style(reverse=False) if self._colourless else Style()
        style = Style()
        if flags & MATCH:
            style += Style(color=colours.text, bgcolor=colours.match, underline=True)
        if flags & CURRENT_MATCH:
            style += Style(color=colours.current_text, bgcolor=colours.current, bold=True)
        if flags & CHOSEN:
            style += Style(bold=True, underline=True, reverse=True)
        if flags & SELECTED:
            style += plain + Style(color=colours.selection_text, bgcolor=colours.selection)
            if self._colourless:
                style += Style(reverse=True)
        if flags & CURSOR:
            style += self._cursor(flags)
        return style

    def _cursor(self, flags: int) -> Style:
        colours = self._colours
        if not self._focused:
            return Style(underline=True, bold=True)
        if self._colourless:
            return Style(reverse=not flags & SELECTED, underline=True)
        return Style(color=colours.cursor_text, bgcolor=colours.cursor, reverse=False)
