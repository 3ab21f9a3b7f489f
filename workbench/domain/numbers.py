"""Whole numbers as they are written by hand."""

_DIGITS = 18
"""More of them count nothing here, and Python takes no end of them apart."""


def whole(text: str) -> int | None:
    """The number that figures stand for; None for anything else, and for one without end."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None
