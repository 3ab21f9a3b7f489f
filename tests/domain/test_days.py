"""Days and moments as they are written by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.days import is_day, since
from workbench.domain.errors import WrongUse


@given(st.dates())
def test_every_day_its_month_and_its_year_are_days(day: date) -> None:
    assert all(is_day(day.isoformat()[:length]) for length in (4, 7, 10))


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-31",
        "2025-13",
        "2025-99-99",
        "٢٠٢٥-٠٥-٣١",
        "0000",
        "2025-W01",
        "20250531",
        "May",
        "",
    ],
)
def test_what_no_calendar_holds_is_no_day(text: str) -> None:
    assert not is_day(text)


@pytest.mark.parametrize(
    ("given", "compared"),
    [
        ("", ""),
        ("2025", "2025"),
        ("2025-05-31", "2025-05-31"),
        ("2025-05-31T14:30", "2025-05-31T14:30:00.000"),
        ("2025-05-31 14:30:01Z", "2025-05-31T14:30:01.000"),
        ("2025-05-31T01:30+02:00", "2025-05-30T23:30:00.000"),
    ],
)
def test_a_moment_is_compared_in_utc(given: str, compared: str) -> None:
    assert since(given) == compared


@pytest.mark.parametrize(
    "text", ["yesterday", "22.11.2026", "2025-02-31", "2025-05-31T25:00", "0001-01-01T00:00+10:00"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(WrongUse, match="is no day"):
        since(text)


def test_a_month_is_refused_where_a_whole_day_is_wanted() -> None:
    with pytest.raises(WrongUse, match="is no day"):
        since("2025-05", whole=True)
