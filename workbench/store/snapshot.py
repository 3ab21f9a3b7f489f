"""The snapshot: `annotations.json`, which any TinyDB opens, and `cache/clock.json` beside it.

A cache and nothing more: both may be deleted at any time. The clock file says which events the
snapshot stands for, how far each event file had been read, and which events wrote what; it is one
line with a checksum, in the form that event files have.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from workbench.store import disk
from workbench.store.document import Document, Live
from workbench.store.events import parse, seal, unseal
from workbench.store.fold import Session, State
from workbench.store.folder import Place
from workbench.store.values import ABSENT, Absent

_FORMAT = 1
SNAPSHOT = "annotations.json"
CLOCK = "cache/clock.json"


@dataclass(slots=True)
class Loaded:
    """A state read from a snapshot, and where to go on reading."""

    state: State
    places: dict[str, Place]
    complete: bool
    """False if files had been lost when it was written: it knows more than they do."""


def write(
    root: Path, state: State, places: dict[str, Place], token: int, *, complete: bool
) -> None:
    """Write both files, the snapshot first.

    Args:
        root: the folder of the store.
        state: what to write.
        places: how far each event file had been read; only files that are to be read on from there.
        token: random bits for the temporary files' names.
        complete: whether the event files hold every event that the state stands for.

    Raises:
        OSError: if they can't be written.
    """
    data = _dump({name: table.rows for name, table in state.tables.items() if table.rows})
    clock = {
        "v": _FORMAT,
        "complete": complete,
        "crc": f"{crc32(data):08x}",
        "highest": state.highest,
        "sessions": {
            name: [session.by, session.last, sorted(session.extra)]
            for name, session in state.sessions.items()
        },
        "files": {name: [p.inode, p.offset, p.lines] for name, p in places.items()},
        "dots": {
            name: [_short(table.clocks[key]) for key in table.rows]
            for name, table in state.tables.items()
            if table.rows
        },
        "documents": _documents(state),
    }
    disk.make_folder(root / "cache")
    disk.replace(root / SNAPSHOT, data, token)
    disk.replace(root / CLOCK, seal(_dump(clock)), token)


def _dump(value: object) -> bytes:
    """JSON with the keys of tables as strings, as TinyDB writes it."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()


def _short(clock: str | Document) -> str | None:
    return clock if isinstance(clock, str) else None


def _documents(state: State) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for name, table in state.tables.items():
        for key, document in table.clocks.items():
            if isinstance(document, Document):
                shown = key in table.rows
                found.setdefault(name, {})[str(key)] = _dump_document(document, shown)
    return found


def _dump_document(document: Document, shown: bool) -> dict[str, object]:
    form: dict[str, object] = {"base": document.base, "dots": document.dots}
    if not shown:
        form["values"] = document.values
    if document.more:
        form["more"] = {
            field: {dot: [] if isinstance(v, Absent) else [v] for dot, v in live.items()}
            for field, live in document.more.items()
        }
    if document.tombs:
        form["tombs"] = {dot: sorted(seen) for dot, seen in document.tombs.items()}
    if document.pending:
        form["pending"] = {dot: sorted(fields) for dot, fields in document.pending.items()}
    return form


def read(root: Path) -> Loaded | None:
    """Read the snapshot; None if there is none, or one that does not fit its clock."""
    try:
        data = (root / SNAPSHOT).read_bytes()
        body = unseal((root / CLOCK).read_bytes().removesuffix(b"\n"))
        clock = parse(body or b"null")
        if clock["v"] != _FORMAT or clock["crc"] != f"{crc32(data):08x}":
            return None
        return _load(parse(data), clock)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        # Whatever is wrong with a cache, the events are read instead.
        return None


def _load(tables: Any, clock: Any) -> Loaded:
    state = State()
    state.highest = clock["highest"]
    for name, (by, last, extra) in clock["sessions"].items():
        state.sessions[name] = Session(by, last, extra)
    for name, rows in tables.items():
        table = state.table(name)
        table.rows = {int(key): row for key, row in rows.items()}
        for row in table.rows.values():
            state.share(row)
        pairs = zip(table.rows, clock["dots"][name], strict=True)
        table.clocks = {key: dot for key, dot in pairs if dot is not None}
    for name, documents in clock["documents"].items():
        table = state.table(name)
        for text, form in documents.items():
            key = int(text)
            document = _load_document(form, table.rows.get(key))
            table.clocks[key] = document
            if document.disputed():
                state.disputed[name, key] = document
    places = {name: Place(inode, at, lines) for name, (inode, at, lines) in clock["files"].items()}
    return Loaded(state, places, clock["complete"])


def _load_document(form: Any, row: dict[str, Any] | None) -> Document:
    document = Document(form["base"], form["values"] if row is None else row)
    document.dots = form["dots"]
    document.tombs = {dot: frozenset(seen) for dot, seen in form.get("tombs", {}).items()}
    document.pending = {dot: set(fields) for dot, fields in form.get("pending", {}).items()}
    for field, live in form.get("more", {}).items():
        loaded: Live = {dot: held[0] if held else ABSENT for dot, held in live.items()}
        document.more[field] = loaded
    return document
