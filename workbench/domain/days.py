"""Days and moments as they are written by hand: ISO 8601, in figures of ASCII."""

import re
from datetime import UTC, date, datetime

from workbench.domain.errors import WrongUse

_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?"
)


def is_day(text: str) -> bool:
    """Whether it is a day of the calendar (2025-05-31), a month or a year of it."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def since(text: str, where: str = "--since", *, whole: bool = False) -> str:
    """A day or a moment in a form that the times of records can be compared with, as text.

    Args:
        text: as it was given; a moment without a zone is UTC. Nothing stays nothing.
        where: names it in messages.
        whole: whether a month or a year will not do.

    Raises:
        WrongUse: if it is neither.
    """
    if not text or (is_day(text) and (len(text) == 10 or not whole)):
        return text
    try:
        if not _MOMENT.fullmatch(text):
            raise ValueError
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        hint = "write it as 2025-05-31, or 2025-05-31T14:30"
        raise WrongUse(f"{text!r} is no day", where=where, hint=hint) from None
    return moment.isoformat(timespec="milliseconds")
