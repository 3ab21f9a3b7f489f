"""Rows cut into pieces that look alike."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.pane.strange import shares, spread, texts
from workbench.text.clusters import clusters, safe_text
from workbench.text.pieces import CURSOR, SELECTED, Overlay, pieces
from workbench.text.runs import BARE, Look, Runs
from workbench.text.wrap import wrap


@given(texts, st.integers(1, 40), st.lists(st.tuples(shares, shares), max_size=6))
@settings(deadline=None, max_examples=60)
def test_pieces_draw_the_row_once_whatever_lies_on_it(
    text: str, width: int, ends: list[tuple[float, float]]
) -> None:
    ranges = [tuple(sorted(spread(e, len(text)) for e in pair)) for pair in ends]
    runs = Runs((a, b, 1) for a, b in ranges[::2])
    overlays: list[Overlay] = [(a, b, SELECTED) for a, b in ranges[1::2] if a < b]
    rows = wrap(text, width)
    for row in range(len(rows)):
        found = pieces(rows, row, runs, overlays)
        part = text[rows.starts[row] : rows.ends[row]]
        drawn = "".join(piece.drawn for piece in found)
        assert drawn in (safe_text(part), safe_text(part) + " ")
        assert all(cell_len(piece.drawn) == piece.cells for piece in found)


@given(texts, shares, shares)
@settings(deadline=None, max_examples=60)
def test_a_cluster_looks_marked_exactly_if_a_mark_touches_it(
    text: str, one: float, other: float
) -> None:
    start, end = sorted((spread(one, len(text)), spread(other, len(text))))
    rows = wrap(text, 30)
    runs = Runs([(start, end, 1)])
    for row in range(len(rows)):
        marked = [
            bool(piece.look.depth) for piece in pieces(rows, row, runs) for _ in range(piece.cells)
        ]
        expected = [
            start < end and a < end and b > start
            for cell in rows.cells(row)
            for a, b in [next(iter(clusters(text, cell.offset)))]
            for _ in range(cell.width)
        ]
        assert marked == expected


def test_the_cursor_at_a_line_end_has_a_cell_of_its_own() -> None:
    rows = wrap("ab\ncd", 10)
    assert pieces(rows, 0, Runs(), [(2, 3, CURSOR)])[-1] == (" ", 1, BARE, CURSOR)
    assert pieces(rows, 1, Runs(), [(5, 6, CURSOR)])[-1] == (" ", 1, BARE, CURSOR)
    assert [piece.flags for piece in pieces(rows, 1, Runs(), [(2, 3, CURSOR)])] == [0]


def test_a_cluster_cut_by_two_marks_shows_both() -> None:
    rows = wrap("xe\u0301y", 10)
    found = pieces(rows, 0, Runs([(0, 2, 1), (2, 4, 2)]))
    assert [(piece.drawn, piece.look) for piece in found] == [
        ("x", Look(1, 1)), ("e\u0301", Look(1, 3)), ("y", Look(1, 2)),
    ]  # fmt: skip
