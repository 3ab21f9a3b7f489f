"""An export appears whole or not at all, and replaces only what it may."""

import errno
import io
import os
from pathlib import Path

import pytest

from workbench.domain.errors import WrongUse
from workbench.domain.record import Record
from workbench.exchange.formats import FORMATS, write
from workbench.exchange.options import ExportOptions
from workbench.exchange.target import MARKER, new_file, new_folder


def test_what_is_there_stays_without_force(
    case: Record, options: ExportOptions, tmp_path: Path
) -> None:
    path = tmp_path / "out.json"
    path.write_text("mine")
    with pytest.raises(WrongUse, match="exists already"):
        write("json", case, options, path)
    assert path.read_text() == "mine"


def test_force_replaces_it(case: Record, options: ExportOptions, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("mine")
    write("json", case, options, path, force=True)
    assert path.read_bytes().startswith(b'{\n"format"')
    assert [item.name for item in tmp_path.iterdir()] == ["out.json"]


def test_a_failed_export_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "out.json"

    def fail() -> None:
        with new_file(path, force=False) as stream:
            stream.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_failed_export_leaves_the_old_folder(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / MARKER).write_text("{}")

    def fail() -> None:
        with new_folder(folder, force=True) as made:
            (made / "half").write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [item.name for item in folder.iterdir()] == [MARKER]


def test_a_folder_of_other_things_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(WrongUse, match="not made by an export"), new_folder(tmp_path, force=True):
        pass
    assert (tmp_path / "diary.txt").read_text() == "mine"


def test_the_file_has_the_usual_permissions(
    case: Record, options: ExportOptions, tmp_path: Path
) -> None:
    before = os.umask(0o027)
    try:
        write("json", case, options, tmp_path / "out.json")
    finally:
        os.umask(before)
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o640


def test_a_folder_has_the_usual_permissions(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with new_folder(tmp_path / "out", force=False):
            pass
    finally:
        os.umask(before)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o750


def test_the_umask_of_other_threads_is_left_alone(
    case: Record, options: ExportOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def touch(_mask: int) -> int:
        pytest.fail("the umask was set")

    monkeypatch.setattr(os, "umask", touch)
    write("json", case, options, tmp_path / "out.json")
    write("brat", case, options, tmp_path / "out")


@pytest.mark.parametrize("name", ["json", "brat"])
@pytest.mark.parametrize("force", [False, True])
def test_a_pipe_is_never_replaced(
    name: str, force: bool, case: Record, options: ExportOptions, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(WrongUse, match="a device or a pipe"):
        write(name, case, options, pipe, force=force)
    assert pipe.is_fifo()
    assert [item.name for item in tmp_path.iterdir()] == ["pipe"]


@pytest.mark.parametrize("name", ["json", "brat"])
def test_a_name_that_is_too_long_is_said_to_be(
    name: str, case: Record, options: ExportOptions, tmp_path: Path
) -> None:
    with pytest.raises(WrongUse, match="too long"):
        write(name, case, options, tmp_path / ("x" * 300))


@pytest.mark.parametrize("name", ["json", "brat"])
def test_a_name_as_long_as_a_disk_takes_is_no_trouble(
    name: str, case: Record, options: ExportOptions, tmp_path: Path
) -> None:
    target = tmp_path / ("x" * 255)
    write(name, case, options, target)
    write(name, case, options, target, force=True)
    assert [item.name for item in tmp_path.iterdir()] == [target.name]


def test_where_a_folder_can_not_be_replaced_the_earlier_export_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / MARKER).write_text("{}")
    rename = Path.rename

    def fail_on_the_new(self: Path, target: Path) -> Path:
        if (self / "new").exists():
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_on_the_new)
    with (
        pytest.raises(WrongUse, match="input/output error"),
        new_folder(folder, force=True) as made,
    ):
        (made / "new").write_text("new")
    assert [item.name for item in folder.iterdir()] == [MARKER]
    assert [item.name for item in tmp_path.iterdir()] == ["out"]


def test_a_missing_folder_is_named(case: Record, options: ExportOptions, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="no such file"):
        write("json", case, options, tmp_path / "nowhere" / "out.json")


def test_an_unknown_format_lists_those_there_are(case: Record, options: ExportOptions) -> None:
    with pytest.raises(WrongUse, match="choose one of: json, jsonl"):
        write("word", case, options, io.BytesIO())


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_progress_ends_with_all_done(
    name: str, case: Record, options: ExportOptions, tmp_path: Path
) -> None:
    if FORMATS[name].extra:
        pytest.importorskip("cassis", reason="the extra is not installed")
    seen: list[tuple[int, int]] = []
    write(name, case, options, tmp_path / "out", progress=lambda *step: seen.append(step))
    assert seen
    assert seen[-1][0] == seen[-1][1]
