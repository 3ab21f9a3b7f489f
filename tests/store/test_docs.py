"""docs/store.md is enough to write a reader: here is one, written from it, that agrees."""

import json
import random
import re
import zlib
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.test_fold import history
from workbench.store import open_store
from workbench.store.events import seal

PAGE = Path(__file__).parents[2] / "docs" / "store.md"
ABSENT = object()


def read_line(line: bytes) -> Any:
    """The event of a line; None if it is damaged."""
    assert line[:6] == b'{"c":"'
    assert line[14:20] == b'","e":'
    body = line[20:-1]
    return json.loads(body) if f"{zlib.crc32(body):08x}" == line[6:14].decode() else None


class Reader:
    """The section "Folding", step by step."""

    def __init__(self) -> None:
        self.known: set[tuple[str, str]] = set()
        self.live: dict[Any, dict[str, dict[str, Any]]] = {}
        self.deletes: dict[Any, dict[str, list[str]]] = {}
        self.waiting: dict[Any, dict[str, set[str]]] = {}

    def take(self, event: Any) -> None:
        name = event["id"]
        if self._number(name) in self.known:
            return
        self.known.add(self._number(name))
        for op in event["ops"]:
            self._operation(name, (op["t"], op["k"]), op)
        for op in event["ops"]:
            self.waiting[op["t"], op["k"]].pop(name, None)

    def _number(self, name: str) -> tuple[str, str]:
        _, session, number = name.split(".")
        return session, number

    def _operation(self, name: str, document: Any, op: Any) -> None:
        live = self.live.setdefault(document, {})
        deletes = self.deletes.setdefault(document, {})
        waiting = self.waiting.setdefault(document, {})
        seen = op.get("seen", [])
        if op.get("del"):
            if name not in waiting:
                deletes[name] = seen
            return
        for other in seen:
            deletes.pop(other, None)
        fields = {**op["set"], **dict.fromkeys(op.get("unset", []), ABSENT)}
        for field, value in fields.items():
            writes = live.setdefault(field, {})
            for other in seen:
                writes.pop(other, None)
            if field not in waiting.get(name, ()):
                writes[name] = value
        for other in seen:
            if self._number(other) not in self.known:
                waiting.setdefault(other, set()).update(fields)

    def rows(self) -> dict[Any, dict[str, Any]]:
        found = {}
        for document, fields in self.live.items():
            hidden = {dot for seen in self.deletes[document].values() for dot in seen}
            dots = {dot for writes in fields.values() for dot in writes}
            if dots - hidden if self.deletes[document] else dots:
                shown = {field: writes[max(writes)] for field, writes in fields.items() if writes}
                shown.pop("*", None)
                found[document] = {k: v for k, v in shown.items() if v is not ABSENT}
        return found


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 30))
def test_a_reader_written_from_the_page_shows_the_same(seed: int, length: int) -> None:
    import tempfile

    chance = random.Random(seed)
    events = history(chance, length, share=0.4)
    lines = [seal(json.dumps(event).encode()) for event in events]
    chance.shuffle(lines)
    reader = Reader()
    for line in lines:
        reader.take(read_line(line.removesuffix(b"\n")))
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "events").mkdir()
        (Path(name) / "events" / "x.jsonl").write_bytes(b"".join(lines))
        store = open_store(Path(name), "bob")
        shown = {("claims", str(key)): dict(row) for key, row in store.rows("claims").items()}
    assert shown == reader.rows()


def test_the_lines_on_the_page_are_sound() -> None:
    lines = re.findall(r'^\{"c":"[0-9a-f]{8}".*\}$', PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(lines) == 2
    assert all(read_line(line.encode()) for line in lines)


def test_the_example_on_the_page_comes_out_as_it_says() -> None:
    names = {letter: f"{n:016x}.{n % 3:016x}.{n}" for n, letter in enumerate("ABCDF", 10)}
    names["E"] = f"{1:016x}.{9:016x}.1"

    def event(letter: str, value: str | None, seen: str) -> Any:
        op: dict[str, Any] = {"t": "claims", "k": "1", "seen": [names[one] for one in seen]}
        op |= {"set": {"verdict": value}} if value else {"del": True}
        return {"id": names[letter], "ops": [op]}

    reader = Reader()
    shown = []
    for made in (
        event("A", "open", ""),
        event("B", "false", "A"),
        event("C", "mixed", "A"),
        event("D", "mostly-false", "BC"),
        event("E", "mixed", "D"),
        event("F", None, "D"),
    ):
        reader.take(made)
        shown.append(reader.rows()["claims", "1"]["verdict"])
    assert shown == ["open", "false", "mixed", "mostly-false", "mixed", "mixed"]
