"""Web Annotations: exact places out and in, by the W3C's own tests."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.config.scheme import Scheme
from workbench.domain.errors import BadInput, UnknownLabel
from workbench.domain.record import Record
from workbench.exchange.formats import read, write
from workbench.exchange.imported import Imported
from workbench.exchange.options import ExportOptions

Tested = Callable[[object], dict[str, Any]]
OA = "http://www.w3.org/ns/oa#"


def exported(record: Record, options: ExportOptions) -> dict[str, Any]:
    out = io.BytesIO()
    write("webannotation", record, options, out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def imported(plain: Any, scheme: Scheme, known: Record) -> Imported:
    data = io.BytesIO(json.dumps(plain).encode())
    return read("webannotation", data, scheme=scheme, known=known)


def articles_of(record: Record) -> Record:
    return Record(articles=record.articles, texts=record.texts)


def foreign(plain: Any) -> Any:
    """The same annotations as another program would write them: without what only we read."""
    if isinstance(plain, list):
        return [foreign(item) for item in plain]
    if isinstance(plain, dict):
        return {
            key: value if key == "@context" else foreign(value)
            for key, value in plain.items()
            if not key.startswith("workbench:")
        }
    return plain


def test_everything_that_it_holds_comes_back(
    case: Record, options: ExportOptions, scheme: Scheme
) -> None:
    found = imported(exported(case, options), scheme, articles_of(case))
    assert found.warnings == ()
    expected = replace(
        case, articles=(), texts={}, assignments=(), passes=(), decisions=(), mutes=(), conflicts=()
    )
    assert replace(found.record, texts={}) == expected


def test_a_second_import_adds_nothing(case: Record, options: ExportOptions, scheme: Scheme) -> None:
    assert imported(exported(case, options), scheme, case).record == Record()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_spans_and_links_come_back(
    data: st.DataObject,
    records: st.SearchStrategy[Record],
    options: ExportOptions,
    scheme: Scheme,
) -> None:
    record = data.draw(records)
    found = imported(exported(record, options), scheme, articles_of(record)).record
    assert (found.spans, found.links) == (record.spans, record.links)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_places_come_back_from_the_standard_terms_alone(
    data: st.DataObject,
    records: st.SearchStrategy[Record],
    options: ExportOptions,
    scheme: Scheme,
) -> None:
    record = replace(data.draw(records), links=())
    plain = foreign(exported(record, options))
    found = imported(plain, scheme, articles_of(record)).record
    assert sorted((s.article, s.fragments, s.label or "") for s in found.spans) == sorted(
        (s.article, s.fragments, s.label or "") for s in record.spans
    )


def test_a_second_import_of_foreign_annotations_adds_nothing(
    case: Record, options: ExportOptions, scheme: Scheme
) -> None:
    plain = foreign(exported(case, options))
    known = articles_of(case)
    once = imported(plain, scheme, known).record
    twice = imported(plain, scheme, replace(known, spans=once.spans, links=once.links)).record
    assert once.spans
    assert once.links
    assert twice == Record()


def test_a_foreign_link_needs_a_relation_of_the_scheme(
    case: Record, options: ExportOptions, scheme: Scheme
) -> None:
    text = json.dumps(foreign(exported(case, options))).replace('"contradict"', '"resembles"')
    with pytest.raises(UnknownLabel, match="resembles"):
        imported(json.loads(text), scheme, articles_of(case))


def test_words_without_a_position_are_looked_for(case: Record, scheme: Scheme) -> None:
    words = {"type": "TextQuoteSelector", "exact": "Port Elm"}
    target = {"source": "https://example.org/ferry", "selector": words}
    plain = {"id": "urn:x:1", "type": "Annotation", "target": target}
    found = imported(plain, scheme, articles_of(case)).record
    assert [span.quote for span in found.spans] == ["Port Elm"]


def test_words_that_stand_nowhere_are_refused_with_their_line(
    case: Record, scheme: Scheme, tmp_path: Path
) -> None:
    words = {"type": "TextQuoteSelector", "exact": "Port Oak"}
    target = {"source": "https://example.org/ferry", "selector": words}
    path = tmp_path / "a.json"
    path.write_text(
        json.dumps([{"type": "Annotation", "id": "urn:x:1", "target": target}], indent=1)
    )
    with pytest.raises(BadInput, match="do not stand") as raised:
        read("webannotation", path, scheme=scheme, known=articles_of(case))
    assert raised.value.where == f"{path}:2"


def port_elm(number: int) -> dict[str, Any]:
    """Another program's annotation on the first words of its kind."""
    place = {"type": "TextPositionSelector", "start": number, "end": number + 3}
    target = {"source": "https://example.org/ferry", "selector": place}
    return {"id": f"urn:x:{number}", "type": "Annotation", "target": target}


def test_pages_that_hold_the_next_one_are_followed_however_many(
    case: Record, scheme: Scheme
) -> None:
    page: dict[str, Any] = {"type": "AnnotationPage", "items": [port_elm(0)]}
    text = json.dumps(page)
    for number in range(1, 30):
        # The type may stand behind what it is the type of.
        items = json.dumps([port_elm(number)])
        text = f'{{"next": {text}, "items": {items}, "type": "AnnotationPage"}}'
    whole = f'{{"first": {text}, "type": "AnnotationCollection"}}'
    stream = io.BytesIO(whole.encode())
    found = read("webannotation", stream, scheme=scheme, known=articles_of(case)).record
    assert sorted(span.start for span in found.spans) == list(range(30))


def test_a_collection_whose_pages_lie_elsewhere_is_refused(case: Record, scheme: Scheme) -> None:
    plain = {"type": "AnnotationCollection", "total": 3, "first": "https://example.org/page1"}
    with pytest.raises(BadInput, match="with its first page"):
        imported(plain, scheme, articles_of(case))


def test_links_find_their_spans_also_through_a_pipe(
    case: Record, options: ExportOptions, scheme: Scheme
) -> None:
    items = exported(case, options)["first"]["items"]
    backwards = json.dumps(items[::-1]).encode()
    program = "import sys; sys.stdout.write(sys.stdin.read())"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(backwards)
        process.stdin.close()
        taken = read("webannotation", process.stdout, scheme=scheme, known=articles_of(case))  # type: ignore[arg-type]
    assert set(taken.record.links) == set(case.links)


def test_annotations_on_other_pages_alone_are_refused(case: Record, scheme: Scheme) -> None:
    plain = {"type": "Annotation", "id": "urn:x:1", "target": "https://elsewhere.example/"}
    with pytest.raises(BadInput, match="no annotation is on an article"):
        imported(plain, scheme, articles_of(case))


def test_an_edited_annotation_of_ours_is_taken_as_edited(
    case: Record, options: ExportOptions, scheme: Scheme
) -> None:
    plain = exported(case, options)
    quote, position = plain["first"]["items"][0]["target"][0]["selector"]
    position["end"] -= len(" rescued")
    quote["exact"] = quote["exact"].removesuffix(" rescued")
    found = imported(plain, scheme, articles_of(case)).record
    edited = [span for span in found.spans if span.quote == "Five sailors were"]
    assert len(edited) == 1
    assert case.spans[0].id not in {span.id for span in found.spans}


@pytest.fixture
def tested(schemas: Path, environment: Callable[[str], Path], tmp_path: Path) -> Tested:
    """What the W3C's tests and a JSON-LD processor say of a collection."""

    def run(plain: object) -> dict[str, Any]:
        path = tmp_path / "export.jsonld"
        path.write_text(json.dumps(plain))
        script = Path(__file__).parent / "consumers" / "annotations.py"
        done = subprocess.run(
            [environment("jsonld") / "bin" / "python", script, path, schemas / "web-annotation"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return run


@pytest.mark.server
def test_the_w3c_tests_pass_and_no_term_is_lost(
    case: Record, options: ExportOptions, tested: Tested
) -> None:
    found = tested(exported(case, options))
    assert (found["collection"], found["page"], found["annotations"]) == ([], [], [])
    assert_expansion_keeps(found["expanded"], case)


@pytest.mark.server
def test_the_w3c_tests_would_catch_a_negative_position(
    case: Record, options: ExportOptions, tested: Tested
) -> None:
    plain = exported(case, options)
    plain["first"]["items"][0]["target"][0]["selector"][1]["start"] = -1
    assert len(tested(plain)["annotations"]) == 1


def assert_expansion_keeps(expanded: list[dict[str, Any]], case: Record) -> None:
    page = expanded[0]["http://www.w3.org/ns/activitystreams#first"][0]
    items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    motivations = {node["@id"] for item in items for node in item[f"{OA}motivatedBy"]}
    assert motivations == {
        f"{OA}{word}"
        for word in ("highlighting", "classifying", "linking", "describing", "assessing",
                     "commenting", "replying", "editing", "moderating")
    }  # fmt: skip
    link = next(item for item in items if item["@id"] == f"urn:workbench:link:{case.links[0].id}")
    assert len(link[f"{OA}hasTarget"]) == 2
    assert link["urn:workbench:record"][0]["@value"]["aspect"] == "number"
