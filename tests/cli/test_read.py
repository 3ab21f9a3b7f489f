"""`workbench read`: the record as plain lines, for whoever listens to it."""

import json
from pathlib import Path

import pytest

from tests.cases import FIRST, SECOND
from tests.cli.running import apply, run
from workbench.text.clusters import text_cells
from workbench.workspace.commands import (
    AddClaim,
    AddComment,
    AddEvidence,
    AddSpan,
    GiveVerdict,
    LinkSpans,
    Omit,
)
from workbench.workspace.workspace import Workspace

CLAIM = "Five opposition leaders fled"


@pytest.fixture
def record(folder: Path) -> Path:
    """Two linked marks, a claim, and what two reviewers say of it."""
    with Workspace(folder, "ada") as ada:
        left = str(ada.do(AddSpan(article=FIRST, fragments=((6, 14),))).id)
        right = str(ada.do(AddSpan(article=SECOND, fragments=((0, 9),))).id)
        pair = LinkSpans(source=left, target=right, relation="more_specific", aspect="number")
        link = str(ada.do(pair).id)
        claim = str(ada.do(AddClaim(text=CLAIM, spans=(left,), links=(link,))).id)
        why = "They were six."
        ada.do(GiveVerdict(claim=claim, label="refuted", rationale=why, confidence=0.8))
        ada.do(Omit(claim=claim, article=SECOND))
        ada.do(AddEvidence(claim=claim, title="A register", stance="refutes"))
    with Workspace(folder, "ben") as ben:
        ben.do(AddComment(claim=claim, text="Who\ncounted?"))
    return folder


def lines_of(folder: Path, *arguments: str, reviewer: str = "ada") -> list[str]:
    done = run(folder, "read", *arguments, reviewer=reviewer)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_mark_is_announced_where_it_begins_and_ends_and_told_after_the_sentence(
    record: Path,
) -> None:
    lines = lines_of(record, FIRST, "--width", "0")
    at = next(place for place, line in enumerate(lines) if "[mark 1]" in line)
    assert lines[at].startswith("After [mark 1] 412 days [end 1] of sheltering")
    assert lines[at + 1 : at + 4] == [
        "Mark 1, by ada: “412 days”",
        f"Mark 1 carries claim 1, verdict Refuted: {CLAIM}",
        "Mark 1 more specific (number): “Venezuela”, in Venezuela Denies Rescue of Opposition "
        "Figures to U.S.",
    ]


def test_from_its_other_end_a_link_is_called_the_other_way_round(record: Path) -> None:
    assert any(
        line.startswith("Mark 1 less specific (number): “412 days”")
        for line in lines_of(record, SECOND, "--width", "0")
    )


def test_a_claim_is_told_one_thing_a_line(record: Path) -> None:
    lines = lines_of(record, "--claim", "1", "--width", "0")
    assert lines[:2] == [f"Claim 1: {CLAIM}", "State: open, verdict Refuted"]
    assert lines[5:] == [
        "Omission, signed by ada: nothing of it in Venezuela Denies Rescue of Opposition Figures "
        "to U.S.",
        "Verdict by ada: Refuted, confidence 80%",
        "Rationale of ada: They were six.",
        "Evidence by ada, refutes: A register",
        "Comment by ben: Who counted?",
    ]


def test_an_omission_of_an_earlier_version_is_told_as_that(folder: Path) -> None:
    apply(
        folder,
        {"do": "add_claim", "text": "They ate pasta"},
        {"do": "omit", "claim": "$1", "article": FIRST},
    )
    file = folder / "seeds" / f"{FIRST}.txt"
    file.write_text(file.read_text("utf-8") + "They ate pasta.", "utf-8")
    taken = run(folder, "add", "--replaces", FIRST, str(file))
    assert "1 omission was signed for an earlier version" in taken.stderr
    assert "signed for an earlier version" in " ".join(lines_of(folder, "--claim", "1"))
    (claim,) = json.loads(run(folder, "claims", "--json").stdout)
    assert [item["current"] for item in claim["omissions"]] == [False]


def test_a_claim_is_found_by_its_id_too(record: Path) -> None:
    id = json.loads(run(record, "claims", "--json").stdout)[0]["id"]
    assert lines_of(record, "--claim", id) == lines_of(record, "--claim", "1")


@pytest.mark.parametrize("width", [40, 80])
def test_lines_are_as_wide_as_asked_and_hold_neither_colour_nor_drawing(
    record: Path, width: int
) -> None:
    lines = lines_of(record, "--width", str(width))
    assert max(map(text_cells, lines)) <= width
    assert not any(char == "\x1b" or "─" <= char <= "▟" for line in lines for char in line)


def test_everything_is_read_from_the_first_article_to_the_last_claim(record: Path) -> None:
    lines = lines_of(record)
    assert lines[0] == "Case: case. 2 articles, 1 claim."
    names = [line for line in lines if line.startswith(("Name: ", "Claim 1:"))]
    assert names == [f"Name: {FIRST}", f"Name: {SECOND}", f"Claim 1: {CLAIM}"]


def test_as_json_marks_carry_offsets_and_passages_their_words(record: Path) -> None:
    found = json.loads(run(record, "read", FIRST, "--json").stdout)
    passage = found["passages"][0]
    [mark] = passage["marks"]
    assert mark["fragments"] == [[6, 14]]
    assert passage["text"][6 - passage["start"] :].startswith(mark["quote"])
    whole = json.loads(run(record, "read", "--json").stdout)
    assert [item["id"] for item in whole[0]["articles"]] == [FIRST, SECOND]
    assert whole[0]["claims"][0] == json.loads(run(record, "read", "--claim", "1", "--json").stdout)


def test_a_blind_pass_withholds_what_others_said_and_says_so(record: Path) -> None:
    (record / "workbench.toml").write_text('[review]\nblind = "on"\n')
    done = run(record, "read", "--claim", "1", reviewer="ben")
    assert "They were six" not in done.stdout
    assert "Refuted" not in done.stdout
    assert "A register" not in done.stdout
    assert "Comment by ben" in done.stdout
    everything = run(record, "read", reviewer="ben")
    assert "no verdict" in everything.stdout
    assert "Refuted" not in everything.stdout
    assert "case: blind pass: others' verdicts are withheld until you submit" in everything.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nope",), 3, "there is no article 'nope'"),
        (("--claim", "7"), 3, "there is no claim 7; there are 1"),
        ((FIRST, "--claim", "1"), 2, "an article and a claim are named"),
        (("--width", "-1"), 2, "--width: -1 is no width"),
    ],
)
def test_what_cannot_be_read_is_named_in_one_line(
    record: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = run(record, "read", *arguments)
    assert (done.returncode, done.stderr.count("\n")) == (code, 1)
    assert said in done.stderr
