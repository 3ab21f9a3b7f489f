"""Our own format as one JSON object, for scripts: a list for each kind of object, and the texts."""

from typing import BinaryIO

from workbench.domain.errors import BadInput
from workbench.domain.record import Record
from workbench.exchange.codec import TABLES, from_plain, to_plain
from workbench.exchange.incoming import Incoming
from workbench.exchange.json_stream import JsonStream
from workbench.exchange.jsonio import STEP, json_bytes
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.own_jsonl import read_text
from workbench.exchange.source import Source


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
    """Read such an object, item by item; lists that are missing count as empty.

    Raises:
        BadInput: if something in it is not what it should be.
    """
    file = JsonStream(source)
    articles = False
    for key in file.members() if file.next == "{" else ():
        articles = articles or (key == "articles" and file.next == "[")
        if key == "texts":
            _read_texts(file, incoming)
        elif key in TABLES:
            _read_items(key, file, incoming)
        else:
            file.value()
    if not articles:
        raise BadInput(
            "this is not the JSON export of a workbench",
            where=f"{source.name}:1",
            hint='it is one object with lists, "articles" among them',
        )
    file.end()


def _read_texts(file: JsonStream, incoming: Incoming) -> None:
    if file.next != "{":
        raise BadInput('"texts" is not an object', where=file.where)
    for version in file.members():
        where = file.where
        read_text(incoming, version, file.value(), where)


def _read_items(table: str, file: JsonStream, incoming: Incoming) -> None:
    if file.next != "[":
        raise BadInput(f'"{table}" is not a list', where=file.where)
    for done, _ in enumerate(file.items(), 1):
        where = file.where
        incoming.add(table, from_plain(TABLES[table], file.value(), where), where)
        if done % STEP == 0:
            incoming.tell_read(file.source)
