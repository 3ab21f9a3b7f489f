"""The pages made from the registries are what the registries say now."""

import pytest

from tests.cases import ROOT
from tests.docs.loading import load


@pytest.mark.parametrize("page", ["commands", "keys", "settings"])
def test_the_page_is_what_make_docs_would_write(page: str) -> None:
    written = (ROOT / "docs" / f"{page}.md").read_text("utf-8")
    assert written == getattr(load("make_reference"), page)(), "run `make docs`"
