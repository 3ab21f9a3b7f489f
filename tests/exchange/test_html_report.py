"""The HTML report: complete in itself, harmless, and right in a browser."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.domain.record import Record
from workbench.exchange.formats import write
from workbench.exchange.html_text import Marked, marked_text
from workbench.exchange.options import ExportOptions

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """What a page holds; fails where tags do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.article: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and "script" not in self.open:
            self.words.append(data)

    def attributes(self, name: str) -> list[str]:
        return [str(found[name]) for _, found in self.tags if name in found]


@pytest.fixture
def html(case: Record, options: ExportOptions) -> str:
    out = io.BytesIO()
    figures = (("Krippendorff's alpha", "0.61 <n = 12>"),)
    write("html", case, replace(options, figures=figures), out)
    return out.getvalue().decode()


def test_nothing_comes_from_outside(html: str) -> None:
    page = Page(html)
    assert not page.attributes("src")
    assert not [tag for tag, _ in page.tags if tag in ("link", "img", "iframe", "object")]
    assert "@import" not in html
    assert "url(" not in html
    policy = page.attributes("content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_what_was_typed_is_text_and_nothing_else(html: str) -> None:
    page = Page(html)
    assert len([tag for tag, _ in page.tags if tag == "script"]) == 1
    assert "<script>alert(1)</script>" in "".join(page.words)
    assert all(link.startswith(("#", "https://")) for link in page.attributes("href"))
    assert not [name for _, found in page.tags for name in found if name.startswith("on")]


def test_every_span_and_claim_can_be_linked_to(html: str, case: Record) -> None:
    page = Page(html)
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    assert {f"s-{span.id}" for span in case.spans} <= set(ids)
    assert {link.removeprefix("#") for link in page.attributes("href") if link[0] == "#"} <= set(
        ids
    )


def test_it_shows_verdicts_reasons_sources_and_who(html: str) -> None:
    words = "".join(Page(html).words)
    for wanted in (
        "✗ Refuted", "unanimous", "The log says six.", "Six aboard, six saved", "Harbour log",
        "says nothing of it", "Place name mended.", "Reviewers: ana, ben", "0.61 <n = 12>",
        "after discussion",
    ):  # fmt: skip
        assert wanted in words


def shown(text: str) -> str:
    flat = text.replace("\r\n", " \n")
    return re.sub("[\r\x85\u2028\u2029]", "\n", flat)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_marks_change_no_letter_and_cover_their_spans(
    data: st.DataObject, records: st.SearchStrategy[Record]
) -> None:
    record = data.draw(records)
    for article in record.articles:
        text = record.texts[article.version]
        spans = [span for span in record.spans if span.article == article.id]
        html = "".join(marked_text(text, [Marked(span, "open") for span in spans]))
        words = re.sub(r"<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">")
        clean = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", text)
        assert words.replace("&quot;", '"').replace("&amp;", "&") == shown(clean)
        covered = sum(len(part) for part in re.findall(r"<mark[^>]*>([^<]*)</mark>", html))
        assert (covered > 0) is bool(spans)


@pytest.mark.server
@pytest.mark.parametrize("width", [1400, 390])
def test_a_browser_lays_it_out_and_draws_the_links(
    width: int, case: Record, options: ExportOptions, tmp_path: Path
) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        pytest.skip("no chromium here")
    path = tmp_path / "report.html"
    write("html", case, options, path)
    done = subprocess.run(
        [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
         f"--window-size={width},900", "--virtual-time-budget=2000",
         f"--user-data-dir={tmp_path}/profile", "--dump-dom", f"file://{path}#c1"],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert "Content Security Policy" not in done.stderr
    assert "Uncaught" not in done.stderr
    assert re.search(r'class="claim bad active"', done.stdout)
    assert len(re.findall(r'<mark class="[^"]*active', done.stdout)) >= 2
    if width > 1000:
        assert "<path d=" in done.stdout.split('id="lines"')[1]
