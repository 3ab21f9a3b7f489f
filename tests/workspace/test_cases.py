import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cases import FIRST, SECOND
from workbench.domain.errors import BadInput, StoreTrouble
from workbench.workspace.cases import summaries
from workbench.workspace.commands import (
    AddArticle,
    AddCase,
    AddClaim,
    AddSpan,
    ArchiveCase,
    Command,
    MoveArticle,
    Redo,
    RenameCase,
    SubmitPass,
    Undo,
)
from workbench.workspace.desk import change
from workbench.workspace.workspace import Workspace


def files(workspace: Workspace) -> set[str]:
    folder = workspace.paths.folder
    return {
        path.relative_to(folder).as_posix()
        for name in ("seeds", "archive")
        for path in (folder / name).rglob("*")
        if path.is_file()
    }


def test_a_new_case_is_a_folder_that_waits_for_articles(workspace: Workspace) -> None:
    workspace.do(AddCase(name="flood"))
    assert [(case.name, case.articles) for case in summaries(workspace)] == [
        (workspace.name, 2),
        ("flood", 0),
    ]


@pytest.mark.parametrize("name", ["", "a/b", "..", ".hidden", "a\nb", "x_files", " x", "y" * 101])
def test_a_name_that_no_folder_can_have_is_refused(workspace: Workspace, name: str) -> None:
    with pytest.raises(BadInput, match="can't be the name of a case"):
        workspace.do(AddCase(name=name))
    assert workspace.articles.empty_cases() == []


def test_moving_an_article_renames_its_file_and_keeps_its_id_and_spans(
    workspace: Workspace,
) -> None:
    span = str(workspace.do(AddSpan(article=FIRST, fragments=((0, 5),))).id)
    workspace.do(MoveArticle(article=FIRST, case="flood"))
    article = workspace.articles.get(FIRST)
    assert (article.case, article.path) == ("flood", f"seeds/flood/{FIRST}.txt")
    assert files(workspace) == {f"seeds/flood/{FIRST}.txt", f"seeds/{SECOND}.txt"}
    assert workspace.view.spans.get(span).article == FIRST
    with Workspace(workspace.paths.folder, "bob") as other:
        other.load()
        assert [(item.id, item.case) for item in other.articles.all()] == [
            (FIRST, "flood"),
            (SECOND, workspace.name),
        ]


def test_a_case_that_a_move_makes_is_named(workspace: Workspace) -> None:
    done = workspace.do(MoveArticle(article=FIRST, case="floood"))
    assert done.warnings == ("made the case 'floood', since there was none of that name",)
    assert workspace.do(MoveArticle(article=SECOND, case="floood")).warnings == ()


def test_moving_back_makes_the_file_loose_again(workspace: Workspace) -> None:
    workspace.do(MoveArticle(article=FIRST, case="flood"))
    workspace.do(MoveArticle(article=FIRST, case=workspace.name))
    assert files(workspace) == {f"seeds/{FIRST}.txt", f"seeds/{SECOND}.txt"}


def test_a_file_is_never_moved_over_another(workspace: Workspace) -> None:
    taken = workspace.paths.seeds / "flood" / f"{FIRST}.txt"
    taken.parent.mkdir()
    taken.write_text("Another text.", "utf-8")
    workspace.articles.scan()
    with pytest.raises(BadInput, match="another file of that name"):
        workspace.do(MoveArticle(article=FIRST, case="flood"))
    assert taken.read_text("utf-8") == "Another text."
    assert workspace.articles.get(FIRST).case == workspace.name


def test_renaming_a_case_takes_articles_claims_and_passes_along(folder: Path) -> None:
    (folder / "workbench.toml").write_text('[review]\nblind = "all"\n')
    with Workspace(folder, "bob") as bob:
        withheld = str(bob.do(AddClaim(text="of bob", case=bob.name)).id)
    with Workspace(folder, "ada") as workspace:
        made = str(workspace.do(AddClaim(text="five left", case=workspace.name)).id)
        workspace.do(SubmitPass(case=workspace.name))
        workspace.do(RenameCase(case=workspace.name, name="escape"))
        assert workspace.articles.cases() == ["escape"]
        assert {item.case for item in workspace.articles.all()} == {"escape"}
        assert files(workspace) == {f"seeds/escape/{FIRST}.txt", f"seeds/escape/{SECOND}.txt"}
        assert workspace.view.claims.get(made).case == "escape"
        assert workspace.view.claims.get(withheld).case == "escape"
        assert workspace.round_of("escape") == "open"


def test_an_archived_case_is_out_of_the_way_and_nothing_is_deleted(workspace: Workspace) -> None:
    claim = str(workspace.do(AddClaim(text="five left")).id)
    before = {
        name.rpartition("/")[2]: (workspace.paths.folder / name).read_bytes()
        for name in files(workspace)
    }
    workspace.do(AddCase(name="flood"))
    name = workspace.name
    workspace.do(ArchiveCase(case=name))
    assert workspace.articles.cases() == []
    assert workspace.articles.archived_cases() == [name]
    assert [(case.name, case.archived) for case in summaries(workspace)] == [
        ("flood", False),
        (name, True),
    ]
    after = {
        path.rpartition("/")[2]: (workspace.paths.folder / path).read_bytes()
        for path in files(workspace)
    }
    assert after == before
    assert workspace.view.claims.get(claim).text == "five left"
    assert workspace.articles.text(workspace.articles.get(FIRST).version).startswith("After")
    workspace.do(ArchiveCase(case=name, on=False))
    assert workspace.articles.cases() == [name]
    assert files(workspace) == {f"seeds/{FIRST}.txt", f"seeds/{SECOND}.txt"}


def test_nothing_is_added_to_an_archived_case(workspace: Workspace, tmp_path: Path) -> None:
    workspace.do(MoveArticle(article=FIRST, case="flood"))
    workspace.do(ArchiveCase(case="flood"))
    with pytest.raises(BadInput, match="is archived"):
        workspace.do(AddArticle(path="x.txt", text="The river rose.", case="flood"))


def placed(workspace: Workspace) -> tuple[set[str], list[tuple[str, str]]]:
    """Where the files lie, and which article is in which case."""
    return files(workspace), [(item.id, item.case) for item in workspace.articles.all()]


MOVES: dict[str, Callable[[Workspace], Command]] = {
    "rename the workspace's own case": lambda it: RenameCase(case=it.name, name="escape"),
    "rename a case": lambda _: RenameCase(case="flood", name="escape"),
    "archive": lambda _: ArchiveCase(case="flood"),
    "move": lambda _: MoveArticle(article=FIRST, case="flood"),
}


@pytest.mark.parametrize("annotated", [False, True])
@pytest.mark.parametrize("name", MOVES)
def test_undo_and_redo_take_the_files_along_also_after_a_restart(
    folder: Path, name: str, annotated: bool
) -> None:
    (folder / "seeds" / "flood" / "page_files").mkdir(parents=True)
    (folder / "seeds" / "flood" / "river.txt").write_text("The river rose.", "utf-8")
    (folder / "seeds" / "flood" / "page_files" / "logo.css").write_text("a {}", "utf-8")
    with Workspace(folder, "ada") as first:
        if annotated:
            for article in (FIRST, "river"):
                first.do(AddSpan(article=article, fragments=((0, 3),)))
        before = placed(first)
        first.do(MOVES[name](first))
        after = placed(first)
    assert before != after
    for step, expected in ((Undo(), before), (Redo(), after), (Undo(), before)):
        with Workspace(folder, "ada") as later:
            assert not later.do(step).warnings
            assert placed(later) == expected


def test_the_history_names_the_command_alone(workspace: Workspace) -> None:
    workspace.do(RenameCase(case=workspace.name, name="escape"))
    assert {step.why for step in workspace.history()} == {"rename_case"}
    assert workspace.undoable() == "rename_case"


def test_undoing_the_rename_of_a_case_leaves_what_others_added_to_it(folder: Path) -> None:
    with Workspace(folder, "ada") as ada:
        ada.do(RenameCase(case=ada.name, name="escape"))
        with Workspace(folder, "ben") as ben:
            ben.do(AddArticle(path="river", text="The river rose.", case="escape"))
        ada.refresh()
        ada.do(Undo())
        assert files(ada) == {f"seeds/{FIRST}.txt", f"seeds/{SECOND}.txt", "seeds/escape/river.txt"}
        assert ada.articles.cases() == [ada.name, "escape"]


def test_where_the_files_can_not_go_back_undo_says_that_they_stay(workspace: Workspace) -> None:
    workspace.do(MoveArticle(article=FIRST, case="flood"))
    (workspace.paths.seeds / f"{FIRST}.txt").write_text("Something else.", "utf-8")
    [said] = workspace.do(Undo()).warnings
    assert "its file stays in the folder it was moved to" in said
    assert "another file of that name" in said
    assert f"seeds/flood/{FIRST}.txt" in files(workspace)


def test_a_move_that_the_disk_refuses_moves_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def refuse(source: Path, target: Path) -> Path:
        if source.name == f"{SECOND}.txt":
            raise PermissionError(13, "Permission denied", str(source))
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(StoreTrouble, match="nothing was moved"):
        workspace.do(RenameCase(case=workspace.name, name="escape"))
    assert files(workspace) == {f"seeds/{FIRST}.txt", f"seeds/{SECOND}.txt"}


def called(folder: Path, name: str) -> Path:
    """A copy of the folder beside it, under another name."""
    return Path(shutil.copytree(folder, folder.parent / name))


def test_the_settings_name_the_case_of_loose_files_whatever_the_folder_is_called(
    folder: Path,
) -> None:
    (folder / "workbench.toml").write_text('case = "desk"\n')
    with Workspace(folder, "ada") as workspace:
        assert workspace.articles.cases() == ["desk"]
        workspace.do(AddArticle(path="third.txt", text="A third report."))
        assert "seeds/third.txt" in files(workspace)
        claim = str(workspace.do(AddClaim(text="No spans yet")).id)
        assert workspace.view.claims.get(claim).case == "desk"


def test_the_first_claim_keeps_the_name_of_its_case_for_copies_of_the_folder(folder: Path) -> None:
    with Workspace(folder, "ada") as workspace:
        workspace.do(AddClaim(text="No spans yet"))
    with Workspace(called(folder, "ben"), "ben") as copy:
        claim = str(copy.do(AddClaim(text="Nor here")).id)
        assert copy.view.claims.get(claim).case == folder.name
        assert copy.articles.cases() == [folder.name]


def strayed(folder: Path) -> Workspace:
    """A workspace with a claim whose case has no article: `ben`, beside the case of the folder."""
    copy = called(folder, "ben")
    with Workspace(copy, "ben") as other:
        other.do(AddSpan(article=FIRST, fragments=((0, 5),)))
        other.do(AddClaim(text="Made in a copy"))
        other.do(SubmitPass(case="ben"))
    (folder / "workbench.toml").write_text(f'case = "{folder.name}"\n')
    with Workspace(folder, "ada") as own:
        own.do(AddSpan(article=FIRST, fragments=((0, 9),)))
    shutil.copytree(copy / "annotations", folder / "annotations", dirs_exist_ok=True)
    return Workspace(folder, "ada").load()


def test_a_case_that_only_claims_have_is_listed_and_can_join_another(folder: Path) -> None:
    with strayed(folder) as workspace:
        assert [item.name for item in summaries(workspace)] == ["ben", folder.name]
        before = files(workspace)
        workspace.do(RenameCase(case="ben", name=folder.name))
        assert [claim.case for claim in workspace.view.claims.all()] == [folder.name]
        assert [item.case for item in workspace.view.passes.all()] == [folder.name]
        assert [item.name for item in summaries(workspace)] == [folder.name]
        assert files(workspace) == before


def test_undo_of_joining_cases_takes_the_claims_back_and_moves_no_file(folder: Path) -> None:
    with strayed(folder) as workspace:
        before = files(workspace)
        workspace.do(RenameCase(case="ben", name=folder.name))
        done = workspace.do(Undo())
        assert done.warnings == ()
        assert [claim.case for claim in workspace.view.claims.all()] == ["ben"]
        assert files(workspace) == before


def test_a_pass_over_a_case_that_only_claims_have_is_refused_with_the_way_out(
    folder: Path,
) -> None:
    with strayed(folder) as workspace, pytest.raises(BadInput, match="cases rename ben"):
        workspace.do(SubmitPass(case="ben"))


def test_a_loose_article_that_was_recorded_in_a_case_of_another_name_joins_the_others(
    folder: Path,
) -> None:
    (folder / "workbench.toml").write_text('case = "desk"\n')
    with Workspace(folder, "ada") as workspace:
        for id in (FIRST, SECOND):
            workspace.do(AddSpan(article=id, fragments=((0, 5),)))
        recorded = workspace.articles.get(FIRST)
        workspace.store.commit(change(recorded, replace(recorded, case="ben")))
    with Workspace(folder, "ada") as workspace:
        assert workspace.load().articles.cases() == ["ben", "desk"]
        before = files(workspace)
        workspace.do(MoveArticle(article=FIRST, case="desk"))
        assert workspace.articles.cases() == ["desk"]
        assert files(workspace) == before
