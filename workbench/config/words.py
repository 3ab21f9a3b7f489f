"""The words of the interface in the reader's language, by gettext.

English stands in the code, and is what a message is looked up by. A language is a catalogue
`locale/<language>/LC_MESSAGES/workbench.mo`, beside this module or in the user's own folder; none
is loaded, nor is gettext imported, where English is spoken (docs/accessibility.md: how to add one).

Messages stand in `_("…")`, or in `mark("…")` where they are kept first and shown later. A message
with values in it names them: `_("{count} of {total}").format(count=…, total=…)`.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.config.paths import user_folder

if TYPE_CHECKING:
    from gettext import NullTranslations

DOMAIN = "workbench"
LOCALE = Path(__file__).with_name("locale")
_NONE = ("", "C", "POSIX")
_catalogue: "NullTranslations | None" = None


def use(language: str = "") -> bool:
    """Speak a language from now on.

    Args:
        language: for example `de` or `pt_BR`; empty takes the system's, by the variables
            `LANGUAGE`, `LC_ALL`, `LC_MESSAGES` and `LANG`.

    Returns:
        Whether it is spoken; else English is.
    """
    global _catalogue
    _catalogue = None
    wanted = [language] if language else _of_the_system()
    for one in wanted:
        if one.partition("_")[0] == "en":
            return True
        found = _load(one)
        if found is not None:
            _catalogue = found
            return True
    return not wanted


def _of_the_system() -> list[str]:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        given = os.environ.get(name, "")
        if given:
            languages = [one.partition(".")[0].partition("@")[0] for one in given.split(":")]
            return [one for one in languages if one not in _NONE]
    return []


def _load(language: str) -> "NullTranslations | None":
    import gettext

    for folder in (user_folder() / "locale", LOCALE):
        if gettext.find(DOMAIN, folder, [language]):
            return gettext.translation(DOMAIN, folder, [language])
    return None


def _(message: str) -> str:
    """The message in the language that is spoken."""
    # An empty message would be answered with the catalogue's own header.
    return message if _catalogue is None or not message else _catalogue.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The message for one, or for that many."""
    if _catalogue is None:
        return one if count == 1 else many
    return _catalogue.ngettext(one, many, count)


def mark(message: str) -> str:
    """The message as it is: for the template, where it is shown with `_` later."""
    return message
