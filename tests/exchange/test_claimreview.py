"""ClaimReview as schema.org defines it and Google's guide asks for it."""

import io
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from workbench.config.presets import PRESETS
from workbench.domain.errors import WrongUse
from workbench.domain.record import Record
from workbench.exchange.formats import write
from workbench.exchange.loss import LossReport
from workbench.exchange.options import ExportOptions

REQUIRED = {"claimReviewed", "reviewRating", "url"}
RECOMMENDED = {"author", "itemReviewed"}


def reviews(record: Record, options: ExportOptions) -> tuple[list[dict[str, Any]], LossReport]:
    out = io.BytesIO()
    report = write("claimreview", record, options, out)
    return json.loads(out.getvalue()), report


def judged(case: Record, label: str) -> Record:
    """The published claim with that final verdict."""
    return replace(case, adjudications=(replace(case.adjudications[0], label=label),))


def test_one_object_a_published_claim(case: Record, options: ExportOptions) -> None:
    found, _ = reviews(case, options)
    assert [review["claimReviewed"] for review in found] == [case.claims[0].text]


def test_googles_required_and_recommended_properties_are_there(
    case: Record, options: ExportOptions
) -> None:
    review = reviews(case, options)[0][0]
    assert review.keys() >= REQUIRED | RECOMMENDED
    assert review["reviewRating"]["alternateName"] == "Refuted"
    assert review["url"] == f"https://checks.example.org/{case.claims[0].id}"
    assert review["author"]["name"] == "Elm Checkers"
    assert review["itemReviewed"]["author"]["name"] == "the coast guard"
    assert review["datePublished"] == "2025-05-02"


def test_every_article_that_says_it_is_an_appearance(case: Record, options: ExportOptions) -> None:
    item = reviews(case, options)[0][0]["itemReviewed"]
    assert [work["url"] for work in item["appearance"]] == [
        "https://example.org/ferry",
        "https://example.net/rescue?a=1&b=2",
    ]


@pytest.mark.parametrize(("label", "value"), [("supported", 5), ("refuted", 1)])
def test_two_ranked_labels_are_the_ends_of_googles_scale(
    label: str, value: int, case: Record, options: ExportOptions
) -> None:
    rating = reviews(judged(case, label), options)[0][0]["reviewRating"]
    assert (rating["worstRating"], rating["ratingValue"], rating["bestRating"]) == (1, value, 5)


@pytest.mark.parametrize("label", ["conflicting", "not_enough_evidence"])
def test_a_label_off_the_scale_has_no_numbers(
    label: str, case: Record, options: ExportOptions
) -> None:
    rating = reviews(judged(case, label), options)[0][0]["reviewRating"]
    assert rating["alternateName"]
    assert not {"ratingValue", "bestRating", "worstRating"} & rating.keys()


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_ratings_of_every_preset_lie_on_their_scale(
    name: str, case: Record, options: ExportOptions
) -> None:
    scheme = PRESETS[name]
    for verdict in scheme.verdicts:
        chosen = replace(options, scheme=scheme)
        rating = reviews(judged(case, verdict.id), chosen)[0][0]["reviewRating"]
        if "ratingValue" in rating:
            assert 1 <= rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
            assert rating["worstRating"] < rating["bestRating"]


def test_a_missing_setting_is_asked_for_by_name(case: Record, options: ExportOptions) -> None:
    with pytest.raises(WrongUse, match=r"name = .* under \[publisher\]"):
        reviews(case, replace(options, publisher_name=""))
    with pytest.raises(WrongUse, match=r"url = .* under \[publisher\]"):
        reviews(case, replace(options, publisher_url="javascript:alert(1)"))
    with pytest.raises(WrongUse, match=r"url = .* under \[publisher\]"):
        reviews(case, replace(options, publisher_url="http://[x"))


def test_a_claim_without_a_final_verdict_is_a_loss(case: Record, options: ExportOptions) -> None:
    found, report = reviews(case, replace(options, state="all"))
    assert len(found) == 1
    assert any(loss.what == "claims" and loss.count == 2 for loss in report.losses)


def test_no_script_address_is_cited(case: Record, options: ExportOptions) -> None:
    assert "javascript:" not in json.dumps(reviews(case, options)[0])


@pytest.mark.server
def test_schema_org_knows_every_term_where_it_stands(
    case: Record,
    options: ExportOptions,
    schemas: Path,
    environment: Callable[[str], Path],
    tmp_path: Path,
) -> None:
    write("claimreview", case, options, tmp_path / "export.jsonld")
    script = Path(__file__).parent / "consumers" / "schemaorg.py"
    python = environment("jsonld") / "bin" / "python"
    done = subprocess.run(
        [python, script, tmp_path / "export.jsonld", schemas / "schemaorg"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == {"reviews": 1, "complaints": []}


@pytest.mark.server
@pytest.mark.parametrize("broken", [False, True])
def test_typescript_accepts_it_as_a_claim_review_and_no_misspelling(
    broken: bool,
    case: Record,
    options: ExportOptions,
    environment: Callable[[str], Path],
    tmp_path: Path,
) -> None:
    folder = environment("schemadts")
    found, _ = reviews(case, options)
    if broken:
        found[0]["reviewRating"]["alternatName"] = "Refuted"
    code = tmp_path / "export.ts"
    code.write_text(
        'import type { ClaimReview, WithContext } from "schema-dts";\n'
        f"export const reviews: WithContext<ClaimReview>[] = {json.dumps(found)};\n"
    )
    (tmp_path / "node_modules").symlink_to(folder / "node_modules")
    done = subprocess.run(
        ["node", folder / "node_modules/typescript/bin/tsc", "--strict", "--noEmit",
         "--skipLibCheck", "--target", "es2022", "--module", "nodenext", code],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert (done.returncode != 0) is broken, done.stdout
