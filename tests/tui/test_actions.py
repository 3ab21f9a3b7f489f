"""The registry of actions: everything is explained, and no key does two things in one place."""

from itertools import pairwise

import pytest

from workbench.config.keymap import clashes, key_name, key_names, shown_key
from workbench.config.presets import PRESETS
from workbench.tui.actions import ACTIONS, GROUPS, every_action, in_scheme, title_of
from workbench.tui.bench import Bench
from workbench.tui.palette import called_by
from workbench.tui.screens.claim_card import ClaimCard
from workbench.tui.screens.compare import CompareScreen
from workbench.tui.writer import Writer
from workbench.workspace.workspace import Workspace

pytestmark = pytest.mark.quick


def test_every_action_has_a_title_a_help_and_a_group() -> None:
    for action in every_action():
        assert action.title, action
        assert action.help.endswith("."), action
        assert action.group in GROUPS, action


def test_no_two_actions_that_can_be_reached_together_share_a_key() -> None:
    actions = every_action()
    keys = {action.name: key_names(action.keys) for action in actions}
    assert clashes(keys, {action.name: action.scope for action in actions}) == []


def test_names_are_unique() -> None:
    names = sorted(action.name for action in every_action())
    assert all(first != second for first, second in pairwise(names))


def test_no_default_key_is_one_that_browsers_keep_or_terminals_garble() -> None:
    kept = {"ctrl+w", "ctrl+t", "ctrl+n", "f5", "f11", "f12", "ctrl+enter"}
    for action in every_action():
        assert kept.isdisjoint(key_names(action.keys)), action
        assert not any(key.startswith("alt+") for key in key_names(action.keys)), action


@pytest.mark.parametrize("scope", ["compare", "card"])
def test_every_action_of_a_screen_has_a_handler(workspace: Workspace, scope: str) -> None:
    writer = Writer(workspace, lambda _: None, lambda _: None, lambda _: None)
    bench = Bench(workspace, writer)
    screen = CompareScreen(bench) if scope == "compare" else ClaimCard(bench, "")
    wanted = {action.name for action in ACTIONS if action.scope == scope}
    assert set(screen.handlers()) == wanted


def test_the_palette_finds_the_call_of_every_pane_action() -> None:
    for action in every_action():
        if action.scope == "pane":
            assert called_by(action.name)


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_digits_are_titled_by_the_labels_of_the_scheme(name: str) -> None:
    scheme = PRESETS[name]
    titles = [
        title_of(action, scheme)
        for action in in_scheme(ACTIONS, scheme)
        if action.name.startswith("compare.verdict_")
    ]
    assert [title.split(" ", 3)[-1] for title in titles] == [
        label.label for label in scheme.verdicts[:9]
    ]


def test_keys_are_shown_as_people_know_them() -> None:
    for key in ("?", "<", ">", ".", "L", "+"):
        assert shown_key(key_name(key)) == key
    assert shown_key("ctrl+d") == "Ctrl+d"
