import hashlib
from pathlib import Path

import pytest

from tests.cases import FIRST, SECOND
from workbench.domain.article import text_hash
from workbench.domain.errors import BadInput, StoreTrouble
from workbench.domain.span import quote_of
from workbench.workspace.commands import (
    AddArticle,
    AddSpan,
    EditArticle,
    SettleAnchor,
)
from workbench.workspace.workspace import Workspace

ODD_TEXTS = {
    "emoji": "Prices rose 🙂🙂 by 5 %.",
    "joined": "The 👩‍👩‍👧 family and the 👩🏽‍🚀 left.",
    "combining": "Le cafe\u0301 e\u0301tait ferme\u0301.",
    "cjk": "委内瑞拉反对派领导人离开了住所。",
    "hebrew": "ראש הממשלה אמר אתמול דבר.",
    "crlf": "One line.\r\nAnother line.\r\n",
}


def test_the_examples_are_recognised_and_not_changed(workspace: Workspace) -> None:
    first, second = workspace.articles.all()
    assert (first.id, second.id) == (FIRST, SECOND)
    assert first.title == (
        "Venezuelan Opposition Leaders Seek Refuge in the U.S. After Prolonged Seclusion"
    )
    assert second.title == "Venezuela Denies Rescue of Opposition Figures to U.S."
    assert (second.source, second.author) == ("Newslooks", "Mary Sidiqi")
    for article in (first, second):
        kept = workspace.articles.text(article.version).encode()
        assert kept == (workspace.paths.folder / article.path).read_bytes()


@pytest.mark.parametrize("name", ODD_TEXTS)
def test_every_quote_is_what_stands_at_its_offsets(workspace: Workspace, name: str) -> None:
    text = ODD_TEXTS[name]
    (workspace.paths.seeds / f"{name}.txt").write_bytes(text.encode())
    workspace.articles.scan()
    for start in range(0, len(text) - 4, 3):
        made = workspace.do(AddSpan(article=name, fragments=((start, start + 4),)))
        span = workspace.view.spans.get(str(made.id))
        assert span.quote == text[start : start + 4]
        stored = workspace.articles.text(span.version)
        assert quote_of(stored, span.fragments) == span.quote


def test_a_byte_order_mark_is_left_out_and_noted(workspace: Workspace) -> None:
    (workspace.paths.seeds / "bom.txt").write_bytes(b"\xef\xbb\xbfFive left.")
    workspace.articles.scan()
    article = workspace.articles.get("bom")
    assert article.bom
    assert workspace.articles.text(article.version) == "Five left."


def test_an_article_keeps_its_id_when_its_file_is_renamed(folder: Path) -> None:
    with Workspace(folder, "ada") as workspace:
        workspace.do(AddSpan(article=FIRST, fragments=((0, 5),)))
    (folder / "seeds" / f"{FIRST}.txt").rename(folder / "seeds" / "renamed.txt")
    with Workspace(folder, "ada") as workspace:
        workspace.load()
        assert [item.id for item in workspace.articles.all()] == [FIRST, SECOND]
        assert workspace.articles.get(FIRST).path == "seeds/renamed.txt"


def test_an_annotated_article_stays_when_its_file_is_gone(folder: Path) -> None:
    with Workspace(folder, "ada") as workspace:
        workspace.do(AddSpan(article=FIRST, fragments=((0, 5),)))
    (folder / "seeds" / f"{FIRST}.txt").unlink()
    with Workspace(folder, "ada") as workspace:
        workspace.load()
        article = workspace.articles.get(FIRST)
        assert workspace.articles.text(article.version).startswith("After 412 days")


def test_an_annotated_article_keeps_its_text_when_its_file_changes(folder: Path) -> None:
    with Workspace(folder, "ada") as workspace:
        made = str(workspace.do(AddSpan(article=FIRST, fragments=((6, 9),))).id)
    file = folder / "seeds" / f"{FIRST}.txt"
    file.write_text("Corrected: " + file.read_text("utf-8"), "utf-8")
    with Workspace(folder, "ada") as workspace:
        assert workspace.view.spans.get(made).quote == "412"
        article = workspace.articles.get(FIRST)
        assert workspace.articles.text(article.version).startswith("After")
        assert workspace.articles.changed(FIRST) is not None
        workspace.do(AddArticle(path=str(file), replaces=FIRST))
        span = workspace.view.spans.get(made)
        assert (span.fragments, span.quote, span.state) == (((17, 20),), "412", "moved")
        assert workspace.articles.changed(FIRST) is None


def test_an_edited_passage_shows_its_old_wording_until_it_is_confirmed(folder: Path) -> None:
    seed = folder / "seeds" / f"{FIRST}.txt"
    text = seed.read_text("utf-8")
    start = text.index("five key Venezuelan")
    span_range = (start, start + len("five key Venezuelan opposition leaders"))
    with Workspace(folder, "ada") as workspace:
        made = str(workspace.do(AddSpan(article=FIRST, fragments=(span_range,))).id)
        seed.write_text(text.replace("five key", "six key", 1), "utf-8")
        workspace.do(AddArticle(path=str(seed), replaces=FIRST))
        span = workspace.view.spans.get(made)
        assert span.state == "edited"
        assert span.was == "five key Venezuelan opposition leaders"
        assert span.quote == "six key Venezuelan opposition leaders"
        workspace.do(SettleAnchor(span=made, choice="confirm"))
        span = workspace.view.spans.get(made)
        assert (span.state, span.was) == ("unchanged", "")


def test_adding_the_same_text_again_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes((workspace.paths.seeds / f"{FIRST}.txt").read_bytes())
    with pytest.raises(BadInput, match=f"there already as '{FIRST}'"):
        workspace.do(AddArticle(path=str(copy)))
    assert not (workspace.paths.seeds / "copy.txt").exists()


def test_an_added_article_lies_in_its_case_with_what_was_said_of_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "flood.txt"
    file.write_text("The river rose by two metres.", "utf-8")
    made = workspace.do(AddArticle(path=str(file), case="flood", title="Flood", published="2025"))
    article = workspace.articles.get(str(made.id))
    assert (article.id, article.case, article.title) == ("flood", "flood", "Flood")
    assert article.version == text_hash("The river rose by two metres.")
    assert (workspace.paths.seeds / "flood" / "flood.txt").is_file()


def test_naming_a_field_confirms_a_guess(workspace: Workspace) -> None:
    guessed = workspace.articles.get(SECOND).guessed
    assert "source" in guessed
    workspace.do(EditArticle(article=SECOND, source="Newslooks"))
    assert "source" not in workspace.articles.get(SECOND).guessed
    with pytest.raises(BadInput, match="is not a date"):
        workspace.do(EditArticle(article=SECOND, published="May"))


def test_pasted_text_becomes_a_file_in_its_case(workspace: Workspace) -> None:
    made = workspace.do(
        AddArticle(path="The flood: day 2", text="The river rose by two metres.", case="flood")
    )
    article = workspace.articles.get(str(made.id))
    assert article.path == "seeds/flood/The flood  day 2.txt"
    file = workspace.paths.folder / article.path
    assert file.read_text("utf-8") == "The river rose by two metres."


@pytest.mark.parametrize("name", ["notes.text", ".hidden.txt", "draft.bak", "~x.txt", "README"])
def test_a_file_of_any_name_is_kept_under_one_that_is_found_again(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_text("The river rose by two metres.", "utf-8")
    made = workspace.do(AddArticle(path=str(file)))
    assert made.id in workspace.articles.ids()


def test_a_wrong_date_leaves_no_file_behind(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "flood.txt"
    file.write_text("The river rose by two metres.", "utf-8")
    with pytest.raises(BadInput, match="is not a date"):
        workspace.do(AddArticle(path=str(file), published="May"))
    assert not (workspace.paths.seeds / "flood.txt").exists()


def test_a_near_duplicate_is_added_with_a_word_about_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = (workspace.paths.seeds / f"{FIRST}.txt").read_text("utf-8")
    file = tmp_path / "reprint.txt"
    file.write_text(text.replace("412", "four hundred"), "utf-8")
    done = workspace.do(AddArticle(path=str(file)))
    assert f"reprint.txt is nearly the same as {FIRST}" in done.warnings[0]


def test_adding_a_file_of_seeds_again_changes_nothing(workspace: Workspace) -> None:
    workspace.do(EditArticle(article=FIRST, title="My title"))
    file = workspace.paths.seeds / f"{FIRST}.txt"
    done = workspace.do(AddArticle(path=str(file)))
    assert not done.changes
    assert workspace.articles.get(FIRST).title == "My title"


FIXTURES = Path(__file__).parent.parent / "intake" / "fixtures"


@pytest.mark.parametrize(
    ("name", "extractor"),
    [("saved-page.html", "trafilatura"), ("report.docx", "python-docx"), ("report.pdf", "pypdf")],
)
def test_a_document_is_kept_byte_for_byte_with_what_extracted_it(
    workspace: Workspace, name: str, extractor: str
) -> None:
    pytest.importorskip(extractor.removeprefix("python-"), reason="needs the extras")
    made = workspace.do(AddArticle(path=str(FIXTURES / name)))
    article = workspace.articles.get(str(made.id))
    kept = (workspace.paths.folder / article.path).read_bytes()
    assert kept == (FIXTURES / name).read_bytes()
    assert article.file_hash == hashlib.sha256(kept).hexdigest()
    assert article.extractor.startswith(f"{extractor} ")
    assert workspace.revisions.look().changed == ()


def test_a_document_that_another_file_replaces_is_kept(
    workspace: Workspace, tmp_path: Path
) -> None:
    pytest.importorskip("docx", reason="needs the extra [docx]")
    made = str(workspace.do(AddArticle(path=str(FIXTURES / "report.docx"))).id)
    file = tmp_path / "corrected.txt"
    file.write_text("The bridge is open again.", "utf-8")
    workspace.do(AddArticle(path=str(file), replaces=made))
    article = workspace.articles.get(made)
    assert (article.path, article.extractor) == ("seeds/report.txt", "plain")
    kept = list((workspace.paths.seeds / ".replaced").iterdir())
    assert [item.read_bytes() for item in kept] == [(FIXTURES / "report.docx").read_bytes()]
    assert workspace.articles.changed(made) is None
    assert made in workspace.articles.ids()
    assert "001-report" not in workspace.articles.ids()


def test_nothing_in_the_name_of_an_added_file_reverses_a_list(workspace: Workspace) -> None:
    source = workspace.paths.folder / "report\u202etxt.exe.txt"
    source.write_text("The ferry sank at noon.", "utf-8")
    made = workspace.do(AddArticle(path=str(source))).id
    assert made == "report txt.exe"
    assert workspace.articles.get(made).path == "seeds/report txt.exe.txt"


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Deaths rise 12/14", "Deaths rise 12 14"),
        ("Rise / fall.txt", "Rise   fall"),
        ("\u6c88" * 200, "\u6c88" * 66),
    ],
)
def test_a_pasted_title_is_kept_as_far_as_a_file_may_be_called_so(
    workspace: Workspace, title: str, id: str
) -> None:
    made = workspace.do(AddArticle(path=title, text="The ferry sank at noon."))
    assert made.id == id


def test_a_long_name_keeps_the_ending_that_says_what_the_file_is(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / f"{'n' * 200}.md"
    file.write_text("# Ferry\n\nIt sank at noon.", "utf-8")
    made = str(workspace.do(AddArticle(path=str(file))).id)
    assert workspace.articles.get(made).path.endswith("n.md")


@pytest.mark.parametrize(
    "path", ["~nouser-here/x.txt", "a\0b.txt", "a\ud800b.txt", "n" * 5000, f"{'n' * 300}.txt"]
)
def test_a_path_that_no_file_can_have_is_refused(workspace: Workspace, path: str) -> None:
    with pytest.raises(BadInput):
        workspace.do(AddArticle(path=path))


def test_a_replaced_file_takes_the_place_of_no_other(workspace: Workspace, tmp_path: Path) -> None:
    seeds = workspace.paths.seeds
    kept = seeds / ".replaced"
    kept.mkdir()
    (kept / "002-page.txt").write_text("replaced before", "utf-8")
    workspace.do(AddArticle(path="page.txt", text="The ferry sank at noon."))
    file = tmp_path / "page.md"
    file.write_text("The ferry sank at one.", "utf-8")
    workspace.do(AddArticle(path=str(file), replaces="page"))
    assert sorted(item.name for item in kept.iterdir()) == ["002-page.txt", "003-page.txt"]
    assert (kept / "002-page.txt").read_text("utf-8") == "replaced before"


def test_a_file_that_can_not_be_kept_is_not_replaced(workspace: Workspace, tmp_path: Path) -> None:
    (workspace.paths.seeds / ".replaced").write_text("in the way", "utf-8")
    workspace.do(AddArticle(path="page.txt", text="The ferry sank at noon."))
    file = tmp_path / "page.md"
    file.write_text("The ferry sank at one.", "utf-8")
    with pytest.raises(StoreTrouble, match="can't be kept"):
        workspace.do(AddArticle(path=str(file), replaces="page"))
    assert (workspace.paths.seeds / "page.txt").read_text("utf-8") == "The ferry sank at noon."
