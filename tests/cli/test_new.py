"""`workbench new`: asks in a terminal, and nowhere else."""

import os
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from tests.cli.running import heed_interrupts, run
from workbench.config.paths import user_settings
from workbench.config.settings import load

Start = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Begins to make a workspace in a terminal."""
    begun: list[pexpect.spawn[str]] = []

    def start_new(*options: str, folder: str = "made") -> "pexpect.spawn[str]":
        arguments = ["-m", "workbench", "new", folder, *options]
        child = pexpect.spawn(
            sys.executable, arguments, cwd=str(tmp_path), encoding="utf-8", timeout=20,
            env={**os.environ, "LC_ALL": "C.UTF-8"}, preexec_fn=heed_interrupts,
        )  # fmt: skip
        begun.append(child)
        return child

    yield start_new
    for child in begun:
        child.close(force=True)


def answer(child: "pexpect.spawn[str]", *given: tuple[str, str]) -> None:
    for question, words in given:
        child.expect_exact(question)
        child.sendline(words)


def ended(child: "pexpect.spawn[str]") -> int:
    child.expect(pexpect.EOF)
    child.wait()
    return int(child.exitstatus)


@pytest.mark.slow
def test_in_a_terminal_it_asks_for_what_a_review_begins_with(start: Start, tmp_path: Path) -> None:
    (tmp_path / "rules.md").write_text("Two sources for each number.\n")
    child = start()
    answer(
        child,
        ("Which verdicts?", "google5"),
        ("blind pass?", "2"),
        ("Guidelines", "rules.md"),
        ("Your name", "Ada “B” Ünal"),
    )
    assert ended(child) == 0
    settings = load(tmp_path / "made" / "workbench.toml", user_settings())
    assert (settings.scheme.preset, settings.review.blind) == ("google5", "on")
    assert settings.reviewer == "Ada “B” Ünal"
    assert (tmp_path / "made" / "guidelines.md").read_text() == "Two sources for each number.\n"


@pytest.mark.slow
def test_enter_takes_what_stands_first(start: Start, tmp_path: Path) -> None:
    child = start()
    answer(child, ("Which verdicts?", ""), ("blind pass?", ""), ("Guidelines", ""), ("Your", ""))
    assert ended(child) == 0
    settings = load(tmp_path / "made" / "workbench.toml", user_settings())
    assert (settings.scheme.preset, settings.review.blind) == ("averitec", "off")
    assert not user_settings().exists()


@pytest.mark.slow
def test_an_answer_that_will_not_do_is_asked_for_again(start: Start, tmp_path: Path) -> None:
    child = start()
    answer(child, ("Which verdicts?", "12"), ("from 1 to", "fever"), ("blind pass?", ""))
    answer(child, ("Guidelines", "nowhere.md"), ("can't be read", ""), ("Your name", ""))
    assert ended(child) == 0
    assert load(tmp_path / "made" / "workbench.toml", user_settings()).scheme.preset == "fever"


@pytest.mark.slow
@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 2)], ids=["Ctrl+C", "Ctrl+D"])
def test_leaving_in_the_midst_makes_nothing(
    start: Start, tmp_path: Path, key: str, code: int
) -> None:
    child = start()
    answer(child, ("Which verdicts?", "1"))
    child.expect_exact("blind pass?")
    child.expect_exact("[1]: ")
    child.send(key)
    assert ended(child) == code
    assert not (tmp_path / "made").exists()


@pytest.mark.slow
def test_a_name_is_added_to_settings_that_are_there(start: Start, tmp_path: Path) -> None:
    user_settings().parent.mkdir(parents=True)
    user_settings().write_text('# mine\n[appearance]\ntheme = "light"\n')
    child = start()
    answer(child, ("Which", ""), ("blind pass?", ""), ("Guidelines", ""), ("Your name", "ada"))
    assert ended(child) == 0
    written = user_settings().read_text()
    assert tomllib.loads(written) == {"reviewer": "ada", "appearance": {"theme": "light"}}
    assert "# mine" in written


@pytest.mark.slow
def test_a_name_that_is_known_is_not_asked_for(start: Start) -> None:
    user_settings().parent.mkdir(parents=True)
    user_settings().write_text('reviewer = "ada"\n')
    child = start()
    answer(child, ("Which", ""), ("blind pass?", ""), ("Guidelines", ""))
    assert ended(child) == 0


@pytest.mark.slow
def test_an_option_means_that_nothing_is_asked(start: Start, tmp_path: Path) -> None:
    assert ended(start("--blind", "all")) == 0
    settings = load(tmp_path / "made" / "workbench.toml", user_settings())
    assert (settings.scheme.preset, settings.review.blind) == ("averitec", "all")


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    done = run(tmp_path, "new", str(tmp_path / "made"), given="google5\n")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_folder_in_use_is_refused_before_any_question(start: Start, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "kept.txt").write_text("x")
    assert ended(start()) == 2


def test_guidelines_can_be_named_without_being_asked(tmp_path: Path) -> None:
    (tmp_path / "rules.md").write_text("Be fair.")
    made = tmp_path / "made"
    run(tmp_path, "new", str(made), "--guidelines", str(tmp_path / "rules.md"))
    assert (made / "guidelines.md").read_text() == "Be fair."


def test_a_new_workspace_says_what_its_case_is_called(tmp_path: Path) -> None:
    run(tmp_path, "new", str(tmp_path / "storm"), reviewer="")
    assert load(tmp_path / "storm" / "workbench.toml", user_settings()).case == "storm"
    run(tmp_path, "new", str(tmp_path / ".storm"), reviewer="")
    assert load(tmp_path / ".storm" / "workbench.toml", user_settings()).case == ""
