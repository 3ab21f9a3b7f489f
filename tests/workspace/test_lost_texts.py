"""Texts that the database has lost, and that a file still holds."""

from pathlib import Path

import pytest

from tests.cases import FIRST, SECOND
from workbench.domain.errors import StoreTrouble
from workbench.workspace.commands import AddArticle, AddSpan
from workbench.workspace.workspace import Workspace


@pytest.fixture
def kept(folder: Path) -> Path:
    """The stored text of the first example, which carries a span."""
    with Workspace(folder, "ada") as workspace:
        workspace.do(AddSpan(article=FIRST, fragments=((0, 5),)))
        version = workspace.articles.get(FIRST).version
    return folder / "annotations" / "texts" / f"{version}.txt"


def is_read(folder: Path) -> bool:
    with Workspace(folder, "ada") as workspace:
        workspace.load()
        try:
            workspace.articles.text(workspace.articles.get(FIRST).version)
        except StoreTrouble:
            return False
    return True


@pytest.mark.parametrize("replaces", [None, FIRST])
@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_adding_the_file_again_brings_its_text_back(
    folder: Path, kept: Path, replaces: str | None, damage: str
) -> None:
    if damage == "missing":
        kept.unlink()
    else:
        kept.write_text("another text")
    assert not is_read(folder)
    with Workspace(folder, "ada") as workspace:
        file = workspace.paths.seeds / f"{FIRST}.txt"
        done = workspace.do(AddArticle(path=str(file), replaces=replaces))
    assert not done.changes
    assert done.warnings[0].endswith("its text was restored")
    assert is_read(folder)


def test_a_copy_from_elsewhere_brings_the_text_back(
    folder: Path, kept: Path, tmp_path: Path
) -> None:
    copy = (folder / "seeds" / f"{FIRST}.txt").rename(tmp_path / "copy.txt")
    kept.unlink()
    with Workspace(folder, "ada") as workspace:
        done = workspace.do(AddArticle(path=str(copy)))
    assert done.id == FIRST
    assert is_read(folder)


def test_adding_an_article_whose_text_is_whole_changes_nothing(folder: Path, kept: Path) -> None:
    with Workspace(folder, "ada") as workspace:
        file = workspace.paths.seeds / f"{FIRST}.txt"
        done = workspace.do(AddArticle(path=str(file)))
    assert done.warnings == (f"{FIRST} is there already; nothing was changed",)


def test_a_check_says_where_the_text_of_a_fault_still_is(folder: Path, kept: Path) -> None:
    kept.unlink()
    with Workspace(folder, "ada") as workspace:
        fault = workspace.check()[0]
    assert f"missing; seeds/{FIRST}.txt holds it" in fault.what


def test_a_repair_takes_a_lost_text_from_its_file(folder: Path, kept: Path) -> None:
    kept.unlink()
    with Workspace(folder, "ada") as workspace:
        faults = workspace.check(repair=True)
        assert [fault.repaired for fault in faults] == [True]
        assert workspace.check() == []
    assert is_read(folder)


def test_a_repair_takes_no_other_text(folder: Path, kept: Path) -> None:
    kept.unlink()
    (folder / "seeds" / f"{FIRST}.txt").write_text("Another text.", "utf-8")
    with Workspace(folder, "ada") as workspace:
        faults = workspace.check(repair=True)
        assert not any(fault.repaired for fault in faults)
        assert SECOND in workspace.articles.ids()
