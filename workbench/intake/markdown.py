"""Markdown: the text as it is, with title, author and date from its head.

The marks stay in the text: what is stored is what the file says, and offsets stay comparable
with other tools.
"""

import re

from workbench.domain.days import is_day
from workbench.intake.extracted import Extracted
from workbench.intake.plain import Plain

EXTRACTOR = "markdown"

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_ISO_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def _unquoted(value: str) -> str:
    """A value without the quotation marks that stand around the whole of it."""
    whole = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if whole else value


def read_markdown(plain: Plain) -> Extracted:
    """Read the front matter (simple `key: value` lines) and the first heading."""
    head = _FRONT.match(plain.text)
    fields = {
        key.lower(): _unquoted(value)
        for key, value in _FIELD.findall(head[1] if head else "")
        if not value.startswith(("[", "{", "|", ">"))
    }
    heading = _HEADING.search(plain.text)
    date = _ISO_DATE.match(fields.get("date", fields.get("published", "")))
    return Extracted(
        plain.text,
        EXTRACTOR,
        title=fields.get("title") or (heading[1] if heading else ""),
        source=fields.get("source", fields.get("publisher", "")),
        author=fields.get("author", ""),
        published=date[0] if date and is_day(date[0]) else "",
        url=fields.get("url", fields.get("canonical", "")),
        language=fields.get("lang", fields.get("language", "")),
        encoding=plain.encoding,
        bom=plain.bom,
        warnings=plain.warnings,
    )
