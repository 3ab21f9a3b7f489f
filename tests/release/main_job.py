"""The main job with an installed program, from the example articles to a ClaimReview."""

import json
import re
import subprocess
from pathlib import Path

from tests.release.archives import Failed, run

_LEFT, _RIGHT = "000_f3a9a0b1af756c46", "004_3e97c2d8a83d0323"
_SETTINGS = '[publisher]\nname = "Elm Checkers"\nurl = "https://checks.example.org"\n'
Command = dict[str, object]
_EXTRAS = {
    "html": ("add", "page.html"),
    "docx": ("add", "page.docx"),
    "pdf": ("add", "page.pdf"),
    "serve": ("serve",),
    "png": ("agreement", "--png", "made.png"),
    "postgres": ("--store", "postgresql://ada@localhost/none", "status"),
    "uima": ("export", "uima-cas", "-o", "made"),
}
"""Extra → a command that needs it."""


def do_main_job(environment: Path, folder: Path) -> None:
    """Span, link, claim, verdict, publication, export, in a workspace of the example articles.

    Raises:
        Failed: if a step does not do what it should.
    """
    program = environment / "bin" / "workbench"
    run(program, "new", "--example", "case", folder=folder)
    (folder / "case" / "workbench.toml").write_text(_SETTINGS)
    commands: list[Command] = [
        {"do": "add_span", "article": _LEFT, "fragments": [[0, 20]]},
        {"do": "add_span", "article": _RIGHT, "fragments": [[0, 20]]},
        {"do": "link", "source": "$1", "target": "$2", "relation": "contradict"},
        {"do": "add_claim", "text": "Five left", "spans": ["$1", "$2"], "links": ["$3"]},
        {"do": "give_verdict", "claim": "$4", "label": "refuted", "rationale": "It was six."},
    ]
    ada = (program, "-C", "case", "--reviewer", "ada")
    _apply(ada, commands, folder)
    claim = json.loads(run(*ada, "claims", "--json", folder=folder))[0]["id"]
    settled: list[Command] = [
        {"do": "adjudicate", "claim": claim},
        {"do": "set_state", "claim": claim, "state": "published"},
    ]
    _apply(ada, settled, folder)
    _exports(ada, folder)
    run(*ada, "check", folder=folder)
    run(*ada, "suggest", "--limit", "1", folder=folder)


def _apply(ada: tuple[Path | str, ...], commands: list[Command], folder: Path) -> None:
    given = "".join(json.dumps(command) + "\n" for command in commands)
    for line in run(*ada, "apply", folder=folder, given=given).splitlines():
        if not json.loads(line).get("ok"):
            raise Failed(f"a step of the main job failed: {line}")


def _exports(ada: tuple[Path | str, ...], folder: Path) -> None:
    review = json.loads(run(*ada, "export", "claimreview", folder=folder))
    text = json.dumps(review)
    if "ClaimReview" not in text or "Five left" not in text:
        raise Failed(f"the ClaimReview is not that of the claim: {text[:300]}")
    listed = run(*ada, "export", "list", folder=folder).splitlines()[1:]
    for name in (line.split()[0] for line in listed):
        if name != "uima-cas":
            run(*ada, "export", name, "-o", f"made-{name}", folder=folder)
    page = (folder / "made-html").read_text("utf-8")
    if "<style" not in page or "Five left" not in page:
        raise Failed("the HTML report has no style or no claim: is a file of the package missing?")


def without_extras(environment: Path, folder: Path) -> list[str]:
    """Commands that need an extra which is not there and do not say so in one line."""
    found = []
    for extra, (name, *arguments) in _EXTRAS.items():
        for file in arguments:
            if file.startswith("page."):
                (folder / "case" / file).write_bytes(b"<html><body><p>x</p></body></html>")
        done = subprocess.run(
            [str(environment / "bin" / "workbench"), name, *arguments],
            cwd=folder / "case",
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        lines = done.stderr.strip().splitlines()
        if done.returncode != 2 or len(lines) != 1 or not re.search(rf"\[{extra}\]", lines[0]):
            found.append(f"{name} without [{extra}]: exit {done.returncode}, {lines[-1:]}")
    return found
