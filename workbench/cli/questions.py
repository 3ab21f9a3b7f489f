"""Questions on a terminal, one line each: a number or a word, and Enter for what stands first."""

import sys
from collections.abc import Callable, Sequence

from workbench.cli.diagnostics import say
from workbench.domain.errors import WorkbenchError, WrongUse
from workbench.domain.numbers import whole


def can_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def choose(question: str, options: Sequence[tuple[str, str]]) -> str:
    """Ask for one of several; Enter takes the first.

    Args:
        question: one line.
        options: (name, what it means), in order.

    Returns:
        The name of the option.

    Raises:
        WrongUse: if there is no answer any more.
    """
    say(question)
    for number, (name, meaning) in enumerate(options, start=1):
        say(f"  {number} {name}: {meaning}")
    names = [name for name, _ in options]
    while True:
        answer = _answer(f"1–{len(names)} [1]: ") or "1"
        if answer in names:
            return answer
        chosen = whole(answer)
        if chosen is not None and 1 <= chosen <= len(names):
            return names[chosen - 1]
        say(f"a number from 1 to {len(names)}, or Enter")


def tell(question: str, check: Callable[[str], None] | None = None) -> str:
    """Ask for some words; Enter gives none.

    Args:
        question: one line, which says what Enter does.
        check: raises `WorkbenchError` if the words won't do; then it is asked again.

    Raises:
        WrongUse: if there is no answer any more.
    """
    while True:
        answer = _answer(f"{question}: ")
        if not answer or check is None:
            return answer
        try:
            check(answer)
        except WorkbenchError as error:
            say(str(error))
        else:
            return answer


def _answer(prompt: str) -> str:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        sys.stderr.write("\n")
        raise WrongUse("no answer came, so nothing was made", hint="flags answer too: --help")
    return line.strip()
