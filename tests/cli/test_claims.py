"""What `workbench claims` lists."""

from pathlib import Path

from tests.cli.running import apply, run


def test_a_filter_that_leaves_no_claim_is_not_told_as_no_claims_yet(folder: Path) -> None:
    assert "no claims yet" in run(folder, "claims").stdout
    apply(folder, {"do": "add_claim", "text": "They ate pasta"})
    assert "They ate pasta" in run(folder, "claims").stdout
    left_out = run(folder, "claims", "--state", "published")
    assert "no claims yet" not in left_out.stdout
    assert "leave out --case or --state" in left_out.stdout
