"""Settings as a person meets them: what they are, where they come from, how they change."""

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_type_hints

import pytest

from workbench.config.keymap import Bound
from workbench.config.known import KNOWN, THEMES
from workbench.config.paths import user_settings
from workbench.config.settings import Settings
from workbench.domain.errors import NotPermitted, WrongUse
from workbench.workspace.preferences import (
    change,
    change_keys,
    key_preferences,
    preferences,
)
from workbench.workspace.workspace import Workspace

ACTIONS = (
    Bound("app.quit", "q", "app"),
    Bound("compare.link", "L", "compare"),
    Bound("compare.pick", "space", "compare"),
)


def leaves(part: type, before: str = "") -> set[str]:
    found = set()
    for item in fields(part):
        kind = get_type_hints(part)[item.name]
        name = f"{before}{item.name}"
        found |= leaves(kind, f"{name}.") if is_dataclass(kind) else {name}  # type: ignore[arg-type]
    return found


def test_every_setting_is_explained() -> None:
    assert {known.name for known in KNOWN} == leaves(Settings) - {"keys"}
    assert all(known.meaning.endswith(".") for known in KNOWN)


def test_the_themes_that_can_be_chosen_are_those_that_there_are() -> None:
    from workbench.tui.appearance import names

    assert list(THEMES) == names()


def test_a_value_says_where_it_comes_from(folder: Path) -> None:
    (folder / "workbench.toml").write_text(
        '[scheme]\npreset = "fever"\n[appearance]\ntheme = "dark"\nreduced_motion = true\n'
    )
    user_settings().parent.mkdir(parents=True)
    user_settings().write_text('[appearance]\ntheme = "light"\n')
    found = {item.known.name: item for item in preferences(Workspace(folder))}
    assert (found["appearance.theme"].value, found["appearance.theme"].source) == ("light", "user")
    assert found["appearance.reduced_motion"].value == "yes"
    assert found["appearance.reduced_motion"].source == "workspace"
    assert (found["scheme.preset"].value, found["scheme.preset"].source) == ("fever", "workspace")
    assert found["review.blind"].source == "default"


@pytest.mark.parametrize(
    ("name", "text", "line", "place"),
    [
        ("appearance.theme", "contrast", 'theme = "contrast"', "user"),
        ("appearance.reduced_motion", "on", "reduced_motion = true", "user"),
        ("reviewer", "  ada ", 'reviewer = "ada"', "user"),
        ("review.reviewers", "ada, ben,", 'reviewers = ["ada", "ben"]', "workspace"),
        ("review.publish_needs", "2", "publish_needs = 2", "workspace"),
        ("review.threshold", "0,75", "threshold = 0.75", "workspace"),
    ],
)
def test_a_change_is_written_to_the_file_that_it_belongs_to(
    workspace: Workspace, name: str, text: str, line: str, place: str
) -> None:
    file = change(workspace, name, text)
    assert file == (user_settings() if place == "user" else workspace.paths.settings)
    assert line in file.read_text().splitlines()


def test_what_shows_at_once_is_in_force_at_once(workspace: Workspace) -> None:
    change(workspace, "appearance.theme", "light")
    assert workspace.settings.appearance.theme == "light"
    change(workspace, "appearance.theme", None)
    assert workspace.settings.appearance.theme == ""


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("appearance.theme", "pink", "'pink' will not do; it may be nothing, dark, light"),
        ("appearance.reduced_motion", "maybe", "'maybe' will not do; it may be yes or no"),
        ("review.publish_needs", "two", "'two' will not do; it may be a whole number"),
        ("review.threshold", "0.2", "0.2 is not over 0.5"),
        ("scheme.verdicts", "x", "has several parts; edit the file"),
        ("review.blnd", "on", "there is no setting 'review.blnd'; did you mean 'review.blind'"),
    ],
)
def test_a_wrong_value_is_named_in_one_line_and_nothing_is_written(
    workspace: Workspace, name: str, text: str, said: str
) -> None:
    with pytest.raises(WrongUse, match=said):
        change(workspace, name, text)
    assert not user_settings().exists()
    assert not workspace.paths.settings.exists()


def test_the_rules_of_a_workspace_are_changed_by_those_who_decide_there(folder: Path) -> None:
    (folder / "workbench.toml").write_text('[review]\nblind = "on"\nadjudicators = ["dora"]\n')
    with pytest.raises(NotPermitted, match=r"review\.blind holds for everybody; ask dora"):
        change(Workspace(folder, "ada"), "review.blind", "off")
    change(Workspace(folder, "dora"), "review.blind", "off")
    assert Workspace(folder, "ada").settings.review.blind == "off"


def test_keys_say_where_they_come_from(folder: Path) -> None:
    (folder / "workbench.toml").write_text('[keys]\n"compare.pick" = "P"\n')
    workspace = Workspace(folder)
    change_keys(workspace, "compare.link", "?, ctrl+l", ACTIONS)
    found = {item.name: item for item in key_preferences(workspace, ACTIONS)}
    assert (found["compare.link"].keys, found["compare.link"].source) == (
        "question_mark,ctrl+l", "user",
    )  # fmt: skip
    assert (found["compare.pick"].keys, found["compare.pick"].source) == ("P", "workspace")
    assert (found["app.quit"].keys, found["app.quit"].source) == ("q", "default")


def test_a_clash_names_both_actions_and_nothing_is_written(workspace: Workspace) -> None:
    with pytest.raises(WrongUse, match=r"q would do both '.*' and '.*'"):
        change_keys(workspace, "compare.link", "q", ACTIONS)
    assert not user_settings().exists()


def test_keys_go_back_to_what_holds_without_the_user(workspace: Workspace) -> None:
    assert change_keys(workspace, "compare.link", "x", ACTIONS) == {"compare.link": "x"}
    assert change_keys(workspace, "compare.link", None, ACTIONS) == {}
    assert workspace.settings.keys == {}
