"""Plain text: the decoded characters, unchanged.

Line ends stay as they are (CRLF too), since offsets count them. Only a leading byte order mark is
left out of the text, and noted.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from workbench.domain.errors import NotText, WrongUse
from workbench.intake import encodings, warnings
from workbench.intake.files import read_bytes, too_large

LIMIT_BYTES = 20_000_000
"""The largest plain text accepted: about 10 million words, forty times the longest novels."""


@dataclass(frozen=True, slots=True)
class Plain:
    """The text of a plain file, and how it was stored."""

    text: str
    encoding: str
    bom: bool
    """Whether the file began with a byte order mark, which is not part of the text."""
    warnings: tuple[str, ...] = ()


def read_text(path: Path, encoding: str | None = None, *, within: Path | None = None) -> Plain:
    """Read a plain text file.

    Args:
        path: the file.
        encoding: what it is written in; None for UTF-8, or UTF-16 and UTF-32 with their mark.
        within: a folder that links must not lead out of.

    Raises:
        BadInput: the file can't be read (see `files.read_bytes`).
        NotText: it is empty or blank, binary, holds NUL characters, or is in another encoding.
        WrongUse: no encoding has that name.
    """
    return decode(read_bytes(path, LIMIT_BYTES, within=within), encoding, where=str(path))


def decode(data: bytes, encoding: str | None = None, *, where: str = "standard input") -> Plain:
    """Decode bytes as `read_text` does; `where` names them in messages."""
    if len(data) > LIMIT_BYTES:
        raise too_large(len(data), LIMIT_BYTES, where)
    mark = encodings.byte_order_mark(data)
    if mark is None and (kind := encodings.binary_kind(data)) is not None:
        raise NotText(f"not a text but {kind}", where=where, hint="add the article as text")
    named = encoding or (mark[1] if mark else "utf-8")
    text = _named(data, named, where) if encoding else _guarded(data, named, where)
    bom = text.startswith("\ufeff") or (mark is not None and named.lower() in _MARK_EATERS)
    text = text.removeprefix("\ufeff")
    check(text, where)
    return Plain(text, named, bom, warnings.of_text(text))


def check(text: str, where: str) -> None:
    """Refuse a text that can't be an article.

    Raises:
        NotText: blank, or with NUL characters or lone surrogates.
    """
    if not text:
        raise NotText("the file is empty", where=where, hint="add one that has text")
    if text.isspace():
        raise NotText("only white space, no text", where=where, hint="add one that has text")
    nul = text.find("\0")
    if nul >= 0:
        raise NotText(
            f"NUL character at line {line_of(text, nul)}, offset {nul}: not a text",
            where=where,
            hint="save the article again as text, or remove the character",
        )
    lone = _SURROGATE.search(text)
    if lone is not None:
        raise NotText(
            f"half of a surrogate pair at line {line_of(text, lone.start())}, offset"
            f" {lone.start()}: not Unicode text",
            where=where,
            hint="name the right encoding with --encoding",
        )


def line_of(text: str, offset: int) -> int:
    """The line, counted from 1, that an offset lies in."""
    return text.count("\n", 0, offset) + 1


_SURROGATE = re.compile("[\ud800-\udfff]")
_MARK_EATERS = frozenset({"utf-8-sig", "utf_8_sig", "utf-16", "utf_16", "utf-32", "utf_32"})


def _guarded(data: bytes, encoding: str, where: str) -> str:
    """Decode by UTF-8 or by the mark; say what it looks like if that fails."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, encoding, error.start, where) from error


def _undecodable(data: bytes, encoding: str, start: int, where: str) -> NotText:
    line = data.count(b"\n", 0, start) + 1
    place = f"line {line}, byte {start}: 0x{data[start]:02x}"
    guess = encodings.looks_like(data)
    if guess is None:
        hint = "say what it is written in with --encoding, or save it as UTF-8"
        return NotText(f"not {encoding.upper()} ({place})", where=where, hint=hint)
    return NotText(
        f"not {encoding.upper()} ({place}); it looks like {guess}",
        where=where,
        hint=f"if so, give --encoding {guess}",
    )


def _named(data: bytes, encoding: str, where: str) -> str:
    """Decode by the encoding that the user named."""
    try:
        return data.decode(encoding)
    except LookupError as error:
        hint = "use a name such as cp1252, latin-1, utf-16, shift_jis, gb18030"
        raise WrongUse(f"unknown encoding {encoding!r}", where=where, hint=hint) from error
    except UnicodeDecodeError as error:
        raise _undecodable(data, encoding, error.start, where) from error
    except ValueError as error:
        raise NotText(f"not {encoding} ({error})", where=where, hint="try another") from error
