from pathlib import Path

import pytest

from tests.cases import FIRST
from workbench.domain.errors import BadInput
from workbench.workspace import queries
from workbench.workspace.commands import (
    AddArticle,
    AddClaim,
    AddSpan,
    DeclineVersion,
    Omit,
    RestoreVersion,
    SettleAnchor,
)
from workbench.workspace.workspace import Workspace

OLD = (
    "The ferry sank at noon near the old harbour.\n\n"
    "Six people drowned, the coast guard said.\n\n"
    "The captain had asked for a pilot twice.\n"
)
NEW = OLD.replace("Six people drowned", "Five people drowned").replace(
    "The captain had asked for a pilot twice.\n", "Nothing is known of the cause so far.\n"
)


@pytest.fixture
def file(workspace: Workspace) -> Path:
    path = workspace.paths.seeds / "ferry.txt"
    path.write_text(OLD, "utf-8")
    workspace.articles.scan()
    return path


def mark(workspace: Workspace, words: str) -> str:
    start = OLD.index(words)
    made = workspace.do(AddSpan(article="ferry", fragments=((start, start + len(words)),)))
    return str(made.id)


def told(workspace: Workspace, span: str) -> tuple[str, str, str]:
    found = workspace.view.spans.get(span)
    return found.state, found.quote, found.was


def test_a_changed_file_is_noticed_once_it_is_annotated(workspace: Workspace, file: Path) -> None:
    assert workspace.revisions.look().changed == ()
    mark(workspace, "ferry")
    file.write_text(NEW, "utf-8")
    assert workspace.revisions.look().changed == ("ferry",)


def test_a_changed_file_that_nobody_annotated_counts_at_once(
    workspace: Workspace, file: Path
) -> None:
    before = workspace.revisions.look().versions["ferry"]
    file.write_text(NEW, "utf-8")
    assert workspace.revisions.look().versions["ferry"] != before
    assert workspace.articles.text(workspace.articles.get("ferry").version) == NEW


def test_a_preview_counts_what_taking_the_version_does(workspace: Workspace, file: Path) -> None:
    spans = [mark(workspace, words) for words in ("sank at noon", "Six people drowned", "captain")]
    file.write_text(NEW, "utf-8")
    workspace.revisions.look()
    waiting = workspace.articles.changed("ferry")
    assert waiting is not None
    counted = workspace.revisions.preview("ferry", waiting.version)
    workspace.do(AddArticle(path=str(file), replaces="ferry"))
    states = [workspace.view.spans.get(span).state for span in spans]
    assert states == ["unchanged", "edited", "orphan"]
    assert {state: states.count(state) for state in states} == counted


def test_going_back_brings_orphans_and_old_wordings_back(workspace: Workspace, file: Path) -> None:
    edited, lost = mark(workspace, "Six people drowned"), mark(workspace, "asked for a pilot")
    first = workspace.articles.get("ferry").version
    file.write_text(NEW, "utf-8")
    workspace.do(AddArticle(path=str(file), replaces="ferry"))
    assert told(workspace, edited) == ("edited", "Five people drowned", "Six people drowned")
    assert told(workspace, lost)[0] == "orphan"
    done = workspace.do(RestoreVersion(article="ferry", version=first[:10]))
    assert "still holds the other version" in done.warnings[0]
    assert workspace.articles.get("ferry").version == first
    assert told(workspace, edited)[1:] == ("Six people drowned", "")
    assert told(workspace, lost) == ("unchanged", "asked for a pilot", "")
    assert workspace.revisions.look().changed == ()


def test_going_on_again_takes_the_version_of_the_file(workspace: Workspace, file: Path) -> None:
    edited = mark(workspace, "Six people drowned")
    file.write_text(NEW, "utf-8")
    workspace.do(AddArticle(path=str(file), replaces="ferry"))
    second, first = workspace.revisions.versions("ferry")
    assert second.current
    workspace.do(RestoreVersion(article="ferry", version=first.hash))
    done = workspace.do(RestoreVersion(article="ferry", version=second.hash))
    assert not any("still holds" in warning for warning in done.warnings)
    assert told(workspace, edited) == ("edited", "Five people drowned", "Six people drowned")


def test_a_lost_passage_that_returns_in_a_later_version_has_its_span_back(
    workspace: Workspace, file: Path
) -> None:
    lost = mark(workspace, "asked for a pilot")
    file.write_text(NEW, "utf-8")
    workspace.do(AddArticle(path=str(file), replaces="ferry"))
    file.write_text("CORRECTED. " + OLD, "utf-8")
    workspace.articles.scan()
    workspace.do(AddArticle(path=str(file), replaces="ferry"))
    assert told(workspace, lost) == ("moved", "asked for a pilot", "")


def test_an_edited_span_waits_for_confirmation_through_later_versions(
    workspace: Workspace, file: Path
) -> None:
    edited = mark(workspace, "Six people drowned")
    for text in (NEW, "CORRECTED. " + NEW):
        file.write_text(text, "utf-8")
        workspace.do(AddArticle(path=str(file), replaces="ferry"))
    assert told(workspace, edited) == ("edited", "Five people drowned", "Six people drowned")


def test_what_a_person_called_lost_stays_lost(workspace: Workspace, file: Path) -> None:
    span = mark(workspace, "Six people drowned")
    file.write_text(NEW, "utf-8")
    workspace.do(AddArticle(path=str(file), replaces="ferry"))
    workspace.do(SettleAnchor(span=span, choice="orphan"))
    file.write_text("CORRECTED. " + NEW, "utf-8")
    workspace.do(AddArticle(path=str(file), replaces="ferry"))
    assert told(workspace, span)[0] == "orphan"
    file.write_text("AGAIN. " + OLD, "utf-8")
    workspace.do(AddArticle(path=str(file), replaces="ferry"))
    assert told(workspace, span) == ("moved", "Six people drowned", "")


def test_a_declined_version_is_offered_again_only_when_the_file_changes(
    workspace: Workspace, file: Path
) -> None:
    mark(workspace, "ferry")
    file.write_text(NEW, "utf-8")
    workspace.revisions.look()
    workspace.do(DeclineVersion(article="ferry"))
    assert workspace.revisions.look().changed == ()
    file.write_text(NEW + "More.\n", "utf-8")
    assert workspace.revisions.look().changed == ("ferry",)


def test_a_new_version_finds_spans_that_a_blind_pass_withholds(folder: Path) -> None:
    (folder / "workbench.toml").write_text('[review]\nblind = "all"\n')
    with Workspace(folder, "bob") as bob:
        span = str(bob.do(AddSpan(article=FIRST, fragments=((6, 9),))).id)
    seed = folder / "seeds" / f"{FIRST}.txt"
    seed.write_text("Corrected: " + seed.read_text("utf-8"), "utf-8")
    with Workspace(folder, "ada") as ada:
        ada.do(AddArticle(path=str(seed), replaces=FIRST))
    with Workspace(folder, "bob") as bob:
        assert bob.view.spans.get(span).fragments == ((17, 20),)


def test_an_unknown_version_is_refused_with_those_there_are(
    workspace: Workspace, file: Path
) -> None:
    mark(workspace, "ferry")
    with pytest.raises(BadInput, match="no version begins with 'xyz'; versions: "):
        workspace.do(RestoreVersion(article="ferry", version="xyz"))


def test_the_progress_of_finding_spans_again_is_told(workspace: Workspace, file: Path) -> None:
    mark(workspace, "Six people drowned")
    told: list[tuple[int, int]] = []
    workspace.revisions.progress = lambda done, total: told.append((done, total))
    file.write_text(NEW, "utf-8")
    workspace.do(AddArticle(path=str(file), replaces="ferry"))
    assert told[-1] == (1, 1)


def test_an_omission_is_of_the_version_that_it_was_signed_for(
    workspace: Workspace, file: Path
) -> None:
    mark(workspace, "ferry")
    claim = str(workspace.do(AddClaim(text="They ate pasta")).id)
    workspace.do(Omit(claim=claim, article="ferry"))
    first = workspace.articles.get("ferry").version
    file.write_text(OLD + "They ate pasta.\n", "utf-8")
    done = workspace.do(AddArticle(path=str(file), replaces="ferry"))
    assert "1 omission was signed for an earlier version" in done.warnings[-1]
    (omission,) = workspace.view.omissions.all()
    assert not queries.is_current(workspace.view, omission)
    workspace.do(RestoreVersion(article="ferry", version=first))
    assert queries.is_current(workspace.view, omission)


def test_an_omission_that_is_signed_anew_is_of_the_new_version(
    workspace: Workspace, file: Path
) -> None:
    claim = str(workspace.do(AddClaim(text="They ate pasta")).id)
    workspace.do(Omit(claim=claim, article="ferry"))
    file.write_text(NEW, "utf-8")
    workspace.do(AddArticle(path=str(file), replaces="ferry"))
    workspace.do(Omit(claim=claim, article="ferry"))
    (omission,) = workspace.view.omissions.all()
    assert queries.is_current(workspace.view, omission)


def page(words: str) -> str:
    """A saved web page, whose text is extracted."""
    parts = [f"Paragraph {number} of a report about a ferry that sank." for number in range(8)]
    body = "".join(f"<p>{part}</p>" for part in [words, *parts])
    return f"<html><head><title>Ferry</title></head><body><article>{body}</article></body></html>"


def test_a_declined_document_is_not_extracted_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder / "seeds" / "page.html"
    file.write_text(page("Six people drowned in the harbour."), "utf-8")
    with Workspace(folder, "ada") as first:
        first.do(AddSpan(article="page", fragments=((0, 5),)))
        file.write_text(page("Five people drowned in the harbour."), "utf-8")
        assert first.revisions.look().changed == ("page",)
        first.do(DeclineVersion(article="page"))

    def extracted_again(*_: object, **__: object) -> None:
        raise AssertionError("a declined document costs no extraction")

    with Workspace(folder, "ada") as second:
        second.load()
        with monkeypatch.context() as patched:
            patched.setattr("workbench.intake.extraction.extract", extracted_again)
            assert second.revisions.look().changed == ()
        file.write_text(page("Four people drowned in the harbour."), "utf-8")
        assert second.revisions.look().changed == ("page",)


def test_going_back_brings_back_how_the_version_was_made(workspace: Workspace) -> None:
    file = workspace.paths.seeds / "page.html"
    file.write_text(page("Six people drowned in the harbour."), "utf-8")
    workspace.articles.scan()
    workspace.do(AddSpan(article="page", fragments=((0, 5),)))
    extracted = workspace.articles.get("page")
    plain = workspace.paths.folder / "page.txt"
    plain.write_bytes("Fünf Menschen ertranken.".encode("cp1252"))
    workspace.do(AddArticle(path=str(plain), replaces="page", encoding="cp1252"))
    replaced = workspace.articles.get("page")
    workspace.do(RestoreVersion(article="page", version=extracted.version))
    workspace.articles.scan()
    back = workspace.articles.get("page")
    assert (replaced.extractor, replaced.encoding, replaced.file_hash) == ("plain", "cp1252", "")
    assert (back.extractor, back.encoding, back.file_hash) == (
        extracted.extractor,
        extracted.encoding,
        extracted.file_hash,
    )
    assert back.file_hash
    workspace.do(RestoreVersion(article="page", version=replaced.version))
    again = workspace.articles.get("page")
    assert (again.extractor, again.encoding, again.file_hash) == ("plain", "cp1252", "")
