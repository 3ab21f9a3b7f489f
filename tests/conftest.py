"""Workspaces to test with, and an environment that nothing of the user's leaks into."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.cases import SEEDS
from workbench.workspace.workspace import Workspace

hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "default")


_OF_THE_WHOLE = ("tests/cli/", "tests/tui/test_")
"""Where tests start the program or open its screens."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave tests of the whole program out of `make check`, but for those marked `quick`."""
    for item in items:
        if item.nodeid.startswith(_OF_THE_WHOLE) and not item.get_closest_marker("quick"):
            item.add_marker("slow")


@pytest.fixture(autouse=True)
def _own_configuration(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace of the two example articles, not yet annotated."""
    made = tmp_path / "case"
    shutil.copytree(SEEDS, made / "seeds")
    return made


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    """The workspace of the example articles, as the reviewer ada."""
    with Workspace(folder, "ada") as opened:
        yield opened


@pytest.fixture
def open_as(folder: Path) -> Iterator[Callable[[str], Workspace]]:
    """Opens the same folder for several reviewers."""
    opened: list[Workspace] = []

    def open_for(name: str) -> Workspace:
        workspace = Workspace(folder, name)
        opened.append(workspace)
        return workspace

    yield open_for
    for workspace in opened:
        workspace.close()
