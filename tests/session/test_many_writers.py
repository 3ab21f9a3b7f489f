"""Eight reviewers at once on one folder: nobody waits, nothing is lost, all see the same."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import FIRST
from tests.cli.running import run

WRITERS, COMMANDS = 8, 500

pytestmark = pytest.mark.slow


def test_every_acknowledged_command_of_eight_processes_is_in_everybodys_state(
    folder: Path,
) -> None:
    lines = "".join(
        json.dumps({"do": "add_span", "article": FIRST, "fragments": [[n, n + 10]]}) + "\n"
        for n in range(COMMANDS)
    )
    given = folder / "commands.jsonl"
    given.write_text(lines)
    program = [sys.executable, "-m", "workbench", "-C", str(folder)]
    writers = [
        subprocess.Popen(
            [*program, "--reviewer", f"reviewer {n}", "apply", str(given)], stdout=subprocess.PIPE
        )
        for n in range(WRITERS)
    ]
    acknowledged = set()
    for writer in writers:
        out, _ = writer.communicate()
        assert writer.returncode == 0
        answers = [json.loads(line) for line in out.splitlines()]
        assert all(answer["ok"] for answer in answers)
        acknowledged |= {answer["id"] for answer in answers}
    assert len(acknowledged) == WRITERS * COMMANDS
    states = []
    for reviewer in ("reviewer 0", "somebody else"):
        spans = json.loads(run(folder, "export", "json", reviewer=reviewer).stdout)["spans"]
        assert {span["id"] for span in spans} == acknowledged
        states.append(spans)
    assert states[0] == states[1]


def test_a_writer_killed_at_any_moment_loses_nothing_that_it_acknowledged(folder: Path) -> None:
    program = [sys.executable, "-m", "workbench", "-C", str(folder), "--reviewer", "ada", "apply"]
    acknowledged = set()
    for wanted in (1, 7, 40):
        with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
            assert writer.stdin is not None
            assert writer.stdout is not None
            for n in range(200):
                writer.stdin.write(
                    json.dumps({"do": "add_claim", "text": f"c{n}"}).encode() + b"\n"
                )
            writer.stdin.flush()
            for _ in range(wanted):
                acknowledged.add(json.loads(writer.stdout.readline())["id"])
            writer.kill()
        claims = json.loads(run(folder, "claims", "--json").stdout)
        assert acknowledged <= {claim["id"] for claim in claims}
        assert run(folder, "check").returncode == 0
