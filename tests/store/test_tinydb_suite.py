"""TinyDB's own tests, from the source distribution of the installed version, on our database."""

import os
import shutil
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.store.conftest import Team

ROOT = Path(__file__).parents[2]
TESTS = ["test_tables.py", "test_tinydb.py", "test_operations.py", "test_queries.py"]
OTHER_NAMES = ["tests/test_tables.py::test_table_repr"]
"""Expect TinyDB's own class names in `repr`, and nothing else."""


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """TinyDB's tests, downloaded once, with our fixtures."""
    kept = ROOT / ".cache" / "tinydb"
    name = f"tinydb-{version('tinydb')}"
    if not (kept / f"{name}.tar.gz").exists():
        words = ["download", "-q", "--no-deps", "--no-binary", "tinydb", "-d", str(kept)]
        command = [sys.executable, "-m", "pip", *words, name.replace("-", "==")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"TinyDB's source could not be downloaded: {done.stderr[-200:]}")
    folder = tmp_path_factory.mktemp("suite")
    with tarfile.open(kept / f"{name}.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    shutil.copy(Path(__file__).with_name("tinydb_fixtures.py"), folder / name / "tests/conftest.py")
    return folder / name


@pytest.mark.server
def test_tinydbs_own_tests_pass_on_our_database(suite: Path, team: Team) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, f"--rootdir={suite}"]
    command += ["-p", "no:cacheprovider", "-p", "no:asyncio"]
    command += [f"--deselect={test}" for test in OTHER_NAMES]
    done = subprocess.run(
        [*command, *(f"tests/{name}" for name in TESTS)],
        cwd=suite,
        env={**os.environ, "PYTHONPATH": str(ROOT), "WORKBENCH_TEST_STORE": team.server},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert int(done.stdout.splitlines()[-1].split(" passed")[0]) > 100
