"""Every command in the README and the docs is run, in a workspace with the two example articles.

A fenced block whose first word is `console` (lines with `$ `, their output between them) or `sh` is
run; the blocks of a page one after the other in one folder. After that word may stand

    screen          the last command opens the screen: it is run in a terminal and left with `q`
    fails CODE      the last command is to end with this code
    not run: WHY    it is not run; the reason shows up as that of a skipped test
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cases import ROOT
from tests.docs.loading import load
from tests.tui.pane.terminal import Terminal
from workbench.cli.surface import surface
from workbench.workspace.creating import create_workspace

PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
PAGES += sorted((ROOT / "docs").glob("*.md"))
NAMES = [page.name for page in PAGES]

_FENCE = re.compile(r"^( *)```(?P<info>[^\n`]*)\n(?P<body>.*?)^\1```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"^ {4,}(?:\$ )?(?:workbench|make|pip|pipx|git|sh|python) ", re.MULTILINE)
_INLINE = re.compile(r"`(workbench [^`]*)`")
_NOT_RUN = "not run:"


@dataclass(frozen=True)
class Block:
    page: Path
    line: int
    kind: str
    how: str
    """What stands behind the kind."""
    body: str

    @property
    def commands(self) -> list[str]:
        """The commands of a `console` block; a `sh` block is one."""
        if self.kind == "sh":
            return [self.body]
        joined = self.body.replace("\\\n", "")
        return [line[2:] for line in joined.splitlines() if line.startswith("$ ")]

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text("utf-8")
    for found in _FENCE.finditer(text):
        kind, _, how = found["info"].strip().partition(" ")
        if kind in ("console", "sh"):
            line = text.count("\n", 0, found.start()) + 1
            yield Block(page, line, kind, how.strip(), found["body"])


WITH_COMMANDS = [page for page in PAGES if any(blocks(page))]


def environment(folder: Path) -> dict[str, str]:
    who = {"NAME": "ada", "EMAIL": "ada@example.org"}
    roles = ("AUTHOR", "COMMITTER")
    git = {f"GIT_{role}_{key}": value for role in roles for key, value in who.items()}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, **git, "PATH": path, "LC_ALL": "C.UTF-8", "HOME": str(folder.parent)}


def succeed(block: Block, command: str, folder: Path, code: int = 0) -> None:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder, env=environment(folder), capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip
    assert done.returncode == code, f"{block}: {command}\n{done.stdout}{done.stderr}"


def opens_the_screen(block: Block, command: str, folder: Path) -> None:
    script = f"cd '{folder}' && exec {command}"
    terminal = Terminal(
        ["bash", "-c", script], columns=100, rows=30, environment=environment(folder)
    )
    try:
        terminal.wait(lambda: any("saved" in row for row in terminal.rows()))
        terminal.send("q")
        terminal.wait(lambda: not terminal._child.isalive())
        assert terminal._child.exitstatus == 0, str(block)
    finally:
        terminal.close()


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example workspace with the record of the picture in the README."""
    create_workspace(tmp_path / "desk", example=True)
    load("make_screen").fill(tmp_path / "desk")
    return tmp_path / "desk"


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.name)
def test_the_commands_of_a_page_work_as_they_stand(page: Path, example: Path) -> None:
    for block in blocks(page):
        if block.how.startswith(_NOT_RUN):
            continue
        *first, last = block.commands
        for command in first:
            succeed(block, command, example)
        if block.how == "screen":
            opens_the_screen(block, last, example)
        else:
            code = int(block.how.removeprefix("fails ")) if block.how else 0
            succeed(block, last, example, code)


@pytest.mark.parametrize(
    "block",
    [block for page in PAGES for block in blocks(page) if block.how.startswith(_NOT_RUN)],
    ids=str,
)
def test_what_is_not_run_says_why(block: Block) -> None:
    reason = block.how.removeprefix(_NOT_RUN).strip()
    assert len(reason) > 10
    pytest.skip(f"{block}: {reason}")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_no_command_hides_in_a_block_that_is_not_run(page: Path) -> None:
    outside = _FENCE.sub("", page.read_text("utf-8"))
    assert not _INDENTED.findall(outside)


@pytest.fixture(scope="module")
def known() -> dict[str, set[str]]:
    """Every command with its options."""
    screen, *others = surface()
    shared = {name for item in screen.options for name in item.names}
    own = {line.name: {name for item in line.options for name in item.names} for line in others}
    return {"": shared, **{name: options | shared for name, options in own.items()}}


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_command_that_is_named_exists_with_its_options(
    page: Path, known: dict[str, set[str]]
) -> None:
    text = page.read_text("utf-8")
    named = _INLINE.findall(_FENCE.sub("", text))
    lines = [line for block in blocks(page) for line in block.body.splitlines()]
    plain = [line.removeprefix("$ ").partition("  #")[0] for line in lines]
    named += [line for line in plain if line.startswith("workbench ")]
    for line in named:
        for alternative in line.replace("workbench ", "", 1).split(" | "):
            words = alternative.split()
            command = next((word for word in words if word in known), "")
            options = {word.split("=")[0] for word in words if re.match(r"-[-\w]", word)}
            assert options <= known[command], line
