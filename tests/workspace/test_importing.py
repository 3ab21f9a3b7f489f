"""What an import leaves behind: a sound database, and records that stand where they can be seen."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cases import FIRST, SECOND, SEEDS
from workbench.domain.errors import BadInput
from workbench.domain.ids import derived_id
from workbench.exchange.formats import FORMATS
from workbench.workspace.commands import (
    AddArticle,
    AddClaim,
    AddSpan,
    EditArticle,
    LinkSpans,
    Omit,
    RestoreVersion,
    SubmitPass,
    Undo,
)
from workbench.workspace.transfer import export, import_
from workbench.workspace.workspace import Workspace

IMPORTERS = sorted(name for name, form in FORMATS.items() if form.reads)
WITH_SPANS = [name for name in IMPORTERS if name != "csv"]
WITH_CLAIMS = ["json", "jsonl", "webannotation", "csv"]

Beside = Callable[[str], Workspace]


@pytest.fixture
def beside(tmp_path: Path) -> Beside:
    """Makes another workspace of the example articles, not yet annotated."""

    def make(name: str) -> Workspace:
        shutil.copytree(SEEDS, tmp_path / name / "seeds")
        return Workspace(tmp_path / name, "ben")

    return make


@pytest.fixture
def annotated(workspace: Workspace) -> Workspace:
    first = workspace.do(AddSpan(article=FIRST, fragments=((0, 30),))).id or ""
    second = workspace.do(AddSpan(article=SECOND, fragments=((5, 40),))).id or ""
    link = workspace.do(LinkSpans(source=first, target=second, relation="agree")).id or ""
    workspace.do(AddClaim(text="Five left.", spans=(first,), links=(link,)))
    return workspace


def carried(source: Workspace, format: str, target: Workspace, folder: Path) -> None:
    out = folder / f"out-{format}"
    export(source, format, out)
    import_(target, format, out)


@pytest.mark.parametrize("format", WITH_SPANS)
def test_articles_that_nobody_had_annotated_are_recorded_with_their_texts(
    format: str, annotated: Workspace, beside: Beside, tmp_path: Path
) -> None:
    other = beside("other")
    carried(annotated, format, other, tmp_path)
    assert other.check() == []
    assert {article.id for article in other.view.articles.all()} == {FIRST, SECOND}


def test_an_omission_records_its_article(
    workspace: Workspace, beside: Beside, tmp_path: Path
) -> None:
    claim = workspace.do(AddClaim(text="Six left.", case="case")).id or ""
    workspace.do(Omit(claim=claim, article=SECOND))
    other = beside("other")
    carried(workspace, "webannotation", other, tmp_path)
    assert other.check() == []
    assert other.view.article_record(SECOND) is not None


def test_marks_outlive_an_edit_of_the_file_after_an_import(
    annotated: Workspace, beside: Beside, tmp_path: Path
) -> None:
    other = beside("other")
    carried(annotated, "brat", other, tmp_path)
    file = tmp_path / "other" / "seeds" / f"{FIRST}.txt"
    file.write_text("Nothing of it is left.", "utf-8")
    assert other.revisions.look().changed == (FIRST,)
    assert other.check() == []


def test_one_undo_takes_the_articles_of_an_import_back_too(
    annotated: Workspace, beside: Beside, tmp_path: Path
) -> None:
    other = beside("other")
    carried(annotated, "brat", other, tmp_path)
    other.do(Undo())
    assert other.view.articles.all() == []
    assert other.view.spans.all() == []


def test_what_was_said_of_an_article_comes_with_its_record(
    annotated: Workspace, beside: Beside, tmp_path: Path
) -> None:
    annotated.do(EditArticle(article=FIRST, source="The Gazette"))
    other = beside("other")
    carried(annotated, "jsonl", other, tmp_path)
    article = other.articles.get(FIRST)
    assert (article.source, article.case) == ("The Gazette", "other")


def test_a_file_that_holds_another_text_than_the_import_is_a_new_version(
    annotated: Workspace, beside: Beside, tmp_path: Path
) -> None:
    other = beside("other")
    file = tmp_path / "other" / "seeds" / f"{FIRST}.txt"
    file.write_text("Venezuela said something else.", "utf-8")
    carried(annotated, "json", other, tmp_path)
    assert other.articles.get(FIRST).version == annotated.articles.get(FIRST).version
    assert other.revisions.look().changed == (FIRST,)


@pytest.mark.parametrize("format", WITH_CLAIMS)
def test_claims_come_into_the_case_that_is_here(
    format: str, annotated: Workspace, beside: Beside, tmp_path: Path
) -> None:
    other = beside("other")
    carried(annotated, format, other, tmp_path)
    assert [claim.case for claim in other.view.claims.all()] == ["other"]


def test_claims_follow_their_articles_where_there_are_several_cases(
    annotated: Workspace, beside: Beside, tmp_path: Path
) -> None:
    other = beside("other")
    flood = tmp_path / "other" / "seeds" / "flood"
    flood.mkdir()
    shutil.move(tmp_path / "other" / "seeds" / f"{FIRST}.txt", flood)
    (flood / "more.txt").write_text("The river rose.", "utf-8")
    other.articles.scan()
    carried(annotated, "jsonl", other, tmp_path)
    assert [claim.case for claim in other.view.claims.all()] == ["flood"]


def test_a_pass_comes_into_the_case_that_is_here_under_the_id_of_that_case(
    annotated: Workspace, beside: Beside, tmp_path: Path
) -> None:
    annotated.do(SubmitPass(case="case"))
    other = beside("other")
    carried(annotated, "jsonl", other, tmp_path)
    passes = [(item.id, item.case, item.reviewer) for item in other.view.passes.all()]
    assert passes == [(derived_id("pass", "other", "ada", "open"), "other", "ada")]


def table(folder: Path, *lines: str) -> Path:
    path = folder / "claims.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_claims_of_a_table_without_cases_are_signed_and_in_the_only_case(
    workspace: Workspace, tmp_path: Path
) -> None:
    import_(workspace, "csv", table(tmp_path, "claim", "Five left."))
    claim = workspace.view.claims.all()[0]
    assert (claim.case, claim.by, bool(claim.at)) == ("case", "ada", True)


def test_a_claim_that_could_be_of_several_cases_is_refused_with_its_line(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    (folder / "seeds" / "flood").mkdir()
    (folder / "seeds" / "flood" / "more.txt").write_text("The river rose.", "utf-8")
    workspace.articles.scan()
    path = table(tmp_path, "claim,case", "Five left.,flood", "Six left.,nowhere")
    with pytest.raises(BadInput, match="there is no case 'nowhere'") as raised:
        import_(workspace, "csv", path)
    assert raised.value.where == f"{path}:3"
    assert workspace.view.claims.all() == []


@pytest.mark.parametrize("format", IMPORTERS)
def test_what_is_here_already_is_counted(format: str, annotated: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(annotated, format, out)
    result = import_(annotated, format, out)
    here = {"json": 6, "jsonl": 6, "webannotation": 4, "csv": 1}
    assert (result.added, result.known) == (0, here.get(format, 3))


@pytest.mark.parametrize("format", IMPORTERS)
def test_a_second_import_into_another_workspace_adds_nothing(
    format: str, annotated: Workspace, beside: Beside, tmp_path: Path
) -> None:
    annotated.do(SubmitPass(case="case"))
    other = beside("other")
    out = tmp_path / "out"
    export(annotated, format, out)
    first = import_(other, format, out)
    again = import_(other, format, out)
    assert first.added > 0
    assert again.added == 0


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("stated_on", "3/1/2024", "stated_on '3/1/2024' is not a date"),
        ("due", "tomorrow", "due 'tomorrow' is not a date"),
    ],
)
def test_a_date_that_a_command_would_refuse_is_refused_with_its_line(
    column: str, value: str, message: str, workspace: Workspace, tmp_path: Path
) -> None:
    path = table(tmp_path, f"claim,{column}", "Five left.,", f"Six left.,{value}")
    with pytest.raises(BadInput, match=message) as raised:
        import_(workspace, "csv", path)
    assert raised.value.where == f"{path}:3"


def spoiled(source: Workspace, folder: Path, old: str, new: str) -> Path:
    """A json export in which something was changed by hand."""
    out = folder / "out.json"
    export(source, "json", out)
    text = out.read_text("utf-8")
    assert old in text
    out.write_text(text.replace(old, new), "utf-8")
    return out


def test_a_claim_without_words_is_refused(
    annotated: Workspace, beside: Beside, tmp_path: Path
) -> None:
    path = spoiled(annotated, tmp_path, '"text":"Five left."', '"text":" "')
    with pytest.raises(BadInput, match="a claim needs words") as raised:
        import_(beside("other"), "json", path)
    assert raised.value.where.startswith(f"{path}:")


def test_a_case_that_no_folder_can_be_called_is_refused(
    annotated: Workspace, tmp_path: Path
) -> None:
    path = spoiled(annotated, tmp_path, '"case":"case"', '"case":"../x"')
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput, match=r"can't be the name of a case"):
        import_(Workspace(tmp_path / "empty", "ben"), "json", path)


@pytest.mark.parametrize("state", ["unchanged", "moved", "edited"])
@pytest.mark.parametrize("fragments", ["[[2,32]]", "[[0,99999]]"])
def test_a_span_whose_words_stand_elsewhere_is_put_there(
    state: str, fragments: str, annotated: Workspace, beside: Beside, tmp_path: Path
) -> None:
    path = spoiled(annotated, tmp_path, '"fragments":[[0,30]]', f'"fragments":{fragments}')
    text = path.read_text("utf-8").replace('"state":"unchanged"', f'"state":"{state}"')
    path.write_text(text, "utf-8")
    other = beside("other")
    result = import_(other, "json", path)
    assert other.check() == []
    assert any("moved to where their words stand" in warning for warning in result.warnings)


@pytest.mark.parametrize("format", ["brat", "doccano", "labelstudio"])
def test_an_export_from_before_a_correction_says_how_to_go_back(
    format: str, annotated: Workspace, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export(annotated, format, out)
    before = annotated.articles.get(FIRST).version
    file = folder / "seeds" / f"{FIRST}.txt"
    file.write_text("Corrected: " + file.read_text("utf-8"), "utf-8")
    annotated.do(AddArticle(path=str(file), replaces=FIRST))
    with pytest.raises(BadInput, match="was corrected here since") as raised:
        import_(annotated, format, out)
    assert raised.value.hint.endswith(f"--article {FIRST} --back {before[:12]}")
    annotated.do(RestoreVersion(article=FIRST, version=before))
    assert import_(annotated, format, out).added == 0
