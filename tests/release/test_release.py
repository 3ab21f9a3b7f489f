"""What would go out can be installed where there is nothing else, and does the main job there."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.release.__main__ import main
from tests.release.archives import ROOT, Built, missing_files
from tests.release.imports import imported, undeclared
from tests.release.pythons import find


@pytest.mark.slow
@pytest.mark.server
def test_wheel_and_source_archive_are_fit_for_release(capsys: pytest.CaptureFixture[str]) -> None:
    code = main()
    assert code == 0, capsys.readouterr().out


def test_a_file_that_is_not_in_the_archives_is_named(tmp_path: Path) -> None:
    built = Built(tmp_path / "empty.whl", tmp_path / "empty.tar.gz")
    program = (
        "import sys, tarfile, zipfile\n"
        "zipfile.ZipFile(sys.argv[1], 'w').close()\n"
        "tarfile.open(sys.argv[2], 'w:gz').close()\n"
    )
    subprocess.run([sys.executable, "-c", program, built.wheel, built.source], check=True)
    missing = missing_files(built)
    assert "empty.whl: workbench/tui/screens/compare.tcss" in missing
    assert "empty.whl: workbench/seeds/000_f3a9a0b1af756c46.txt" in missing
    assert "empty.tar.gz: README.md" in missing


def test_an_import_that_nothing_declares_is_named_wherever_it_stands(tmp_path: Path) -> None:
    package = tmp_path / "workbench"
    package.mkdir()
    (package / "a.py").write_text("import json\n\ndef f():\n    import nowhere_declared.core\n")
    assert list(imported(package / "a.py")) == [("json", 1), ("nowhere_declared", 4)]
    assert list(undeclared(package)) == ["workbench/a.py:4: nowhere_declared is not declared"]


@pytest.mark.slow
def test_this_python_is_among_those_that_are_tested() -> None:
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert version in find()
    assert ROOT.joinpath("locks", "test.txt").is_file()
