"""Everything that goes to stderr, and the exit codes.

0 done · 1 a check found faults · 2 wrong use · 3 bad input · 4 store trouble · 5 not permitted ·
130 stopped by Ctrl+C.
"""

import sys
import time
from collections.abc import Callable
from typing import ClassVar

from workbench.domain.errors import WorkbenchError

INTERRUPTED = 130
_QUIET = 0.5
_BETWEEN = 0.2
_ESTIMATED = 2.0
"""Seconds of work that tell how long the rest takes."""
_CLEAR = "\r\x1b[K"


def say(message: str) -> None:
    """Write one line to stderr; control characters from names and texts never get through."""
    Progress.wipe()
    sys.stderr.write(_printable(message) + "\n")
    sys.stderr.flush()


def warn(message: str) -> None:
    """Write a warning to stderr."""
    say(f"warning: {message}")


def fail(error: WorkbenchError) -> int:
    """Write an error to stderr and return its exit code."""
    say(f"workbench: {error}")
    return error.exit_code


def guarded(work: Callable[[], int]) -> int:
    """Run a command; expected errors become one line and an exit code."""
    try:
        return work()
    except WorkbenchError as error:
        return fail(error)
    except KeyboardInterrupt:
        say("workbench: stopped; what was acknowledged is saved")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is left to say to it.
        sys.stdout = None
        return 0


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
