"""The user's keys: laid over the defaults, wrong ones named."""

import pytest

from workbench.config.keymap import Bound, keymap
from workbench.domain.errors import WrongUse

ACTIONS = (
    Bound("app.quit", "q", "app"),
    Bound("compare.link", "L", "compare"),
    Bound("compare.pick", "space", "compare"),
    Bound("pane.row_end", "end", "pane"),
    Bound("list.down", "down,j", "list"),
    Bound("form.save", "enter", "form"),
)


def test_chosen_keys_replace_the_defaults_and_may_be_written_as_typed() -> None:
    assert keymap({"compare.link": "?, ctrl+l"}, ACTIONS) == {
        "compare.link": "question_mark,ctrl+l"
    }


def test_what_is_not_chosen_stays_out_of_the_keymap() -> None:
    assert keymap({}, ACTIONS) == {}


def test_an_unknown_action_is_named_with_the_nearest_one() -> None:
    with pytest.raises(WrongUse, match=r"no action 'compare.lnk'.*did you mean 'compare.link'"):
        keymap({"compare.lnk": "x"}, ACTIONS)


def test_an_action_named_without_its_scope_is_recognised() -> None:
    with pytest.raises(WrongUse, match=r"did you mean 'compare\.link'"):
        keymap({"link": "x"}, ACTIONS)


def test_an_action_without_keys_is_refused() -> None:
    with pytest.raises(WrongUse, match="names no key"):
        keymap({"compare.link": " , "}, ACTIONS)


@pytest.mark.parametrize(
    ("chosen", "key"),
    [
        ({"compare.link": "q"}, "q"),
        ({"pane.row_end": "L"}, "L"),
        ({"compare.pick": "j"}, "j"),
    ],
)
def test_a_key_that_would_do_two_things_in_one_place_is_refused(
    chosen: dict[str, str], key: str
) -> None:
    with pytest.raises(WrongUse, match=f"^.*{key} would do both"):
        keymap(chosen, ACTIONS)


def test_the_same_key_may_mean_different_things_in_places_that_never_meet() -> None:
    assert keymap({"pane.row_end": "j"}, ACTIONS) == {"pane.row_end": "j"}


def test_two_actions_may_swap_their_keys() -> None:
    swapped = {"compare.link": "space", "compare.pick": "L"}
    assert keymap(swapped, ACTIONS) == swapped


@pytest.mark.parametrize("scope", ["history", "matrix"])
def test_a_screen_may_close_with_the_key_that_quits_and_move_as_its_list_does(scope: str) -> None:
    actions = (*ACTIONS, Bound(f"{scope}.close", "q", scope), Bound(f"{scope}.down", "down", scope))
    assert keymap({f"{scope}.close": "q, escape"}, actions)


@pytest.mark.parametrize("action", ["form.save", "search.close"])
@pytest.mark.parametrize("key", ["e", "7", "é", "?", "comma", "space", "backspace", "delete"])
def test_a_key_that_words_are_written_with_is_refused_where_words_are_written(
    action: str, key: str
) -> None:
    actions = (*ACTIONS, Bound("search.close", "escape", "search"))
    with pytest.raises(WrongUse, match=rf"^.keys. {action}: .* is needed for writing; choose"):
        keymap({action: f"ctrl+x, {key}"}, actions)


@pytest.mark.parametrize("key", ["ctrl+e", "f9", "tab", "shift+up", "insert"])
def test_a_key_that_writes_nothing_may_be_chosen_where_words_are_written(key: str) -> None:
    assert keymap({"form.save": key}, ACTIONS)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("ctl+l", "there is no key 'ctl\\+l'; did you mean 'ctrl'"),
        ("pgup", "there is no key 'pgup'; did you mean"),
        ("LL", "there is no key 'LL'; for example"),
        ("shift+l", "there is no key 'shift\\+l'; write L"),
        ("ctrl+m", "ctrl\\+m arrives as enter in terminals"),
    ],
)
def test_a_key_that_does_not_exist_is_refused_with_its_action(key: str, said: str) -> None:
    with pytest.raises(WrongUse, match=f"^.keys. compare.link: {said}"):
        keymap({"compare.link": key}, ACTIONS)


@pytest.mark.parametrize(
    "key", ["L", "?", "é", "f5", "shift+f3", "ctrl+shift+up", "ctrl+l", "pageup", "comma", "insert"]
)
def test_every_key_that_terminals_send_may_be_chosen(key: str) -> None:
    assert keymap({"compare.link": key}, ACTIONS)


def test_the_keys_that_always_quit_and_find_can_do_nothing_else() -> None:
    with pytest.raises(WrongUse, match=r"compare\.link: ctrl\+q is kept for app\.quit"):
        keymap({"compare.link": "ctrl+q"}, ACTIONS)
    assert keymap({"app.quit": "ctrl+q"}, ACTIONS) == {"app.quit": "ctrl+q"}
