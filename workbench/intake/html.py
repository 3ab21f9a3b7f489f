"""Saved web pages by trafilatura (extra [html]): the article without navigation and scripts.

Nothing is fetched and nothing is run: scripts, styles and frames are left out.
"""

import re
from collections import Counter
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from workbench.domain.errors import NotText
from workbench.intake import encodings
from workbench.intake.extracted import Extracted
from workbench.intake.plain import decode
from workbench.intake.web_labels import codec_of

if TYPE_CHECKING:
    from trafilatura.settings import Document

_HEAD = 4096
_QUICK_DATES = {"original_date": True, "extensive_search": False}
"""The extensive search loads every language's dates: five seconds, more than a page may cost."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]{0,500}?\slang\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_TAG = re.compile(r"<(?:html|head|body|article|p|div|h1|title|meta)\b", re.IGNORECASE)


def read_html(data: bytes, encoding: str | None = None) -> Extracted:
    """Read the article of a saved page.

    Args:
        data: the page.
        encoding: what it is written in; None for its mark, its own word, else UTF-8.

    Raises:
        NotText: it is no HTML, in another encoding, or has no article.
        WrongUse: no encoding has that name.
    """
    declared = encoding or _declared(data)
    plain = decode(data, declared, where="")
    if not _TAG.search(plain.text):
        raise NotText("no HTML", hint="rename it to .txt if it is plain text")
    import trafilatura

    found = trafilatura.bare_extraction(
        plain.text,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params=_QUICK_DATES | {"max_date": f"{datetime.now():%Y-%m-%d}"},
    )
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise NotText(
            "no article text in the page",
            hint="pages that are drawn by a script need saving from the browser when complete",
        )
    return _extracted(found, plain.text, plain.encoding, plain.bom, trafilatura.__version__)


def _declared(data: bytes) -> str | None:
    """The encoding that the page itself names, unless a byte order mark says it.

    None too for a name that nobody knows.
    """
    if encodings.byte_order_mark(data) is not None:
        return None
    named = _CHARSET.search(data[:_HEAD])
    return codec_of(named[1].decode("ascii"), data) if named else None


def _extracted(found: "Document", page: str, encoding: str, bom: bool, version: str) -> Extracted:
    language = _LANGUAGE.search(page[:_HEAD])
    saved_from = _SAVED_FROM.search(page[:_HEAD])
    return Extracted(
        _with_repeats(found.text or "", page),
        f"trafilatura {version}",
        title=found.title or "",
        source=found.sitename or found.hostname or "",
        author=found.author or "",
        published=found.date or "",
        url=found.url or (saved_from[1] if saved_from else ""),
        language=language[1] if language else "",
        encoding=encoding,
        bom=bom,
    )


def _with_repeats(text: str, page: str) -> str:
    """Put back the lines that the page says twice in a row.

    The extractor takes the second for a slip of its own and drops it; an article whose headline is
    repeated says it twice, and so does its text here.
    """
    from lxml import html

    blocks = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8")).iter(
        "h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "blockquote"
    )
    said = [" ".join(block.text_content().split()) for block in blocks]
    rows = ((words, len(list(group))) for words, group in groupby(said))
    repeated = {words: count for words, count in rows if words and count > 1}
    found = Counter(text.split("\n"))
    return "\n".join(
        copy
        for line in text.split("\n")
        for copy in [line] * (repeated.get(line, 1) if found[line] == 1 else 1)
    )
