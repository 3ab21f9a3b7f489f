"""One document of the fold: which events wrote what is shown, and what stands beside it.

A field is a multi-value register: its live writes are those that no later writer has seen. A
delete hides the writes it saw, and only those.
"""

import json
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from workbench.domain.record import SIGNATURE
from workbench.store.values import ABSENT, EXISTS, Absent, Json

Live: TypeAlias = dict[str, Json | Absent]
"""Dot → value, for the live writes of one field."""


class Document:
    """The full bookkeeping of a document; documents written once do without it."""

    __slots__ = ("base", "dots", "more", "pending", "tombs", "values")

    def __init__(self, base: str = "", values: dict[str, Json] | None = None) -> None:
        self.base = base
        """Dot that wrote every field of `values` that `dots` does not name."""
        self.values: dict[str, Json] = values if values is not None else {}
        """Shown values, also while the document is hidden; replaced, never changed in place."""
        self.dots: dict[str, str] = {}
        """Field → dot of the shown write, also of fields that were taken away."""
        self.more: dict[str, Live] = {}
        """Field → all live writes, where there are several."""
        self.tombs: dict[str, frozenset[str]] = {}
        """Dot of a delete → the dots it saw."""
        self.pending: dict[str, set[str]] = {}
        """Dot that was superseded before it arrived → the fields it has lost."""

    def live(self, field: str) -> Live:
        """The live writes of a field; a copy."""
        if field in self.more:
            return dict(self.more[field])
        if field in self.dots:
            return {self.dots[field]: self.values.get(field, ABSENT)}
        if field in self.values:
            return {self.base: self.values[field]}
        return {}

    def fields(self) -> set[str]:
        """Every field with a live write, also those taken away, and the reserved one."""
        return self.values.keys() | self.dots.keys()

    def live_dots(self) -> set[str]:
        """The dots of all live writes."""
        found = set(self.dots.values())
        for live in self.more.values():
            found.update(live)
        if any(field not in self.dots for field in self.values):
            found.add(self.base)
        return found

    @property
    def visible(self) -> bool:
        """Whether a live write exists that no delete has seen."""
        if not self.tombs:
            return bool(self.values or self.dots)
        return bool(self.unburied())

    def unburied(self) -> set[str]:
        """The live dots that no delete has seen."""
        return self.live_dots().difference(*self.tombs.values())

    def write(
        self, dot: str, fields: Mapping[str, Json], unset: Iterable[str], seen: Iterable[str]
    ) -> None:
        """Take in a write: it replaces, in its own fields, the writes it has seen."""
        seen = tuple(seen)
        for tomb in seen:
            self.tombs.pop(tomb, None)
        lost: set[str] = self.pending.get(dot, set())
        self.values = dict(self.values)
        writes: list[tuple[str, Json | Absent]] = [
            (field, ABSENT if field == EXISTS else value) for field, value in fields.items()
        ]
        writes.extend((field, ABSENT) for field in unset)
        for field, value in writes:
            live = self.live(field)
            for old in seen:
                live.pop(old, None)
            if field not in lost:
                live[dot] = value
            self._show(field, live)

    def delete(self, dot: str, seen: Iterable[str]) -> None:
        """Take in a delete, unless its undoing arrived before it."""
        if dot not in self.pending:
            self.tombs[dot] = frozenset(seen)

    def expect(self, dot: str, fields: Iterable[str]) -> None:
        """Remember that an event yet to come is superseded in these fields."""
        self.pending.setdefault(dot, set()).update(fields)

    def _show(self, field: str, live: Live) -> None:
        self.more.pop(field, None)
        if not live:
            self.dots.pop(field, None)
            self.values.pop(field, None)
            return
        shown = max(live)
        self.dots[field] = shown
        value = live[shown]
        if isinstance(value, Absent):
            self.values.pop(field, None)
        else:
            self.values[field] = value
            if shown == self.base:
                del self.dots[field]
        if len(live) > 1:
            self.dots[field] = shown
            self.more[field] = live

    def disputed(self) -> list[str]:
        """The fields whose live writes differ; `*` if a delete met an edit it had not seen.

        None where they differ in nothing but who wrote and when: the later signature is shown.
        """
        found = [field for field, live in self.more.items() if _differ(field, live)]
        if SIGNATURE.issuperset(found):
            found = []
        if self.tombs:
            found.append(EXISTS)
        return found if self.visible else []


def _differ(field: str, live: Live) -> bool:
    """Whether the writes want different things; the place of a member in its list is none."""
    if ":" in field and ABSENT not in live.values():
        return False
    return len(_distinct(live)) > 1


def _distinct(live: Live) -> set[str]:
    """Values as JSON, because in Python `True == 1`."""
    return {
        "" if isinstance(value, Absent) else json.dumps(value, sort_keys=True)
        for value in live.values()
    }
