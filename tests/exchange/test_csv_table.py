"""The table of claims: safe in a spreadsheet, and back again."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.config.scheme import Scheme
from workbench.domain.errors import BadInput
from workbench.domain.record import Record
from workbench.exchange.csv_table import plain_cell, safe_cell
from workbench.exchange.formats import read, write
from workbench.exchange.options import ExportOptions


@pytest.fixture
def table(case: Record, options: ExportOptions) -> bytes:
    out = io.BytesIO()
    write("csv", case, options, out)
    return out.getvalue()


@pytest.fixture
def rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def test_it_begins_with_the_mark_that_spreadsheets_need(table: bytes) -> None:
    assert table.startswith(b"\xef\xbb\xbfclaim_id,case,claim,")


def test_one_row_a_claim_with_its_verdict(rows: list[dict[str, str]], case: Record) -> None:
    assert [row["claim_id"] for row in rows] == [claim.id for claim in case.claims]
    assert [row["verdict"] for row in rows] == ["Refuted", "", ""]
    assert [row["provenance"] for row in rows] == ["unanimous", "unresolved", "not judged"]


def test_no_cell_is_a_formula(rows: list[dict[str, str]]) -> None:
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert rows[1]["claim"].startswith("'=1+1")
    assert rows[1]["claimant"] == "'@family"


@given(st.text(alphabet="'=+-@\t\r\nab 1"))
def test_a_guarded_cell_gives_back_its_text(text: str) -> None:
    assert plain_cell(safe_cell(text)) == text
    assert not safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_claims_come_back(table: bytes, case: Record, scheme: Scheme) -> None:
    found = read("csv", io.BytesIO(table), scheme=scheme, known=Record()).record
    assert [(c.id, c.text, c.claimant) for c in found.claims] == [
        (c.id, c.text, c.claimant) for c in case.claims
    ]


def test_claims_that_are_here_are_left_alone(table: bytes, case: Record, scheme: Scheme) -> None:
    assert read("csv", io.BytesIO(table), scheme=scheme, known=case).record == Record()


def test_a_plain_list_of_claims_is_enough(scheme: Scheme) -> None:
    data = b"claim,claimant\nThe sea is salt,ana\n"
    once = read("csv", io.BytesIO(data), scheme=scheme, known=Record()).record
    assert once.claims[0].text == "The sea is salt"
    assert read("csv", io.BytesIO(data), scheme=scheme, known=once).record == Record()


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"text,claimant\na,b\n", 1),
        (b'claim\n"two\nlines"\n""\n,\na,b\n', 6),
        (b'claim,priority\n"a\nb",1\nb,high\n', 4),
        (b"claim\nokay\na,b\n", 3),
        (b'claim\nokay\n"open\n', 3),
        (b"claim,claim_id\nokay,nonsense\n", 2),
    ],
)
def test_a_fault_names_its_line(data: bytes, line: int, scheme: Scheme, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(data)
    with pytest.raises(BadInput) as raised:
        read("csv", path, scheme=scheme, known=Record())
    assert raised.value.where == f"{path}:{line}"


def test_a_passage_of_any_length_comes_through(
    case: Record, options: ExportOptions, scheme: Scheme
) -> None:
    long = replace(case.spans[0], quote="word " * 40_000)
    out = io.BytesIO()
    write("csv", replace(case, spans=(long, *case.spans[1:])), options, out)
    found = read("csv", io.BytesIO(out.getvalue()), scheme=scheme, known=Record()).record
    assert len(found.claims) == len(case.claims)


def test_a_row_that_repeats_a_claim_is_taken_once(scheme: Scheme) -> None:
    data = b"claim,claimant\nThe sea is salt,ana\nIt rains,ben\nThe sea is salt,ana\n"
    found = read("csv", io.BytesIO(data), scheme=scheme, known=Record())
    assert [claim.text for claim in found.record.claims] == ["The sea is salt", "It rains"]
    assert any("repeat" in warning for warning in found.warnings)


def test_a_row_that_gives_a_claim_other_data_names_the_line_of_the_first(
    scheme: Scheme, tmp_path: Path
) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("claim,claimant\nThe sea is salt,ana\nThe sea is salt,ben\n")
    with pytest.raises(BadInput, match="claim of line 2 stands here again") as raised:
        read("csv", path, scheme=scheme, known=Record())
    assert raised.value.where == f"{path}:3"
