"""What leaves in a format that can be read comes back: the same spans and links."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.config.scheme import Scheme
from workbench.domain.record import Record
from workbench.exchange.formats import read, write
from workbench.exchange.options import ExportOptions

FORMATS = ["json", "jsonl", "webannotation", "brat", "labelstudio", "doccano"]
WITH_TEXTS = ["json", "jsonl", "brat", "labelstudio", "doccano"]


def there_and_back(
    name: str, record: Record, options: ExportOptions, scheme: Scheme, known: Record
) -> Record:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out"
        write(name, record, options, target)
        return read(name, target, scheme=scheme, known=known).record


def texts_only(record: Record) -> Record:
    return Record(articles=record.articles, texts=record.texts)


@pytest.mark.parametrize("name", FORMATS)
def test_the_case_comes_back_beside_its_articles(
    name: str, case: Record, options: ExportOptions, scheme: Scheme
) -> None:
    found = there_and_back(name, case, options, scheme, texts_only(case))
    assert set(found.spans) == set(case.spans)
    assert set(found.links) == set(case.links)


@pytest.mark.parametrize("name", WITH_TEXTS)
def test_the_case_comes_back_into_an_empty_workspace(
    name: str, case: Record, options: ExportOptions, scheme: Scheme
) -> None:
    found = there_and_back(name, case, options, scheme, Record())
    assert set(found.articles) == set(case.articles)
    assert found.texts == case.texts
    assert set(found.spans) == set(case.spans)
    assert set(found.links) == set(case.links)


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_here_is_not_added_again(
    name: str, case: Record, options: ExportOptions, scheme: Scheme
) -> None:
    assert there_and_back(name, case, options, scheme, case) == Record()


@pytest.mark.parametrize("name", ["brat", "labelstudio", "doccano"])
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_spans_and_links_come_back(
    name: str,
    data: st.DataObject,
    records: st.SearchStrategy[Record],
    options: ExportOptions,
    scheme: Scheme,
) -> None:
    record = data.draw(records)
    if name == "brat":
        record = without_bare_breaks(record)
    found = there_and_back(name, record, options, scheme, Record())
    assert set(found.spans) == set(record.spans)
    assert set(found.links) == set(record.links)


def without_bare_breaks(record: Record) -> Record:
    """Without the spans of line breaks only, which brat can't hold (and says so)."""
    breaks = "\n\r\t\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
    spans = tuple(
        span
        for span in record.spans
        if any(
            sign not in breaks
            for start, end in span.fragments
            for sign in record.texts[span.version][start:end]
        )
    )
    held = {span.id for span in spans}
    links = tuple(link for link in record.links if {link.source, link.target} <= held)
    return replace(record, spans=spans, links=links)
