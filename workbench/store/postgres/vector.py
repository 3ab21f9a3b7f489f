"""Which events a side holds: for each session all numbers up to one, and some beyond a gap.

Sessions have one writer each and are numbered without gaps, so this is small, and it tells two
sides what each lacks whatever the order in which rows became visible. A serial number can't: of two
transactions the one with the greater number may commit first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from workbench.store.fold import State

Run = tuple[str, int, int]
"""Session, first and last number."""


@dataclass(slots=True)
class _Numbers:
    last: int = 0
    extra: set[int] = field(default_factory=set)

    def add(self, number: int) -> bool:
        if number <= self.last or number in self.extra:
            return False
        self.extra.add(number)
        while self.last + 1 in self.extra:
            self.last += 1
            self.extra.remove(self.last)
        return True


class Vector:
    """A set of events, kept short."""

    def __init__(self) -> None:
        self._sessions: dict[str, _Numbers] = {}

    def add(self, session: str, number: int) -> bool:
        """Add an event; False if it was there."""
        found = self._sessions.get(session)
        if found is None:
            found = self._sessions[session] = _Numbers()
        return found.add(number)

    def add_up_to(self, session: str, last: int, extra: Iterable[int] = ()) -> None:
        """Add all events of a session up to a number, and some beyond."""
        found = self._sessions.setdefault(session, _Numbers())
        beyond = {*found.extra, *extra}
        found.last = max(found.last, last)
        found.extra = set()
        for number in sorted(beyond):
            found.add(number)

    def add_state(self, state: State) -> None:
        """Add all events that a state stands for; it may grow meanwhile in another thread."""
        for name, session in list(state.sessions.items()):
            extra = session.extra.copy()
            self.add_up_to(name, session.last, extra)

    def __contains__(self, event: tuple[str, int]) -> bool:
        found = self._sessions.get(event[0])
        return found is not None and (event[1] <= found.last or event[1] in found.extra)

    def __len__(self) -> int:
        return sum(held.last + len(held.extra) for held in self._sessions.values())

    def last(self, session: str) -> int:
        """The number up to which all events of a session are there; 0 if none is."""
        found = self._sessions.get(session)
        return found.last if found else 0

    def beyond(self, other: "Vector") -> Iterator[Run]:
        """The events that are here and not there, as runs of numbers without gaps."""
        for name, held in list(self._sessions.items()):
            there = other._sessions.get(name)
            start = there.last + 1 if there else 1
            known = there.extra if there else ()
            if held.last < start and not held.extra:
                continue
            numbers = [*range(start, held.last + 1), *sorted(held.extra.copy())]
            yield from _runs(name, (n for n in numbers if n >= start and n not in known))

    def gaps(self) -> Iterator[Run]:
        """The events that must have been: numbers left out below one that is there."""
        for name, held in self._sessions.items():
            if held.extra:
                missing = set(range(held.last + 1, max(held.extra))) - held.extra
                yield from _runs(name, sorted(missing))


def _runs(session: str, numbers: Iterable[int]) -> Iterator[Run]:
    first = last = 0
    for number in numbers:
        if first and number == last + 1:
            last = number
            continue
        if first:
            yield session, first, last
        first = last = number
    if first:
        yield session, first, last


def count(runs: Iterable[Run]) -> int:
    """How many events there are in runs."""
    return sum(last - first + 1 for _, first, last in runs)


def portions(runs: Iterable[Run], most: int) -> Iterator[list[Run]]:
    """Cut runs into portions of at most so many events."""
    portion: list[Run] = []
    room = most
    for session, first, last in runs:
        while last - first + 1 > room:
            if room:
                portion.append((session, first, first + room - 1))
                first += room
            yield portion
            portion, room = [], most
        portion.append((session, first, last))
        room -= last - first + 1
    if portion:
        yield portion


def wanted(runs: Iterable[Run]) -> Mapping[str, list[tuple[int, int]]]:
    """Runs by session."""
    found: dict[str, list[tuple[int, int]]] = {}
    for session, first, last in runs:
        found.setdefault(session, []).append((first, last))
    return found
