"""json and jsonl hold everything, and what they import twice is there once."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.config.presets import preset
from workbench.config.scheme import Scheme
from workbench.domain.article import Article, text_hash
from workbench.domain.errors import BadInput, UnknownLabel
from workbench.domain.record import Record
from workbench.exchange.formats import read, write
from workbench.exchange.options import ExportOptions

OWN = pytest.mark.parametrize("name", ["json", "jsonl"])


def exported(name: str, record: Record, options: ExportOptions) -> bytes:
    out = io.BytesIO()
    report = write(name, record, options, out)
    assert report.losses == ()
    return out.getvalue()


def imported(name: str, data: bytes, scheme: Scheme, known: Record | None = None) -> Record:
    found = read(name, io.BytesIO(data), scheme=scheme, known=known or Record())
    assert found.warnings == ()
    return found.record


@OWN
def test_import_gives_back_the_same_record(
    name: str, case: Record, options: ExportOptions, scheme: Scheme
) -> None:
    assert imported(name, exported(name, case, options), scheme) == case


@OWN
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_record_comes_back(
    name: str,
    data: st.DataObject,
    records: st.SearchStrategy[Record],
    options: ExportOptions,
    scheme: Scheme,
) -> None:
    record = data.draw(records)
    assert imported(name, exported(name, record, options), scheme) == record


@OWN
def test_a_second_import_adds_nothing(
    name: str, case: Record, options: ExportOptions, scheme: Scheme
) -> None:
    assert imported(name, exported(name, case, options), scheme, case) == Record()


@OWN
def test_an_object_that_differs_here_is_left_as_it_is_here(
    name: str, case: Record, options: ExportOptions, scheme: Scheme
) -> None:
    changed = replace(case, claims=(replace(case.claims[0], text="Other"), *case.claims[1:]))
    data = io.BytesIO(exported(name, changed, options))
    found = read(name, data, scheme=scheme, known=case)
    assert found.record == Record()
    assert len(found.warnings) == 1
    assert "claims that differ" in found.warnings[0]


@OWN
def test_a_lone_surrogate_survives(name: str, options: ExportOptions, scheme: Scheme) -> None:
    text = "before \udc80 after"
    article = Article("a", "", text_hash(text), "", "A")
    record = Record(articles=(article,), texts={text_hash(text): text})
    assert imported(name, exported(name, record, options), scheme) == record


def test_json_lists_every_kind_with_id_by_and_at(case: Record, options: ExportOptions) -> None:
    plain = json.loads(exported("json", case, options))
    for table in (
        "articles", "spans", "links", "claims", "verdicts", "evidence", "omissions", "comments",
        "corrections", "assignments", "passes", "adjudications", "decisions", "mutes", "conflicts",
    ):  # fmt: skip
        assert plain[table], table
        assert {"id", "by", "at"} <= plain[table][0].keys(), table
    assert plain["verdicts"][1]["pass"] == "blind"
    assert plain["spans"][4]["fragments"] == [list(part) for part in case.spans[4].fragments]
    assert plain["texts"] == case.texts


def test_jsonl_begins_with_its_header(case: Record, options: ExportOptions) -> None:
    lines = exported("jsonl", case, options).splitlines()
    head = {"format": "workbench", "version": 1, "objects": len(lines) - 1}
    assert json.loads(lines[0]) == head


def test_a_file_that_was_cut_between_two_lines_is_noticed(
    case: Record, options: ExportOptions, scheme: Scheme, tmp_path: Path
) -> None:
    lines = _lines(case, options)[:-3]
    error = _complaint(lines, scheme, tmp_path / "x.jsonl")
    assert error.message.startswith(f"the file holds {len(lines) - 1} of")
    assert error.where == f"{tmp_path}/x.jsonl:{len(lines)}"


def _lines(case: Record, options: ExportOptions) -> list[str]:
    return exported("jsonl", case, options).decode().split("\n")


def _complaint(lines: list[str], scheme: Scheme, path: Path) -> BadInput:
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(BadInput) as raised:
        read("jsonl", path, scheme=scheme, known=Record())
    return raised.value


def test_a_changed_text_is_refused_with_its_line(
    case: Record, options: ExportOptions, scheme: Scheme, tmp_path: Path
) -> None:
    lines = _lines(case, options)
    lines[1] = lines[1].replace("Ferry", "Berry")
    error = _complaint(lines, scheme, tmp_path / "x.jsonl")
    assert error.where == f"{tmp_path}/x.jsonl:2"


def test_a_span_past_the_end_is_refused_with_its_line(
    case: Record, options: ExportOptions, scheme: Scheme, tmp_path: Path
) -> None:
    lines = _lines(case, options)
    at = next(n for n, line in enumerate(lines) if '"type":"span"' in line)
    plain = json.loads(lines[at]) | {"fragments": [[0, 99999]], "quote": "nowhere to be found"}
    lines[at] = json.dumps(plain)
    error = _complaint(lines, scheme, tmp_path / "x.jsonl")
    assert error.where == f"{tmp_path}/x.jsonl:{at + 1}"
    assert "outside the text" in error.message


def test_a_label_that_the_scheme_lacks_is_refused_with_its_line(
    case: Record, options: ExportOptions, tmp_path: Path
) -> None:
    lines = _lines(case, options)
    error = _complaint(lines, preset("averitec"), tmp_path / "x.jsonl")
    at = next(n for n, line in enumerate(lines) if '"label":"event"' in line)
    assert isinstance(error, UnknownLabel)
    assert error.where == f"{tmp_path}/x.jsonl:{at + 1}"


def test_json_complaints_name_the_line_too(
    case: Record, options: ExportOptions, scheme: Scheme, tmp_path: Path
) -> None:
    lines = exported("json", case, options).decode().split("\n")
    at = next(n for n, line in enumerate(lines) if '"relation":"agree"' in line)
    lines[at] = lines[at].replace('"agree"', '"resembles"')
    path = tmp_path / "x.json"
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(UnknownLabel) as raised:
        read("json", path, scheme=scheme, known=Record())
    assert raised.value.where == f"{path}:{at + 1}"


def test_words_that_moved_are_found_again(
    case: Record, options: ExportOptions, scheme: Scheme
) -> None:
    span = case.spans[0]
    shifted = replace(span, fragments=((1, 1 + len(span.quote)),))
    record = replace(case, spans=(shifted, *case.spans[1:]))
    data = exported("jsonl", record, options)
    found = read("jsonl", io.BytesIO(data), scheme=scheme, known=Record())
    assert found.record.spans[0].fragments == span.fragments
    assert "moved" in found.warnings[0]


def test_what_names_something_unknown_is_left_out_with_a_warning(
    case: Record, options: ExportOptions, scheme: Scheme
) -> None:
    record = replace(case, spans=case.spans[1:])
    data = exported("jsonl", record, options)
    found = read("jsonl", io.BytesIO(data), scheme=scheme, known=Record())
    assert case.links[0].id not in {link.id for link in found.record.links}
    assert any("links left out" in warning for warning in found.warnings)
