"""Names of reviewers: one person has one, however it was typed."""

import unicodedata

from workbench.domain.errors import BadInput


def cleaned(given: str) -> str:
    """The name that is meant: without space around it, its letters composed (Unicode's NFC)."""
    return unicodedata.normalize("NFC", given.strip())


def reviewer_name(given: str) -> str:
    """The name that is meant, if it can be one.

    Raises:
        BadInput: if it is empty, or has several lines.
    """
    name = cleaned(given)
    if not name:
        raise BadInput("a reviewer needs a name")
    if len(name.splitlines()) > 1:
        raise BadInput(f"{name!r} can't be a reviewer's name", hint="it is one line")
    return name


def alike(name: str) -> str:
    """What names share that a reader takes for one: case, width, spaces and unseen signs aside."""
    shown = (char for char in unicodedata.normalize("NFKC", name) if not _unseen(char))
    return " ".join("".join(shown).casefold().split())


def _unseen(char: str) -> bool:
    return unicodedata.category(char) == "Cf"
