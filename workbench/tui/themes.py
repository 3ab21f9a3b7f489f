"""Themes: the program's colours and those of marks, told apart by colour-blind people too.

Blue stands for what holds, orange for what does not. Every pair of marks stays apart under
simulated protanopia, deuteranopia and tritanopia, and all letters have a contrast of at least
4.5 : 1, words on marks in the contrast themes 7 : 1 (docs/accessibility.md; measured by
tests/tui/test_themes.py). No meaning rests on colour alone (see
`workbench.tui.widgets.mark_styles`).
"""

from dataclasses import dataclass, fields

from textual.theme import Theme

DEFAULT = "workbench-dark"
_PREFIX = "mark-"


@dataclass(frozen=True, slots=True)
class MarkColours:
    """Colours of the article pane; each is a background unless it says otherwise."""

    text: str
    """Letters on all backgrounds that have no letters of their own."""
    dim: str
    """Letters of boilerplate, and of unmarked text in reading mode."""
    faint: str
    """Letters of suggestions."""
    plain: str
    custom: str
    good: str
    unsure: str
    mixed: str
    bad: str
    picked: str
    active: str
    active_text: str
    match: str
    current: str
    current_text: str
    selection: str
    selection_text: str
    cursor: str
    cursor_text: str


_DARK = MarkColours(
    text="#f2f2f2",
    dim="#9a9aa2",
    faint="#8fd0e0",
    plain="#47450a",
    custom="#27724e",
    good="#03207f",
    unsure="#66676e",
    mixed="#a61cad",
    bad="#945a0f",
    picked="#124b50",
    active="#ffcc55",
    active_text="#101010",
    match="#1c3419",
    current="#d8f060",
    current_text="#101010",
    selection="#a8a8b8",
    selection_text="#101010",
    cursor="#ffffff",
    cursor_text="#000000",
)
_LIGHT = MarkColours(
    text="#1a1a1a",
    dim="#63636b",
    faint="#00597a",
    plain="#eee49b",
    custom="#6ac899",
    good="#87a3fa",
    unsure="#bfc0c2",
    mixed="#c695bf",
    bad="#fb974a",
    picked="#59eeff",
    active="#382b8a",
    active_text="#ffffff",
    match="#ccff33",
    current="#4a6600",
    current_text="#ffffff",
    selection="#666672",
    selection_text="#ffffff",
    cursor="#000000",
    cursor_text="#ffffff",
)
_CONTRAST = MarkColours(
    text="#ffffff",
    dim="#b8b8b8",
    faint="#7fe8ff",
    plain="#4c4525",
    custom="#16635c",
    good="#021345",
    unsure="#313334",
    mixed="#781d9b",
    bad="#391b0e",
    picked="#093e56",
    active="#ffff00",
    active_text="#000000",
    match="#496102",
    current="#00ff00",
    current_text="#000000",
    selection="#c8c8c8",
    selection_text="#000000",
    cursor="#ffffff",
    cursor_text="#000000",
)
_CONTRAST_LIGHT = MarkColours(
    text="#000000",
    dim="#444444",
    faint="#003c5a",
    plain="#f5e7a9",
    custom="#7ab89a",
    good="#cde5fe",
    unsure="#c1c4c7",
    mixed="#ca9bc6",
    bad="#ec9954",
    picked="#35ccff",
    active="#1a0080",
    active_text="#ffffff",
    match="#88ff35",
    current="#2c4400",
    current_text="#ffffff",
    selection="#333333",
    selection_text="#ffffff",
    cursor="#000000",
    cursor_text="#ffffff",
)


def _variables(colours: MarkColours, focused: str) -> dict[str, str]:
    """What the styles call `$mark-…`, and `$ground-focus`, below what has the keyboard."""
    marks = {
        _PREFIX + field.name.replace("_", "-"): getattr(colours, field.name)
        for field in fields(colours)
    }
    return marks | {"ground-focus": focused}


THEMES = (
    Theme(
        name="workbench-dark",
        primary="#5aa2e6",
        secondary="#8a8ad0",
        warning="#e6a23c",
        error="#ff9a57",
        success="#6ab0f3",
        accent="#ffcc55",
        foreground="#e6e6e6",
        background="#16161c",
        surface="#1d1d25",
        panel="#282833",
        dark=True,
        variables=_variables(_DARK, focused="#0b2d57"),
    ),
    Theme(
        name="workbench-light",
        primary="#0b5cad",
        secondary="#5a4fb0",
        warning="#8a5200",
        error="#a83c00",
        success="#0b5cad",
        accent="#382b8a",
        foreground="#1a1a1a",
        background="#f7f7f4",
        surface="#ffffff",
        panel="#e9e9e4",
        dark=False,
        variables=_variables(_LIGHT, focused="#d3e5f9"),
    ),
    Theme(
        name="workbench-contrast",
        primary="#7fc4ff",
        secondary="#c0b0ff",
        warning="#ffb000",
        error="#ff9a57",
        success="#7fc4ff",
        accent="#ffff00",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1c1c1c",
        dark=True,
        variables=_variables(_CONTRAST, focused="#002b5c"),
    ),
    Theme(
        name="workbench-contrast-light",
        primary="#003a80",
        secondary="#3a2080",
        warning="#5c3600",
        error="#7a1f00",
        success="#003a80",
        accent="#1a0080",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#ebebeb",
        dark=False,
        variables=_variables(_CONTRAST_LIGHT, focused="#c4deff"),
    ),
)
"""Register each with `App.register_theme`."""


def defaults() -> dict[str, str]:
    """The variables of the default theme, for themes that are not ours."""
    return THEMES[0].variables


def mark_colours(variables: dict[str, str], *, dark: bool) -> MarkColours:
    """The mark colours of a theme, or those of the nearest one of ours if it has none.

    Args:
        variables: `App.theme_variables`.
        dark: Whether the theme is a dark one.
    """
    base = _DARK if dark else _LIGHT
    return MarkColours(
        **{
            field.name: variables.get(
                _PREFIX + field.name.replace("_", "-"), getattr(base, field.name)
            )
            for field in fields(MarkColours)
        }
    )
