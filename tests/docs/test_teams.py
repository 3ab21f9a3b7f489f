"""The recipes for teams leave nothing out that belongs to a workspace."""

from pathlib import Path

import pytest

from tests.cases import ROOT, SEEDS
from tests.docs.test_blocks import Block, blocks, succeed
from workbench.config.paths import WorkspacePaths
from workbench.workspace.commands import AddClaim, AddSpan, ArchiveCase
from workbench.workspace.creating import create_workspace
from workbench.workspace.targets import own
from workbench.workspace.workspace import Workspace

PAGE = ROOT / "docs" / "teams.md"


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A workspace that has everything one can have, under a blind pass."""
    folder = tmp_path / "desk"
    create_workspace(folder, example=True, blind="on")
    (folder / "seeds" / "old").mkdir()
    article = next(iter(sorted(SEEDS.glob("*.txt"))))
    (folder / "seeds" / "old" / "old.txt").write_text(f"Earlier. {article.read_text('utf-8')}")
    with Workspace(folder, "ada") as workspace:
        workspace.load()
        workspace.do(AddSpan(article="old", fragments=((0, 7),)))
        workspace.do(AddClaim(text="Five people left", case="desk"))
        workspace.do(ArchiveCase(case="old"))
    return folder


def recipe(heading: str) -> list[Block]:
    text = PAGE.read_text("utf-8")
    begin = text[: text.index(f"\n## {heading}\n")].count("\n") + 1
    end = begin + text.split(f"\n## {heading}\n")[1].split("\n## ")[0].count("\n") + 1
    return [block for block in blocks(PAGE) if begin < block.line <= end and block.kind == "sh"]


def own_of(folder: Path) -> tuple[Path, ...]:
    return own(WorkspacePaths(folder))


def files(folder: Path) -> dict[str, bytes]:
    """All files that belong to a workspace but those that are made again."""
    inside = {path for part in own_of(folder) for path in (part, *part.rglob("*"))}
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in inside
        if path.is_file() and "cache" not in path.parts and path.name != "annotations.json"
    }


def test_a_workspace_has_at_its_top_what_counts_as_its_own(whole: Path) -> None:
    assert {path.name for path in whole.iterdir()} == {path.name for path in own_of(whole)}


def test_what_counts_as_its_own_is_named_where_backups_are_explained(whole: Path) -> None:
    section = PAGE.read_text("utf-8").split("\n## Backup and restore\n")[1].split("\n```")[0]
    for path in own_of(whole):
        assert f"`{path.name}{'/' if path.is_dir() else ''}`" in section


@pytest.mark.slow
def test_a_restored_backup_is_whole(whole: Path) -> None:
    for block in recipe("Backup and restore"):
        succeed(block, block.body, whole)
    assert files(whole.parent / "new") == files(whole)


@pytest.mark.slow
def test_a_clone_is_whole_and_hides_what_the_first_one_hid(whole: Path) -> None:
    for block in recipe("Git"):
        succeed(block, block.body, whole)
    cloned = files(whole.parent / "ben")
    assert files(whole).items() <= cloned.items()
    with Workspace(whole.parent / "ben", "ben") as workspace:
        assert workspace.settings.review.blind == "on"
