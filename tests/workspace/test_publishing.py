"""Who publishes is asked for once, and kept in the workspace's settings."""

from pathlib import Path

import pytest

from workbench.config.settings import Publisher
from workbench.domain.errors import NotPermitted, WrongUse
from workbench.workspace.publishing import lacks_publisher, name_publisher
from workbench.workspace.workspace import Workspace

DESK = Publisher("The “Desk”", "https://example.org/checks")


def test_it_is_lacking_until_it_is_named(workspace: Workspace, folder: Path) -> None:
    assert lacks_publisher(workspace, "claimreview")
    name_publisher(workspace, DESK.name, DESK.url)
    assert not lacks_publisher(workspace, "claimreview")
    assert Workspace(folder, "ben").settings.publisher == DESK


def test_other_formats_do_not_ask(workspace: Workspace) -> None:
    assert not lacks_publisher(workspace, "markdown")


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("", DESK.url),
        ("Desk", ""),
        ("Desk", "example.org"),
        ("Desk", "ftp://example.org"),
        ("Desk", "http://[x"),
    ],
)
def test_what_is_no_publisher_is_refused_and_nothing_written(
    workspace: Workspace, folder: Path, name: str, url: str
) -> None:
    with pytest.raises(WrongUse):
        name_publisher(workspace, name, url)
    assert not (folder / "workbench.toml").exists()


def test_where_others_decide_it_is_theirs(folder: Path) -> None:
    (folder / "workbench.toml").write_text('[review]\nadjudicators = ["dora"]\n')
    with pytest.raises(NotPermitted, match="dora"):
        name_publisher(Workspace(folder, "ada"), DESK.name, DESK.url)
