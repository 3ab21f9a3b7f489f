"""DOCX by python-docx (extra [docx]): paragraphs and table cells in reading order.

Inserted text counts, deleted text does not: the document as if all changes were accepted.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from workbench.domain.errors import BadInput
from workbench.intake.extracted import Extracted

LIMIT_UNPACKED = 100_000_000
"""Bytes that all parts of a document may unpack to."""
LIMIT_RATIO = 200
"""How many times its packed size a large part may unpack to (real XML: up to about 30)."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PROPERTIES = "docProps/core.xml"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HINT = "open and save it again in a word processor, or add its text as a .txt file"
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK}
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}


def read_docx(data: bytes, encoding: str | None = None) -> Extracted:
    """Read a DOCX document; `encoding` is not used.

    Raises:
        BadInput: no DOCX, damaged, encrypted, or unpacking to too much.
    """
    del encoding
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    _check(data)
    try:
        document = docx.Document(io.BytesIO(data))
        about = _properties(data)
        body = getattr(document.element, "body", None)
        if body is None:
            raise ValueError("its main part is no document")
        lines = ["".join(_letters(paragraph)) for paragraph in _paragraphs(body)]
    except (OpcError, LxmlError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise BadInput(f"malformed DOCX ({_first_line(error)})", hint=_HINT) from error
    return Extracted(
        "\n".join(lines),
        f"python-docx {docx.__version__}",
        title=about.get("title", ""),
        author=about.get("creator", ""),
        language=about.get("language", ""),
    )


def _check(data: bytes) -> None:
    """Refuse what is no DOCX, and a bomb before anything is unpacked."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput(
            "encrypted, or an old DOC and no DOCX",
            hint="open it with its password and save it without, as DOCX",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise BadInput(f"malformed DOCX ({_first_line(error)})", hint=_HINT) from error
    if any(part.flag_bits & 1 for part in parts):
        raise BadInput("encrypted", hint="save it without a password")
    if "word/document.xml" not in {part.filename for part in parts}:
        raise BadInput("a ZIP archive but no DOCX", hint=_HINT)
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > 1_000_000 and part.file_size > LIMIT_RATIO * part.compress_size
        for part in parts
    )
    if unpacked > LIMIT_UNPACKED or swollen:
        raise BadInput(
            f"unpacks to {unpacked:,} bytes: more than the limit of {LIMIT_UNPACKED:,},"
            f" or of {LIMIT_RATIO} times its size",
            hint="it looks like a ZIP bomb; add its text as a .txt file",
        )


def _properties(data: bytes) -> dict[str, str]:
    """Title, creator and language as the document states them; empty if it has no such part."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if _PROPERTIES not in archive.namelist():
            return {}
        # Not by python-docx: it misses the part in files that LibreOffice writes, and invents one.
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(archive.read(_PROPERTIES), parser)
    return {
        name: root.findtext(f"{_DUBLIN_CORE}{name}") or ""
        for name in ("title", "creator", "language")
    }


def _paragraphs(body: Any) -> Iterator[Any]:
    for element in body.iter(f"{_W}p"):
        if not any(above.tag in (_FALLBACK, f"{_W}p") for above in element.iterancestors()):
            yield element


def _letters(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{_W}p":
            yield "\n"
            yield from _letters(child)
        else:
            yield from _letters(child)


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:200]
