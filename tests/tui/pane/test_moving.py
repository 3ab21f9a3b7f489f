"""Keys move the cursor and extend the selection as the key map says."""

from collections.abc import Iterator

import pytest
from textual.pilot import Pilot

from tests.tui.pane.stage import Player, Stage, playing, press
from workbench.tui.widgets.pane_bindings import BINDINGS

TEXT = "One two. Three four five.\nA new paragraph here.\n" + "More words follow on.\n" * 60


@pytest.fixture(scope="module")
def stage() -> Iterator[tuple[Player, Stage]]:
    app = Stage()
    with playing(app, (60, 20)) as player:
        yield player, app


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        ("l", 1), ("ll h", 1), ("right", 1), ("right left", 0), ("j", 26), ("down up", 0),
        ("w", 4), ("w w", 9), ("e", 3), ("w w b", 4), ("ctrl+right", 4),
        (".", 9), (". .", 26), (". ,", 0), (")", 9), ("} {", 0), ("}", 26), ("ctrl+down", 26),
        ("end", 25), ("w home", 0), ("G", len(TEXT)), ("G g", 0),
        ("end j", 47), ("j j k", 26),
    ],
)  # fmt: skip
def test_a_motion_goes_to(stage: tuple[Player, Stage], keys: str, cursor: int) -> None:
    player, app = stage

    async def act(pilot: Pilot[None]) -> None:
        app.left.show(TEXT)
        await press(pilot, *(key for part in keys.split() for key in split_keys(part)))
        assert app.left.cursor == cursor

    player(act)


def split_keys(part: str) -> list[str]:
    named = len(part) > 1 and part.isalpha() and part not in ("ll",)
    return [part] if named or "+" in part else list(part)


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        (["v", "w"], ["One "]),
        (["v", "e", "e"], ["One two"]),
        (["w", "shift+left"], [" "]),
        (["V"], ["One two."]),
        (["V", "V"], ["One two. Three four five."]),
        (["w", "+"], ["two"]),
        (["w", "+", "+"], ["One two."]),
        (["V", "-"], ["One"]),
        (["v", "e", "x", "w", "v", "e"], ["One", "two"]),
        (["v", "e", "escape"], []),
        (["v", "e", "v"], []),
        (["shift+right", "right"], []),
        (["v", "e", "x", "l", "l"], ["One"]),
        (["shift+end"], ["One two. Three four five."]),
        (["v", "}"], ["One two. Three four five.\n"]),
    ],
)
def test_keys_select(stage: tuple[Player, Stage], keys: list[str], selected: list[str]) -> None:
    player, app = stage

    async def act(pilot: Pilot[None]) -> None:
        app.left.show(TEXT)
        await press(pilot, *keys)
        assert [TEXT[a:b] for a, b in app.left.selection] == selected

    player(act)


async def test_a_page_moves_view_and_cursor_by_a_page_less_one_row() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "pagedown")
        assert (app.left.top_row, app.left.rows and app.left.rows.row_of(app.left.cursor)) == (
            19,
            19,
        )
        await press(pilot, "pageup")
        assert (app.left.top_row, app.left.cursor) == (0, 0)


async def test_half_a_page_and_back_ends_where_it_began() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "ctrl+d")
        assert app.left.top_row == 10
        await press(pilot, "ctrl+u")
        assert (app.left.top_row, app.left.cursor) == (0, 0)


async def test_the_wanted_column_survives_short_rows_and_pages() -> None:
    text = "a long enough row\nx\nanother long row\n" * 9
    app = Stage(text)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, *["l"] * 9, "j", "j")
        assert app.left.cursor == text.index("another") + 9


async def test_escape_with_nothing_selected_is_left_to_the_screen() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(60, 20)) as pilot:
        escaped: list[str] = []
        app.bind("escape", "app.note")
        app.action_note = lambda: escaped.append("app")  # type: ignore[attr-defined]
        await press(pilot, "v", "w", "escape")
        assert escaped == []
        await press(pilot, "escape")
        assert escaped == ["app"]


def test_every_key_has_an_action_of_its_own_and_an_id_to_rebind_it_by() -> None:
    keys = [key for binding in BINDINGS for key in binding.key.split(",")]  # type: ignore[union-attr]
    ids = [binding.id for binding in BINDINGS]  # type: ignore[union-attr]
    assert len(keys) == len(set(keys))
    assert len(ids) == len(set(ids))
    assert all(ident and ident.startswith("pane.") for ident in ids)


async def test_a_key_can_be_given_to_another_action() -> None:
    app = Stage(TEXT)
    async with app.run_test(size=(60, 20)) as pilot:
        app.set_keymap({"pane.word_next": "z"})
        await press(pilot, "z")
        assert app.left.cursor == 4
