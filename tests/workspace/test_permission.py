"""Who is none of the named reviewers changes nothing, in whatever way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.domain.errors import NotPermitted
from workbench.workspace.commands import AddClaim, Redo, Undo
from workbench.workspace.transfer import export, import_
from workbench.workspace.workspace import Workspace

WAYS: dict[str, Callable[[Workspace, Path], object]] = {
    "command": lambda workspace, _: workspace.do(AddClaim(text="another claim")),
    "undo": lambda workspace, _: workspace.do(Undo()),
    "redo": lambda workspace, _: workspace.do(Redo()),
    "import": lambda workspace, exported: import_(workspace, "jsonl", exported),
}


@pytest.mark.parametrize("way", WAYS)
def test_who_has_left_the_team_changes_nothing(way: str, folder: Path, tmp_path: Path) -> None:
    exported = tmp_path / "record.jsonl"
    with Workspace(folder, "ben") as ben:
        ben.do(AddClaim(text="ben's claim"))
        export(ben, "jsonl", exported)
        ben.do(AddClaim(text="taken back"))
        ben.do(Undo())
    (folder / "workbench.toml").write_text('[review]\nreviewers = ["ada"]\n')
    with Workspace(folder, "ben") as ben:
        with pytest.raises(NotPermitted, match="'ben' is not among the reviewers"):
            WAYS[way](ben, exported)
        assert [claim.text for claim in ben.view.claims.all()] == ["ben's claim"]
