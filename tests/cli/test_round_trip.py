import json
from pathlib import Path
from typing import Any

from tests.cases import SEEDS
from tests.cli.running import apply, run
from tests.cli.test_apply import WHOLE_RECORD


def exported(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(folder, "export", "json").stdout)
    return found


def test_export_and_import_give_the_same_state(folder: Path, tmp_path: Path) -> None:
    apply(folder, *WHOLE_RECORD, {"do": "comment", "claim": "$4", "text": "hm 👩‍🚀"})
    lines = run(folder, "export", "jsonl").stdout
    other = tmp_path / "other"
    other.mkdir()
    done = run(other, "import", "jsonl", "-", given=lines, reviewer="ben")
    assert done.returncode == 0, done.stderr
    first, second = exported(folder), exported(other)
    for table in ("texts", "spans", "links", "claims", "verdicts", "comments"):
        assert second[table] == first[table]
    assert run(other, "export", "jsonl").stdout.splitlines()[1:] == lines.splitlines()[1:]


def test_one_undo_takes_a_whole_import_back(folder: Path, tmp_path: Path) -> None:
    apply(folder, *WHOLE_RECORD)
    lines = run(folder, "export", "jsonl").stdout
    other = tmp_path / "other"
    other.mkdir()
    run(other, "import", "jsonl", "-", given=lines, reviewer="ben")
    assert exported(other)["claims"]
    apply(other, {"do": "undo"}, reviewer="ben")
    assert not exported(other)["claims"]
    assert not exported(other)["spans"]


def test_importing_twice_adds_nothing(folder: Path) -> None:
    apply(folder, *WHOLE_RECORD)
    lines = run(folder, "export", "jsonl").stdout
    done = run(folder, "import", "jsonl", "-", given=lines)
    assert done.stdout.startswith("added 0 records")


def test_a_truncated_import_changes_nothing_and_names_the_line(
    folder: Path, tmp_path: Path
) -> None:
    apply(folder, *WHOLE_RECORD)
    lines = run(folder, "export", "jsonl").stdout
    other = tmp_path / "other"
    (other / "seeds").mkdir(parents=True)
    file = tmp_path / "cut.jsonl"
    file.write_text(lines[: len(lines) // 2])
    done = run(other, "import", "jsonl", str(file))
    assert done.returncode == 3
    assert f"{file}:" in done.stderr
    assert not (other / "annotations" / "events").exists()


def test_new_makes_a_workspace_of_the_examples(tmp_path: Path) -> None:
    made = tmp_path / "made"
    assert run(tmp_path, "new", "--example", str(made)).returncode == 0
    for article in SEEDS.iterdir():
        assert (made / "seeds" / article.name).read_bytes() == article.read_bytes()
    again = run(tmp_path, "new", str(made))
    assert again.returncode == 2
    assert "not empty" in again.stderr


def test_reading_creates_nothing(folder: Path) -> None:
    for command in ("status", "articles", "claims", "history", "check", "progress"):
        run(folder, command)
    assert sorted(path.name for path in folder.iterdir()) == ["seeds"]
