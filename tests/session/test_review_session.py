"""A whole review by three people, each in processes of their own."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cases import FIRST, SECOND
from tests.cli.running import apply, run

REVIEWERS = ("ada", "ben", "cy")
LABELS = {"ada": "refuted", "ben": "refuted", "cy": "supported"}
SETTINGS = """
[review]
blind = "on"
reviewers = ["ada", "ben", "cy"]
adjudicators = ["dora"]
publish_needs = 2
[publisher]
name = "The Desk"
url = "https://example.org/checks"
"""
SECRETS = [f"secret-{what}-of-{who}" for who in REVIEWERS for what in ("why", "source", "remark")]

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(folder: Path) -> Path:
    (folder / "workbench.toml").write_text(SETTINGS)
    return folder


def one(answers: list[dict[str, Any]]) -> str:
    [answer] = answers
    assert answer["ok"], answer
    return str(answer["id"])


def make_claim(folder: Path) -> str:
    answers = apply(
        folder,
        {"do": "add_span", "article": FIRST, "fragments": [[82, 109]]},
        {"do": "add_span", "article": SECOND, "fragments": [[0, 20]]},
        {"do": "link", "source": "$1", "target": "$2", "relation": "contradict"},
        {"do": "add_claim", "text": "Five people left.", "spans": ["$1", "$2"], "links": ["$3"]},
    )
    return str(answers[-1]["id"])


def judge(folder: Path, who: str, claim: str) -> None:
    answers = apply(
        folder,
        {
            "do": "give_verdict",
            "claim": claim,
            "label": LABELS[who],
            "rationale": f"secret-why-of-{who}",
            "evidence": [{"quote": f"secret-source-of-{who}", "title": "t", "url": "u"}],
        },
        {"do": "comment", "claim": claim, "text": f"secret-remark-of-{who}"},
        reviewer=who,
    )
    assert all(answer["ok"] for answer in answers), answers


SURFACES = (
    ("status",),
    ("labels",),
    ("claims",),
    ("claims", "--json"),
    ("history",),
    ("history", "--json"),
    ("export", "json"),
    ("export", "jsonl"),
    ("export", "csv"),
    ("export", "markdown"),
    ("export", "webannotation"),
    ("export", "averitec"),
    ("export", "fever"),
    ("agreement",),
    ("agreement", "--json"),
    ("progress",),
    ("progress", "--json"),
    ("check",),
    ("inbox",),
    ("read",),
    ("suggest",),
)


@pytest.mark.parametrize("surface", SURFACES, ids=" ".join)
def test_nothing_of_the_others_leaks_during_the_blind_pass(
    desk: Path, surface: tuple[str, ...]
) -> None:
    claim = make_claim(desk)
    for who in ("ada", "cy"):
        judge(desk, who, claim)
    done = run(desk, *surface, reviewer="ben")
    shown = done.stdout + done.stderr
    assert not [secret for secret in SECRETS if secret in shown]
    assert '"supported"' not in shown.replace('"supported": []', "")
    done = run(desk, "history", claim, reviewer="ben")
    assert not [secret for secret in SECRETS if secret in done.stdout]


def test_what_is_withheld_can_not_be_changed_either(desk: Path) -> None:
    claim = make_claim(desk)
    judge(desk, "cy", claim)
    [remark] = json.loads(run(desk, "export", "json", reviewer="cy").stdout)["comments"]
    [answer] = apply(
        desk,
        {"do": "comment", "claim": claim, "text": "me too", "reply_to": remark["id"]},
        reviewer="ben",
    )
    assert "there is no comment" in answer["error"]


def finish(folder: Path, claim: str, sync: Callable[[], None]) -> None:
    for who in REVIEWERS:
        one(apply(folder, {"do": "submit_pass"}, reviewer=who))
    sync()
    seen = run(folder, "claims", "--json", reviewer="ben").stdout
    assert all(secret in seen for secret in SECRETS if "why" in secret)

    [refused] = apply(folder, {"do": "adjudicate", "claim": claim}, reviewer="ada")
    assert "no adjudicator" in refused["error"]
    one(apply(folder, {"do": "adjudicate", "claim": claim}, reviewer="dora"))
    [refused] = apply(
        folder, {"do": "set_state", "claim": claim, "state": "published"}, reviewer="ada"
    )
    assert "no adjudicator" in refused["error"]


def test_a_review_from_blind_pass_to_export_on_one_folder(desk: Path) -> None:
    claim = make_claim(desk)
    for who in REVIEWERS:
        judge(desk, who, claim)
    finish(desk, claim, sync=lambda: None)
    record = json.loads(run(desk, "export", "json", reviewer="dora").stdout)
    [final] = record["adjudications"]
    assert (final["label"], final["provenance"], final["by"]) == ("refuted", "majority", "dora")
    assert {item["by"] for item in record["verdicts"]} == set(REVIEWERS)
    assert {item["pass"] for item in record["verdicts"]} == {"blind"}
    assert record["claims"][0]["state"] == "adjudicated"


def test_a_late_change_counts_as_after_discussion(desk: Path) -> None:
    claim = make_claim(desk)
    judge(desk, "ada", claim)
    one(apply(desk, {"do": "submit_pass"}, reviewer="ada"))
    [twice] = apply(desk, {"do": "submit_pass"}, reviewer="ada")
    assert "submitted already" in twice["error"]
    judge(desk, "ada", claim)
    verdicts = json.loads(run(desk, "export", "json", reviewer="ada").stdout)["verdicts"]
    assert [(item["pass"], item["after_discussion"]) for item in verdicts] == [
        ("blind", False),
        ("open", True),
    ]


def test_an_adjudicator_closes_the_pass_of_someone_who_never_submits(desk: Path) -> None:
    claim = make_claim(desk)
    for who in ("ada", "ben"):
        judge(desk, who, claim)
        one(apply(desk, {"do": "submit_pass"}, reviewer=who))
    [waiting] = apply(desk, {"do": "adjudicate", "claim": claim}, reviewer="dora")
    assert "the blind pass of cy still runs" in waiting["error"]
    one(apply(desk, {"do": "close_pass", "reviewer": "cy"}, reviewer="dora"))
    one(apply(desk, {"do": "adjudicate", "claim": claim}, reviewer="dora"))
    assert "open, closed by dora" in run(desk, "progress", reviewer="ada").stdout


def test_a_stranger_may_look_but_not_change(desk: Path) -> None:
    [answer] = apply(desk, {"do": "add_claim", "text": "a"}, reviewer="eve")
    assert "'eve' is not among the reviewers" in answer["error"]
    assert run(desk, "status", reviewer="eve").returncode == 0


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_the_same_review_in_three_clones_that_git_merges(desk: Path, tmp_path: Path) -> None:
    claim = make_claim(desk)
    git(desk, "init", "-q", "-b", "main")
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "start")
    clones = {}
    for who in REVIEWERS:
        clones[who] = tmp_path / who / "case"
        shutil.copytree(desk, clones[who])
        judge(clones[who], who, claim)
        one(apply(clones[who], {"do": "submit_pass"}, reviewer=who))
        git(clones[who], "add", "-A")
        git(clones[who], "commit", "-qm", f"pass of {who}")
    for who in REVIEWERS:
        git(desk, "pull", "-q", "--no-rebase", "--no-edit", str(clones[who]), "main")
    one(apply(desk, {"do": "adjudicate", "claim": claim}, reviewer="dora"))
    [final] = json.loads(run(desk, "export", "json", reviewer="dora").stdout)["adjudications"]
    assert (final["label"], final["provenance"]) == ("refuted", "majority")
    assert len(final["verdicts"]) == 3
