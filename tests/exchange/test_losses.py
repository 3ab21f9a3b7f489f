"""Whatever a reviewer wrote is in an export, or its loss report names it."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.traps import make_span
from workbench.domain.article import Article, text_hash
from workbench.domain.claim import Claim, Comment, Correction, Omission
from workbench.domain.ids import derived_id
from workbench.domain.record import TABLES, Record
from workbench.domain.review import Adjudication, Assignment, Mute, Pass, SuggestionDecision
from workbench.domain.span import Link, Span
from workbench.domain.verdict import Evidence, Verdict
from workbench.exchange.formats import FORMATS, write
from workbench.exchange.loss import LossReport
from workbench.exchange.options import ExportOptions
from workbench.exchange.rest import FIELDS

TEXTS = ("Five sailors were rescued here.", "Six crew were saved there.", "Rain is expected.")

STRUCTURE = {
    "articles": "id case version path guessed bom encoding extractor file_hash declined "
    "declined_file by at",
    "spans": "id article version fragments quote prefix suffix state",
    "links": "id source target relation",
    "claims": "id case state spans links",
    "verdicts": "id claim label evidence round after_discussion",
    "evidence": "id claim stance",
    "omissions": "id claim article version",
    "comments": "id claim reply_to",
    "corrections": "id claim",
    "adjudications": "id claim label provenance verdicts",
    "assignments": "id claim",
    "passes": "id case name submitted",
    "decisions": "id kind decision places made",
    "mutes": "id",
}
"""What nobody writes by hand, or chooses from a list: it is not looked for."""

WORDS = {
    "claims": ("text",),
    "comments": ("text",),
    "corrections": ("text",),
    "assignments": ("reviewer",),
    "passes": ("reviewer",),
    "decisions": ("rule",),
    "mutes": ("rule",),
}
"""What a record is about: lost only with the record itself."""

NOUNS = {
    "evidence": "evidence",
    "decisions": "decisions on suggestions",
    "mutes": "muted rules",
}


class Marks:
    """Gives every field a value that stands nowhere else."""

    def __init__(self) -> None:
        self.of: dict[tuple[str, str], str] = {}

    def __call__(self, table: str, *names: str) -> dict[str, Any]:
        return {name: self.mark(table, name) for name in names}

    def mark(self, table: str, name: str) -> str:
        number = len(self.of)
        made = f"zq{number}{table}{name}".replace("_", "")
        if name in ("stated_on", "due", "published", "retrieved"):
            made = f"{1900 + number}-01-02"
        elif name == "at":
            made = f"{1900 + number}-01-02T03:04:05.678Z"
        elif name in ("url", "archive_url"):
            made = f"https://{made}.example/"
        self.of[table, name] = made
        return made

    def signed(self, table: str) -> dict[str, Any]:
        return self(table, "by", "at")


def marked() -> tuple[Record, Marks]:
    mark = Marks()
    hashes = [text_hash(text) for text in TEXTS]
    first = Article(
        "one", "case", hashes[0], "",
        **mark("articles", "title", "source", "author", "published", "url", "language", "notes"),
    )  # fmt: skip
    two = Article("two", "case", hashes[1], "", "two")
    three = Article("three", "case", hashes[2], "", "three")
    plain = make_span("b", "two", TEXTS[1], ((0, 8),))
    base = make_span("a", "one", TEXTS[0], ((0, 12),))
    about = {**mark("spans", "label", "note", "was"), **mark.signed("spans")}
    span = Span(base.id, "one", hashes[0], base.fragments, base.quote, base.prefix, base.suffix,
                state="edited", **about)  # fmt: skip
    facets = {**mark("links", "aspect", "voice", "certainty", "note"), **mark.signed("links")}
    link = Link(derived_id("l"), span.id, plain.id, "contradict", **facets)
    claim = Claim(
        derived_id("c"), case="case", spans=(span.id,), links=(link.id,), state="published",
        priority=77713, tags=(mark.mark("claims", "tags"),),
        **mark("claims", "text", "claimant", "stated_on", "stated_at", "due", "published"),
        **mark.signed("claims"),
    )  # fmt: skip
    mark.of["claims", "priority"] = "77713"
    mark.of["verdicts", "confidence"] = "0.43"
    source = Evidence(
        derived_id("e"), claim.id, stance="refutes",
        **mark("evidence", "quote", "title", "url", "locator", "archive_url", "file_hash",
               "retrieved", "note"),
        **mark.signed("evidence"),
    )  # fmt: skip
    verdict = Verdict(
        derived_id("v"), claim.id, "refuted", confidence=0.43, evidence=(source.id,),
        **mark("verdicts", "rationale"), **mark.signed("verdicts"),
    )  # fmt: skip
    places = (("one", (0, 4)),)
    return Record(
        articles=(first, two, three),
        texts=dict(zip(hashes, TEXTS, strict=True)),
        spans=(span, plain),
        links=(link,),
        claims=(claim,),
        verdicts=(verdict,),
        evidence=(source,),
        omissions=(
            Omission(derived_id("o"), claim.id, "three", hashes[2],
                     **mark("omissions", "note"), **mark.signed("omissions")),
        ),
        comments=(
            Comment(derived_id("m"), claim.id, **mark("comments", "text"),
                    **mark.signed("comments")),
        ),
        corrections=(
            Correction(derived_id("k"), claim.id, **mark("corrections", "text"),
                       **mark.signed("corrections")),
        ),
        assignments=(
            Assignment(derived_id("t"), claim.id, **mark("assignments", "reviewer"),
                       **mark.signed("assignments")),
        ),
        passes=(
            Pass(derived_id("p"), "case", name="open", submitted="2001-01-01T00:00:00.000Z",
                 **mark("passes", "reviewer", "closed_by", "reopened_by"), **mark.signed("passes")),
        ),
        adjudications=(
            Adjudication(derived_id("j"), claim.id, "refuted", "adjudicated",
                         verdicts=(verdict.id,), **mark("adjudications", "note"),
                         **mark.signed("adjudications")),
        ),
        decisions=(
            SuggestionDecision(derived_id("d"), kind="name", decision="rejected", places=places,
                               **mark("decisions", "rule", "reason"), **mark.signed("decisions")),
        ),
        mutes=(Mute(derived_id("u"), **mark("mutes", "rule"), **mark.signed("mutes")),),
    ), mark  # fmt: skip


def exported(
    name: str, record: Record, options: ExportOptions, folder: Path
) -> tuple[str, LossReport]:
    target = folder / "out"
    report = write(name, record, options, target)
    files = sorted(target.rglob("*")) if target.is_dir() else [target]
    text = "\n".join(file.read_text("utf-8") for file in files if file.is_file())
    return text.replace("\\", ""), report


def stands(value: str, text: str) -> bool:
    """Whether a value is in an export, dates in any order and times as days."""
    if value[4:8] == "-01-":
        day = value[:10]
        return day in text or "-".join(reversed(day.split("-"))) in text
    if value == "0.43":
        return value in text or "43%" in text
    return value in text


def told(table: str, name: str, report: LossReport) -> bool:
    noun = NOUNS.get(table, table)
    word = {**FIELDS.get(table, {}), "by": "names", "at": "times"}.get(name)
    whole = {noun, f"pieces of {noun}"}
    return any(
        loss.what in whole or (word and loss.what.endswith(f"of {noun}") and word in loss.what)
        for loss in report.losses
    )


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_field_is_in_the_export_or_named_in_its_loss_report(
    name: str, options: ExportOptions, tmp_path: Path
) -> None:
    if FORMATS[name].extra:
        pytest.importorskip("cassis", reason="the extra is not installed")
    record, marks = marked()
    text, report = exported(name, record, options, tmp_path)
    silent = [
        f"{table}.{field}"
        for (table, field), value in marks.of.items()
        if not stands(value, text) and not told(table, field, report)
    ]
    assert silent == []


def test_every_field_that_people_write_is_looked_for() -> None:
    _, marks = marked()
    looked = {table: {field for at, field in marks.of if at == table} for table in TABLES}
    for table, kind in TABLES.items():
        names = {field.name for field in fields(kind)}
        assert names - set(STRUCTURE[table].split()) == looked[table], table
        assert set(FIELDS.get(table, ())) <= names, table


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_our_own_formats_lose_nothing(name: str, options: ExportOptions, tmp_path: Path) -> None:
    record, _ = marked()
    assert exported(name, record, options, tmp_path)[1].losses == ()
