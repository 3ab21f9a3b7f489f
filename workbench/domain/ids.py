"""Ids: 63 random bits, an integer in the store and 13 base32 digits everywhere else.

Integers because plain TinyDB opens only those; base32 (Crockford's alphabet, lower case) because
people read ids out and JSON readers in other languages lose the low bits of large integers.
"""

import hashlib
import re
import secrets
from collections.abc import Callable

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_BITS = 63
_FORM = re.compile(r"[0-9a-tv-z]{13}")
_AS_PYTHON = bytes.maketrans(f"{_DIGITS}ilo".encode(), b"0123456789abcdefghijklmnopqrstuv110")
"""Our digits, and those taken for them, to the digits that `int` reads."""


def encode(number: int) -> str:
    """Show a store key (0 < number < 2**63) as 13 base32 digits."""
    if not 0 < number < 1 << _BITS:
        raise ValueError(f"{number} is not a 63-bit id")
    return "".join(_DIGITS[number >> shift & 31] for shift in range(60, -1, -5))


def decode(text: str) -> int:
    """Read 13 base32 digits; the reader may type capitals, and `i`, `l`, `o` for `1`, `1`, `0`.

    Raises:
        ValueError: if the text is no such id.
    """
    folded = text.lower()
    if not _FORM.fullmatch(folded):
        raise ValueError(f"{text!r} is not an id (13 letters and digits)")
    number = int(folded.encode().translate(_AS_PYTHON), 32)
    if not 0 < number < 1 << _BITS:
        raise ValueError(f"{text!r} is not an id (out of range)")
    return number


def is_id(text: str) -> bool:
    """Whether the text has the form of an id."""
    try:
        decode(text)
    except ValueError:
        return False
    return True


def random_id(bits: Callable[[int], int] = secrets.randbits) -> str:
    """Make a new id; `bits` is injected by tests."""
    return encode(bits(_BITS) or 1)


def derived_id(*parts: str) -> str:
    """Make the id that everybody derives from the same parts.

    Used where there can be only one record of a kind, so that two reviewers who make it apart
    write to the same record: an article, one reviewer's verdict on a claim in a pass.
    """
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    return encode(int.from_bytes(digest[:8], "big") >> 1 or 1)
