"""Every error the program raises on purpose, and the exit code each one ends with.

    WorkbenchError                  exit code
    ├── WrongUse                    2   the command line or a setting is wrong
    ├── BadInput                    3   an article, a command or a file to import is wrong
    │   ├── UnknownId                   nothing has that id
    │   ├── UnknownLabel                the scheme has no such label, relation, facet
    │   └── NotText                     a file that is not readable as text
    ├── StoreTrouble                4   the database can't be read or written
    │   └── NewerVersion                written by a newer version of the program
    └── NotPermitted                5   the review rules forbid it
        └── NeedsCorrection             a published claim changes only with a correction

A message says what is wrong, where, and what to do, in one line.
"""

from typing import ClassVar

_LONGEST = 200
"""Code points of a message: a file that is quoted in one may hold a value without end."""


def _brief(message: str) -> str:
    """One line, also where a value that is quoted has several."""
    message = " ".join(message.splitlines())
    if len(message) <= _LONGEST:
        return message
    return f"{message[: _LONGEST - 60]} … {message[-57:]}"


class WorkbenchError(Exception):
    """An expected failure, with a message meant for the user."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        """Keep the message, the place (`file:line`, an id, an offset) and what to do about it."""
        message = _brief(message)
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """One line: `where: message; hint`."""
        place = f"{self.where}: " if self.where else ""
        advice = f"; {self.hint}" if self.hint else ""
        return f"{place}{self.message}{advice}"


class WrongUse(WorkbenchError):
    """The command line or a setting asks for something that does not exist."""

    exit_code = 2


class BadInput(WorkbenchError):
    """What was given (an article, a command, a file) can't be used."""

    exit_code = 3


class UnknownId(BadInput):
    """Nothing in the workspace has that id."""


class UnknownLabel(BadInput):
    """The scheme has no such label, relation or facet."""


class NotText(BadInput):
    """A file that can't be read as text."""


class StoreTrouble(WorkbenchError):
    """The database can't be read or written."""

    exit_code = 4


class NewerVersion(StoreTrouble):
    """The database holds events of a newer version of the program."""


class NotPermitted(WorkbenchError):
    """The review rules forbid it for this reviewer now."""

    exit_code = 5


class NeedsCorrection(NotPermitted):
    """A published claim would change, and no correction note goes with it."""
