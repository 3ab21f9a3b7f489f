"""Whatever the text, what is selected is exactly the characters between the two places."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot
from wcwidth import iter_graphemes

from tests.tui.pane.stage import Player, Stage, drag, playing, press
from tests.tui.pane.strange import shares, texts
from workbench.text.clusters import cells_of
from workbench.tui.widgets.pane_rows import MARGIN

WIDTH, HEIGHT = 30, 16


@pytest.fixture(scope="module")
def stage() -> Iterator[tuple[Player, Stage]]:
    app = Stage()
    with playing(app, (WIDTH, HEIGHT)) as player:
        yield player, app


def layout(text: str, starts: list[int]) -> list[tuple[int, int, int]]:
    """`(row, cell, offset)` of every cluster, by the library's clusters and our widths."""
    places, row, cell, at = [], 0, 0, 0
    for cluster in iter_graphemes(text):
        while row + 1 < len(starts) and starts[row + 1] <= at:
            row, cell = row + 1, 0
        places.append((row, cell, at))
        cell += cells_of(cluster)
        at += len(cluster)
    return places


def between(text: str, one: int, other: int) -> list[str]:
    """The clusters from one offset up to another."""
    low, high = sorted((one, other))
    found, at = [], 0
    for cluster in iter_graphemes(text):
        if low <= at < high:
            found.append(cluster)
        at += len(cluster)
    return found


@given(text=texts.filter(bool), one=shares, other=shares)
@settings(deadline=None, max_examples=20)
def test_a_drag_selects_the_clusters_between_its_ends(
    stage: tuple[Player, Stage], text: str, one: float, other: float
) -> None:
    player, app = stage
    pane = app.left

    async def act(pilot: Pilot[None]) -> None:
        pane.show(text)
        rows = pane.rows
        assert rows is not None
        seen = [p for p in layout(text, list(rows.starts)) if p[0] < HEIGHT]
        first, last = (seen[min(len(seen) - 1, int(s * len(seen)))] for s in (one, other))
        await drag(pilot, pane, *((MARGIN + cell, row) for row, cell, _ in (first, last)))
        chosen = [text[a:b] for a, b in pane.selection]
        assert list(iter_graphemes("".join(chosen))) == between(text, first[2], last[2])

    player(act)


KEYS = {
    "shift+right": "l", "shift+left": "h", "shift+down": "j", "shift+up": "k",
    "shift+end": "end", "shift+home": "home", "ctrl+shift+right": "e",
}  # fmt: skip


@given(
    text=texts.filter(bool),
    before=st.integers(0, 9),
    keys=st.lists(st.sampled_from(list(KEYS)), max_size=8),
)
@settings(deadline=None, max_examples=12)
def test_shift_and_the_select_key_extend_alike_from_where_they_began(
    stage: tuple[Player, Stage], text: str, before: int, keys: list[str]
) -> None:
    player, app = stage
    pane = app.left

    async def act(pilot: Pilot[None]) -> None:
        results = []
        for extending in (keys, ["v", *(KEYS[key] for key in keys)]):
            pane.show(text)
            await press(pilot, *["l"] * before)
            start = pane.cursor
            await press(pilot, *extending)
            chosen = "".join(text[a:b] for a, b in pane.selection)
            assert list(iter_graphemes(chosen)) == between(text, start, pane.cursor)
            results.append((pane.cursor, pane.selection))
        assert results[0] == results[1]

    player(act)
