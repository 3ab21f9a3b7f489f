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
