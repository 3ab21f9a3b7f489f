"""Numbers and dates: what they are read as, and when two of them differ."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.compare.quantities import Quantity, compare, find


def read(text: str) -> Quantity:
    (one,) = find(text)
    return one


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("at least 20 sailors", "count", 20, math.inf),
        ("up to 20 sailors", "count", 0, 20),
        ("nearly 900 sailors", "count", 792, 900),
        ("about 100 sailors", "count", 90, 110),
        ("two dozen sailors", "count", 24, 24),
        ("twenty-five thousand ships", "count", 25000, 25000),
        ("no sailors", "count", 0, 0),
        ("1.2 million euros", "money:EUR", 1.15e6, 1.25e6),
        ("$5,687.75", "money:USD", 5687.75, 5687.75),
        ("12 percent", "percent", 12, 12),
        ("a 36-year-old", "age", 36, 36),
        ("412 days", "duration", 411.5, 412.5),
        ("a 14-month wait", "duration", 410.906, 441.344),
        ("five decades", "duration", 16436.25, 20088.75),
        ("3 miles", "length", 4828.032, 4828.032),
    ],
)
def test_a_number_is_an_interval_with_a_unit(text: str, unit: str, low: float, high: float) -> None:
    one = read(text)
    assert one.unit == unit
    assert one.low == pytest.approx(low, abs=0.01)
    assert one.high == pytest.approx(high, abs=0.01)


def test_over_a_year_has_no_upper_end() -> None:
    one = read("after over a year in hiding")
    assert (one.unit, one.high) == ("duration", math.inf)
    assert one.low > 365.25 - 0.01


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("on June 26th, 1980", "1980-06-26"),
        ("on 18 July 1996", "1996-07-18"),
        ("in March 2023", "2023-03"),
        ("in the late 1960s", "late 1960s"),
        ("in April of 1866", "1866-04"),
        ("2024-02-29", "2024-02-29"),
        ("from 1927-1941", "1927–1941"),
        ("in October", "October"),
    ],
)
def test_dates_are_read_in_the_usual_forms(text: str, shown: str) -> None:
    assert [(one.unit, one.shown) for one in find(text)] == [("date", shown)]


@pytest.mark.parametrize(
    "text",
    ["The vote ended 3-2.", "They met at 6:20 p.m.", "The F-35 flew.", "one of them left",
     "24-hour watch", "It may march on.", "31 February 2020 30 2:30"],
)  # fmt: skip
def test_times_scores_models_and_verbs_are_no_values(text: str) -> None:
    units = {one.unit for one in find(text) if one.head}
    assert units <= {"ordinal"}
    assert not [one for one in find(text) if one.unit == "date"]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Five sailors left.", "Six sailors left.", ["conflict"]),
        ("Five sailors left.", "All five sailors left.", ["same"]),
        ("More than 20 sailors left.", "31 sailors left.", ["same"]),
        ("He stayed 412 days.", "a 14-month stay", ["close"]),
        ("It cost $5,687.75.", "It cost $5,587.75.", ["close"]),
        ("She was born in 1950.", "Ona (born 3 May 1951) sails.", ["conflict"]),
        ("She died in 2001.", "Ona (3 May 1951 – 7 June 2001) sailed.", ["same"]),
        ("It opened in June.", "It opened on July 8, 2005.", ["conflict"]),
        ("It opened in 2005.", "It opened on July 8, 2005.", ["same"]),
        ("Her second album sold well.", "It was her third studio album.", ["conflict"]),
        ("It was not her first album.", "It was her first album.", ["conflict"]),
        ("Five sailors left.", "Six bridges fell.", []),
        ("Five sailors left.", "Nothing is known.", []),
        ("It began in 2004.", "It ended in 2004.", []),
        ("Five people were killed.", "The blast killed six.", ["conflict"]),
        ("The death toll rose to 27.", "There were 27 deaths.", ["same"]),
        ("Police arrested 40 sailors.", "12 sailors were injured.", []),
        ("At least 12 dead, 30 injured.", "It left 14 dead, 80 wounded.", ["same", "conflict"]),
        ("20 to 30 ships came.", "Between 25 and 28 ships came.", ["same"]),
        ("", "", []),
    ],
)
def test_two_statements_agree_come_close_or_conflict(a: str, b: str, expected: list[str]) -> None:
    assert [agreement for _, _, agreement in compare(a, b)] == expected


@given(st.text(max_size=120))
@settings(deadline=None, max_examples=60)
def test_every_quantity_stands_where_it_says(text: str) -> None:
    for one in find(text):
        assert text[one.start : one.end] == one.text != ""
        assert one.low <= one.high


YEARS = range(1300, 2100)


@given(
    st.integers(2, 10**6).filter(lambda n: n not in YEARS),
    st.sampled_from(["sailors", "ships", "days", "percent", "dollars"]),
)
@settings(deadline=None, max_examples=40)
def test_a_number_agrees_with_itself_in_another_notation(number: int, noun: str) -> None:
    agreements = [one for _, _, one in compare(f"They saw {number} {noun}.", f"{number:,} {noun}")]
    assert agreements == ["same"]
