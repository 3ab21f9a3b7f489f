"""The installation: Python, the package, and which extras are there."""

import platform
import re
import sys
import unicodedata
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

from workbench import __version__
from workbench.workspace.health import Finding

_EXTRA = re.compile(r"""extra\s*==\s*["']([\w-]+)["']""")
_NAME = re.compile(r"[\w.-]+")
EXTRAS = {
    "html": "saved web pages",
    "docx": "Word documents",
    "pdf": "PDF files",
    "png": "plots as PNG",
    "serve": "the screen in browsers",
    "postgres": "a database that a team shares",
    "uima": "export to UIMA CAS",
}
"""Extras that somebody who works with the program may want, and what for."""


def look() -> Iterator[Finding]:
    """Everything about the installation."""
    yield Finding(
        "program", "good",
        f"workbench {__version__}, Python {platform.python_version()} on {sys.platform}, "
        f"Unicode {unicodedata.unidata_version}",
    )  # fmt: skip
    needed = _needed()
    for extra, purpose in EXTRAS.items():
        missing = [name for name in needed.get(extra, ()) if not _installed(name)]
        if extra not in needed:
            continue
        if missing:
            hint = f"pip install 'workbench[{extra}]'"
            yield Finding("extra", "note", f"{extra} is not installed: {purpose}", hint)
        else:
            yield Finding("extra", "good", f"{extra}: {purpose}")


def _needed() -> dict[str, list[str]]:
    """Extra → the packages it brings."""
    found: dict[str, list[str]] = {}
    try:
        lines = requires("workbench") or []
    except PackageNotFoundError:
        # Run from a folder without being installed: then nothing tells what belongs to it.
        lines = []
    for line in lines:
        extra, name = _EXTRA.search(line), _NAME.match(line)
        if extra and name and name[0] != "workbench":
            found.setdefault(extra[1], []).append(name[0])
    return found


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
