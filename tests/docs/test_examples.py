"""The Python in the docs runs, and what it shows works."""

import io
import re
from typing import Any

import pytest

from tests.cases import ROOT
from workbench.compare.reading import Pair, Reading
from workbench.config.presets import preset
from workbench.domain.claim import Claim
from workbench.domain.record import Record
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions

PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(page: str) -> list[str]:
    return PYTHON.findall((ROOT / "docs" / page).read_text("utf-8"))


def run(source: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "example"}
    exec(compile(source, "docs", "exec"), names)
    return names


@pytest.mark.parametrize(
    ("page", "number"),
    [
        (path.name, number)
        for path in sorted((ROOT / "docs").glob("*.md"))
        for number in range(len(examples(path.name)))
    ],
)
def test_python_in_the_docs_runs(page: str, number: int) -> None:
    run(examples(page)[number])


def test_the_rule_of_the_page_finds_a_hedge_on_one_side() -> None:
    rule = run(examples("extending.md")[0])["RULE"]
    left = "The mayor of Holm allegedly sold the old harbour crane to a ferry company."
    right = "The mayor of Holm sold the old harbour crane to a ferry company in March."
    pair = Pair(Reading("a", left), Reading("b", right))
    (found,) = rule.apply(pair)
    assert found.reason == "only the left report hedges this"
    assert not list(rule.apply(Pair(Reading("a", right), Reading("b", right + " Truly."))))


def test_the_format_of_the_page_writes_a_line_a_claim() -> None:
    out = io.BytesIO()
    record = Record(claims=(Claim(id="a" * 13, text="Five left", case="c"),))
    write = run(examples("extending.md")[1])["write"]
    write(record, ExportOptions(preset("averitec")), out, Tally(), None)
    assert out.getvalue() == b'{"claim":"Five left","verdict":null}\n'
