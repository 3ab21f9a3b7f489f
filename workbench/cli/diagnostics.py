"""Everything that goes to stderr, the state of the three streams, and the exit codes.

0 done · 1 a check found faults · 2 wrong use · 3 bad input · 4 the database or the output can't be
read or written · 5 not permitted · 130 stopped by Ctrl+C.
"""

import io
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar, TextIO

from workbench.domain.errors import WorkbenchError

TROUBLE = 4
INTERRUPTED = 130
_QUIET = 0.5
_BETWEEN = 0.2
_ESTIMATED = 2.0
"""Seconds of work that tell how long the rest takes."""
_CLEAR = "\r\x1b[K"
_STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def make_ready() -> None:
    """Let every stream be there, and say every character somehow.

    A stream that was closed by who started the program becomes the empty device: before any other
    file could get its number. A character that the terminal's encoding lacks is escaped.
    """
    for name, mode in _STREAMS:
        if getattr(sys, name) is None:
            # Not by pathlib: `--help` starts without it.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
        stream = getattr(sys, name)
        if mode == "w" and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def holds_unicode(stream: TextIO) -> bool:
    """Whether every character can be written to it as it is."""
    return (stream.encoding or "").lower().replace("-", "").startswith("utf")


def let_go(stream: TextIO) -> None:
    """Send what is still to be written nowhere, so that leaving does not try it once more."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)


def say(message: str) -> None:
    """Write one line to stderr; control characters from names and texts never get through."""
    try:
        Progress.wipe()
        sys.stderr.write(_printable(message) + "\n")
        sys.stderr.flush()
    except OSError:
        # There is no other place to say it; the exit code still tells.
        let_go(sys.stderr)


def warn(message: str) -> None:
    """Write a warning to stderr."""
    say(f"warning: {message}")


def fail(error: WorkbenchError) -> int:
    """Write an error to stderr and return its exit code."""
    say(f"workbench: {error}")
    return error.exit_code


def unheard(error: OSError, done: str) -> int:
    """End work that makes changes because nobody takes what it says of them.

    Args:
        error: what came of writing to stdout.
        done: which change was the last one made.

    Returns:
        The exit code.
    """
    let_go(sys.stdout)
    gone = isinstance(error, BrokenPipeError)
    why = "nobody reads the output any more" if gone else told_of(error, "the output")
    say(f"workbench: {why}; {done}")
    return TROUBLE


def guarded(work: Callable[[], int]) -> int:
    """Run a command; expected errors become one line and an exit code."""
    code = _told(work, "input or output")
    # What is still held back is written here, where it can be said if that fails.
    lost = _told(sys.stdout.flush, "the output")
    return code or lost


def _told(work: Callable[[], int | None], about: str) -> int:
    """Run a part; `about` is said of trouble with something that has no name of its own."""
    try:
        return work() or 0
    except WorkbenchError as error:
        return fail(error)
    except KeyboardInterrupt:
        # Where it came while Python ran a string, as it does to make a dataclass, Python would end
        # by the signal and not with our code. Running another string makes it forget that.
        exec("")
        say("workbench: stopped; what was acknowledged is saved")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is left to say to it.
        let_go(sys.stdout)
        return 0
    except OSError as error:
        if error.filename is None:
            let_go(sys.stdout)
        say(f"workbench: {told_of(error, about)}")
        return TROUBLE
    except SystemExit as ended:
        # So ends what only prints, `--help` and `--version`: that has to get out as well.
        return ended.code if isinstance(ended.code, int) else 0


def told_of(error: OSError, about: str = "a file") -> str:
    """What the system says, in one line; `about` stands where it names no file."""
    place = about if error.filename is None else str(error.filename)
    return f"{place}: {(error.strerror or 'no reason given').lower()}"


class Progress:
    """A line on stderr that says how far long work is; silent unless somebody watches."""

    _standing: ClassVar[bool] = False
    """Whether such a line stands on the terminal now."""

    def __init__(self, what: str) -> None:
        """Name the work; nothing is shown in its first half second."""
        self._what = what
        self._shown = sys.stderr.isatty()
        self._began = time.monotonic()
        self._written = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Show how much is done, a few times a second, and about how long the rest takes."""
        now = time.monotonic()
        spent = now - self._began
        if not self._shown or spent < _QUIET:
            return
        if total and done >= total:
            self.wipe()
        elif now - self._written > _BETWEEN:
            self._written = now
            self._write(_how_far(done, total, spent))

    def _write(self, how_far: str) -> None:
        Progress._standing = True
        sys.stderr.write(f"{_CLEAR}{self._what}: {how_far}")
        sys.stderr.flush()

    @staticmethod
    def wipe() -> None:
        """Take the line away, if one stands there, before anything else is written."""
        if Progress._standing:
            Progress._standing = False
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()


def _how_far(done: int, total: int, spent: float) -> str:
    if not total:
        return f"{done:,}"
    share = f"{100 * done // total} %"
    if spent < _ESTIMATED or not done:
        return share
    return f"{share}, {_duration(spent / done * (total - done))} left"


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(max(1, round(seconds)), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


def _printable(message: str) -> str:
    return "".join(
        char if char.isprintable() else f"\\x{ord(char):02x}" for char in message.strip()
    )
