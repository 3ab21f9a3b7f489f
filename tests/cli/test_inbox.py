"""`workbench inbox`: what others did that concerns the reviewer."""

import json
from pathlib import Path

import pytest

from tests.cli.running import apply, run

pytestmark = pytest.mark.slow


def test_the_inbox_lists_mentions_and_assignments_newest_first(folder: Path) -> None:
    [claim] = apply(folder, {"do": "add_claim", "text": "a claim"})
    apply(
        folder,
        {"do": "comment", "claim": claim["id"], "text": "@ada look"},
        {"do": "assign", "claim": claim["id"], "reviewer": "ada"},
        reviewer="ben",
    )
    items = json.loads(run(folder, "inbox", "--json").stdout)
    assert [(item["kind"], item["by"]) for item in items] == [
        ("assigned", "ben"),
        ("mention", "ben"),
    ]
    assert run(folder, "inbox", reviewer="ben").stdout == "nothing in the inbox\n"
    assert json.loads(run(folder, "inbox", "--json", "--since", "9999").stdout) == []


@pytest.mark.parametrize("command", ["inbox", "history"])
def test_a_day_that_is_none_is_refused(folder: Path, command: str) -> None:
    for day in ("yesterday", "22.11.2026", "2025-02-31"):
        done = run(folder, command, "--since", day)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"--since: '{day}' is no day" in done.stderr


def test_the_history_of_a_claim_since_a_later_day_is_empty(folder: Path) -> None:
    [claim] = apply(folder, {"do": "add_claim", "text": "a claim"})
    done = run(folder, "history", claim["id"], "--since", "9998-01-01")
    assert (done.returncode, done.stdout) == (0, "nothing was changed since 9998-01-01\n")
