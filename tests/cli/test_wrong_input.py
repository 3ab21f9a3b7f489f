"""Wrong input: one line that says what, where and what to do; an exit code; nothing lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import FIRST
from tests.cli.running import apply, run


def only_article(folder: Path, content: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a.txt").write_bytes(content)
    return folder


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    done = run(tmp_path / "nowhere", "status")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "there is no such folder" in done.stderr


def test_a_folder_without_articles_says_where_to_put_them(tmp_path: Path) -> None:
    done = run(tmp_path, "status")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1
    assert "put the articles there" in done.stderr


def test_one_article_is_enough_to_begin_and_the_next_step_asks_for_another(
    tmp_path: Path,
) -> None:
    done = run(only_article(tmp_path / "w", b"Five left."), "status")
    assert done.returncode == 0
    assert "add a second article" in done.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "PNG"),
        (b"", "empty"),
        (b"Five\x00left, and six\x00 stayed behind in the house.", "NUL"),
        ("Caf\xe9 ferm\xe9 \xe0 No\xebl, \x93so\x94 le maire.".encode("latin-1"), "--encoding"),
    ],
    ids=["binary", "empty", "NUL", "not UTF-8"],
)
def test_a_file_that_is_no_text_is_named_with_the_reason(
    tmp_path: Path, content: bytes, said: str
) -> None:
    done = run(only_article(tmp_path / "w", content), "articles")
    assert done.returncode == 3
    assert "a.txt" in done.stderr
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_that_is_not_utf8_opens_with_its_encoding(tmp_path: Path) -> None:
    folder = only_article(tmp_path / "w", "Café fermé à Noël.".encode("cp1252"))
    assert run(folder, "--encoding", "cp1252", "articles").returncode == 0
    unknown = run(folder, "--encoding", "klingon", "articles")
    assert unknown.returncode == 2
    assert "there is no encoding 'klingon'" in unknown.stderr


def test_one_bad_file_does_not_hide_the_others(folder: Path) -> None:
    (folder / "seeds" / "bad.txt").write_bytes(b"\x00\x01\x02")
    done = run(folder, "articles", "--json")
    assert done.returncode == 3
    assert FIRST in [item["id"] for item in json.loads(done.stdout)]
    assert "bad.txt" in done.stderr


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\xff", b"Caf\xe9"])
def test_an_annotated_article_whose_file_is_unreadable_is_listed_with_that(
    folder: Path, content: bytes
) -> None:
    apply(folder, {"do": "add_span", "article": FIRST, "fragments": [[0, 5]]})
    (folder / "seeds" / f"{FIRST}.txt").write_bytes(content)
    done = run(folder, "articles")
    assert done.returncode == 3
    assert "(file can't be read)" in done.stdout
    assert done.stderr.count(f"{FIRST}.txt") == 1
    listed = {item["id"]: item for item in json.loads(run(folder, "articles", "--json").stdout)}
    assert [item["unreadable_on_disk"] for item in listed.values()] == [True, False]


def test_the_status_is_told_although_an_article_s_file_is_unreadable(folder: Path) -> None:
    apply(folder, {"do": "add_span", "article": FIRST, "fragments": [[0, 5]]})
    (folder / "seeds" / f"{FIRST}.txt").write_bytes(b"")
    done = run(folder, "status", "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["unreadable_on_disk"] == [FIRST]
    assert "the file is empty" in done.stderr


def test_the_status_counts_a_text_that_is_missing(folder: Path) -> None:
    apply(folder, {"do": "add_span", "article": FIRST, "fragments": [[0, 5]]})
    for text in (folder / "annotations" / "texts").iterdir():
        text.unlink()
    done = run(folder, "status", "--json")
    assert json.loads(done.stdout)["faults"] == 1
    assert f"{FIRST}: its text is missing" in done.stderr


def test_unknown_labels_and_offsets_past_the_end_fail_their_line_only(folder: Path) -> None:
    answers = apply(
        folder,
        {"do": "add_span", "article": FIRST, "fragments": [[0, 5]]},
        {"do": "add_span", "article": FIRST, "fragments": [[0, 999_999]]},
        {"do": "add_span", "article": FIRST, "fragments": [[0, 5]], "label": "colour"},
        {"do": "add_claim", "text": "a"},
        {"do": "give_verdict", "claim": "$4", "label": "pants_on_fire"},
    )
    assert [answer["ok"] for answer in answers] == [True, False, False, True, False]
    assert "2327 code points" in answers[1]["error"]
    assert "no span label 'colour'" in answers[2]["error"]
    assert "no verdict label 'pants_on_fire'" in answers[4]["error"]


def test_annotations_that_can_not_be_written_say_so_and_acknowledge_nothing(
    folder: Path,
) -> None:
    if os.geteuid() == 0:
        # Root may write everywhere: a file stands where the folder should be.
        (folder / "annotations").write_text("in the way")
    else:
        (folder / "annotations").mkdir(mode=0o500)
    done = run(folder, "apply", given='{"do": "add_claim", "text": "a"}\n')
    assert done.returncode == 4
    assert '"ok": true' not in done.stdout


def test_a_text_of_50_megabytes_is_opened_or_refused_by_a_named_limit(tmp_path: Path) -> None:
    folder = only_article(tmp_path / "w", b"Five people left the house.\n" * 1_900_000)
    done = run(folder, "articles")
    assert done.returncode in (0, 3)
    if done.returncode:
        assert "limit of" in done.stderr
        assert done.stderr.count("\n") == 1


def test_the_screen_needs_a_terminal(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workbench", str(folder)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr


def test_control_characters_in_names_never_reach_the_terminal(folder: Path) -> None:
    done = run(folder, "claims", "--case", "\x1b[31mred")
    assert done.returncode == 3
    assert "\x1b" not in done.stderr


def test_export_needs_a_known_format_and_never_replaces_a_file_unasked(
    folder: Path, tmp_path: Path
) -> None:
    assert "there is no format 'pdf'" in run(folder, "export", "pdf").stderr
    target = tmp_path / "out.json"
    target.write_text("mine")
    done = run(folder, "export", "json", "-o", str(target))
    assert done.returncode == 2
    assert target.read_text() == "mine"
    assert run(folder, "export", "json", "-o", str(target), "--force").returncode == 0
    assert json.loads(target.read_text())["claims"] == []


@pytest.mark.parametrize(
    "own",
    ["seeds/out.json", "annotations/out.json", "archive/out.json", "workbench.toml"],
)
@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "json", "--force", "-o"),
        ("picture", "--force", "-o"),
        ("agreement", "--force", "--csv"),
        ("agreement", "--force", "--svg"),
    ],
    ids=" ".join,
)
def test_nothing_is_ever_written_among_the_workspaces_own_files(
    folder: Path, own: str, arguments: tuple[str, ...]
) -> None:
    done = run(folder, *arguments, str(folder / own))
    assert done.returncode == 2
    assert "belongs to the workspace" in done.stderr
    assert not (folder / own).exists()
