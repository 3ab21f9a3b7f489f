"""What a page says over its websocket: `["stdin", TEXT]`, `["resize", {width, height}]` and so on.

The form is that of textual-serve's script, which we serve unchanged.
"""

import json
from dataclasses import dataclass

LARGEST = 256 * 1024
"""Bytes of a message; a longer one ends the connection."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Keys, mouse and paste, as a terminal sends them."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Resized:
    """The page's size in cells."""

    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Ping:
    """A question that is answered with the same words."""

    words: str


Message = Typed | Resized | Ping | None


class NotUnderstood(ValueError):
    """A message that no page of ours sends."""


def parse(text: str) -> Message:
    """Read a message.

    Returns:
        What it says; None for what needs no answer (the terminal reports focus itself).

    Raises:
        NotUnderstood: if it is of no known form.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise NotUnderstood("not JSON") from None
    match data:
        case ["stdin", str(typed)]:
            return Typed(typed.encode("utf-8", "replace"))
        case ["resize", {"width": int(columns), "height": int(rows)}]:
            return Resized(columns, rows)
        case ["ping", str(words)] if len(words) <= 64:
            return Ping(words)
        case ["focus" | "blur"]:
            return None
        case _:
            raise NotUnderstood("of no known form")
