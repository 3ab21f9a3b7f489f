"""How many rows an action draws anew: what keeps a key as fast in a long article as in a short."""

from collections.abc import AsyncIterator, Callable, Iterator

import pytest
from textual.pilot import Pilot

from tests.tui.pane.stage import Player, Stage, drag, playing, press, settle
from workbench.tui.widgets.article_pane import ArticlePane, Mark

TEXT = "Nine words stand in every one of these rows.\n" * 400
ROW = len("Nine words stand in every one of these rows.\n")
HEIGHT = 30


@pytest.fixture
async def shown() -> AsyncIterator[tuple[Pilot[None], ArticlePane]]:
    app = Stage(TEXT)
    async with app.run_test(size=(80, HEIGHT)) as pilot:
        await press(pilot, "pagedown", "pageup")
        app.screen._compositor.render_strips()
        yield pilot, app.left


async def built(pilot: Pilot[None], pane: ArticlePane, *keys: str) -> int:
    pilot.app.screen._compositor.render_strips()
    before = pane.rows_built
    await press(pilot, *keys)
    pilot.app.screen._compositor.render_strips()
    return pane.rows_built - before


@pytest.fixture(scope="module")
def stage() -> Iterator[tuple[Player, Stage]]:
    app = Stage(TEXT)
    with playing(app, (80, HEIGHT)) as player:
        yield player, app


@pytest.mark.parametrize("key", [*"lhwbejk.}", "home", "end", "right"])
def test_a_cursor_move_draws_at_most_two_rows(stage: tuple[Player, Stage], key: str) -> None:
    player, app = stage

    async def act(pilot: Pilot[None]) -> None:
        app.left.go_to(ROW * 2 + 5)
        assert 0 < await built(pilot, app.left, key) <= 2

    player(act)


async def test_extending_draws_only_the_rows_between(
    shown: tuple[Pilot[None], ArticlePane],
) -> None:
    pilot, pane = shown
    await press(pilot, "v", *["j"] * 12)
    assert await built(pilot, pane, "l") <= 1
    assert await built(pilot, pane, "j") <= 2
    assert await built(pilot, pane, "k") <= 2


async def test_dropping_draws_only_what_was_selected(
    shown: tuple[Pilot[None], ArticlePane],
) -> None:
    pilot, pane = shown
    await press(pilot, "v", "j", "j", "j")
    assert await built(pilot, pane, "escape") <= 4


async def test_a_mark_put_or_dropped_draws_only_its_rows(
    shown: tuple[Pilot[None], ArticlePane],
) -> None:
    pilot, pane = shown
    mark = Mark("m", ((ROW * 3 + 5, ROW * 5 + 5), (ROW * 9, ROW * 9 + 4)), "good")
    changes: list[Callable[[], None]] = [
        lambda: pane.put_marks([mark]),
        lambda: pane.put_marks([Mark("m", mark.fragments, "bad")]),
        lambda: pane.drop_marks(["m"]),
    ]
    for change in changes:
        before = pane.rows_built
        change()
        await settle(pilot)
        pilot.app.screen._compositor.render_strips()
        assert pane.rows_built - before == 4


async def test_a_mark_out_of_view_draws_nothing(shown: tuple[Pilot[None], ArticlePane]) -> None:
    pilot, pane = shown
    before = pane.rows_built
    pane.put_marks([Mark("far", ((ROW * 200, ROW * 300),))])
    await settle(pilot)
    pilot.app.screen._compositor.render_strips()
    assert pane.rows_built == before


@pytest.mark.parametrize("key", ["pagedown", "G", "ctrl+d"])
async def test_a_page_draws_at_most_the_height_and_the_row_the_cursor_left(
    shown: tuple[Pilot[None], ArticlePane], key: str
) -> None:
    pilot, pane = shown
    assert 0 < await built(pilot, pane, key) <= HEIGHT


async def test_a_drag_draws_only_the_rows_it_crosses(
    shown: tuple[Pilot[None], ArticlePane],
) -> None:
    pilot, pane = shown
    await drag(pilot, pane, (10, 2), (12, 2))
    pilot.app.screen._compositor.render_strips()
    before = pane.rows_built
    await drag(pilot, pane, (10, 4), (20, 4))
    pilot.app.screen._compositor.render_strips()
    assert pane.rows_built - before <= 2


async def test_nothing_is_laid_out_or_drawn_before_the_pane_has_a_size() -> None:
    pane = ArticlePane()
    pane.show(TEXT * 10)
    assert pane.rows is None
    assert pane.rows_built == 0


async def test_a_paint_without_a_change_draws_no_row(
    shown: tuple[Pilot[None], ArticlePane],
) -> None:
    pilot, pane = shown
    assert await built(pilot, pane) == 0


async def test_another_search_hit_draws_only_the_rows_of_both(
    shown: tuple[Pilot[None], ArticlePane],
) -> None:
    pilot, pane = shown
    hits = [(ROW * row, ROW * row + 4) for row in range(300)]
    pane.set_matches(hits, hits[2])
    pilot.app.screen._compositor.render_strips()
    before = pane.rows_built
    pane.set_matches(hits, hits[5])
    await settle(pilot)
    pilot.app.screen._compositor.render_strips()
    assert pane.rows_built - before == 2
