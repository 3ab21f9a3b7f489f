"""The read side: domain objects by id and by what they belong to.

Rows become domain objects when they are first asked for. The indexes are kept up row by row, so
that a change costs what it touches and no question walks a whole table.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar, cast

from workbench.domain import ids
from workbench.domain.article import Article
from workbench.domain.claim import Claim, Comment, Correction, Omission
from workbench.domain.errors import UnknownId
from workbench.domain.record import TABLES
from workbench.domain.review import Adjudication, Assignment, Mute, Pass, SuggestionDecision
from workbench.domain.span import Link, Span
from workbench.domain.verdict import Evidence, Verdict
from workbench.store.records import from_row
from workbench.workspace.visibility import Sight

Row = Mapping[str, Any]

_T = TypeVar("_T")


def _field(name: str) -> Callable[[Row], Iterable[str]]:
    def found(row: Row) -> Iterable[str]:
        value = row.get(name)
        return (value,) if value and type(value) is str else ()

    return found


def _members(kind: str) -> Callable[[Row], Iterable[str]]:
    prefix = f"{kind}:"
    return lambda row: (name[len(prefix) :] for name in row if name.startswith(prefix))


def _ends(row: Row) -> Iterable[str]:
    return {end for name in ("source", "target") if type(end := row.get(name, "")) is str}


_INDEXES: Mapping[str, Mapping[str, Callable[[Row], Iterable[str]]]] = {
    "articles": {},
    "spans": {"article": _field("article")},
    "links": {"span": _ends},
    "claims": {"span": _members("span"), "link": _members("link"), "case": _field("case")},
    "verdicts": {"claim": _field("claim"), "by": _field("by"), "evidence": _members("evidence")},
    "evidence": {"claim": _field("claim")},
    "omissions": {"claim": _field("claim"), "article": _field("article")},
    "comments": {"claim": _field("claim"), "reply_to": _field("reply_to")},
    "corrections": {"claim": _field("claim")},
    "assignments": {"claim": _field("claim"), "reviewer": _field("reviewer")},
    "passes": {"case": _field("case"), "reviewer": _field("reviewer")},
    "adjudications": {"claim": _field("claim")},
    "decisions": {"rule": _field("rule")},
    "mutes": {"by": _field("by")},
}


class Shelf(Generic[_T]):
    """The records of one table, as domain objects."""

    def __init__(self, table: str, rows: Mapping[int, Row], sight: Sight | None) -> None:
        """Index the rows; `sight` says what of them this reviewer may see now."""
        self.table = table
        self._rows = rows
        self._sight = sight
        self._objects: dict[int, _T] = {}
        self._indexes: dict[str, dict[str, dict[int, None]]] = {
            name: {} for name in _INDEXES[table]
        }
        self._entries: dict[int, tuple[tuple[str, str], ...]] = {}
        for key in list(rows):
            self._enter(key)

    def __len__(self) -> int:
        """How many there are to see."""
        return len(self._rows) if self._sight is None else len(self.all())

    def find(self, id: str) -> _T | None:
        """The record of that id, or None."""
        try:
            key = ids.decode(id)
        except ValueError:
            return None
        return self._object(key)

    def get(self, id: str) -> _T:
        """The record of that id.

        Raises:
            UnknownId: if there is none.
        """
        found = self.find(id)
        if found is None:
            raise UnknownId(f"there is no {singular(self.table)} {id!r}")
        return found

    def all(self) -> list[_T]:
        """All records, oldest first."""
        return self._sorted(list(self._rows))

    def by(self, index: str, value: str) -> list[_T]:
        """The records that belong to something, oldest first."""
        return self._sorted(list(self._indexes[index].get(value, ())))

    def values(self, index: str) -> list[str]:
        """What the records of this table belong to."""
        return [value for value, keys in list(self._indexes[index].items()) if keys]

    def update(self, keys: Iterable[int]) -> None:
        """Take note that these rows changed, came or went."""
        for key in keys:
            self._objects.pop(key, None)
            for index, value in self._entries.pop(key, ()):
                bucket = self._indexes[index].get(value)
                if bucket is not None:
                    bucket.pop(key, None)
                    if not bucket:
                        del self._indexes[index][value]
            self._enter(key)

    def _enter(self, key: int) -> None:
        row = self._rows.get(key)
        if row is None:
            return
        entries = []
        for index, values in _INDEXES[self.table].items():
            for value in values(row):
                self._indexes[index].setdefault(value, {})[key] = None
                entries.append((index, value))
        self._entries[key] = tuple(entries)

    def _object(self, key: int) -> _T | None:
        found = self._objects.get(key)
        if found is None:
            row = self._rows.get(key)
            if row is None:
                return None
            found = cast(_T, from_row(self.table, key, row))
            self._objects[key] = found
            if self._rows.get(key) is not row:
                # Another thread has changed it meanwhile, and may have told so before this.
                self._objects.pop(key, None)
        return found if self._sight is None else cast("_T | None", self._sight.shown(found))

    def _sorted(self, keys: list[int]) -> list[_T]:
        found = [item for key in keys if (item := self._object(key)) is not None]
        found.sort(key=_age)
        return found


def _age(item: object) -> tuple[str, str]:
    return getattr(item, "at", ""), getattr(item, "id", "")


class View:
    """Every table as a shelf."""

    def __init__(
        self, rows: Callable[[str], Mapping[int, Row]], sight: Sight | None = None
    ) -> None:
        """Index what the store holds."""
        self._rows = rows
        self._sight = sight
        self._whole: View | None = None
        self._lock = threading.Lock()
        self.articles = Shelf[Article]("articles", rows("articles"), None)
        self.spans = Shelf[Span]("spans", rows("spans"), sight)
        self.links = Shelf[Link]("links", rows("links"), sight)
        self.claims = Shelf[Claim]("claims", rows("claims"), sight)
        self.verdicts = Shelf[Verdict]("verdicts", rows("verdicts"), sight)
        self.evidence = Shelf[Evidence]("evidence", rows("evidence"), sight)
        self.omissions = Shelf[Omission]("omissions", rows("omissions"), sight)
        self.comments = Shelf[Comment]("comments", rows("comments"), sight)
        self.corrections = Shelf[Correction]("corrections", rows("corrections"), sight)
        self.assignments = Shelf[Assignment]("assignments", rows("assignments"), None)
        self.passes = Shelf[Pass]("passes", rows("passes"), None)
        self.adjudications = Shelf[Adjudication]("adjudications", rows("adjudications"), sight)
        self.decisions = Shelf[SuggestionDecision]("decisions", rows("decisions"), sight)
        self.mutes = Shelf[Mute]("mutes", rows("mutes"), None)

    @property
    def whole(self) -> "View":
        """All that is stored, for rules that hold whoever looks; nothing of it may be shown.

        Made when it is first asked for, and kept up from then on.
        """
        if self._sight is None:
            return self
        with self._lock:
            if self._whole is None:
                self._whole = View(self._rows)
            return self._whole

    def shelf(self, table: str) -> Shelf[Any]:
        """The shelf of a table by name."""
        return cast(Shelf[Any], getattr(self, table))

    def update(self, keys: Mapping[str, Iterable[int]]) -> None:
        """Take note of changed rows, table by table."""
        for table, changed in keys.items():
            if table in _INDEXES:
                self.shelf(table).update(changed)
        with self._lock:
            if self._whole is not None:
                self._whole.update(keys)

    def locate(self, id: str) -> tuple[str, Any]:
        """Find a record of any table by its id: (table, record).

        Raises:
            UnknownId: if nothing has that id.
        """
        for table in TABLES:
            found = self.shelf(table).find(id)
            if found is not None:
                return table, found
        raise UnknownId(f"nothing has the id {id!r}")

    def article_record(self, article: str) -> Article | None:
        """The recorded article of that id, or None while nothing was annotated in it."""
        return self.articles.find(ids.derived_id("article", article))


def singular(table: str) -> str:
    """What one record of a table is called."""
    return {
        "evidence": "evidence",
        "passes": "pass",
        "decisions": "decision on a suggestion",
    }.get(table, table.removesuffix("s"))
