"""Our own lossless format: one JSON object a line, the header first, every text before its use.

The header counts the objects, so that a file that was cut off between two lines is noticed.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from workbench.domain.article import text_hash
from workbench.domain.errors import BadInput
from workbench.domain.record import Record
from workbench.exchange.codec import TABLES, TYPES, from_plain, to_plain
from workbench.exchange.incoming import Incoming
from workbench.exchange.jsonio import STEP, json_bytes, write_lines
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.source import Source, parse_json

VERSION = 1


def write(
    record: Record,
    _options: ExportOptions,
    out: BinaryIO,
    _tally: Tally,
    progress: Progress | None,
) -> None:
    """Write the header, the texts and then every object, one a line."""
    total = len(record.texts) + sum(len(getattr(record, table)) for table in TABLES)
    head = {"format": "workbench", "version": VERSION, "objects": total}
    out.write(json_bytes(head) + b"\n")
    write_lines(_objects(record), out, progress, total)


def _objects(record: Record) -> Iterator[dict[str, Any]]:
    for version, text in record.texts.items():
        yield {"type": "text", "version": version, "text": text}
    for table in TABLES:
        kind = TYPES[table]
        for item in getattr(record, table):
            yield {"type": kind, **to_plain(item)}


def read(source: Source, incoming: Incoming) -> None:
    """Read such a file line by line.

    Raises:
        BadInput: if a line is not what it should be.
    """
    tables = {kind: table for table, kind in TYPES.items()}
    expected: object = None
    number = found = 0
    for number, line in source.lines():
        where = f"{source.name}:{number}"
        plain = parse_json(line, source.name, number)
        if not isinstance(plain, dict):
            raise BadInput("this line is not a JSON object", where=where)
        if number == 1:
            _check_header(plain, where)
            expected = plain.get("objects")
            continue
        found += 1
        kind = plain.pop("type", None)
        if kind == "text":
            read_text(incoming, plain.get("version"), plain.get("text"), where)
        elif not isinstance(kind, str) or kind not in tables:
            raise BadInput(f"nothing here is of type {kind!r:.60}", where=where)
        else:
            table = tables[kind]
            incoming.add(table, from_plain(TABLES[table], plain, where), where)
        if number % STEP == 0:
            incoming.tell_read(source)
    if expected not in (None, found):
        raise BadInput(
            f"the file holds {found} of {expected} objects",
            where=f"{source.name}:{number}",
            hint="it was cut off or put together by hand",
        )


def _check_header(plain: dict[str, Any], where: str) -> None:
    if plain.get("format") != "workbench":
        raise BadInput(
            "this does not begin with the header of a workbench export",
            where=where,
            hint='the first line is {"format":"workbench","version":1}',
        )
    if plain.get("version") != VERSION:
        raise BadInput(
            f"this was written in version {plain.get('version')!r} of the format",
            where=where,
            hint=f"this program reads version {VERSION}",
        )


def read_text(incoming: Incoming, version: object, text: object, where: str) -> None:
    """Take the text of an article version.

    Raises:
        BadInput: if it is not the text that the version stands for.
    """
    if not isinstance(version, str) or not isinstance(text, str):
        raise BadInput("a text needs its version and its text, both strings", where=where)
    if text_hash(text) != version:
        raise BadInput(
            f"the text is not that of version {version[:12]}…",
            where=where,
            hint="it was changed after the export; export it again",
        )
    incoming.texts[version] = text
