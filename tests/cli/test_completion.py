"""The shells themselves, asked what they would complete."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

from workbench.cli.completion import SHELLS
from workbench.cli.main import COMMANDS
from workbench.cli.surface import surface

Offers = Callable[[str], set[str]]

_ASK_BASH = """source "$1"
COMP_WORDS=({line}) COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
_workbench
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def needed(shell: str) -> str:
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not installed")
    return found


def printed(*command: str, folder: Path) -> set[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    assert not done.stderr
    return {line.split("\t")[0] for line in done.stdout.splitlines() if line}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a file and a folder, and the scripts elsewhere."""
    made = tmp_path / "here"
    (made / "a folder").mkdir(parents=True)
    (made / "notes.txt").write_text("x")
    for shell, script in SHELLS.items():
        (tmp_path / f"script.{shell}").write_text(script(list(surface())), "utf-8")
    return made


@pytest.fixture(params=["bash", "fish"])
def offers(request: pytest.FixtureRequest, files: Path) -> Offers:
    """What the shell offers for the last word of a line."""
    shell = needed(request.param)
    script = str(files.parent / f"script.{request.param}")

    def ask(line: str) -> set[str]:
        if request.param == "bash":
            words = f'{line}""' if line.endswith(" ") else line
            given = _ASK_BASH.format(line=words)
            return printed(shell, "--norc", "-c", given, "ask", script, folder=files)
        given = f"source {script}; complete -C '{line}'"
        return printed(shell, "--no-config", "-c", given, folder=files)

    return ask


def test_the_first_word_offers_every_command(offers: Offers) -> None:
    assert set(COMMANDS) <= offers("workbench ")
    assert offers("workbench exp") == {"export"}


def test_an_option_with_choices_offers_those(offers: Offers) -> None:
    assert offers("workbench export json --state ") == {"published", "adjudicated", "all"}
    assert "google5" in offers("workbench new x --scheme ")


def test_a_place_with_choices_offers_those_that_can_be_taken(offers: Offers) -> None:
    assert "claimreview" in offers("workbench export cl")
    assert "claimreview" not in offers("workbench import cl")


def test_options_are_those_of_the_command(offers: Offers) -> None:
    assert offers("workbench new x --bl") == {"--blind"}
    assert offers("workbench status --bl") == set()


def test_a_command_with_verbs_offers_them_and_what_they_take(offers: Offers) -> None:
    assert offers("workbench store in") == {"init"}
    assert offers("workbench store init --gr") == {"--grant"}


def test_an_option_before_the_command_does_not_hide_it(offers: Offers) -> None:
    assert offers("workbench -C here export cl") == {"claimreview"}


def test_bash_takes_a_choice_after_an_equals_sign(files: Path) -> None:
    given = _ASK_BASH.format(line="workbench export json --state = pub")
    script = str(files.parent / "script.bash")
    asked = printed(needed("bash"), "--norc", "-c", given, "ask", script, folder=files)
    assert asked == {"published"}


def test_bash_offers_folders_with_blanks_whole(files: Path) -> None:
    given = _ASK_BASH.format(line="workbench -C a")
    script = str(files.parent / "script.bash")
    asked = printed(needed("bash"), "--norc", "-c", given, "ask", script, folder=files)
    assert asked == {"a folder"}


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_the_tab_key_completes_in_an_interactive_shell(files: Path, shell: str) -> None:
    options = {"bash": ["--norc", "-i"], "zsh": ["-f", "-i"]}[shell]
    child = pexpect.spawn(needed(shell), options, cwd=str(files), encoding="utf-8", timeout=20)
    try:
        if shell == "zsh":
            child.sendline("autoload -Uz compinit; compinit -u -D; setopt NO_PROMPT_CR")
        child.sendline(f"source {files.parent}/script.{shell}; echo rea''dy")
        child.expect("ready")
        child.send("echo workbench exp\x15workbench exp\tclaimr\t\x01echo got: ")
        child.send("\r")
        child.expect("got: workbench export claimreview")
    finally:
        child.close(force=True)


def test_the_command_prints_the_script() -> None:
    command = [sys.executable, "-m", "workbench", "completion", "bash"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == SHELLS["bash"](list(surface()))
