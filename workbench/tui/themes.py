"""Themes: the program's colours and those of marks, readable without telling red from green.

Blue stands for what holds, orange for what does not; every tone also differs in lightness, and no
meaning rests on colour alone (see `workbench.tui.widgets.mark_styles`).
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
    plain="#45451f",
    custom="#17524a",
    good="#124a80",
    unsure="#4b4b55",
    mixed="#5c3570",
    bad="#7d4000",
    picked="#006070",
    active="#ffcc55",
    active_text="#101010",
    match="#4d6300",
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
    plain="#f1ebb0",
    custom="#bfe6dc",
    good="#b5d5f7",
    unsure="#dadae2",
    mixed="#e4c9f2",
    bad="#ffcb96",
    picked="#a5e3ee",
    active="#382b8a",
    active_text="#ffffff",
    match="#d3f07a",
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
    plain="#4a4a00",
    custom="#005548",
    good="#0040a0",
    unsure="#505050",
    mixed="#66007a",
    bad="#8a3c00",
    picked="#006080",
    active="#ffff00",
    active_text="#000000",
    match="#365c00",
    current="#00ff00",
    current_text="#000000",
    selection="#c8c8c8",
    selection_text="#000000",
    cursor="#ffffff",
    cursor_text="#000000",
)


def _variables(colours: MarkColours) -> dict[str, str]:
    return {
        _PREFIX + field.name.replace("_", "-"): getattr(colours, field.name)
        for field in fields(colours)
    }


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
        variables=_variables(_DARK),
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
        variables=_variables(_LIGHT),
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
        variables=_variables(_CONTRAST),
    ),
)
"""Register each with `App.register_theme`."""


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
