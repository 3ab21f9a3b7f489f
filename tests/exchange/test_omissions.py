"""Omissions in the formats that people read: of which version they were signed."""

import io
from dataclasses import replace

import pytest

from workbench.domain.record import Record
from workbench.exchange.formats import write
from workbench.exchange.options import ExportOptions

READ_BY_PEOPLE = ["markdown", "html", "csv", "webannotation"]


def written(format: str, case: Record, options: ExportOptions) -> str:
    out = io.BytesIO()
    write(format, case, options, out)
    return out.getvalue().decode()


@pytest.mark.parametrize("format", READ_BY_PEOPLE)
def test_an_omission_of_the_current_version_is_not_restricted(
    format: str, case: Record, options: ExportOptions
) -> None:
    assert "signed for an earlier version" not in written(format, case, options)


@pytest.mark.parametrize("format", READ_BY_PEOPLE)
def test_an_omission_of_an_earlier_version_says_so(
    format: str, case: Record, options: ExportOptions
) -> None:
    earlier = tuple(replace(item, version="0" * 64) for item in case.omissions)
    case = replace(case, omissions=earlier)
    assert written(format, case, options).count("signed for an earlier version") == len(earlier)
