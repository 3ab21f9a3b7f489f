"""Where a file that was asked for may be written."""

import os
from pathlib import Path

import pytest

from workbench.domain.errors import WrongUse
from workbench.workspace.targets import own, refuse_own, save
from workbench.workspace.workspace import Workspace


@pytest.mark.parametrize(
    "name",
    [
        "seeds/new.txt",
        "archive/old/a.svg",
        "annotations/events/x.jsonl",
        "workbench.toml",
        "guidelines.md",
    ],
)
def test_nothing_is_written_over_what_belongs_to_the_workspace(
    workspace: Workspace, name: str
) -> None:
    target = workspace.paths.folder / name
    with pytest.raises(WrongUse, match="belongs to the workspace"):
        save(workspace.paths, [(target, b"drawn")], force=True)
    assert not target.exists()


def test_a_link_into_the_workspace_is_refused_as_well(workspace: Workspace, tmp_path: Path) -> None:
    workspace.paths.settings.write_text("")
    (tmp_path / "picture.svg").symlink_to(workspace.paths.settings)
    with pytest.raises(WrongUse, match=r"workbench\.toml belongs to the workspace"):
        refuse_own(workspace.paths, tmp_path / "picture.svg")


def test_beside_the_workspaces_own_files_is_room(workspace: Workspace) -> None:
    target = workspace.paths.folder / "agreement.svg"
    save(workspace.paths, [(target, b"drawn")])
    assert target.read_bytes() == b"drawn"
    assert target not in own(workspace.paths)


def test_when_one_file_is_refused_none_is_written(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "there.svg").write_text("mine")
    files = [(tmp_path / "new.csv", b"a"), (tmp_path / "there.svg", b"b")]
    with pytest.raises(WrongUse, match="it exists already"):
        save(workspace.paths, files)
    assert not (tmp_path / "new.csv").exists()
    assert (tmp_path / "there.svg").read_text() == "mine"


def test_two_files_never_go_to_one_place(workspace: Workspace, tmp_path: Path) -> None:
    files = [(tmp_path / "same", b"a"), (tmp_path / "." / "x" / ".." / "same", b"b")]
    with pytest.raises(WrongUse, match="two files would be written there"):
        save(workspace.paths, files, force=True)
    assert not (tmp_path / "same").exists()


def test_what_is_no_plain_file_is_never_replaced(workspace: Workspace, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(WrongUse, match="this is a device or a pipe"):
        save(workspace.paths, [(tmp_path / "pipe", b"drawn")], force=True)
    assert (tmp_path / "pipe").is_fifo()
