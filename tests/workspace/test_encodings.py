"""Articles that are not in UTF-8, and those beside them that are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases import FIRST, SECOND
from workbench.domain.errors import NotText
from workbench.workspace.commands import AddArticle, AddSpan
from workbench.workspace.workspace import Workspace

FRENCH = "Café fermé à Noël, dit le maire.\n"


@pytest.fixture
def latin(folder: Path) -> Iterator[Workspace]:
    """The two examples in UTF-8, a file in Latin-1, and that encoding named."""
    (folder / "seeds" / "latin.txt").write_bytes(FRENCH.encode("latin-1"))
    with Workspace(folder, "ada", encoding="latin-1") as opened:
        yield opened


def text_of(workspace: Workspace, article: str) -> str:
    return workspace.articles.text(workspace.articles.get(article).version)


@pytest.mark.parametrize("article", [FIRST, SECOND])
def test_a_named_encoding_is_not_that_of_files_in_utf_8(latin: Workspace, article: str) -> None:
    file = latin.paths.seeds / f"{article}.txt"
    assert text_of(latin, article) == file.read_text("utf-8")
    assert latin.articles.get(article).encoding == "utf-8"


def test_a_named_encoding_is_that_of_files_that_are_not_utf_8(latin: Workspace) -> None:
    assert text_of(latin, "latin") == FRENCH
    assert latin.articles.get("latin").encoding == "latin-1"


def test_an_added_file_in_utf_8_is_not_read_in_the_encoding_of_the_others(
    latin: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "new.txt"
    file.write_text("Der Fluss stieg über zwei Meter.", "utf-8")
    latin.do(AddArticle(path=str(file)))
    assert text_of(latin, "new") == "Der Fluss stieg über zwei Meter."


def test_a_file_with_a_mark_is_read_by_it(latin: Workspace) -> None:
    (latin.paths.seeds / "marked.txt").write_bytes("\ufeffDéjà vu.".encode("utf-16-le"))
    latin.articles.scan()
    assert text_of(latin, "marked") == "Déjà vu."


def test_an_encoding_of_seven_bits_is_read_though_its_bytes_are_utf_8(folder: Path) -> None:
    words = "\u6d77\u306e\u8239\u304c\u6c88\u3093\u3060\u3002"
    (folder / "seeds" / "ferry.txt").write_bytes(words.encode("iso2022_jp"))
    with Workspace(folder, "ada", encoding="iso2022_jp") as workspace:
        assert text_of(workspace, "ferry") == words


def test_an_article_is_read_again_in_the_encoding_that_was_recorded(latin: Workspace) -> None:
    latin.do(AddSpan(article="latin", fragments=((0, 4),)))
    with Workspace(latin.paths.folder, "bob") as bob:
        bob.load()
        assert bob.articles.changed("latin") is None


def test_a_new_version_in_the_article_s_own_encoding_is_taken(latin: Workspace) -> None:
    latin.do(AddSpan(article="latin", fragments=((0, 4),)))
    file = latin.paths.seeds / "latin.txt"
    file.write_bytes(("Déjà. " + FRENCH).encode("latin-1"))
    with Workspace(latin.paths.folder, "bob") as bob:
        bob.do(AddArticle(path=str(file), replaces="latin"))
        assert text_of(bob, "latin") == "Déjà. " + FRENCH


def test_a_file_that_was_saved_as_utf_8_holds_no_other_text(latin: Workspace) -> None:
    latin.do(AddSpan(article="latin", fragments=((0, 4),)))
    (latin.paths.seeds / "latin.txt").write_text(FRENCH, "utf-8")
    latin.articles.scan()
    assert latin.articles.changed("latin") is None


def test_a_changed_file_that_was_saved_as_utf_8_is_read_as_that(latin: Workspace) -> None:
    latin.do(AddSpan(article="latin", fragments=((0, 4),)))
    (latin.paths.seeds / "latin.txt").write_text("Déjà. " + FRENCH, "utf-8")
    latin.articles.scan()
    changed = latin.articles.changed("latin")
    assert changed is not None
    assert latin.articles.text(changed.version) == "Déjà. " + FRENCH


def test_the_encoding_of_one_added_file_can_be_said_with_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "latin.txt"
    file.write_bytes(FRENCH.encode("latin-1"))
    with pytest.raises(NotText, match="not UTF-8"):
        workspace.do(AddArticle(path=str(file)))
    workspace.do(AddArticle(path=str(file), encoding="latin-1"))
    assert text_of(workspace, "latin") == FRENCH
