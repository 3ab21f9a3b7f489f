"""The Markdown report shows what was written as it was written."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from workbench.domain.record import Record
from workbench.exchange.formats import write
from workbench.exchange.markdown import escape
from workbench.exchange.options import ExportOptions


@pytest.fixture
def report(case: Record, options: ExportOptions) -> str:
    out = io.BytesIO()
    write("markdown", case, options, out)
    return out.getvalue().decode()


def test_it_names_verdicts_reasons_and_sources(report: str) -> None:
    for words in ("Refuted", "unanimous", "Six aboard, six saved", "https://example.org/log",
                  "says nothing of it", "Place name mended", "contradicts"):  # fmt: skip
        assert words in report


def test_nothing_that_was_typed_becomes_markup(report: str) -> None:
    page = MarkdownIt("commonmark", {"html": True}).render(report)
    assert "<script" not in page
    assert "<b>" not in page
    assert 'href="javascript' not in page


@given(st.text(alphabet="#*_`[]()<>&!-+1.=~|\\ \n\tab:/"))
def test_escaped_text_renders_as_one_paragraph_of_itself(text: str) -> None:
    page = MarkdownIt("commonmark").render(escape(text))
    words = " ".join(text.split())
    shown = page.removeprefix("<p>").removesuffix("</p>\n")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        shown = shown.replace(entity, sign)
    assert " ".join(shown.split()) == words
