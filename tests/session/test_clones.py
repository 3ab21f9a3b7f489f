"""Reviewers who work in clones of one repository, each in a folder of a name of its own."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cases import FIRST, SECOND
from tests.cli.running import apply, run

pytestmark = pytest.mark.slow

NAMES = ("ada", "ben", "eve")


def git(folder: Path, *arguments: str) -> None:
    signed = ("-c", "user.name=desk", "-c", "user.email=desk@example.org")
    subprocess.run(["git", *signed, *arguments], cwd=folder, check=True, capture_output=True)


def share(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "work")
    git(folder, "pull", "-q", "--no-rebase")
    git(folder, "push", "-q")


@pytest.fixture
def clones(tmp_path: Path) -> Mapping[str, Path]:
    """The folders `desk`, `ben` and `eve`, cloned before anything was marked."""
    desk = tmp_path / "desk"
    run(tmp_path, "new", "--example", "--blind", "on", str(desk), reviewer="")
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "shared.git")
    git(desk, "init", "-q", "-b", "main")
    git(desk, "remote", "add", "origin", "../shared.git")
    git(desk, "add", "-A")
    git(desk, "commit", "-q", "-m", "Two reports")
    git(desk, "push", "-q", "-u", "origin", "main")
    for name in NAMES[1:]:
        git(tmp_path, "clone", "-q", "shared.git", name)
    return {"ada": desk, "ben": tmp_path / "ben", "eve": tmp_path / "eve"}


def work(folder: Path, name: str) -> None:
    answers = apply(
        folder,
        {"do": "add_span", "article": FIRST, "fragments": [[0, 20]]},
        {"do": "add_span", "article": SECOND, "fragments": [[0, 20]]},
        {"do": "add_claim", "text": f"What {name} read.", "spans": ["$1", "$2"]},
        {"do": "add_claim", "text": f"What {name} wonders."},
        reviewer=name,
    )
    assert all(answer["ok"] for answer in answers), answers


def test_clones_in_folders_of_different_names_work_on_one_case(
    clones: Mapping[str, Path],
) -> None:
    for name, folder in clones.items():
        work(folder, name)
    for folder in (*clones.values(), *clones.values()):
        share(folder)
    for name, folder in clones.items():
        told = json.loads(run(folder, "export", "json", reviewer=name).stdout)
        assert {claim["case"] for claim in told["claims"]} == {"desk"}
        assert len(told["claims"]) == 6
        [submitted] = apply(folder, {"do": "submit_pass", "case": "desk"}, reviewer=name)
        assert submitted["ok"], submitted


def test_the_first_merge_of_clones_leaves_no_conflict(clones: Mapping[str, Path]) -> None:
    for name, folder in clones.items():
        work(folder, name)
    for folder in (*clones.values(), *clones.values()):
        share(folder)
    for name, folder in clones.items():
        assert json.loads(run(folder, "export", "json", reviewer=name).stdout)["conflicts"] == []
        assert run(folder, "check", reviewer=name).returncode == 0
