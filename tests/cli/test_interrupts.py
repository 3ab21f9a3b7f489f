"""Ctrl+C in the midst of long work: one line, exit code 130, and nothing half done.

Every command is run by a real process. On a terminal it shows how far it is and how long the rest
takes; into a pipe it writes nothing of the kind.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pexpect
import pytest

from benchmarks.many_annotations import make_record
from tests.cli.running import heed_interrupts
from workbench.config.presets import preset
from workbench.domain.ids import derived_id
from workbench.domain.record import Record
from workbench.domain.verdict import Verdict
from workbench.exchange.formats import write
from workbench.exchange.options import ExportOptions
from workbench.workspace.transfer import import_
from workbench.workspace.workspace import Workspace

pytestmark = pytest.mark.slow

ANNOTATIONS = 120_000
ADDED = ANNOTATIONS // 16 * 15 + 8000 + 100
"""Records: all but the verdicts that `make_record` gives, two reviewers' verdicts, the articles."""
STOPPED = "workbench: stopped; what was acknowledged is saved"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with many annotations and two reviewers' verdicts, as JSON Lines."""
    path = tmp_path_factory.mktemp("many") / "record.jsonl"
    write("jsonl", _judged_twice(make_record(ANNOTATIONS)), ExportOptions(preset("averitec")), path)
    return path


def _judged_twice(record: Record) -> Record:
    labels = ("supported", "refuted")
    verdicts = tuple(
        Verdict(derived_id("v", claim.id, by), claim.id, labels[number % 3 == 0], by=by)
        for number, claim in enumerate(record.claims[:4000])
        for by in ("ben", "cho")
    )
    return replace(record, verdicts=verdicts)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, exported: Path) -> Path:
    """A workspace that holds the record."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "seeds").mkdir()
    with Workspace(folder, "ada") as workspace:
        import_(workspace, "jsonl", exported)
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds" / "one.txt").write_text("One boat came.\n")
    return folder


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Article files, more than are added in a second."""
    made = []
    for number in range(1500):
        path = tmp_path / f"report-{number}.txt"
        path.write_text(f"On day {number} the harbour counted {number} boats.\n" * 40)
        made.append(str(path))
    return made


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "workbench", "-C", str(folder), "--reviewer", "ada", *arguments]


def interrupted(arguments: list[str], after: float) -> tuple[int, str, str]:
    """Run into pipes, stop after so many seconds of processor time: (exit code, stdout, stderr)."""
    process = subprocess.Popen(
        arguments,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        stdin=subprocess.DEVNULL,
        preexec_fn=heed_interrupts,
    )
    while process.poll() is None and _processor_time(process.pid) < after:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    try:
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    return process.returncode, out, err


def _processor_time(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return float("inf")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def records(folder: Path) -> int:
    with Workspace(folder, "eve") as workspace:
        faults = workspace.check()
        assert [str(fault) for fault in faults] == []
        return sum(len(workspace.store.rows(table)) for table in workspace.store.tables())


@pytest.mark.parametrize("after", [0.3, 2.0, 3.5, 5.0, 6.0, 7.0])
def test_an_import_is_there_whole_or_not_at_all(after: float, empty: Path, exported: Path) -> None:
    code, out, err = interrupted(command(empty, "import", "jsonl", str(exported)), after)
    assert (code, err) in ((130, f"{STOPPED}\n"), (0, ""))
    if code == 0:
        assert out.startswith("added ")
    # A program that is stopped on its way out has said already what it added.
    assert records(empty) in ((ADDED,) if out else (0, ADDED))


@pytest.mark.parametrize("format", ["json", "webannotation", "html", "brat"])
def test_an_export_leaves_no_file(format: str, filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "made"
    target.parent.mkdir()
    arguments = command(filled, "export", format, "-o", str(target))
    code, out, err = interrupted(arguments, 2.5)
    assert (code, out, err) == (130, "", f"{STOPPED}\n")
    assert list(target.parent.iterdir()) == []


def test_an_export_leaves_the_file_that_was_there(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "made"
    target.write_text("old")
    arguments = command(filled, "export", "jsonl", "-o", str(target), "--force")
    assert interrupted(arguments, 2.5)[0] == 130
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    "arguments",
    [("suggest",), ("check",), ("agreement", "--resamples", "300000")],
    ids=lambda arguments: arguments[0],
)
def test_looking_leaves_everything_as_it_was(arguments: tuple[str, ...], filled: Path) -> None:
    before = snapshot(filled / "annotations" / "events")
    code, out, err = interrupted(command(filled, *arguments), 2.5)
    assert (code, out) == (130, "")
    assert err.splitlines()[-1] == STOPPED
    assert snapshot(filled / "annotations" / "events") == before


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_adding_many_keeps_what_was_said_to_be_added(empty: Path, files: list[str]) -> None:
    code, out, err = interrupted(command(empty, "add", *files), 1.5)
    assert (code, err) == (130, f"{STOPPED}\n")
    said = re.findall(r"^added (\S+)$", out, re.M)
    with Workspace(empty, "eve") as workspace:
        workspace.load()
        there = {article.id for article in workspace.articles.all()} - {"one"}
    assert 0 < len(said) < len(files)
    assert set(said) <= there
    # The one at hand may have been acknowledged by the disk, and not yet on the screen.
    assert len(there - set(said)) <= 1
    names = {path.name for path in (empty / "seeds").rglob("*") if path.is_file()}
    assert all(name.endswith(".txt") for name in names)


def test_a_new_version_is_taken_whole_or_not_at_all(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(filled, folder)
    with Workspace(folder, "eve") as workspace:
        workspace.load()
        article = workspace.articles.get("article-0")
        text = workspace.articles.text(article.version)
    revised = tmp_path / "revised.txt"
    revised.write_text(text.replace("gulls", "white gulls").replace("harbour", "port"))
    arguments = command(folder, "add", "--replaces", "article-0", str(revised))
    code, _, err = interrupted(arguments, 1.2)
    with Workspace(folder, "eve") as workspace:
        workspace.load()
        now = workspace.articles.get("article-0").version
        states = {span.version for span in workspace.view.spans.by("article", "article-0")}
    assert states == {now}
    if code == 130:
        assert err.splitlines()[-1] == STOPPED
        assert now == article.version


def test_copying_a_store_can_be_run_again(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy"
    arguments = [sys.executable, "-m", "workbench", "store", "copy", str(filled), str(target)]
    code, _, err = interrupted(arguments, 0.5)
    assert (code, err) in ((130, f"{STOPPED}\n"), (0, ""))
    assert subprocess.run(arguments, capture_output=True, check=False).returncode == 0
    assert records(target) == records(filled)


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "jsonl", "{exported}"),
        ("export", "webannotation", "-o", "{target}"),
        ("suggest",),
        ("agreement", "--resamples", "300000"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_terminal_sees_how_far_it_is_and_a_clean_end(
    arguments: tuple[str, ...], filled: Path, empty: Path, exported: Path, tmp_path: Path
) -> None:
    folder = empty if arguments[0] == "import" else filled
    places = {"exported": exported, "target": tmp_path / "target"}
    program, *words = command(folder, *(word.format(**places) for word in arguments))
    child = pexpect.spawn(
        program,
        words,
        encoding="utf-8",
        timeout=60,
        dimensions=(24, 80),
        preexec_fn=heed_interrupts,
    )
    child.expect(r"\r\x1b\[K[a-z ]+: \d+ %, (\d+ min )?\d+ s left")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    shown = str(child.before).replace("^C", "")
    assert shown.endswith(f"\r\x1b[K{STOPPED}\r\n")


def test_a_pipe_sees_nothing_of_it(filled: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        command(filled, "export", "csv", "-o", str(tmp_path / "a.csv")),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    lines = done.stderr.splitlines()
    assert all(line.startswith("not in the export: ") for line in lines)


@pytest.mark.quick
def test_the_exit_code_is_ours_also_where_python_was_running_a_string(tmp_path: Path) -> None:
    (tmp_path / "stopped.py").write_text(
        "import sys\n"
        "from workbench.cli.diagnostics import guarded\n"
        "sys.exit(guarded(lambda: exec('raise KeyboardInterrupt')))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-m", "stopped"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{Path.cwd()}"},
    )
    assert (ended.returncode, ended.stderr) == (130, f"{STOPPED}\n")
