"""Which room may load what, seen at run time: the static contracts can't see a deferred import."""

import subprocess
import sys

import pytest


def loaded_by(statement: str) -> set[str]:
    program = f"import sys\n{statement}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stdout.split()} | set(done.stdout.split())


@pytest.mark.parametrize(
    "statement",
    [
        "import workbench.cli.main",
        "from pathlib import Path\n"
        "from workbench.workspace.workspace import Workspace\n"
        "Workspace(Path('.')).articles.all()",
        "import workbench.workspace.commands",
    ],
)
def test_the_command_line_loads_neither_textual_nor_pydantic_nor_numpy(statement: str) -> None:
    assert loaded_by(statement).isdisjoint({"textual", "rich", "pydantic", "numpy", "tinydb"})


def test_help_loads_nothing_but_argparse_and_the_errors() -> None:
    modules = loaded_by(
        "import contextlib, io\nfrom workbench.cli.main import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main(['--help'])"
    )
    ours = {name for name in modules if name.startswith("workbench.")}
    assert ours == {
        "workbench.cli",
        "workbench.cli.diagnostics",
        "workbench.cli.main",
        "workbench.domain",
        "workbench.domain.errors",
    }


def test_only_the_screen_loads_textual() -> None:
    rooms = ("domain", "config", "text", "store", "review", "compare", "exchange", "intake")
    names = ", ".join(f"workbench.{room}" for room in rooms)
    found = loaded_by(f"import {names}, workbench.workspace.transfer, workbench.workspace.parsing")
    assert "textual" not in found


def test_the_first_paint_waits_for_no_record_no_store_and_no_rule_of_review() -> None:
    found = loaded_by(
        "from pathlib import Path\n"
        "from workbench.tui.app import WorkbenchApp\n"
        "from workbench.workspace.workspace import Workspace\n"
        "WorkbenchApp(Workspace(Path('.')))"
    )
    assert "workbench.tui.screens.compare" in found
    later = {"workbench.domain.record", "workbench.store", "workbench.review", "pydantic", "numpy"}
    assert found.isdisjoint(later)
