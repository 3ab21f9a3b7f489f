"""The registries agree: commands, what the screens send, what the command line offers, the docs."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.cases import ROOT
from workbench.cli.main import COMMANDS as CLI_COMMANDS
from workbench.workspace import plans
from workbench.workspace.commands import COMMANDS, Command

TUI = ROOT / "workbench" / "tui"


def sent_by(folder: Path) -> set[str]:
    """Names that the modules of a folder import from the registry of commands."""
    names = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "workbench.workspace.commands":
                names |= {alias.name for alias in node.names}
    return names


def test_every_change_that_the_screen_makes_is_a_command_of_apply() -> None:
    known = {command.__name__ for command in COMMANDS.values()} | {
        "Command",
        "NewEvidence",
        "NewLabel",
        "NewSpan",
    }
    assert sent_by(TUI) <= known


def test_every_command_class_is_in_the_registry_under_its_name() -> None:
    assert {command.do for command in Command.__subclasses__()} == set(COMMANDS)
    assert all(name == command.do for name, command in COMMANDS.items())


@pytest.mark.parametrize("name", sorted(plans._WHERE))
def test_every_plan_is_of_a_command(name: str) -> None:
    assert name in COMMANDS
    where = plans._WHERE[name]
    assert callable(getattr(import_module(f"workbench.workspace.plans.{where}"), name))


@pytest.mark.parametrize("name", CLI_COMMANDS)
def test_every_command_of_the_command_line_has_its_module(name: str) -> None:
    module = import_module(f"workbench.cli.commands.{name.replace('import', 'import_')}")
    assert callable(module.add_arguments)
    assert callable(module.run)


@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / "docs").glob("*.md")))
def test_links_between_the_docs_lead_somewhere(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (ROOT / "docs" / target).exists(), target


def test_links_of_the_readme_lead_somewhere() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (ROOT / target).exists(), target
