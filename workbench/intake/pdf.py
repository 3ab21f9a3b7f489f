"""PDF with text, by pypdf (extra [pdf]); scans are refused, since nothing here reads images."""

import io
import logging
from typing import TYPE_CHECKING, Any

from workbench.domain.errors import BadInput, NotText
from workbench.intake.extracted import Extracted

if TYPE_CHECKING:
    from pypdf import PdfReader

LIMIT_PAGES = 500

_HINT = "open and print it to PDF again, or add its text as a .txt file"


def read_pdf(data: bytes, encoding: str | None = None) -> Extracted:
    """Read the text of a PDF, page by page; `encoding` is not used.

    Raises:
        BadInput: no PDF, damaged, encrypted, or of more than `LIMIT_PAGES` pages.
        NotText: its pages are images.
    """
    del encoding
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if b"%PDF-" not in data[:1024]:
        raise BadInput("no PDF", hint=_HINT)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        _unlock(reader)
        return _extracted(reader, f"pypdf {pypdf.__version__}")
    except RecursionError as error:
        raise BadInput("malformed PDF (nested too deeply)", hint=_HINT) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        reason = (str(error) or type(error).__name__).splitlines()[0][:200]
        raise BadInput(f"malformed PDF ({reason})", hint=_HINT) from error


def _unlock(reader: "PdfReader") -> None:
    """Open a PDF that only forbids printing or copying; refuse one that needs a password."""
    from pypdf.errors import DependencyError, WrongPasswordError

    hint = "open it with its password and save it without"
    if not reader.is_encrypted:
        return
    try:
        opened = reader.decrypt("")
    except (DependencyError, WrongPasswordError, NotImplementedError) as error:
        raise BadInput("encrypted", hint=hint) from error
    if not opened:
        raise BadInput("encrypted", hint=hint)


def _extracted(reader: "PdfReader", extractor: str) -> Extracted:
    # The catalogue's word is checked first: walking a million pages takes minutes.
    root: Any = reader.root_object
    count = int(root["/Pages"]["/Count"])
    if count <= LIMIT_PAGES:
        count = len(reader.pages)
    if count > LIMIT_PAGES:
        hint = "print the pages that matter to a PDF of their own"
        raise BadInput(f"{count:,} pages, more than the limit of {LIMIT_PAGES}", hint=hint)
    pages = [page.extract_text() for page in reader.pages]
    empty = [number for number, page in enumerate(pages, 1) if not page.strip()]
    if len(empty) == count:
        raise NotText(
            f"{count} page(s) of images without text",
            hint="recognise the text first (OCR), or add it as a .txt file",
        )
    about = reader.metadata
    missing = ", ".join(map(str, empty[:10]))
    return Extracted(
        "\n".join(page.strip("\n") for page in pages),
        extractor,
        title=_words(about.title) if about else "",
        author=_words(about.author) if about else "",
        warnings=(f"no text on page {missing}",) if empty else (),
    )


def _words(value: object) -> str:
    """What a PDF says about itself, if these are words; a broken one holds numbers there."""
    return value if isinstance(value, str) else ""
