"""Articles: one immutable text each, identified by its hash, with what is known about it."""

import hashlib
from dataclasses import dataclass


def text_hash(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hex: the id of an article version."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """One report of an event; the text itself is kept apart, under `version`."""

    id: str
    """File name without the ending, or `case/name` where that is taken; kept through renames."""
    case: str
    version: str
    """`text_hash` of the current text."""
    path: str
    """Where the file was last seen, relative to the workspace, with `/`."""
    title: str
    source: str = ""
    author: str = ""
    published: str = ""
    """ISO date, or part of one (`2025`, `2025-05`)."""
    url: str = ""
    language: str = ""
    """BCP 47 tag, for example `en`."""
    notes: str = ""
    guessed: frozenset[str] = frozenset()
    """Names of the fields above that the program guessed and nobody has confirmed."""
    bom: bool = False
    """Whether the file began with a byte order mark, which is not part of the text."""
    encoding: str = "utf-8"
    extractor: str = "plain"
    """What made the text out of the file: `plain`, or a library and its version."""
    file_hash: str = ""
    """SHA-256 of the bytes of the file that the text was extracted from; empty for plain text."""
    declined: str = ""
    """Version that the file holds and that was turned down; it is not offered again."""
    declined_file: str = ""
    """SHA-256 of the bytes of that file: it need not be read again to know that."""
    by: str = ""
    at: str = ""
