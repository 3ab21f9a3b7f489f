"""The same annotations in the store, in SQLite and in plain TinyDB."""

import json
import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from tinydb import TinyDB
from tinydb.table import Document

from workbench.store import Put, open_store
from workbench.store.values import Json

Rows = Sequence[tuple[int, dict[str, Json]]]


def made_up(count: int, seed: int) -> Rows:
    """Spans with sixteen fields, about 600 bytes of JSON each."""
    chance = random.Random(seed)
    return [(chance.getrandbits(63) | 1, _row(chance, number)) for number in range(count)]


def _row(chance: random.Random, number: int) -> dict[str, Json]:
    start = chance.randrange(10_000)
    return {
        "article": f"{number % 40:03d}_f3a9a0b1af756c46",
        "version": f"{number % 40:064x}",
        "fragments": [[start, start + 40]],
        "quote": f"unemployment fell to {number} per cent in the third",
        "prefix": f"{chance.getrandbits(120):032x}",
        "suffix": f"{chance.getrandbits(120):032x}",
        "label": "number",
        "note": f"as in the other article, paragraph {number % 9}",
        "state": "moved",
        "by": f"reviewer {number % 5}",
        "at": "2026-11-21T19:31:07.652Z",
        "claim": f"{chance.getrandbits(63):013d}",
        "url": f"https://example.org/{number}",
        "confidence": 0.5,
        "checked": True,
        "place": number,
    }


class Engine(Protocol):
    """What is compared."""

    name: str

    def insert(self, key: int, row: dict[str, Json]) -> None:
        """One durable insert."""

    def update(self, key: int, note: str) -> None:
        """One durable change of one field."""

    def close(self) -> None:
        """Let go."""


class OwnStore:
    """This project's store."""

    name = "store"

    def __init__(self, folder: Path, rows: Rows) -> None:
        self._store = open_store(folder / "annotations", "ada")
        for start in range(0, len(rows), 500):
            part = rows[start : start + 500]
            self._store.commit([Put("spans", key, row) for key, row in part], why="add_span")

    def insert(self, key: int, row: dict[str, Json]) -> None:
        """One durable insert."""
        self._store.commit([Put("spans", key, row)], why="add_span")

    def update(self, key: int, note: str) -> None:
        """One durable change of one field."""
        self._store.commit([Put("spans", key, {"note": note})], why="edit_span")

    def close(self) -> None:
        """Let go."""
        self._store.close()


class Sqlite:
    """One row a document, write-ahead log, synchronous=FULL."""

    name = "SQLite"

    def __init__(self, folder: Path, rows: Rows) -> None:
        self._db = sqlite3.connect(folder / "spans.db", isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.execute("CREATE TABLE spans (key INTEGER PRIMARY KEY, row TEXT)")
        self._db.execute("BEGIN")
        self._db.executemany(
            "INSERT INTO spans VALUES (?, ?)", ((key, json.dumps(row)) for key, row in rows)
        )
        self._db.execute("COMMIT")
        self._rows = dict(rows)

    def insert(self, key: int, row: dict[str, Json]) -> None:
        """One durable insert."""
        self._db.execute("INSERT INTO spans VALUES (?, ?)", (key, json.dumps(row)))

    def update(self, key: int, note: str) -> None:
        """One durable change of one field."""
        row = {**self._rows[key], "note": note}
        self._db.execute("UPDATE spans SET row = ? WHERE key = ?", (json.dumps(row), key))

    def close(self) -> None:
        """Let go."""
        self._db.close()


class PlainTinyDB:
    """TinyDB with its own storage."""

    name = "plain TinyDB"

    def __init__(self, folder: Path, rows: Rows) -> None:
        path = folder / "plain.json"
        path.write_text(json.dumps({"spans": {str(key): row for key, row in rows}}))
        self._db = TinyDB(path)

    def insert(self, key: int, row: dict[str, Json]) -> None:
        """One durable insert."""
        self._db.table("spans").insert(Document(row, key))

    def update(self, key: int, note: str) -> None:
        """One durable change of one field."""
        self._db.table("spans").update({"note": note}, doc_ids=[key])

    def close(self) -> None:
        """Let go."""
        self._db.close()
