import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.text.clean import Folded, fold_characters, fold_spaces, suspicious

TEXTS = st.text(st.sampled_from("aZ é\u0301ﬁ½’“–\n\r\t\u00a0ｱ한👩\u200d🚒"), max_size=40)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("María Corina", "maria corina"),
        ("Mari\u0301a", "maria"),
        ("“they’d”", '"they\'d"'),
        ("ﬁve ½", "five 1⁄2"),
        ("14–15", "14-15"),
        ("ÜBER", "uber"),
    ],
)
def test_characters_are_folded_for_comparing(text: str, folded: str) -> None:
    assert fold_characters(text).text == folded


def test_a_place_in_the_folded_text_leads_back_to_the_stored_one() -> None:
    text = "El ﬁn de María"
    folded = fold_characters(text)
    at = folded.text.index("maria")
    start, end = folded.source(at, at + 5)
    assert text[start:end] == "María"


def test_a_part_of_a_ligature_leads_back_to_the_whole() -> None:
    assert fold_characters("ﬁn").source(1, 2) == (0, 1)


def test_an_accent_belongs_to_its_letter() -> None:
    assert fold_characters("e\u0301a").source(0, 1) == (0, 2)


def test_white_space_becomes_one_blank() -> None:
    assert fold_spaces("a\r\n\r\n b\tc\u00a0 d").text == "a b c d"


def test_a_place_across_a_line_end_leads_back() -> None:
    text = "the old\r\n  bridge"
    folded = fold_spaces(text)
    assert folded.source(4, 9) == (4, 12)
    assert text[4:12] == "old\r\n  b"


@settings(deadline=None, max_examples=80)
@given(TEXTS)
def test_folding_maps_every_place_inside_the_text_and_in_order(text: str) -> None:
    for folded in (fold_characters(text), fold_spaces(text)):
        places = [folded.source(at, at + 1) for at in range(len(folded.text))]
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert places == sorted(places)


@settings(deadline=None, max_examples=80)
@given(TEXTS)
def test_folding_spaces_loses_only_spaces(text: str) -> None:
    assert fold_spaces(text).text.split() == text.split()


def test_a_range_outside_the_folded_text_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"\[0, 4\) is outside"):
        fold_spaces("abc").source(0, 4)


def test_an_empty_range_leads_back_to_an_empty_range() -> None:
    assert Folded("ab", range(3)).source(1, 1) == (1, 1)


@pytest.mark.parametrize(
    ("text", "kind", "start"),
    [
        ("see \u202egnp.exe", "bidi", 4),
        ("a\u2066b", "bidi", 1),
        ("\x1b[31mred", "control", 0),
        ("nul\0", "control", 3),
        ("zero\u200bwidth", "invisible", 4),
        ("tag\U000e0041", "invisible", 3),
        ("half \ud83d", "surrogate", 5),
    ],
)
def test_what_a_reader_does_not_see_is_found(text: str, kind: str, start: int) -> None:
    assert [(one.kind, one.start) for one in suspicious(text)] == [(kind, start)]


@pytest.mark.parametrize(
    "text", ["plain", "tab\tline\r\npage\f", "👩\u200d🚒", "שלום\u200f!", "नि\u200dकट", "naïve"]
)
def test_ordinary_text_of_any_script_raises_no_suspicion(text: str) -> None:
    assert suspicious(text) == ()


def test_a_finding_says_its_unicode_name() -> None:
    assert suspicious("\u202e")[0].name == "right-to-left override"
