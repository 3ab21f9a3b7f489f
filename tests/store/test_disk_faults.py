"""A full, failing or read-only disk: what fails is said, nothing saved is lost, the next works."""

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.store.worker import tables
from workbench.domain.errors import StoreTrouble
from workbench.store import Put, Store, disk, journal, open_store
from workbench.store import consolidate as consolidation


class FailingOs:
    """Stands in for the `os` module; one of the calls that change something fails."""

    CALLS = ("open", "write", "fdatasync", "fsync", "mkdir", "replace", "rename", "unlink")

    def __init__(self, which: int, error: int | None) -> None:
        self.which = which
        self.error = error
        self.count = 0
        self.failed = False

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self._failing(name, real) if name in self.CALLS else real

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any) -> Any:
            self.count += 1
            if self.count != self.which:
                return real(*words)
            self.failed = True
            if self.error is None and name == "write":
                # A part is taken, and the next call says why.
                self.which += 1
                return real(words[0], words[1][:7])
            raise OSError(self.error or errno.ENOSPC, os.strerror(self.error or errno.ENOSPC))

        return call


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int | None], FailingOs]:
    def put_in(which: int, error: int | None) -> FailingOs:
        fake = FailingOs(which, error)
        for module in (disk, journal, consolidation):
            monkeypatch.setattr(module, "os", fake)
        return fake

    return put_in


def work(store: Store, acknowledged: list[int]) -> None:
    for number in range(1, 3):
        version = store.put_text(f"text {number}")
        store.commit([Put("claims", number, {"version": version}), Put("log", 1, {"n": number})])
        acknowledged.append(number)
    store.snapshot()


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(None, id="short", marks=pytest.mark.slow),
        pytest.param(errno.ENOSPC, id="ENOSPC"),
        pytest.param(errno.EIO, id="EIO", marks=pytest.mark.slow),
        pytest.param(errno.EROFS, id="EROFS", marks=pytest.mark.slow),
        pytest.param(errno.EDQUOT, id="EDQUOT", marks=pytest.mark.slow),
    ],
)
def test_a_fault_at_any_call_loses_nothing(
    error: int | None, tmp_path: Path, failing: Callable[[int, int | None], FailingOs]
) -> None:
    for which in range(1, 99):
        folder = tmp_path / str(which) / "annotations"
        folder.parent.mkdir()
        fake = failing(which, error)
        store = open_store(folder, "ada")
        acknowledged: list[int] = []
        try:
            work(store, acknowledged)
        except StoreTrouble:
            pass
        else:
            assert acknowledged == [1, 2]
        fake.which = 0
        assert sorted(store.rows("claims")) == acknowledged
        assert set(acknowledged) <= set(open_store(folder, "bob").rows("claims"))
        store.commit([Put("claims", 9, {"n": 9})])
        assert sorted(store.rows("claims")) == [*acknowledged, 9]
        assert tables(open_store(folder, "carol"))["claims"].keys() >= {*acknowledged, 9}
        if not fake.failed:
            break
    assert which > 20
    assert not fake.failed


def test_a_file_size_limit_is_reported_and_the_next_change_works(tmp_path: Path) -> None:
    folder = tmp_path / "annotations"
    store = open_store(folder, "ada")
    store.commit([Put("claims", 1, {"n": 1})])
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(StoreTrouble, match="not saved") as caught:
            store.commit([Put("claims", 2, {"text": "x" * 5000})])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "try again" in str(caught.value)
    assert sorted(store.rows("claims")) == [1]
    store.commit([Put("claims", 2, {"text": "x" * 5000})])
    newcomer = open_store(folder, "bob")
    assert sorted(newcomer.rows("claims")) == [1, 2]
    assert newcomer.conflicts() == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    if os.geteuid() != 0:
        pytest.skip("needs root, to mount a small file system")
    mount = tmp_path / "small"
    mount.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(mount)], capture_output=True
    )
    if done.returncode:
        pytest.skip("may not mount here")
    yield mount
    subprocess.run(["umount", "-l", str(mount)], check=True)


def test_a_full_disk_is_reported_others_read_on_and_space_ends_it(small_disk: Path) -> None:
    folder = small_disk / "annotations"
    store = open_store(folder, "ada")
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(300_000))

    def fill() -> None:
        for key in range(1, 1000):
            store.commit([Put("claims", key, {"text": "x" * 3000})])

    with pytest.raises(StoreTrouble, match="No space left on device"):
        fill()
    saved = len(store.rows("claims"))
    assert saved > 50

    assert len(open_store(folder, "bob").rows("claims")) == saved
    ballast.unlink()
    store.commit([Put("claims", 9999, {"n": 1})])
    store.close()
    assert len(open_store(folder, "bob").rows("claims")) == saved + 1


UNPRIVILEGED = """
import os, sys
from pathlib import Path
from workbench.domain.errors import StoreTrouble
from workbench.store import Put, open_store
if os.geteuid() == 0:
    os.setuid(65534)
store = open_store(Path(sys.argv[1]), "bob")
print(sorted(store.rows("claims")), store.read_only)
try:
    store.commit([Put("claims", 2, {})])
except StoreTrouble as error:
    print(error)
store.close()
"""


def test_a_folder_without_permission_is_read_and_not_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents:
        if parent.name.startswith(("pytest-", "popen-")):
            parent.chmod(0o755)
    folder = tmp_path / "annotations"
    open_store(folder, "ada").commit([Put("claims", 1, {"n": 1})])
    for path in (folder / "events", folder):
        path.chmod(0o555)
    before = sorted(folder.rglob("*"))
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, str(folder)], capture_output=True, text=True
    )
    for path in (folder / "events", folder):
        path.chmod(0o755)
    if "Permission denied" in done.stderr and "import" in done.stderr:
        pytest.skip("the other user may not read the program")
    assert done.stdout.startswith("[1] True\n"), done.stderr
    assert "not saved: Permission denied" in done.stdout
    assert sorted(folder.rglob("*")) == before


def test_opened_for_reading_only_it_refuses_to_write(tmp_path: Path) -> None:
    store = open_store(tmp_path / "annotations", "ada", read_only=True)
    with pytest.raises(StoreTrouble, match="not saved: opened for reading only"):
        store.commit([Put("claims", 1, {"n": 1})])
    assert not (tmp_path / "annotations").exists()
