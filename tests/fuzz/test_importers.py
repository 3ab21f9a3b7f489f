"""No file, however broken, crashes an importer; and what an importer takes can be stored."""

import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import strategies as st

from tests.exchange.traps import make_case, make_options, make_scheme
from tests.fuzz.explore import counts, explore
from tests.fuzz.mutations import (
    Wound,
    byte_wounds,
    dump,
    encoded,
    hurt_bytes,
    hurt_text,
    hurt_tree,
    text_wounds,
    tree_wounds,
)
from workbench.domain.errors import BadInput
from workbench.domain.record import TABLES, Record
from workbench.exchange.formats import FORMATS, read, write
from workbench.store.events import draft
from workbench.store.operations import Write
from workbench.store.records import put

CASE = make_case()
SCHEME = make_scheme()
KNOWN = (Record(), Record(articles=CASE.articles, texts=CASE.texts), CASE)


@dataclass(frozen=True, slots=True)
class Spoilt:
    """The wounds of one file, and what the workspace holds that reads it."""

    tree: list[Wound]
    text: list[Wound]
    data: list[Wound]
    known: int
    line: int
    """Which line the tree is of, in formats with one a line."""


_WHICH = (st.integers(0, len(KNOWN) - 1), st.integers(0, 1 << 20))
_NONE: st.SearchStrategy[list[Wound]] = st.just([])
spoilt = st.one_of(
    # Most broken bytes never reach the code behind the parser; wounds to the tree do.
    st.builds(Spoilt, tree_wounds, _NONE, _NONE, *_WHICH),
    st.builds(Spoilt, tree_wounds, text_wounds, _NONE, *_WHICH),
    st.builds(Spoilt, _NONE, text_wounds, byte_wounds, *_WHICH),
)


def exported(name: str) -> bytes:
    stream = io.BytesIO()
    write(name, CASE, make_options(SCHEME), stream)
    return stream.getvalue()


def take(name: str, source: Path | io.BytesIO, known: Record) -> None:
    try:
        taken = read(name, source, scheme=SCHEME, known=known).record
    except BadInput as error:
        if not re.search(r":\d+$", error.where) and "empty" not in error.message:
            pytest.fail(f"no line is named: {error}")
        raise
    writes = [
        Write(op.table, op.key, op.set)
        for op in (put(item) for table in TABLES for item in getattr(taken, table))
    ]
    if writes:
        draft(f"{1:016x}.{1:016x}.1", "ada", "2025-01-01T00:00:00.000Z", "import", writes)


def importing(name: str, make: Callable[[Spoilt], bytes]) -> Callable[[Spoilt], None]:
    def run(given: Spoilt) -> None:
        take(name, io.BytesIO(make(given)), KNOWN[given.known])

    return run


def hurt_json(whole: bytes) -> Callable[[Spoilt], bytes]:
    def make(given: Spoilt) -> bytes:
        plain = hurt_tree(json.loads(whole), given.tree)
        return hurt_bytes(encoded(hurt_text(dump(plain), given.text)), given.data)

    return make


def hurt_lines(whole: bytes) -> Callable[[Spoilt], bytes]:
    lines = whole.decode().rstrip("\n").split("\n")

    def make(given: Spoilt) -> bytes:
        kept = list(lines)
        number = given.line % len(kept)
        kept[number] = dump(hurt_tree(json.loads(kept[number]), given.tree))
        return hurt_bytes(encoded(hurt_text("\n".join(kept), given.text)), given.data)

    return make


def hurt_words(whole: bytes) -> Callable[[Spoilt], bytes]:
    text = whole.decode()

    def make(given: Spoilt) -> bytes:
        return hurt_bytes(encoded(hurt_text(text, given.text)), given.data)

    return make


@counts
@pytest.mark.parametrize("name", ["json", "webannotation"])
def test_one_json_value(name: str, count: int) -> None:
    explore(spoilt, count, importing(name, hurt_json(exported(name))))


@counts
@pytest.mark.parametrize("name", ["jsonl", "doccano"])
def test_json_lines(name: str, count: int) -> None:
    explore(spoilt, count, importing(name, hurt_lines(exported(name))))


@counts
def test_a_table(count: int) -> None:
    explore(spoilt, count, importing("csv", hurt_words(exported("csv"))))


@counts
def test_tasks_of_label_studio(count: int, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write("labelstudio", CASE, make_options(SCHEME), folder)
    make = hurt_json((folder / "tasks.json").read_bytes())

    def run(given: Spoilt) -> None:
        (folder / "tasks.json").write_bytes(make(given))
        take("labelstudio", folder, KNOWN[given.known])

    explore(spoilt, count, run)


@counts
def test_pairs_of_brat(count: int, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write("brat", CASE, make_options(SCHEME), folder)
    files = sorted(path for path in folder.iterdir() if path.suffix in (".ann", ".txt", ".json"))
    whole = {path: path.read_bytes() for path in files}

    def run(given: Spoilt) -> None:
        path = files[given.line % len(files)]
        hurt = hurt_json if path.suffix == ".json" else hurt_words
        path.write_bytes(hurt(whole[path])(given))
        try:
            take("brat", folder, KNOWN[given.known])
        finally:
            path.write_bytes(whole[path])

    explore(spoilt, count, run)


def test_every_importer_is_tried_here() -> None:
    tried = {"json", "jsonl", "csv", "webannotation", "doccano", "brat", "labelstudio"}
    assert tried == {name for name, form in FORMATS.items() if form.reads}
