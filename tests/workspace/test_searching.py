import pytest

from tests.cases import SECOND
from workbench.domain.errors import BadInput
from workbench.workspace import searching
from workbench.workspace.commands import AddClaim, AddComment, GiveVerdict
from workbench.workspace.searching import Sources, search
from workbench.workspace.workspace import Workspace


def test_a_hit_stands_where_it_says(workspace: Workspace) -> None:
    for hit in search(Sources(workspace), "machado"):
        text = workspace.articles.text(workspace.articles.get(hit.id).version)
        assert text[hit.start : hit.end] == hit.found == "Machado"
        assert text[: hit.start].endswith(hit.before)


def test_claims_rationales_and_comments_are_searched_too(workspace: Workspace) -> None:
    claim = str(workspace.do(AddClaim(text="about zebras")).id)
    workspace.do(GiveVerdict(claim=claim, label="refuted", rationale="no zebras there"))
    workspace.do(AddComment(claim=claim, text="ask a zebra expert"))
    assert [hit.kind for hit in search(Sources(workspace), "ZEBRA")] == [
        "claim",
        "rationale",
        "comment",
    ]


def test_fuzzy_finds_what_is_misspelt_at_its_exact_place(workspace: Workspace) -> None:
    found = [
        hit for hit in search(Sources(workspace), "Diosdado Cabelo", "fuzzy") if hit.id == SECOND
    ]
    assert found
    assert all("Cabello" in hit.found or "Diosdado" in hit.found for hit in found)


def test_a_wrong_expression_says_where_it_is_wrong(workspace: Workspace) -> None:
    with pytest.raises(BadInput, match=r"missing \) at position 3"):
        next(search(Sources(workspace), "ab(", "expression"))


def test_an_expression_without_end_is_given_up(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_PATIENCE", 0.1)
    workspace.do(AddClaim(text="a" * 60 + "b"))
    with pytest.raises(BadInput, match="too many ways"):
        list(search(Sources(workspace), r"(a|aa)+$", "expression"))


def test_nothing_is_found_of_nothing(workspace: Workspace) -> None:
    assert list(search(Sources(workspace), "  ")) == []
    assert list(search(Sources(workspace), "Ω*", "expression", limit=5)) == []


def test_a_search_can_be_stopped(workspace: Workspace) -> None:
    assert list(search(Sources(workspace), "the", should_stop=lambda: True)) == []


def test_what_a_blind_pass_withholds_is_not_found(workspace: Workspace) -> None:
    claim = str(workspace.do(AddClaim(text="about zebras")).id)
    workspace.do(GiveVerdict(claim=claim, label="refuted", rationale="hidden zibeth"))
    (workspace.paths.folder / "workbench.toml").write_text('[review]\nblind = "on"\n')
    with Workspace(workspace.paths.folder, "ben") as other:
        assert [hit.kind for hit in search(Sources(other), "zebras")] == ["claim"]
        assert list(search(Sources(other), "zibeth")) == []


def test_fuzzy_finds_what_stands_as_written_before_what_is_similar(workspace: Workspace) -> None:
    workspace.do(AddClaim(text="the embasy closed"))
    found = [
        (hit.kind, hit.found.casefold()) for hit in search(Sources(workspace), "embasy", "fuzzy")
    ]
    assert found[0] == ("claim", "embasy")
    assert ("article", "embassy") in found[1:]
    assert found.count(("claim", "embasy")) == 1


def test_letters_that_fold_to_two_are_found_at_their_place(workspace: Workspace) -> None:
    workspace.do(AddClaim(text="Die große STRASSE in Fußach, STRASSE"))
    for words in ("strasse", "fußach", "GROSSE"):
        for hit in search(Sources(workspace), words):
            assert hit.found.casefold() == words.casefold()
    assert [hit.start for hit in search(Sources(workspace), "strasse") if hit.kind == "claim"] == [
        10,
        29,
    ]


def test_a_long_fuzzy_search_can_be_stopped_within_a_text(workspace: Workspace) -> None:
    asked = iter([False] * 8 + [True] * 1000)
    assert (
        list(search(Sources(workspace), "zzqqxx", "fuzzy", should_stop=lambda: next(asked))) == []
    )
    assert next(asked, None) is True


def test_sources_are_read_once_and_stand_as_they_were(workspace: Workspace) -> None:
    sources = Sources(workspace)
    before = list(search(sources, "zebra"))
    workspace.do(AddClaim(text="about zebras"))
    assert list(search(sources, "zebra")) == before == []
    assert [hit.kind for hit in search(Sources(workspace), "zebra")] == ["claim"]


def test_sources_that_were_left_half_read_are_whole_the_next_time(workspace: Workspace) -> None:
    workspace.do(AddClaim(text="about zebras"))
    sources = Sources(workspace)
    assert len(list(search(sources, "e", limit=1))) == 1
    assert [hit.kind for hit in search(sources, "zebra")] == ["claim"]
