"""Our own format as one JSON object, for scripts: a list for each kind of object, and the texts."""

from functools import partial
from typing import Any, BinaryIO

from workbench.domain.errors import BadInput
from workbench.domain.record import Record
from workbench.exchange.codec import TABLES, from_plain, to_plain
from workbench.exchange.incoming import Incoming
from workbench.exchange.jsonio import json_bytes
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.own_jsonl import read_text
from workbench.exchange.place import placed
from workbench.exchange.source import LineFinder, Source


def write(
    record: Record,
    options: ExportOptions,
    out: BinaryIO,
    _tally: Tally,
    progress: Progress | None,
) -> None:
    """Write one object with a list for each kind, one item a line."""
    out.write(b'{\n"format": "workbench",\n"version": 1,\n"scheme": ')
    out.write(json_bytes(options.scheme.name))
    for done, table in enumerate(TABLES, 1):
        out.write(b',\n"' + table.encode() + b'": [')
        _write_items(getattr(record, table), out)
        out.write(b"]")
        if progress:
            progress(done, len(TABLES))
    out.write(b',\n"texts": {')
    between = b"\n"
    for version, text in record.texts.items():
        out.write(between + json_bytes(version) + b": " + json_bytes(text))
        between = b",\n"
    out.write(b"}\n}\n")


def _write_items(items: tuple[object, ...], out: BinaryIO) -> None:
    between = b"\n"
    for item in items:
        out.write(between + json_bytes(to_plain(item)))
        between = b",\n"


def read(source: Source, incoming: Incoming) -> None:
    """Read such an object; lists that are missing count as empty.

    Raises:
        BadInput: if something in it is not what it should be.
    """
    plain, line_of = source.json()
    if not isinstance(plain, dict) or not isinstance(plain.get("articles"), list):
        raise BadInput(
            "this is not the JSON export of a workbench",
            where=f"{source.name}:1",
            hint='it is one object with lists, "articles" among them',
        )
    texts = plain.get("texts", {})
    if not isinstance(texts, dict):
        raise BadInput('"texts" is not an object', where=line_of("texts"))
    for version, text in texts.items():
        read_text(incoming, version, text, line_of(version))
    for table in TABLES:
        _read_items(table, plain.get(table, []), incoming, line_of)


def _read_items(table: str, items: Any, incoming: Incoming, line_of: LineFinder) -> None:
    if not isinstance(items, list):
        raise BadInput(f'"{table}" is not a list', where=line_of(table))
    for item in items:
        try:
            ours = from_plain(TABLES[table], item, "")
        except BadInput as error:
            raise placed(error, line_of(_name(item, table))) from None
        incoming.add(table, ours, partial(line_of, ours.id))


def _name(item: object, table: str) -> object:
    """What the item can be found by in the file."""
    return item.get("id", table) if isinstance(item, dict) else item
