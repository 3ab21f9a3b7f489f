"""The pages made from the registries are what the registries say now."""

import importlib.util
from types import ModuleType

import pytest

from tests.cases import ROOT


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs" / "make_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["commands", "keys"])
def test_the_page_is_what_make_docs_would_write(maker: ModuleType, page: str) -> None:
    written = (ROOT / "docs" / f"{page}.md").read_text("utf-8")
    assert written == getattr(maker, page)(), "run `make docs`"
