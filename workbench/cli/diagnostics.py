"""Everything that goes to stderr, and the exit codes.

0 done · 1 a check found faults · 2 wrong use · 3 bad input · 4 store trouble · 5 not permitted ·
130 stopped by Ctrl+C.
"""

import sys
import time
from collections.abc import Callable

from workbench.domain.errors import WorkbenchError

INTERRUPTED = 130
_QUIET = 0.5
_BETWEEN = 0.2


def say(message: str) -> None:
    """Write one line to stderr; control characters from names and texts never get through."""
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

    def __init__(self, what: str) -> None:
        """Name the work; nothing is shown in its first half second."""
        self._what = what
        self._shown = sys.stderr.isatty()
        self._began = time.monotonic()
        self._written = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Show how much is done, a few times a second, and about how long the rest takes."""
        now = time.monotonic()
        finished = bool(total) and done >= total
        if not self._shown or now - self._began < _QUIET:
            return
        if finished:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
        elif now - self._written > _BETWEEN:
            self._written = now
            left = (now - self._began) / done * (total - done) if done and total else 0
            rest = f", {left:.0f} s left" if left else ""
            of = f" of {total:,}" if total else ""
            sys.stderr.write(f"\r\x1b[K{self._what}: {done:,}{of}{rest}")
            sys.stderr.flush()


def _printable(message: str) -> str:
    return "".join(
        char if char.isprintable() else f"\\x{ord(char):02x}" for char in message.strip()
    )
