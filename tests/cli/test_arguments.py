"""Wrong arguments: one line that says what is wrong and how to see what there is."""

from pathlib import Path

import pytest

from tests.cli.running import run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("status", "extra"), "unrecognized arguments: extra; workbench status --help"),
        (("claims", "--state", "foo"), "argument --state: invalid choice: 'foo'"),
        (("agreement", "--resamples", "abc"), "invalid int value: 'abc'"),
        (("export",), "required: format; workbench export --help"),
        (("store", "copy", "a"), "required: TO; workbench store copy --help"),
        (("--nope",), "unrecognized arguments: --nope; workbench --help"),
    ],
    ids=lambda part: part if isinstance(part, str) else " ".join(part),
)
def test_wrong_arguments_are_told_in_one_line(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("workbench: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_that_looks_like_an_option_is_told_how_to_be_named(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "-dash.txt").write_text("Five people left the house.\n")
    monkeypatch.chdir(tmp_path)
    done = run(folder, "add", "-dash.txt")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.endswith("; a file is meant? write ./-dash.txt\n")
    assert run(folder, "add", "./-dash.txt").returncode == 0


@pytest.mark.parametrize(("log", "why"), [("nodir/log", "no such file"), (".", "is a directory")])
def test_a_log_that_can_not_be_written_is_told_in_one_line(
    folder: Path, tmp_path: Path, log: str, why: str
) -> None:
    done = run(folder, "--log", str(tmp_path / log), "status")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert str(tmp_path / log) in done.stderr
    assert why in done.stderr


def test_a_log_is_never_written_among_the_workspaces_own_files(folder: Path) -> None:
    done = run(folder, "--log", str(folder / "workbench.toml"), "status")
    assert done.returncode == 2
    assert "belongs to the workspace" in done.stderr
    assert not (folder / "workbench.toml").exists()
