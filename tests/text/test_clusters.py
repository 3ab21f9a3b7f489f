"""Grapheme clusters: boundaries, widths and the safe form."""

import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from itertools import chain

import pytest
from hypothesis import given, settings
from rich.cells import cell_len
from wcwidth import iter_graphemes, wcwidth

from tests.tui.pane.strange import PARTS, shares, spread, texts
from workbench.text.clusters import (
    LINE_ENDS,
    cells_of,
    cluster_at,
    clusters,
    next_boundary,
    previous_boundary,
    safe_form,
    safe_line,
    safe_text,
    snap,
    split,
    text_cells,
)


@pytest.mark.parametrize(
    ("cluster", "drawn", "cells"),
    [
        ("a", "a", 1),
        ("委", "委", 2),
        ("e\u0301", "e\u0301", 1),
        ("👨‍👩‍👧", "👨👩👧", 6),
        ("⚠\ufe0f", "⚠", 1),
        ("1\ufe0f\u20e3", "1\u20e3", 1),
        ("👍🏽", "👍", 2),
        ("🇺🇸", "US", 2),
        ("\t", "    ", 4),
        ("\x1b", "␛", 1),
        ("\x7f", "␡", 1),
        ("\x9b", "\ufffd", 1),
        ("\ud800", "\ufffd", 1),
        ("\u202e", "←", 1),
        ("\u2066", "→", 1),
        ("\u200b", "·", 1),
        ("\xad", "¬", 1),
        ("\u0301", "◌\u0301", 1),
        ("\n", "", 0),
        ("\r\n", "", 0),
        ("\u2028", "", 0),
    ],
)
def test_a_cluster_is_drawn_in_a_form_no_terminal_disputes(
    cluster: str, drawn: str, cells: int
) -> None:
    assert (safe_form(cluster), cells_of(cluster)) == (drawn, cells)


def disputed(codes: Iterable[int]) -> list[str]:
    """Characters whose safe form the screen library, a terminal and we measure differently."""
    wrong = []
    for code in codes:
        drawn, cells = safe_form(chr(code)), cells_of(chr(code))
        if cell_len(drawn) != cells or sum(map(wcwidth, drawn)) != cells:
            wrong.append(hex(code))
    return wrong


def unsafe(codes: Iterable[int]) -> list[str]:
    """Characters whose safe form has a control, a direction mark, a joiner or a line end."""
    return [
        hex(code)
        for code in codes
        for char in safe_form(chr(code))
        if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(char) in DIRECTIONS
        or char == "\u200d"
    ]


DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MIXED = (range(0x3400), range(0xA4D0, 0xABFF), range(0xD7B0, 0x11000), range(0x1F000, 0x1FB00))
"""Where kinds of characters change often; elsewhere every 211th is looked at."""


def test_no_safe_form_has_a_disputed_width() -> None:
    assert disputed(chain(*MIXED, range(0, sys.maxunicode, 211))) == []


def test_no_safe_form_has_a_character_that_steers_the_terminal() -> None:
    assert unsafe(chain(*MIXED, range(0, sys.maxunicode, 211))) == []


@pytest.mark.slow
def test_no_character_of_unicode_has_a_disputed_or_steering_safe_form() -> None:
    assert disputed(range(sys.maxunicode + 1)) == []
    assert unsafe(range(sys.maxunicode + 1)) == []


def test_every_cluster_but_a_line_end_takes_a_cell() -> None:
    assert [
        part for part in PARTS for c in split(part) if (c[0] in LINE_ENDS) != (not cells_of(c))
    ] == []


def test_a_cluster_of_any_length_takes_at_most_eight_cells_and_seventeen_characters() -> None:
    joined = "‍".join(["👩"] * 50)
    piled = "e" + "\u0301" * 500
    assert cells_of(joined) <= 8
    assert len(safe_form(piled)) <= 17


@given(texts)
@settings(deadline=None, max_examples=50)
def test_clusters_are_those_of_the_library_wherever_one_starts_to_look(text: str) -> None:
    bounds = [0]
    for cluster in iter_graphemes(text):
        bounds.append(bounds[-1] + len(cluster))
    assert [start for start, _ in clusters(text)] == bounds[:-1]
    for at in range(len(text)):
        start, end = cluster_at(text, at)
        assert start <= at < end
        assert start in bounds
        assert end in bounds


@given(texts, shares)
@settings(deadline=None, max_examples=40)
def test_forward_and_back_by_one_cluster_returns(text: str, share: float) -> None:
    at = cluster_at(text, spread(share, len(text)))[0]
    following = next_boundary(text, at)
    assert following == len(text) or following > at
    assert at == len(text) or previous_boundary(text, following) == at


@given(texts, shares, shares)
@settings(deadline=None, max_examples=40)
def test_snapping_widens_to_the_nearest_boundaries(text: str, one: float, other: float) -> None:
    start, end = sorted((spread(one, len(text)), spread(other, len(text))))
    first, last = snap(text, start, end)
    assert first <= start <= end <= last or start == end
    assert cluster_at(text, first)[0] == first
    assert cluster_at(text, last)[0] == last


@given(texts)
@settings(deadline=None, max_examples=50)
def test_the_safe_form_of_a_text_is_as_wide_as_its_clusters(text: str) -> None:
    assert cell_len(safe_text(text)) == text_cells(text)


@given(texts, shares)
@settings(deadline=None, max_examples=50)
def test_a_safe_line_is_one_line_of_at_most_the_width(text: str, share: float) -> None:
    width = spread(share, 40)
    line = safe_line(text, width)
    assert cell_len(line) <= width
    assert not [char for char in line if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}]


def test_a_safe_line_that_fits_is_whole_and_one_that_does_not_ends_with_an_ellipsis() -> None:
    assert safe_line("one\ntwo\tthree") == "one two three"
    assert safe_line("委内瑞拉", 8) == "委内瑞拉"
    assert safe_line("委内瑞拉", 7) == "委内瑞…"
    assert safe_line("委内瑞拉", 6) == "委内…"
    assert safe_line("abc", 0) == ""


def test_plain_latin_text_needs_no_unicode_tables() -> None:
    program = (
        "import sys; from workbench.text.wrap import wrap; wrap('Señor “Müller” — café…\\n', 9);"
        "sys.exit('wcwidth' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
