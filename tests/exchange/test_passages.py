"""A report says of each passage where it lies, what it leaves out, and whether it still stands."""

import io
from dataclasses import replace

import pytest

from tests.exchange.traps import AT, FERRY, RESCUE, make_case, make_span, place
from workbench.domain.article import text_hash
from workbench.domain.claim import Claim, Omission
from workbench.domain.ids import derived_id
from workbench.domain.record import Record
from workbench.domain.span import Link
from workbench.exchange.formats import write
from workbench.exchange.options import ExportOptions

NEWER = "Nothing was said."
REPORTS = ["markdown", "html", "csv"]


def one_claim(*, omission: bool = False) -> Record:
    """A passage of two parts of the ferry, linked with one of the rescue."""
    split = make_span("split", "ferry", FERRY, place(FERRY, "Five sailors", "412 days"))
    six = make_span("six", "rescue", RESCUE, place(RESCUE, "Six crew saved"))
    link = Link(derived_id("l"), split.id, six.id, "contradict")
    claim = Claim(
        derived_id("claim"), "Five were saved", "harbour", spans=(split.id,), links=(link.id,)
    )
    case = make_case()
    silent = Omission(derived_id("o"), claim.id, "harbour/silent", "", "", "ben", AT)
    return Record(
        articles=case.articles,
        texts=case.texts,
        spans=(split, six),
        links=(link,),
        claims=(claim,),
        omissions=(silent,) if omission else (),
    )


def rewritten(record: Record) -> Record:
    article = replace(record.articles[0], version=text_hash(NEWER))
    return replace(
        record,
        articles=(article, *record.articles[1:]),
        texts={**record.texts, article.version: NEWER},
        spans=(replace(record.spans[0], state="orphan"), *record.spans[1:]),
    )


def report(name: str, record: Record, options: ExportOptions) -> tuple[str, list[str]]:
    out = io.BytesIO()
    losses = write(name, record, options, out).lines()
    return out.getvalue().decode(), losses


@pytest.mark.parametrize("name", REPORTS)
def test_a_passage_that_is_gone_is_said_to_be_of_an_earlier_version(
    name: str, options: ExportOptions
) -> None:
    text, losses = report(name, rewritten(one_claim()), options)
    assert "orphan, of an earlier version" in text
    assert any("(1): " in line and ("places" in line or "older" in line) for line in losses)


@pytest.mark.parametrize("name", REPORTS)
def test_a_passage_that_stands_is_not(name: str, options: ExportOptions) -> None:
    assert "earlier version" not in report(name, one_claim(), options)[0]


def test_a_passage_that_was_reworded_waits_for_its_confirmation(options: ExportOptions) -> None:
    record = one_claim()
    spans = (replace(record.spans[0], state="edited", was="old"), *record.spans[1:])
    text = report("markdown", replace(record, spans=spans), options)[0]
    assert "(edited) [24–36" in text


def test_no_link_of_the_page_leads_to_a_mark_that_is_not_there(options: ExportOptions) -> None:
    record = rewritten(one_claim())
    page = report("html", record, options)[0]
    assert f'href="#s-{record.spans[0].id}"' not in page
    assert f'id="s-{record.spans[1].id}"' in page


@pytest.mark.parametrize("name", REPORTS)
def test_what_a_passage_of_several_parts_leaves_out_is_shown(
    name: str, options: ExportOptions
) -> None:
    text, _ = report(name, one_claim(), options)
    assert "Five sailors … 412 days" in text
    assert "Five sailors 412 days" not in text


def test_every_part_of_a_passage_has_its_place(options: ExportOptions) -> None:
    first, second = place(FERRY, "Five sailors", "412 days")
    wanted = f"[{first[0]}–{first[1]}, {second[0]}–{second[1]}]"
    assert wanted in report("markdown", one_claim(), options)[0]


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_a_silent_article_is_called_by_its_title(name: str, options: ExportOptions) -> None:
    text, _ = report(name, one_claim(omission=True), options)
    assert "harbour/silent" not in text


def test_silence_alone_has_its_heading(options: ExportOptions) -> None:
    record = one_claim(omission=True)
    claim = replace(record.claims[0], spans=(), links=())
    text, _ = report("markdown", replace(record, claims=(claim,)), options)
    assert "What the articles say:\n\n- Weather: says nothing of it (ben looked)\n\n" in text
