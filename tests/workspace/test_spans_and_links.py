import pytest

from tests.cases import FIRST, SECOND
from workbench.domain.errors import BadInput, UnknownId, UnknownLabel
from workbench.workspace.commands import (
    AddClaim,
    AddSpan,
    DeleteRecord,
    EditLink,
    EditSpan,
    LinkSpans,
    NewSpan,
    Undo,
    Unlink,
)
from workbench.workspace.workspace import Workspace


def span(workspace: Workspace, start: int, end: int, article: str = FIRST) -> str:
    made = workspace.do(AddSpan(article=article, fragments=((start, end),))).id
    assert made is not None
    return made


def test_a_span_keeps_the_words_at_its_offsets_and_32_code_points_around(
    workspace: Workspace,
) -> None:
    text = workspace.articles.text(workspace.articles.get(FIRST).version)
    made = workspace.view.spans.get(span(workspace, 40, 60))
    assert made.quote == text[40:60]
    assert made.prefix == text[8:40]
    assert made.suffix == text[60:92]
    assert made.by == "ada"


def test_a_discontinuous_span_joins_fragments_that_touch(workspace: Workspace) -> None:
    text = workspace.articles.text(workspace.articles.get(FIRST).version)
    command = AddSpan(article=FIRST, fragments=((10, 14), (0, 5), (5, 9)))
    made = workspace.view.spans.get(str(workspace.do(command).id))
    assert made.fragments == ((0, 9), (10, 14))
    assert made.quote == f"{text[0:9]} {text[10:14]}"


@pytest.mark.parametrize(
    ("fragments", "said"),
    [
        ((), "at least one fragment"),
        (((5, 5),), "can't be empty"),
        (((-1, 5),), "outside the text"),
        (((0, 99_999),), "outside the text, which has"),
        (((0, 5), (3, 9)), "can't overlap"),
    ],
)
def test_a_wrong_range_is_refused_and_changes_nothing(
    workspace: Workspace, fragments: tuple[tuple[int, int], ...], said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        workspace.do(AddSpan(article=FIRST, fragments=fragments))
    assert len(workspace.view.spans) == 0
    assert not (workspace.paths.annotations / "events").exists()


def test_an_unknown_article_is_named_with_the_nearest_one(workspace: Workspace) -> None:
    with pytest.raises(UnknownId, match=FIRST):
        workspace.do(AddSpan(article=FIRST[:-1], fragments=((0, 5),)))


def test_an_end_inside_a_character_is_allowed_with_a_warning(
    workspace: Workspace,
) -> None:
    (workspace.paths.seeds / "emoji.txt").write_text("ok 👩‍🚀 done", encoding="utf-8")
    workspace.articles.scan()
    outcome = workspace.do(AddSpan(article="emoji", fragments=((3, 4),)))
    assert workspace.view.spans.get(str(outcome.id)).quote == "👩"
    assert "cuts a character" in outcome.warnings[0]


def test_editing_a_span_takes_its_quote_along(workspace: Workspace) -> None:
    text = workspace.articles.text(workspace.articles.get(FIRST).version)
    made = span(workspace, 0, 5)
    workspace.do(EditSpan(span=made, fragments=((6, 9),), note="the number"))
    edited = workspace.view.spans.get(made)
    assert (edited.quote, edited.note) == (text[6:9], "the number")


def test_spans_link_across_articles_and_within_one(workspace: Workspace) -> None:
    first, second = span(workspace, 0, 5), span(workspace, 0, 5, SECOND)
    third = span(workspace, 10, 20)
    across = LinkSpans(source=first, target=second, relation="contradict", aspect="number")
    workspace.do(across)
    workspace.do(LinkSpans(source=first, target=third, relation="agree"))
    assert [link.relation for link in workspace.view.links.by("span", first)] == [
        "contradict",
        "agree",
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"relation": "opposes"}, "no relation 'opposes'.*contradict"),
        ({"relation": "agree", "aspect": "colour"}, "no aspect 'colour'"),
        ({"relation": "agree", "voice": "loud"}, "no voice 'loud'"),
    ],
)
def test_what_the_scheme_does_not_have_is_refused(
    workspace: Workspace, wrong: dict[str, str], said: str
) -> None:
    first, second = span(workspace, 0, 5), span(workspace, 0, 5, SECOND)
    with pytest.raises(UnknownLabel, match=said):
        workspace.do(LinkSpans(source=first, target=second, **wrong))


def test_linking_two_passages_highlights_them_in_the_same_step(workspace: Workspace) -> None:
    left = NewSpan(article=FIRST, fragments=((0, 5),))
    right = NewSpan(article=FIRST, fragments=((10, 15),))
    made = str(workspace.do(LinkSpans(source=left, target=right, relation="agree")).id)
    link = workspace.view.links.get(made)
    assert {span.id for span in workspace.view.spans.all()} == {link.source, link.target}
    claim = AddClaim(text="c", spans=(link.source, NewSpan(article=SECOND, fragments=((0, 9),))))
    assert len(workspace.view.claims.get(str(workspace.do(claim).id)).spans) == 2
    workspace.do(Undo())
    workspace.do(Undo())
    assert workspace.view.spans.all() == []
    assert workspace.view.links.all() == []


def test_a_span_is_not_linked_to_itself(workspace: Workspace) -> None:
    first = span(workspace, 0, 5)
    with pytest.raises(BadInput, match="itself"):
        workspace.do(LinkSpans(source=first, target=first, relation="agree"))


def test_an_empty_facet_clears_it_and_the_rest_stays(workspace: Workspace) -> None:
    first, second = span(workspace, 0, 5), span(workspace, 0, 5, SECOND)
    command = LinkSpans(source=first, target=second, relation="agree", aspect="number", note="n")
    link = str(workspace.do(command).id)
    workspace.do(EditLink(link=link, aspect="", voice="denied"))
    edited = workspace.view.links.get(link)
    assert (edited.aspect, edited.voice, edited.note) == (None, "denied", "n")


def test_the_ends_of_a_link_can_change_places_and_undo_puts_them_back(
    workspace: Workspace,
) -> None:
    first, second = span(workspace, 0, 5), span(workspace, 0, 5, SECOND)
    link = str(workspace.do(LinkSpans(source=first, target=second, relation="agree")).id)
    workspace.do(EditLink(link=link, source=second, target=first))
    edited = workspace.view.links.get(link)
    assert (edited.source, edited.target, edited.relation) == (second, first, "agree")
    workspace.do(Undo())
    assert workspace.view.links.get(link).source == first


def test_the_ends_of_a_link_are_two_spans_that_are_there(workspace: Workspace) -> None:
    first, second = span(workspace, 0, 5), span(workspace, 0, 5, SECOND)
    link = str(workspace.do(LinkSpans(source=first, target=second, relation="agree")).id)
    with pytest.raises(BadInput, match="itself"):
        workspace.do(EditLink(link=link, source=second))
    with pytest.raises(UnknownId):
        workspace.do(EditLink(link=link, source="0" * 13))


def test_unlinking_takes_the_link_out_of_its_claims(workspace: Workspace) -> None:
    first, second = span(workspace, 0, 5), span(workspace, 0, 5, SECOND)
    link = str(workspace.do(LinkSpans(source=first, target=second, relation="agree")).id)
    claim = str(workspace.do(AddClaim(text="c", spans=(first,), links=(link,))).id)
    workspace.do(Unlink(link=link))
    assert workspace.view.claims.get(claim).links == ()
    workspace.do(Undo())
    assert workspace.view.claims.get(claim).links == (link,)


def test_a_span_in_use_is_deleted_only_with_what_hangs_on_it(workspace: Workspace) -> None:
    first, second = span(workspace, 0, 5), span(workspace, 0, 5, SECOND)
    link = str(workspace.do(LinkSpans(source=first, target=second, relation="agree")).id)
    claim = str(workspace.do(AddClaim(text="c", spans=(first, second), links=(link,))).id)
    with pytest.raises(BadInput, match="in use: 1 link, 1 claim"):
        workspace.do(DeleteRecord(id=first))
    workspace.do(DeleteRecord(id=first, cascade=True))
    kept = workspace.view.claims.get(claim)
    assert (kept.spans, kept.links) == ((second,), ())
    assert workspace.view.links.find(link) is None
    workspace.do(Undo())
    restored = workspace.view.claims.get(claim)
    assert (set(restored.spans), restored.links) == ({first, second}, (link,))
