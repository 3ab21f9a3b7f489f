"""Files that may not be read are what a check is for: it names them and goes on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from workbench.domain.errors import StoreTrouble
from workbench.store import Put, Store, open_store


@contextmanager
def without_leave(path: Path) -> Iterator[None]:
    """Act as somebody who may not read a file or a folder, and all that lies around it."""
    mode = path.stat().st_mode
    for parent in path.parents:
        if parent.name.startswith(("pytest-", "popen-")) or "test_" in parent.name:
            parent.chmod(0o755)
    path.chmod(0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        path.chmod(mode)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with one text, which an event names, and a snapshot."""
    opened = open_store(tmp_path / "annotations", "ada")
    version = opened.put_text("a text")
    opened.commit([Put("articles", 1, {"version": version})])
    opened.snapshot()
    return opened


def text_of(store: Store) -> Path:
    (found,) = (store.folder / "texts").iterdir()
    return found


def said(store: Store) -> list[str]:
    return [str(fault) for fault in store.check()]


def test_a_text_that_may_not_be_read_is_named(store: Store) -> None:
    path = text_of(store)
    with without_leave(path):
        assert said(store) == [f"texts/{path.name}: can't be read: Permission denied"]


def test_a_folder_of_texts_that_may_not_be_read_is_named(store: Store) -> None:
    with without_leave(store.folder / "texts"):
        assert said(store) == ["texts: can't be read: Permission denied"]


def test_a_cache_that_may_not_be_read_is_named(store: Store) -> None:
    with without_leave(store.folder / "cache"):
        assert said(store) == ["cache/clock.json: can't be read: Permission denied"]


def test_a_text_in_a_folder_that_may_not_be_read_is_store_trouble(store: Store) -> None:
    version = text_of(store).stem
    with without_leave(store.folder / "texts"):
        with pytest.raises(StoreTrouble, match="can't be read: Permission denied"):
            store.text(version)
        with pytest.raises(StoreTrouble, match="was not saved"):
            store.put_text("a text")


def test_a_damaged_text_is_one_fault(store: Store) -> None:
    text_of(store).write_text("another")
    assert len(said(store)) == 1
