"""What a session can still write, once it has given up the rest."""

import subprocess
import sys
from pathlib import Path

import pytest

from workbench.serve.confine import supported

pytestmark = pytest.mark.skipif(not supported(), reason="this system has no Landlock")

PROGRAM = """
import os, subprocess, sys
from pathlib import Path
from workbench.serve.confine import write_only_in
inside, outside = Path(sys.argv[1]), Path(sys.argv[2])
assert write_only_in([inside, inside / "missing"])

def denied(work):
    try:
        work()
    except OSError:
        return True
    return False

(inside / "new").write_text("x")
(inside / "new").rename(inside / "renamed")
(inside / "link").symlink_to(outside / "kept")
for name, work in {
    "overwrite": lambda: (outside / "kept").write_text("x"),
    "make": lambda: (outside / "new").write_text("x"),
    "remove": lambda: (outside / "kept").unlink(),
    "folder": lambda: (outside / "folder").mkdir(),
    "truncate": lambda: os.truncate(outside / "kept", 0),
    "by a link": lambda: (inside / "link").write_text("x"),
    "move out": lambda: (inside / "renamed").rename(outside / "moved"),
    "a child": lambda: subprocess.run(
        ["sh", "-c", f"echo x > {outside}/kept"], check=True, stderr=subprocess.DEVNULL
    ),
}.items():
    try:
        refused = denied(work)
    except subprocess.CalledProcessError:
        refused = True
    if not refused:
        print(name)
print((outside / "kept").read_text())
"""


def test_only_the_folders_named_can_be_written(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "kept").write_text("as it was")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, inside, outside], capture_output=True, text=True
    )
    assert done.stdout == "as it was\n", done.stderr
    assert [path.name for path in outside.iterdir()] == ["kept"]
    assert (inside / "renamed").read_text() == "x"
