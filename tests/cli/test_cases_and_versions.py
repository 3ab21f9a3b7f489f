"""`workbench cases`, `add` of several files, and `anchors` with versions."""

import json
from pathlib import Path

from tests.cases import FIRST, SECOND
from tests.cli.running import apply, run


def test_cases_are_listed_made_renamed_archived_and_restored(folder: Path) -> None:
    assert run(folder, "cases", "new", "flood").stdout == "made flood\n"
    assert run(folder, "cases", "move", FIRST, "flood").returncode == 0
    assert run(folder, "cases", "rename", "flood", "river").stdout == "flood is called river now\n"
    assert "nothing was deleted" in run(folder, "cases", "archive", "river").stdout
    listed = json.loads(run(folder, "cases", "--json").stdout)
    assert [(case["name"], case["articles"], case["archived"]) for case in listed] == [
        ("case", 1, False),
        ("river", 1, True),
    ]
    assert run(folder, "cases", "restore", "river").returncode == 0
    assert (folder / "seeds" / "river" / f"{FIRST}.txt").is_file()


def test_a_missing_name_is_wrong_use(folder: Path) -> None:
    done = run(folder, "cases", "rename", "case")
    assert done.returncode == 2
    assert "needs: CASE NAME" in done.stderr


def test_of_several_files_those_that_can_be_added_are(folder: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("The river rose.", "utf-8")
    empty = tmp_path / "empty.txt"
    empty.write_text("", "utf-8")
    done = run(folder, "add", str(empty), str(good), "https://a.example/x")
    assert done.returncode == 3
    assert done.stdout == "added good\n"
    assert "empty" in done.stderr
    assert "save the page in a browser" in done.stderr
    assert sorted(path.name for path in (folder / "seeds").iterdir()) == sorted(
        (f"{FIRST}.txt", f"{SECOND}.txt", "good.txt")
    )


def test_anchors_lists_versions_and_goes_back_to_one(folder: Path) -> None:
    apply(folder, {"do": "add_span", "article": FIRST, "fragments": [[6, 9]]})
    file = folder / "seeds" / f"{FIRST}.txt"
    file.write_text(file.read_text("utf-8").replace("412 days", "several weeks"), "utf-8")
    assert run(folder, "add", "--replaces", FIRST, str(file)).returncode == 0
    assert run(folder, "anchors").returncode == 1
    listed = json.loads(run(folder, "anchors", "--article", FIRST, "--versions", "--json").stdout)
    assert [item["current"] for item in listed] == [True, False]
    done = run(folder, "anchors", "--article", FIRST, "--back", listed[1]["version"][:12])
    assert done.stdout == f"{FIRST} has version {listed[1]['version'][:12]} now\n"
    after = run(folder, "anchors", "--all", "--json")
    assert after.returncode == 0
    assert [item["quote"] for item in json.loads(after.stdout)] == ["412"]
