"""Standard streams that are full, closed, not read, or of another encoding."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import FIRST
from tests.cli.running import run

PROGRAM = f"{shlex.quote(sys.executable)} -m workbench --reviewer ada"
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="the system has no full device")


def shell(
    folder: Path, line: str, given: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in a workspace; `W` stands for the program. Output is held back."""
    known = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line.replace("W", f"{PROGRAM} -C {folder}", 1)],
        input=given,
        capture_output=True,
        check=False,
        env={**known, **environment},
    )


def claims(folder: Path) -> list[str]:
    return [item["text"] for item in json.loads(run(folder, "claims", "--json").stdout)]


def many_claims(count: int) -> bytes:
    lines = (f'{{"do": "add_claim", "text": "claim {number}"}}\n' for number in range(1, count + 1))
    return "".join(lines).encode()


@needs_full
@pytest.mark.parametrize("command", ["status", "export json", "picture", "--help", "--version"])
def test_output_that_can_not_be_written_is_told_in_one_line(folder: Path, command: str) -> None:
    done = shell(folder, f"W {command} >/dev/full")
    assert done.returncode == 4
    assert done.stderr == b"workbench: the output: no space left on device\n" or (
        done.stderr == b"workbench: input or output: no space left on device\n"
    )


@needs_full
def test_errors_that_can_not_be_told_leave_their_exit_code(folder: Path) -> None:
    assert shell(folder, "W claims --case nope 2>/dev/full").returncode == 3


def test_a_reader_that_goes_away_ends_what_only_prints_without_a_word(folder: Path) -> None:
    done = shell(folder, "W status | true")
    assert (done.returncode, done.stderr) == (0, b"")


def test_changes_end_where_nobody_reads_their_acknowledgements_and_the_last_is_named(
    folder: Path,
) -> None:
    done = shell(folder, "W apply | head -1", many_claims(50))
    made = len(claims(folder))
    assert done.returncode == 4
    assert done.stderr.decode() == (
        f"workbench: nobody reads the output any more; line {made} was the last one applied\n"
    )
    assert made < 50


@needs_full
def test_changes_end_where_their_acknowledgements_can_not_be_written(folder: Path) -> None:
    done = shell(folder, "W apply >/dev/full", many_claims(3))
    assert (done.returncode, done.stderr) == (
        4,
        b"workbench: the output: no space left on device; line 1 was the last one applied\n",
    )
    assert claims(folder) == ["claim 1"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("W status >&-", 0),
        ("W status 2>&-", 0),
        ("W status <&- >&- 2>&-", 0),
        ("W claims --case nope 2>&-", 3),
        ("W apply <&-", 0),
        ("W add - <&-", 3),
        ("W export json >&-", 0),
        ("W doctor >&-", 0),
    ],
)
def test_a_stream_that_is_closed_is_like_an_empty_one(folder: Path, line: str, code: int) -> None:
    done = shell(folder, line)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") <= 1


def test_a_workspace_is_made_where_there_is_nobody_to_ask(folder: Path, tmp_path: Path) -> None:
    done = shell(folder, f"W new {tmp_path / 'made'} <&-")
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "made" / "seeds").is_dir()


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
@pytest.mark.parametrize("command", ["--help", "doctor", "status", "read", "keys", "schema"])
def test_characters_that_the_encoding_lacks_are_written_as_escapes(
    folder: Path, command: str, encoding: str
) -> None:
    done = shell(folder, f"W {command}", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    done.stdout.decode(encoding)


def test_json_stays_json_in_every_encoding(folder: Path) -> None:
    said = json.dumps({"do": "add_claim", "text": "é – 😀"}).encode()
    assert json.loads(shell(folder, "W apply", said, PYTHONIOENCODING="ascii").stdout)["ok"]
    shown = shell(folder, "W claims --json", PYTHONIOENCODING="ascii").stdout
    assert [item["text"] for item in json.loads(shown)] == ["é – 😀"]


def test_a_drawing_is_utf8_in_every_encoding(folder: Path) -> None:
    drawn = shell(folder, f"W picture --whole {FIRST}", PYTHONIOENCODING="ascii")
    assert "…" in drawn.stdout.decode("utf-8") or "’" in drawn.stdout.decode("utf-8")
