import json
from pathlib import Path
from typing import Any

import pytest

from tests.cases import FIRST, SECOND
from tests.cli.running import apply, run

WHOLE_RECORD = (
    {"do": "add_span", "article": FIRST, "fragments": [[82, 109]]},
    {"do": "add_span", "article": SECOND, "fragments": [[0, 20]]},
    {"do": "link", "source": "$1", "target": "$2", "relation": "contradict", "aspect": "number"},
    {"do": "add_claim", "text": "Five left.", "spans": ["$1", "$2"], "links": ["$3"]},
    {
        "do": "give_verdict",
        "claim": "$4",
        "label": "refuted",
        "rationale": "The other report counts six.",
        "confidence": 0.8,
        "evidence": [{"quote": "six", "title": "t", "url": "u", "stance": "refutes"}],
    },
)


def test_one_file_builds_a_whole_record(folder: Path) -> None:
    answers = apply(folder, *WHOLE_RECORD)
    assert [answer["ok"] for answer in answers] == [True] * 5
    exported = json.loads(run(folder, "export", "json").stdout)
    [claim] = exported["claims"]
    [verdict] = exported["verdicts"]
    assert claim["links"] == [exported["links"][0]["id"]]
    assert (verdict["label"], verdict["by"], verdict["pass"]) == ("refuted", "ada", "open")
    for span in exported["spans"]:
        text = exported["texts"][span["version"]]
        assert span["quote"] == " ".join(text[start:end] for start, end in span["fragments"])


def test_lines_count_from_1_and_failed_ones_say_why(folder: Path) -> None:
    done = run(
        folder,
        "apply",
        given='{"do": "add_claim", "text": "a"}\n\n{"do": "add_clam"}\nnot json\n',
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["line"] for answer in answers] == [1, 3, 4]
    assert answers[1]["error"].endswith("did you mean 'add_claim'?")
    assert answers[2]["error"].startswith("not JSON at column 1")
    assert done.returncode == 3


def test_after_a_failure_it_goes_on_unless_told_to_stop(folder: Path) -> None:
    commands = ({"do": "delete", "id": "nothing"}, {"do": "add_claim", "text": "a"})
    assert [answer["ok"] for answer in apply(folder, *commands)] == [False, True]
    stopped = apply(folder, *commands, options=("--stop",))
    assert [answer["ok"] for answer in stopped] == [False]


def test_a_line_that_the_system_refuses_says_why_and_the_next_is_applied(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "third.txt").write_text("Five people left the house.\n")
    path, case = str(tmp_path / "third.txt"), "\N{GRINNING FACE}" * 100
    answers = apply(
        folder,
        {"do": "add_article", "path": path, "case": case},
        {"do": "add_claim", "text": "a"},
    )
    assert [answer["ok"] for answer in answers] == [False, True]
    assert answers[0]["error"].lower().endswith("file name too long")


def test_a_reference_to_a_line_that_failed_says_so(folder: Path) -> None:
    answers = apply(
        folder,
        {"do": "add_span", "article": "none", "fragments": [[0, 1]]},
        {"do": "add_claim", "text": "costs $1", "spans": ["$1"]},
    )
    assert answers[1]["error"] == "'$1' stands for line 1, which made nothing"


def test_dollar_signs_in_words_are_left_alone(folder: Path) -> None:
    apply(folder, {"do": "add_claim", "text": "$1"}, {"do": "comment", "claim": "$1", "text": "$2"})
    exported = json.loads(run(folder, "export", "json").stdout)
    assert exported["claims"][0]["text"] == "$1"
    assert exported["comments"][0]["text"] == "$2"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ({"do": "link", "source": "a"}, "link needs 'target'"),
        ({"do": "add_claim", "text": "a", "txt": 1}, "did you mean 'text'?"),
        ({"do": "add_claim", "text": 5}, "add_claim: text: input should be a valid string"),
        ({"text": "a"}, 'no "do"'),
        ([1], "not a JSON object"),
    ],
)
def test_a_malformed_command_says_what_is_wrong(folder: Path, command: Any, said: str) -> None:
    [answer] = apply(folder, command)
    assert not answer["ok"]
    assert said in answer["error"]


def test_undo_and_redo_are_commands_too(folder: Path) -> None:
    answers = apply(folder, {"do": "add_claim", "text": "a"}, {"do": "undo"})
    assert answers[1]["ok"]
    assert json.loads(run(folder, "claims", "--json").stdout) == []
    apply(folder, {"do": "redo"})
    assert len(json.loads(run(folder, "claims", "--json").stdout)) == 1


def test_a_file_that_is_not_there_is_bad_input(folder: Path) -> None:
    done = run(folder, "apply", "nowhere.jsonl")
    assert done.returncode == 3
    assert done.stderr == "workbench: nowhere.jsonl: can't be read: No such file or directory\n"


def test_the_schema_describes_every_command(folder: Path) -> None:
    described = json.loads(run(folder, "schema", "commands").stdout)
    names = {item["properties"]["do"]["const"] for item in described["oneOf"]}
    assert {"add_span", "link", "give_verdict", "undo", "anchor", "close_pass"} <= names


def test_a_passage_in_place_of_a_span_may_name_an_article_of_an_earlier_line(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "ferry.txt").write_text("Some third text here.", "utf-8")
    passage = {"article": "$1", "fragments": [[5, 10]]}
    answers = apply(
        folder,
        {"do": "add_article", "path": str(tmp_path / "ferry.txt")},
        {"do": "add_claim", "text": "x", "spans": [passage]},
    )
    assert [answer["ok"] for answer in answers] == [True, True]
    [span] = json.loads(run(folder, "export", "json").stdout)["spans"]
    assert (span["article"], span["quote"]) == ("ferry", "third")


def test_a_file_that_begins_with_a_byte_order_mark_is_applied(folder: Path) -> None:
    file = folder / "commands.jsonl"
    lines = [{"do": "add_claim", "text": "a"}, {"do": "comment", "claim": "$1", "text": "b"}]
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8-sig")
    assert run(folder, "apply", str(file)).returncode == 0


def test_a_number_without_end_is_refused_in_one_line(folder: Path) -> None:
    endless = "9" * 5000
    [answer] = apply(folder, {"do": "comment", "claim": f"${endless}", "text": "b"})
    assert "is not before this one" in answer["error"]
    for arguments in (
        ("read", "--claim", endless),
        ("picture", "--size", f"{endless}x40"),
        ("settings", "review.publish_needs", endless),
    ):
        done = run(folder, *arguments)
        assert done.returncode in (2, 3)
        assert done.stderr.count("\n") == 1
