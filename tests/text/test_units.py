"""Cells of every code point: as its clusters say, whatever block it stands in."""

from hypothesis import given, settings
from wcwidth import iter_graphemes, wcwidth

from tests.tui.pane.strange import texts
from workbench.text.clusters import (
    KINDS,
    KNOWN_PLAIN,
    KNOWN_WIDE,
    LINE_ENDS,
    PLAIN,
    cells_of,
    clusters,
    find_odd,
    safe_form,
)
from workbench.text.units import cell_units


def expected(text: str) -> list[int]:
    cells = [0] * len(text)
    for start, end in clusters(text):
        cells[start] = cells_of(text[start:end])
    return cells


def found(text: str) -> list[int]:
    cells = cell_units(text) or [1] * len(text)
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
    for char in text:
        if char in LINE_ENDS:
            assert not find_odd(char)
        elif KINDS[char] != PLAIN:
            assert find_odd(char)


def test_plain_text_needs_no_measures() -> None:
    assert cell_units("Naïve “Größe” — Привет\nλόγος\r\n") is None


def test_what_is_known_of_characters_is_what_one_finds_by_looking() -> None:
    for known, cells in ((KNOWN_PLAIN, 1), (KNOWN_WIDE, 2)):
        for first, last in known:
            for char in map(chr, range(first, last + 1)):
                assert (safe_form(char), wcwidth(char)) == (char, cells)
                assert len(list(iter_graphemes(f"a{char}{char}a"))) == 4


def test_known_characters_fit_their_block() -> None:
    wide = {code >> 8 for first, last in KNOWN_WIDE for code in range(first, last + 1)}
    assert not wide & {code >> 8 for first, last in KNOWN_PLAIN for code in (first, last)}
