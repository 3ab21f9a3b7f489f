"""How the screen looks: theme, no colours, nothing that moves by itself."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual import constants
from textual.filter import LineFilter, Monochrome, NoColor

from workbench.tui.themes import DEFAULT, THEMES

if TYPE_CHECKING:
    from textual.app import App

    from workbench.config.settings import Appearance

_PREFIX = "workbench-"


def apply(app: "App[Any]", wanted: "Appearance") -> None:
    """Let the screen look as the settings say, at once."""
    app.theme = theme_for(wanted.theme, wanted.background)
    app.animation_level = "none" if wanted.reduced_motion else constants.TEXTUAL_ANIMATIONS


def theme_for(name: str, background: str) -> str:
    """The theme to begin with: the one named in the settings, else by the terminal's background."""
    known = {theme.name for theme in THEMES}
    for candidate in (name, f"{_PREFIX}{name}"):
        if candidate in known:
            return candidate
    if not background:
        last = os.environ.get("COLORFGBG", "").rpartition(";")[2]
        background = "light" if last in ("7", "15") else "dark"
    return "workbench-light" if background == "light" else DEFAULT


def names() -> list[str]:
    """The themes as the settings and the palette name them."""
    return [short_name(theme.name) for theme in THEMES]


def short_name(theme: str) -> str:
    """A theme's name as the settings and the palette show it."""
    return theme.removeprefix(_PREFIX)


def colours_unwanted() -> bool:
    """Whether `NO_COLOR` is set, and not to nothing (no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))


def filters(usual: Sequence[LineFilter], *, colourless: bool) -> list[LineFilter]:
    """The filters of what is drawn: without colours, shades of grey are left out too."""
    kept = [item for item in usual if not isinstance(item, Monochrome)]
    return [*kept, NoColor()] if colourless else kept


def still(app: "App[Any]") -> bool:
    """Whether nothing may move by itself: by the settings, or by `TEXTUAL_ANIMATIONS=none`."""
    return app.animation_level == "none"
