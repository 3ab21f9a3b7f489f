"""What a field may hold: JSON values, and the sign for a field that was taken away."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None
Row: TypeAlias = Mapping[str, Json]
"""The visible fields of one document. Never changed in place: an edit makes a new one."""


class Absent:
    """The type of `ABSENT`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent()
"""A write that took the field away (`unset`); null is an ordinary value and not this."""

EXISTS: Final = "*"
"""Reserved field name: the document as a whole (see docs/store.md)."""
