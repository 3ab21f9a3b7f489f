"""Rows: nothing is lost, no row is too wide, and places and cells agree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.pane.strange import shares, spread, texts
from workbench.text.clusters import LINE_ENDS, cells_of, cluster_at, clusters
from workbench.text.wrap import Rows, wrap

widths = st.integers(min_value=1, max_value=60)


def drawn(rows: Rows) -> list[str]:
    return [rows.text[a:b] for a, b in zip(rows.starts, rows.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 5, [""]),
        ("one two three", 7, ["one two ", "three"]),
        ("one two", 7, ["one two"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("a\nb\r\nc\u2028d\x85e", 9, ["a", "b", "c", "d", "e"]),
        ("a\n", 5, ["a", ""]),
        ("委内瑞拉", 5, ["委内", "瑞拉"]),
        ("委内，瑞拉", 5, ["委", "内，", "瑞拉"]),
        ("go 委内瑞拉 now", 8, ["go 委内", "瑞拉 now"]),
        ("👨‍👩‍👧👨‍👩‍👧", 6, ["👨‍👩‍👧", "👨‍👩‍👧"]),
        ("a\tb", 4, ["a", "\t", "b"]),
    ],
)
def test_rows_break_at_blanks_beside_wide_characters_and_else_where_they_must(
    text: str, width: int, expected: list[str]
) -> None:
    assert drawn(wrap(text, width)) == expected


def test_a_width_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one cell"):
        wrap("text", 0)


@given(texts, widths)
@settings(deadline=None, max_examples=60)
def test_rows_tile_the_text(text: str, width: int) -> None:
    rows = wrap(text, width)
    pieces = [text[rows.starts[i] : rows.next_start(i)] for i in range(len(rows))]
    assert "".join(pieces) == text
    assert all(
        rows.text[e : rows.next_start(i)] in {"", "\r\n", *LINE_ENDS}
        for i, e in enumerate(rows.ends)
    )


@given(texts, widths)
@settings(deadline=None, max_examples=60)
def test_no_row_is_wider_than_asked_but_for_a_hanging_blank_or_a_single_wide_cluster(
    text: str, width: int
) -> None:
    rows = wrap(text, width)
    for row, part in enumerate(drawn(rows)):
        cells = list(rows.cells(row))
        total = sum(cell.width for cell in cells)
        assert total == rows.row_cells(row)
        assert total <= width or len(cells) == 1 or (total == width + 1 and part.endswith(" "))


@given(texts, widths, shares)
@settings(deadline=None, max_examples=80)
def test_every_place_is_drawn_in_a_cell_from_which_it_is_found_again(
    text: str, width: int, share: float
) -> None:
    rows = wrap(text, width)
    at = cluster_at(text, spread(share, len(text)))[0]
    row, cell = rows.cell_of(at)
    assert rows.offset_at(row, cell) == at
    for inner in range(cell, cell + max(1, cells_of(text[at : cluster_at(text, at)[1]]))):
        assert rows.offset_at(row, inner) == at


@given(texts, widths, st.integers(0, 50), st.integers(0, 80))
@settings(deadline=None, max_examples=60)
def test_every_cell_finds_a_boundary_of_its_row(text: str, width: int, row: int, cell: int) -> None:
    rows = wrap(text, width)
    found = rows.offset_at(row, cell)
    assert cluster_at(text, found)[0] == found
    assert rows.row_of(found) == min(row, len(rows) - 1)


@given(texts, widths, shares, shares)
@settings(deadline=None, max_examples=40)
def test_the_rows_touched_are_those_that_hold_a_code_point_of_the_range(
    text: str, width: int, one: float, other: float
) -> None:
    rows = wrap(text, width)
    start, end = sorted((spread(one, len(text)), spread(other, len(text))))
    expected = {rows.row_of(at) for at in range(start, end)} or {rows.row_of(start)}
    assert set(rows.touched((start, end))) == expected


@given(texts, widths)
@settings(deadline=None, max_examples=40)
def test_cells_of_a_row_stand_side_by_side_in_reading_order(text: str, width: int) -> None:
    rows = wrap(text, width)
    for row in range(len(rows)):
        at = 0
        offsets = []
        for cell in rows.cells(row):
            assert cell.cell == at
            at += cell.width
            offsets.append(cell.offset)
        assert offsets == [a for a, _ in clusters(text, rows.starts[row], rows.ends[row])]


def test_a_drag_beyond_a_row_that_was_broken_inside_a_word_ends_after_its_last_character() -> None:
    rows = wrap("abcdefgh", 4)
    assert (rows.offset_at(0, 9), rows.gap_at(0, 9), rows.gap_at(0, 2)) == (3, 4, 2)


def test_a_line_without_breaks_is_laid_out_like_its_pieces() -> None:
    piece = "委内瑞拉 e\u0301 plain "
    rows = wrap(piece * 2000, 33)
    assert all(rows.row_cells(row) <= 34 for row in range(len(rows)))
    assert "".join(drawn(rows)) == piece * 2000


def test_one_cluster_longer_than_any_piece_of_work_stays_whole() -> None:
    rows = wrap("a" + "\u0301" * 5000 + "b", 10)
    assert drawn(rows) == ["a" + "\u0301" * 5000 + "b"]
