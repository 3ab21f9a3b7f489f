"""Names in settings and commands are those that people work under."""

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.domain.errors import BadInput, WrongUse
from workbench.workspace.commands import (
    AddClaim,
    Assign,
    AssignCase,
    AssignEvenly,
    ClosePass,
    GiveVerdict,
    ReopenPass,
)
from workbench.workspace.health import examine
from workbench.workspace.parsing import parse
from workbench.workspace.workspace import Workspace

Open = Callable[[str], Workspace]


def test_a_reviewer_who_is_named_with_a_space_can_work(folder: Path, open_as: Open) -> None:
    (folder / "workbench.toml").write_text('[review]\nreviewers = ["ada", "ben ", "ben"]\n')
    ben = open_as("ben")
    ben.do(AddClaim(text="a claim"))
    assert ben.rules.reviewers == ("ada", "ben")


def test_an_adjudicator_whose_name_is_composed_otherwise_may_decide(
    folder: Path, open_as: Open
) -> None:
    (folder / "workbench.toml").write_text('[review]\nadjudicators = ["e\u0301va"]\n', "utf-8")
    assert open_as("\u00e9va").rules.may_adjudicate("\u00e9va")


@pytest.mark.parametrize("key", ["reviewers", "adjudicators"])
@pytest.mark.parametrize("name", ["", "  ", "a\\nb"])
def test_settings_with_what_is_no_name_are_refused(folder: Path, key: str, name: str) -> None:
    (folder / "workbench.toml").write_text(f'[review]\n{key} = ["{name}"]\n')
    with pytest.raises(WrongUse, match=rf"\[review\] {key}"):
        Workspace(folder, "ada")


def test_work_is_given_to_who_is_meant(open_as: Open) -> None:
    desk = open_as("dora")
    claim = str(desk.do(AddClaim(text="a claim")).id)
    desk.do(Assign(claim=claim, reviewer=" ben "))
    again = desk.do(AssignCase(reviewer="ben\n"))
    desk.do(AssignEvenly(reviewers=("ben ", "e\u0301va"), per_claim=2))
    assert [warning.partition(" ")[0] for warning in again.warnings] == ["ben"]
    assert [item.reviewer for item in desk.view.assignments.all()] == ["ben", "\u00e9va"]


def test_a_pass_is_closed_and_reopened_for_who_is_meant(open_as: Open) -> None:
    ben, desk = open_as("ben"), open_as("dora")
    claim = str(ben.do(AddClaim(text="a claim")).id)
    ben.do(GiveVerdict(claim=claim, label="refuted", rationale="r"))
    desk.refresh()
    desk.do(ClosePass(reviewer="ben "))
    desk.do(ReopenPass(reviewer=" ben"))
    assert [item.reviewer for item in desk.view.passes.all()] == ["ben"]


def test_a_command_in_json_is_cleaned_as_one_from_a_form() -> None:
    line = b'{"do": "assign", "claim": "x", "reviewer": " ben "}'
    assert parse(line, {}) == Assign(claim="x", reviewer="ben")


@pytest.mark.parametrize("name", ["", "  ", "a\nb"])
def test_work_is_given_to_nobody_without_a_name(open_as: Open, name: str) -> None:
    desk = open_as("dora")
    claim = str(desk.do(AddClaim(text="a claim")).id)
    with pytest.raises(BadInput, match="name"):
        desk.do(Assign(claim=claim, reviewer=name))


def test_no_pass_of_nobody_is_closed(open_as: Open) -> None:
    desk = open_as("dora")
    desk.do(AddClaim(text="a claim"))
    with pytest.raises(BadInput, match="no reviewer 'nobody'; known here: dora"):
        desk.do(ClosePass(reviewer="nobody"))


def test_the_pass_of_a_reviewer_whose_verdicts_are_withheld_can_be_closed(
    folder: Path, open_as: Open
) -> None:
    (folder / "workbench.toml").write_text('[review]\nblind = "on"\n')
    desk, ben = open_as("dora"), open_as("ben")
    claim = str(desk.do(AddClaim(text="a claim")).id)
    ben.do(GiveVerdict(claim=claim, label="refuted", rationale="r"))
    desk.refresh()
    desk.do(ClosePass(reviewer="ben"))
    assert [item.closed_by for item in desk.view.passes.all()] == ["dora"]


def test_the_doctor_names_reviewers_who_may_be_one(folder: Path, open_as: Open) -> None:
    for name in ("ada", "Ada", "ben"):
        open_as(name).do(AddClaim(text="a claim"))
    [found] = [item for item in examine(folder, "ben") if item.about == "names"]
    assert (found.state, found.said) == ("note", "'Ada', 'ada' look alike, and count as 2 people")


def test_the_doctor_says_nothing_of_names_that_differ(folder: Path, open_as: Open) -> None:
    for name in ("ada", "ben"):
        open_as(name).do(AddClaim(text="a claim"))
    assert not [item for item in examine(folder, "ben") if item.about == "names"]
