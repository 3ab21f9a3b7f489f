"""The scripts in docs/, which are no package."""

import importlib.util
from types import ModuleType

from tests.cases import ROOT


def load(name: str) -> ModuleType:
    """Import `docs/<name>.py`."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
