"""`workbench serve` as a user types it, without serving."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.serve.served import invite

pytestmark = pytest.mark.slow


def test_inviting_prints_the_token_and_nothing_else_on_stdout(folder: Path) -> None:
    done = run(folder, "serve", "--invite", "ada", "--days", "2")
    assert done.returncode == 0
    assert len(done.stdout.strip()) == 43
    assert done.stderr.strip() == "for ada, 2 days; it can't be shown again"


def test_nothing_of_a_token_lies_in_the_workspace(folder: Path) -> None:
    before = {path for path in folder.rglob("*") if path.is_file()}
    invite(folder, "ada")
    assert {path for path in folder.rglob("*") if path.is_file()} == before


def test_tokens_are_listed_without_what_they_are(folder: Path) -> None:
    token = invite(folder, "ada")
    table = run(folder, "serve", "--tokens").stdout
    assert "ada" in table
    assert token not in table
    (listed,) = json.loads(run(folder, "serve", "--tokens", "--json").stdout)
    assert set(listed) == {"reviewer", "created", "expires", "valid"}
    assert listed["valid"] is True


def test_revoking_says_how_many(folder: Path) -> None:
    invite(folder, "ada")
    invite(folder, "ada")
    done = run(folder, "serve", "--revoke", "ada")
    assert (done.returncode, done.stderr.strip()) == (0, "took back 2 tokens of ada")
    assert json.loads(run(folder, "serve", "--tokens", "--json").stdout) == []


def test_revoking_nobody_is_bad_input(folder: Path) -> None:
    assert run(folder, "serve", "--revoke", "eve").returncode == 3


def test_wrong_use_is_one_line_and_exit_2(folder: Path) -> None:
    for wrong in (
        ["--invite", ""],
        ["--invite", "ada", "--days", "0"],
        ["--host", "0.0.0.0", "--port", "0"],
        ["--public-url", "nowhere", "--port", "0"],
        ["--sessions", "0"],
        ["--port", "70000"],
    ):
        done = run(folder, "serve", *wrong)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), wrong


def test_a_port_that_is_taken_is_named(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(folder, "serve", f"--port={port}")
    assert done.returncode == 2
    assert f"can't listen on 127.0.0.1, port {port}: it is taken" in done.stderr


def test_an_empty_workspace_is_not_served(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run(tmp_path / "empty", "serve", "--port=0").returncode == 3


def test_without_the_extra_one_line_says_which(folder: Path) -> None:
    program = (
        "import sys\nsys.modules['aiohttp'] = None\n"
        "from workbench.cli.main import main\n"
        f"sys.exit(main(['-C', {str(folder)!r}, 'serve']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr == (
        "workbench: `workbench serve` needs the extra [serve]; pip install 'workbench[serve]'\n"
    )


def test_the_server_does_not_load_the_screen() -> None:
    program = (
        "import sys, workbench.serve.server, workbench.serve.http, workbench.serve.assets as a\n"
        "assert a.terminal('textual.js')\n"
        "print([name for name in ('textual', 'rich', 'tinydb', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr
