"""Cells of every code point: as its clusters say, whatever block it stands in."""

from hypothesis import given, settings

from tests.tui.pane.strange import texts
from workbench.text.clusters import (
    KINDS,
    KNOWN_PLAIN,
    KNOWN_WIDE,
    LINE_ENDS,
    PLAIN,
    cells_of,
    clusters,
)
from workbench.text.units import measure


def expected(text: str) -> list[int]:
    cells = [0] * len(text)
    for start, end in clusters(text):
        cells[start] = cells_of(text[start:end])
    return cells


def found(text: str) -> list[int]:
    units = measure(text)
    cells = list(units.cells) if units else [1] * len(text)
    return [0 if char in LINE_ENDS else cell for char, cell in zip(text, cells, strict=True)]


@given(texts)
@settings(deadline=None, max_examples=150)
def test_every_code_point_has_the_cells_of_the_cluster_that_begins_there(text: str) -> None:
    assert found(text) == expected(text)


def test_so_has_a_part_in_which_everything_joins_however_long() -> None:
    text = "กำลังที่" * 3000 + "e" + "\u0301" * 9000 + "👨‍👩‍👧" * 3000
    assert found(text) == expected(text)


@given(texts)
@settings(deadline=None, max_examples=80)
def test_a_character_that_is_not_drawn_as_it_is_stored_in_one_cell_is_odd(text: str) -> None:
    units = measure(text)
    odd = {char for char in text if KINDS[char] != PLAIN and char not in LINE_ENDS}
    assert {char for char in text if units and units.odd.match(char)} == odd


def test_plain_text_needs_no_measures() -> None:
    assert measure("Naïve “Größe” — Привет\nλόγος\r\n") is None


def test_the_characters_known_to_be_wide_are_two_cells_and_join_nothing() -> None:
    from wcwidth import iter_graphemes, wcwidth

    for first, last in KNOWN_WIDE:
        for char in map(chr, range(first, last + 1)):
            assert wcwidth(char) == 2
            assert len(list(iter_graphemes(f"a{char}{char}a"))) == 4


def test_no_character_is_known_to_be_plain_and_wide() -> None:
    plain = {code for first, last in KNOWN_PLAIN for code in range(first, last + 1)}
    wide = {code for first, last in KNOWN_WIDE for code in range(first, last + 1)}
    assert not plain & wide
