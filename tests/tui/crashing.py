"""The screen with a fault in it: `python -m tests.tui.crashing FOLDER`; Space is the faulty key."""

import sys
from pathlib import Path
from typing import NoReturn

from workbench.tui.app import run
from workbench.tui.screens.compare_linking import LinkingController
from workbench.workspace.workspace import Workspace


def fault(_: LinkingController) -> NoReturn:
    raise ZeroDivisionError("a fault for the test")


if __name__ == "__main__":
    LinkingController.pick = fault  # type: ignore[method-assign,assignment]
    sys.exit(run(Workspace(Path(sys.argv[1]), "ada")))
