"""Which span or link one of several of the same place is: those here first, else a derived id."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from workbench.domain.ids import derived_id
from workbench.domain.span import Link, Span

_T = TypeVar("_T", Span, Link)
Key = tuple[str, ...]

_SPARE = 16
"""How many more of one place a file may once have held than are here now."""


class Repeats(Generic[_T]):
    """Tells what each object of a file is here; the same file read again gives the same answers.

    The k-th object of a key has the id derived from key and k, and is the one here of that id, even
    if that has another place by now. If there is none, it is the first one of that key here that
    somebody made by hand and that nothing has taken.
    """

    def __init__(self, kind: str, here: Iterable[_T], key: Callable[[_T], Key]) -> None:
        """Index what is here; `kind` is part of the ids."""
        self._kind = kind
        self._here: dict[Key, list[_T]] = defaultdict(list)
        self._ids: dict[str, _T] = {}
        for item in here:
            self._here[key(item)].append(item)
            self._ids[item.id] = item
        self._seen: Counter[Key] = Counter()
        self._taken: set[str] = set()

    def take(self, key: Key) -> _T | str:
        """The object here that the next one of this key stands for, else the id of a new one."""
        nth = self._seen[key]
        self._seen[key] += 1
        name = self._id(key, nth)
        if name in self._ids:
            return self._ids[name]
        here = self._here.get(key, ())
        if not here:
            return name
        derived = {self._id(key, place) for place in range(nth + len(here) + _SPARE)}
        for item in here:
            if item.id not in derived and item.id not in self._taken:
                self._taken.add(item.id)
                return item
        return name

    def use(self, name: str) -> None:
        """Take note that an object of this id is in the file itself."""
        self._taken.add(name)

    def _id(self, key: Key, nth: int) -> str:
        return derived_id(self._kind, *key, str(nth))


def span_key(version: str, fragments: tuple[tuple[int, int], ...], label: str | None) -> Key:
    """What spans of one place and label have in common."""
    return version, ",".join(f"{start}-{end}" for start, end in fragments), label or ""


def link_key(source: str, target: str, relation: str) -> Key:
    """What links of the same ends and relation have in common."""
    return source, target, relation
