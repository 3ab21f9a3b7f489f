"""A file of any supported kind → the text of the article and what could be guessed about it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.errors import BadInput, NotText
from workbench.intake.extracted import Extracted, Kind
from workbench.intake.files import read_bytes
from workbench.intake.markdown import read_markdown
from workbench.intake.plain import LIMIT_BYTES, Plain, decode, read_text
from workbench.text.clean import suspicious

if TYPE_CHECKING:
    from workbench.text.structure import Guess

PLAIN_EXTRACTOR = "plain"

_LONGEST_GUESS = 500
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_GUESSED_FROM = 12_000
"""Code points from which title, author and date are guessed: they stand at the beginning."""
_ESCAPE = "\x1b"
"""What ISO 2022 switches character sets with: its bytes are those of UTF-8, too."""
_DESCRIPTIVE = ("title", "source", "author", "published", "url", "language")


@dataclass(frozen=True, slots=True)
class Intake:
    """The text of an article as it is stored and hashed, with guesses that wait for a person."""

    text: str
    title: str = ""
    source: str = ""
    author: str = ""
    published: str = ""
    """ISO date, or part of one."""
    url: str = ""
    language: str = ""
    guessed: frozenset[str] = frozenset()
    """Names of the fields above that were guessed (all that are not empty)."""
    encoding: str = "utf-8"
    bom: bool = False
    warnings: tuple[str, ...] = ()
    extractor: str = PLAIN_EXTRACTOR
    """What made the text out of the file: `plain`, or a library and its version."""


_DOCUMENTS: dict[str, Kind] = {".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf"}


def read_article(path: Path, *, encoding: str | None = None, within: Path | None = None) -> Intake:
    """Read an article from a file by the kind that its ending names.

    Args:
        path: a text, Markdown, HTML, DOCX or PDF file; any other ending is read as plain text.
        encoding: of plain text, Markdown and HTML; None to recognise it.
        within: a folder that links must not lead out of.

    Raises:
        BadInput: the file can't be read or holds no article (one line says which and why).
        WrongUse: the extra that reads this kind is not installed, or the encoding is unknown.
    """
    refuse_address(str(path))
    kind = _DOCUMENTS.get(path.suffix.lower())
    if kind is not None:
        from workbench.intake.extraction import extract

        data = read_bytes(path, LIMIT_BYTES, within=within)
        return complete(extract(data, kind, encoding=encoding, where=str(path)), path.stem)
    plain = read_text(path, encoding, within=within)
    if path.suffix.lower() == ".md":
        return complete(read_markdown(plain), path.stem)
    return from_plain(plain, path.stem, where=str(path))


def read_in_first(
    path: Path, encodings: Sequence[str | None], *, within: Path | None = None
) -> Intake:
    """Read an article in the first of several encodings that its file is written in.

    Args:
        path: the file.
        encodings: as for `read_article`, in this order. UTF-8 is as good as never matched by
            chance, a single-byte encoding always: what is sure comes before what was only named.
        within: a folder that links must not lead out of.

    Raises:
        BadInput: as `read_article`, for the last of the encodings.
        WrongUse: likewise.
    """
    several = list(dict.fromkeys(encodings))
    if _DOCUMENTS.get(path.suffix.lower(), "html") != "html":
        several = several[:1]
    for encoding in several[:-1]:
        try:
            taken = read_article(path, encoding=encoding, within=within)
        except NotText:
            continue
        if encoding is not None or _ESCAPE not in taken.text:
            return taken
    return read_article(path, encoding=several[-1], within=within)


def read_pasted(text: str, name: str = "") -> Intake:
    """Make an article of text pasted into the screen."""
    return from_plain(decode(text.encode("utf-8", "surrogatepass"), where="pasted text"), name)


def from_plain(plain: Plain, name: str, *, where: str = "") -> Intake:
    """Guess what plain text says about itself; `name` is the title of last resort."""
    refuse_address_list(plain.text, where)
    extracted = Extracted(
        plain.text,
        PLAIN_EXTRACTOR,
        encoding=plain.encoding,
        bom=plain.bom,
        warnings=plain.warnings,
    )
    return complete(extracted, name)


def complete(extracted: Extracted, name: str) -> Intake:
    """Fill what the extractor did not find from the text itself, and name all the guesses."""
    from workbench.text.structure import recognise

    structure = recognise(extracted.text[:_GUESSED_FROM])
    found = {
        "title": extracted.title or _value(structure.title) or name,
        "source": extracted.source or _value(structure.source),
        "author": extracted.author or _value(structure.author),
        "published": extracted.published or _value(structure.published),
        "url": extracted.url,
        "language": extracted.language,
    }
    found = {field: _one_line(value) for field, value in found.items()}
    return Intake(
        extracted.text,
        **found,
        guessed=frozenset(field for field in _DESCRIPTIVE if found[field]),
        encoding=extracted.encoding,
        bom=extracted.bom,
        warnings=extracted.warnings,
        extractor=extracted.extractor,
    )


def _value(guess: "Guess | None") -> str:
    return guess.value if guess is not None else ""


def _one_line(value: str) -> str:
    """A guess as it may stand in a list: one line, nothing that reverses or hides the others."""
    hidden = {finding.start for finding in suspicious(value)}
    seen = "".join(char for at, char in enumerate(value) if at not in hidden)
    return " ".join(seen.split())[:_LONGEST_GUESS]


def refuse_address(name: str) -> None:
    """Refuse a web address given in place of a file.

    Raises:
        BadInput: it is one.
    """
    if re.match(r"https?:/", name, re.IGNORECASE):
        raise BadInput(
            "a web address, and the workbench does not use the network",
            where=name,
            hint="save the page in a browser and add the saved file",
        )


def refuse_address_list(text: str, where: str) -> None:
    """Refuse a text that is nothing but web addresses.

    Raises:
        BadInput: it is.
    """
    if len(text) > LIMIT_BYTES // 10:
        return
    lines = text.split()
    if lines and all(_URL.fullmatch(line) for line in lines):
        raise BadInput(
            f"a list of {len(lines)} web addresses, not an article,"
            " and the workbench does not use the network",
            where=where,
            hint="save each page in a browser and add the saved files",
        )
