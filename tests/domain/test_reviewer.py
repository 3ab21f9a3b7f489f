"""One person has one name, however it was typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.errors import BadInput
from workbench.domain.reviewer import alike, cleaned, reviewer_name

COMPOSED, APART = "\u00e9va", "e\u0301va"


@pytest.mark.parametrize("given", [" ben", "ben ", "\tben\n", "\u00a0ben"])
def test_space_around_a_name_is_no_part_of_it(given: str) -> None:
    assert reviewer_name(given) == "ben"


def test_however_letters_are_composed_a_name_is_one() -> None:
    assert reviewer_name(APART) == reviewer_name(COMPOSED) == COMPOSED


@pytest.mark.parametrize("given", ["", "  ", "\n"])
def test_a_name_is_not_empty(given: str) -> None:
    with pytest.raises(BadInput, match="needs a name"):
        reviewer_name(given)


@pytest.mark.parametrize("given", ["a\nb", "a\r\nb", "a\u2028b", "a\x85b"])
def test_a_name_is_one_line(given: str) -> None:
    with pytest.raises(BadInput, match="one line"):
        reviewer_name(given)


@pytest.mark.parametrize("given", ["Anne-Marie O'Neil", "محمد", "میله\u200cها", "王小明"])
def test_names_of_any_script_stay_as_they_are(given: str) -> None:
    assert reviewer_name(given) == unicodedata.normalize("NFC", given)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(name: str) -> None:
    assert cleaned(cleaned(name)) == cleaned(name)


@pytest.mark.parametrize("other", ["Ada", "ADA", "ad\u200ba", "\uff41da", "ada "])
def test_names_that_a_reader_takes_for_one_are_alike(other: str) -> None:
    assert alike(other) == alike("ada")


@pytest.mark.parametrize("other", ["ida", "a da", "ada2"])
def test_other_names_are_not_alike(other: str) -> None:
    assert alike(other) != alike("ada")
