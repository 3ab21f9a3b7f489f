"""The files that pages consist of: our own, and the terminal that comes with textual-serve."""

from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

_OWN = {
    "terminal.css": "text/css",
    "terminal.js": "text/javascript",
    "sign-in.css": "text/css",
}
_TERMINAL = {
    "textual.js": ("js/textual.js", "text/javascript"),
    "xterm.css": ("css/xterm.css", "text/css"),
    "roboto-mono.ttf": ("fonts/RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "roboto-mono-italic.ttf": ("fonts/RobotoMono-Italic-VariableFont_wght.ttf", "font/ttf"),
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent."""

    body: bytes
    type: str


@cache
def own(name: str) -> Asset | None:
    """A file of ours; None if there is none of that name."""
    kind = _OWN.get(name)
    return Asset((files("workbench.serve") / "page" / name).read_bytes(), kind) if kind else None


@cache
def terminal(name: str) -> Asset | None:
    """A file of the terminal; None if there is none of that name."""
    found = _TERMINAL.get(name)
    if found is None:
        return None
    path, kind = found
    return Asset((files("textual_serve") / "static" / path).read_bytes(), kind)


def sign_in_page(said: str = "") -> str:
    """The page that asks for a token.

    Args:
        said: what went wrong, if anything.
    """
    return _page("sign-in.html").substitute(
        said=f'<p class="wrong" role="alert">{escape(said)}</p>' if said else ""
    )


def terminal_page(title: str) -> str:
    """The page that shows the terminal."""
    return _page("terminal.html").substitute(title=escape(title))


@cache
def _page(name: str) -> Template:
    return Template((files("workbench.serve") / "page" / name).read_text("utf-8"))
