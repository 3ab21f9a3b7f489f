"""Event files that fit their checksums and are wrong all the same: nothing breaks on them."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import strategies as st

from tests.exchange.traps import make_case
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
from workbench.domain.record import TABLES
from workbench.store import open_store
from workbench.store.events import seal, unseal
from workbench.store.records import put
from workbench.workspace.transfer import record
from workbench.workspace.workspace import Workspace

CASE = make_case()
_BATCH = 5


@dataclass(frozen=True, slots=True)
class Tampered:
    """What is done to one event before its checksum is made anew, and to the file afterwards."""

    event: int
    tree: list[Wound]
    text: list[Wound]
    data: list[Wound]


_NUMBER = st.integers(0, 1 << 20)
_NONE: st.SearchStrategy[list[Wound]] = st.just([])
tampered = st.one_of(
    st.builds(Tampered, _NUMBER, tree_wounds, _NONE, _NONE),
    st.builds(Tampered, _NUMBER, tree_wounds, text_wounds, _NONE),
    st.builds(Tampered, _NUMBER, _NONE, _NONE, byte_wounds),
)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A workspace whose record two reviewers wrote, edited apart, deleted from and undid."""
    folder = tmp_path / "case"
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds" / "ferry.txt").write_text("Ferry runs aground.\n")
    items = [put(item) for table in TABLES for item in getattr(CASE, table)]
    ada = open_store(folder / "annotations", "ada")
    for text in CASE.texts.values():
        ada.put_text(text)
    for start in range(0, len(items), _BATCH):
        ada.commit(items[start : start + _BATCH], why="import")
    _disagree(folder, items[-1].key)
    ada.undo()
    ada.close()
    return folder


def _disagree(folder: Path, key: int) -> None:
    """Two reviewers change the same field without seeing each other."""
    claims = [put(item) for item in CASE.claims]
    ben, cho = (open_store(folder / "annotations", name) for name in ("ben", "cho"))
    for store in (ben, cho):
        store.commit([type(claims[0])("claims", claims[0].key, {"text": store.reviewer})])
    for store in (ben, cho):
        store.close()
    shutil.rmtree(folder / "annotations" / "cache", ignore_errors=True)


def tamper(whole: bytes, given: Tampered) -> bytes:
    lines = whole.rstrip(b"\n").split(b"\n")
    number = given.event % len(lines)
    body = unseal(lines[number])
    assert body is not None
    if given.tree or given.text:
        plain = hurt_tree(json.loads(body), given.tree)
        lines[number] = seal(encoded(hurt_text(dump(plain), given.text)))[:-1]
    return hurt_bytes(b"\n".join(lines) + b"\n", given.data)


def look_at_everything(folder: Path) -> None:
    with Workspace(folder, "eve") as workspace:
        record(workspace)
        list(workspace.store.history())
        workspace.store.check()
        list(workspace.store.faults)


@counts
def test_an_event_that_is_not_what_it_should_be(count: int, written: Path) -> None:
    events = written / "annotations" / "events"
    whole = {path: path.read_bytes() for path in sorted(events.iterdir())}

    def run(given: Tampered) -> None:
        path = list(whole)[given.event % len(whole)]
        path.write_bytes(tamper(whole[path], given))
        try:
            look_at_everything(written)
        finally:
            for name, data in whole.items():
                name.write_bytes(data)
            for name in set(events.iterdir()) - whole.keys():
                name.unlink()
            (written / "annotations" / "annotations.json").unlink(missing_ok=True)
            shutil.rmtree(written / "annotations" / "cache", ignore_errors=True)

    explore(tampered, count, run)
