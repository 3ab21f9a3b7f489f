"""What is exported as the explanation of a claim's final verdict."""

import io
from dataclasses import replace

import pytest

from workbench.domain.record import Record
from workbench.domain.review import Provenance
from workbench.exchange.claims import Dossiers
from workbench.exchange.formats import write
from workbench.exchange.options import ExportOptions


def ruled(case: Record, provenance: Provenance, note: str) -> Record:
    """The first claim with a final verdict of that provenance and note."""
    ruling = replace(case.adjudications[0], provenance=provenance, note=note)
    return replace(case, adjudications=(ruling,))


def explanation(record: Record) -> str:
    return Dossiers(record).final(record.claims[0]).rationale


@pytest.mark.parametrize("provenance", ["unanimous", "majority"])
def test_a_decision_by_rule_is_explained_by_those_who_judged_so(
    provenance: Provenance, case: Record
) -> None:
    assert explanation(ruled(case, provenance, "all 2 refuted")).startswith("The log says six.")


def test_a_decision_by_rule_that_nobody_explained_says_how_it_came_about(case: Record) -> None:
    silent = replace(case, verdicts=tuple(replace(item, rationale="") for item in case.verdicts))
    assert explanation(ruled(silent, "unanimous", "all 2 refuted")) == "all 2 refuted"


def test_a_decision_by_hand_is_explained_by_its_note(case: Record) -> None:
    assert explanation(ruled(case, "adjudicated", "I read the log myself.")) == (
        "I read the log myself."
    )


@pytest.mark.parametrize("name", ["claimreview", "averitec", "csv", "html", "markdown"])
def test_no_format_exports_a_count_of_verdicts_for_a_rationale(
    name: str, case: Record, options: ExportOptions
) -> None:
    out = io.BytesIO()
    write(name, ruled(case, "unanimous", "COUNTED"), options, out)
    assert b"COUNTED" not in out.getvalue()
    assert b"The log says six." in out.getvalue()
