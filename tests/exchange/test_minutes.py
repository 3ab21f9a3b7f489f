"""Minutes: decisions of the session, by whom, and what is left."""

import io
from dataclasses import replace

import pytest

from workbench.domain.errors import WrongUse
from workbench.domain.record import Conflict, ConflictValue, Record
from workbench.exchange.formats import write
from workbench.exchange.options import ExportOptions


def minutes(case: Record, options: ExportOptions, since: str = "") -> dict[str, str]:
    out = io.BytesIO()
    write("minutes", case, replace(options, since=since), out)
    parts = out.getvalue().decode().split("\n## ")
    return {part.partition("\n")[0]: part for part in parts}


def test_decisions_name_who_took_them(case: Record, options: ExportOptions) -> None:
    decided = minutes(case, options)["Decided"]
    assert "**Refuted** (unanimous, cho, 2025-05-02)" in decided
    assert "published (2025-05-02)" in decided
    assert "Place name mended" in decided
    assert "ana submitted the blind pass over harbour" in decided


def test_what_was_before_the_day_is_left_out(case: Record, options: ExportOptions) -> None:
    found = minutes(case, options, since="2025-05-02")
    assert "Nothing." in found["Verdicts given"]
    assert "- ben: 1 comment" in found["Who did what"]
    assert "ana submitted" not in found["Decided"]


def test_what_is_open_says_who_says_what(case: Record, options: ExportOptions) -> None:
    still = minutes(case, options, since="2025-05-02")["Open"]
    assert "ana says Supported; ben says Conflicting" in still
    assert "conflict over text" in still
    assert "Nobody was hurt" not in still, "a void claim is not open"


def test_a_conflict_is_named_by_the_words_of_its_claim(
    case: Record, options: ExportOptions
) -> None:
    final = case.adjudications[0]
    sides = (ConflictValue("a", "ana", "", "d1"), ConflictValue("b", "ben", "", "d2"))
    fields = ("by", "label", "note")
    record = replace(
        case, conflicts=tuple(Conflict(final.id, "adjudications", f, sides) for f in fields)
    )
    claim = next(item for item in case.claims if item.id == final.claim)
    [line] = [line for line in minutes(record, options)["Open"].splitlines() if "conflict" in line]
    assert line.startswith("- conflict over label, note of the final verdict of “")
    assert claim.text[:9] in line


def test_a_task_waits_until_its_reviewer_has_judged(case: Record, options: ExportOptions) -> None:
    assert "waits for" not in minutes(case, options)["Open"]
    task = replace(case.assignments[0], reviewer="dee")
    assert "waits for dee" in minutes(replace(case, assignments=(task,)), options)["Open"]


@pytest.mark.parametrize("since", ["yesterday", "2025", "2025-5-1", "2025-99-99"])
def test_a_day_that_is_none_is_refused(since: str, case: Record, options: ExportOptions) -> None:
    with pytest.raises(WrongUse, match="is no day"):
        minutes(case, options, since)
