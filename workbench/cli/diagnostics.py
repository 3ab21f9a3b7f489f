"""Everything that goes to stderr, and the exit codes.

0 done · 1 a check found faults · 2 wrong use · 3 bad input · 4 store trouble · 5 not permitted ·
130 stopped by Ctrl+C.
"""

import sys
from collections.abc import Callable

from workbench.domain.errors import WorkbenchError

INTERRUPTED = 130


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


def _printable(message: str) -> str:
    return "".join(
        char if char.isprintable() else f"\\x{ord(char):02x}" for char in message.strip()
    )
