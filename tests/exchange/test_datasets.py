"""AVeriTeC, FEVER and SciFact: the keys, the label names and the sentences of each."""

import copy
import io
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from workbench.domain.record import Record
from workbench.exchange.formats import write
from workbench.exchange.json_schema import schema as json_schema
from workbench.exchange.options import ExportOptions
from workbench.text.segment import sentences

HERE = Path(__file__).parent


def exported(name: str, record: Record, options: ExportOptions) -> bytes:
    out = io.BytesIO()
    write(name, record, options, out)
    return out.getvalue()


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode().split("\n") if line]


@pytest.fixture
def averitec(case: Record, options: ExportOptions) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(exported("averitec", case, options))
    return found


@pytest.fixture
def fever(case: Record, options: ExportOptions) -> list[dict[str, Any]]:
    return lines(exported("fever", case, options))


@pytest.fixture
def scifact(
    case: Record, options: ExportOptions, tmp_path: Path
) -> dict[str, list[dict[str, Any]]]:
    write("scifact", case, options, tmp_path / "scifact")
    return {
        name: lines((tmp_path / "scifact" / f"{name}.jsonl").read_bytes())
        for name in ("claims", "corpus")
    }


def test_averitec_answers_come_from_the_evidence(averitec: list[dict[str, Any]]) -> None:
    claim = averitec[0]
    assert (claim["label"], claim["claim_date"]) == ("Refuted", "03-03-2025")
    assert claim["claim_types"] == []
    assert claim["questions"][0]["answers"] == [
        {
            "answer": "Six aboard, six saved",
            "answer_type": "Extractive",
            "source_url": "https://example.org/log",
            "source_medium": "Web text",
            "cached_source_url": "https://example.com/kept",
        }
    ]
    assert claim["questions"][1]["answers"][0]["source_url"] == ""


def test_a_claim_without_evidence_is_unanswerable(case: Record, options: ExportOptions) -> None:
    bare = replace(case, evidence=())
    claim = json.loads(exported("averitec", bare, options))[0]
    assert claim["questions"][0]["answers"][0]["answer"] == "No answer could be found."


def test_claims_without_a_final_verdict_are_counted(case: Record, options: ExportOptions) -> None:
    for name in ("averitec", "fever"):
        report = write(name, case, options, io.BytesIO())
        assert [loss.count for loss in report.losses if loss.what == "claims"] == [2]


def test_a_reviewers_own_verdict_counts_where_there_is_no_final_one(
    case: Record, options: ExportOptions
) -> None:
    found = lines(exported("fever", case, replace(options, reviewer="ana")))
    assert [claim["label"] for claim in found] == ["REFUTES", "SUPPORTS"]


def test_fever_evidence_names_the_sentences_of_both_ends(
    fever: list[dict[str, Any]], case: Record
) -> None:
    rows = fever[0]["evidence"][0]
    texts = {article.id: case.texts[article.version] for article in case.articles}
    found = []
    for _, _, page, line in rows:
        start, end = sentences(texts[page])[line]
        found.append(texts[page][start:end])
    assert any("Five sailors were rescued" in sentence for sentence in found)
    assert any("Six crew saved" in sentence for sentence in found)


def score(instance: dict[str, Any]) -> tuple[bool, bool]:
    """(label right, label and evidence right), by the published rules of FEVER's scorer.

    A claim's evidence is right if the first five predicted sentences hold one of its sets whole;
    for NOT ENOUGH INFO the label alone counts.
    """
    right = instance["predicted_label"] == instance["label"]
    if not right or instance["label"] == "NOT ENOUGH INFO":
        return right, right
    predicted = [tuple(pair) for pair in instance["predicted_evidence"][:5]]
    wanted = [{(page, line) for _, _, page, line in group} for group in instance["evidence"]]
    return right, any(group <= set(predicted) for group in wanted)


def test_the_scorer_wants_a_whole_set() -> None:
    claim = {"label": "REFUTES", "evidence": [[[None, None, "p", 1], [None, None, "q", 2]]]}
    half = claim | {"predicted_label": "REFUTES", "predicted_evidence": [["p", 1]]}
    whole = claim | {
        "predicted_label": "REFUTES",
        "predicted_evidence": [["p", 1], ["q", 2], ["r", 3]],
    }
    assert score(half) == (True, False)
    assert score(whole) == (True, True)


def test_fevers_scorer_accepts_our_evidence(fever: list[dict[str, Any]]) -> None:
    for claim in fever:
        predicted = [[page, line] for _, _, page, line in claim["evidence"][0]]
        prediction = claim | {"predicted_label": claim["label"], "predicted_evidence": predicted}
        assert score(prediction) == (True, True)
        assert score(prediction | {"predicted_evidence": []}) == (True, False)


def test_not_enough_info_has_the_empty_row(case: Record, options: ExportOptions) -> None:
    ruling = replace(case.adjudications[0], label="not_enough_evidence")
    claim = lines(exported("fever", replace(case, adjudications=(ruling,)), options))[0]
    assert claim["label"] == "NOT ENOUGH INFO"
    assert claim["evidence"][0][0][2:] == [None, None]


def test_scifact_sentences_are_those_of_the_corpus(
    scifact: dict[str, list[dict[str, Any]]],
) -> None:
    claim = scifact["claims"][0]
    corpus = {str(document["doc_id"]): document for document in scifact["corpus"]}
    assert claim["cited_doc_ids"] == [1, 2]
    quoted = [
        corpus[doc]["abstract"][number]
        for doc, rationales in claim["evidence"].items()
        for rationale in rationales
        for number in rationale["sentences"]
    ]
    assert any("Five sailors were rescued" in sentence for sentence in quoted)
    labels = {item["label"] for held in claim["evidence"].values() for item in held}
    assert labels == {"CONTRADICT"}


def complaints(name: str, value: object, environment: Callable[[str], Path]) -> list[str]:
    path = HERE / "schemas" / f"{name}.json"
    return validate(path, value, environment)


def validate(path: Path, value: object, environment: Callable[[str], Path]) -> list[str]:
    python = environment("jsonld") / "bin" / "python"
    done = subprocess.run(
        [python, HERE / "consumers" / "schema.py", path],
        input=json.dumps(value), capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.mark.server
def test_each_fits_the_schema_of_its_published_fields(
    averitec: list[dict[str, Any]],
    fever: list[dict[str, Any]],
    scifact: dict[str, list[dict[str, Any]]],
    environment: Callable[[str], Path],
) -> None:
    assert complaints("averitec", averitec, environment) == []
    assert complaints("fever", fever, environment) == []
    assert complaints("scifact", scifact, environment) == []
    wrong = copy.deepcopy(averitec)
    wrong[0]["label"] = "refuted"
    assert complaints("averitec", wrong, environment) != []


@pytest.mark.server
def test_the_json_export_fits_the_schema_that_the_program_prints(
    case: Record, options: ExportOptions, environment: Callable[[str], Path], tmp_path: Path
) -> None:
    path = tmp_path / "schema.json"
    path.write_text(json.dumps(json_schema()))
    plain = json.loads(exported("json", case, options))
    assert validate(path, plain, environment) == []
    assert validate(path, plain | {"spans": [{"id": 1}]}, environment) != []
