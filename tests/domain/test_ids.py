import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain import ids


@given(st.integers(1, 2**63 - 1))
def test_an_id_reads_back_as_the_number_it_shows(number: int) -> None:
    shown = ids.encode(number)
    assert len(shown) == 13
    assert ids.decode(shown) == number
    assert ids.decode(shown.upper().replace("0", "O").replace("1", "l")) == number


@given(st.integers(1, 2**63 - 1), st.integers(1, 2**63 - 1))
def test_ids_sort_as_their_numbers_do(one: int, other: int) -> None:
    assert (ids.encode(one) < ids.encode(other)) == (one < other)


@pytest.mark.parametrize("text", ["", "abc", "u" * 13, "0" * 13, "z" * 13, "0123456789abcd"])
def test_what_is_no_id_is_refused(text: str) -> None:
    assert not ids.is_id(text)
    with pytest.raises(ValueError, match="is not an id"):
        ids.decode(text)


def test_everybody_derives_the_same_id_from_the_same_parts() -> None:
    assert ids.derived_id("verdict", "a", "b") == ids.derived_id("verdict", "a", "b")
    assert ids.derived_id("verdict", "a", "b") != ids.derived_id("verdict", "ab", "")
