"""The state of the store: the fold of a set of events.

Pure and in memory. The result does not depend on the order in which events arrive nor on how often
(a multi-value register per field as in Shapiro et al., "A comprehensive study of Convergent and
Commutative Replicated Data Types", 2011, §3.2.2, with causality per field by the dots a write has
seen instead of version vectors).
"""

from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from typing import TypeAlias, cast

from workbench.store.document import Document
from workbench.store.events import Event, Operation, number_of, session_of
from workbench.store.operations import Delta
from workbench.store.values import ABSENT, EXISTS, Json, Row

Clock: TypeAlias = str | Document
"""A dot that wrote all fields of a row, or the document's full bookkeeping."""
Touched: TypeAlias = dict[str, set[int]]


class Table:
    """The documents of one table."""

    __slots__ = ("clocks", "rows")

    def __init__(self) -> None:
        self.rows: dict[int, dict[str, Json]] = {}
        """Visible documents; the values of the rows are never changed in place."""
        self.clocks: dict[int, Clock] = {}
        """All documents, also hidden ones and those known by hearsay."""


class Rows(Mapping[int, Row]):
    """A live, read-only view of a table's visible rows that may be read while others write."""

    __slots__ = ("_rows",)

    def __init__(self, rows: dict[int, dict[str, Json]]) -> None:
        self._rows = rows

    def __getitem__(self, key: int) -> Row:
        return self._rows[key]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[int]:
        # A list at once: another thread may add a row while this one is being walked.
        return iter(list(self._rows))

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def items(self) -> ItemsView[int, Row]:
        """Keys and rows of one moment."""
        return cast("dict[int, Row]", self._rows.copy()).items()

    def values(self) -> ValuesView[Row]:
        """The rows of one moment."""
        return cast("dict[int, Row]", self._rows.copy()).values()


class Session:
    """What is known of one writer's numbered events."""

    __slots__ = ("by", "extra", "last")

    def __init__(self, by: str, last: int = 0, extra: Iterable[int] = ()) -> None:
        self.by = by
        self.last = last
        """All events up to this number are known."""
        self.extra: set[int] = set(extra)
        """Known beyond a gap."""

    def add(self, number: int) -> bool:
        """Note an event; False if it was known."""
        if number == self.last + 1:
            self.last = number
            while self.extra and self.last + 1 in self.extra:
                self.last += 1
                self.extra.remove(self.last)
            return True
        if number <= self.last or number in self.extra:
            return False
        self.extra.add(number)
        return True

    def knows(self, number: int) -> bool:
        """Whether the event has arrived."""
        return number <= self.last or number in self.extra


class State:
    """All tables, and which events they stand for."""

    def __init__(self) -> None:
        self.tables: dict[str, Table] = {}
        self.sessions: dict[str, Session] = {}
        self.highest = "0" * 16
        """Greatest hybrid clock seen, in hex."""
        self.disputed: dict[tuple[str, int], Document] = {}
        """Documents with open conflicts."""
        self._versions: dict[Json, Json] = {}

    def table(self, name: str) -> Table:
        """Find a table; made empty if nobody has written to it."""
        table = self.tables.get(name)
        if table is None:
            table = self.tables[name] = Table()
        return table

    def share(self, row: dict[str, Json]) -> None:
        """Let rows that name the same text version hold one string, not 64 characters each."""
        version = row.get("version")
        if type(version) is str:
            row["version"] = self._versions.setdefault(version, version)

    def knows(self, dot: str) -> bool:
        """Whether the event is part of this state."""
        session = self.sessions.get(session_of(dot))
        return session is not None and session.knows(number_of(dot))

    def author(self, dot: str) -> str:
        """Who wrote the event; empty if it has not arrived."""
        session = self.sessions.get(session_of(dot))
        return session.by if session is not None else ""

    def apply(self, event: Event, touched: Touched | None = None) -> bool:
        """Take in one event; False if it was known already.

        Args:
            event: of the current version, with its shape checked.
            touched: collects the documents whose row or conflicts changed.
        """
        dot = event["id"]
        name = session_of(dot)
        session = self.sessions.get(name)
        if session is None:
            session = self.sessions[name] = Session(event["by"])
        if not session.add(number_of(dot)):
            return False
        if dot > self.highest:
            self.highest = dot[:16]
        ops = event["ops"]
        for op in ops:
            table = self.table(op["t"])
            key = int(op["k"])
            if key not in table.clocks and _plain(op):
                self.share(op["set"])
                table.rows[key] = op["set"]
                table.clocks[key] = dot
                if touched is not None:
                    touched.setdefault(op["t"], set()).add(key)
            elif self._merge(dot, op, table, key) and touched is not None:
                touched.setdefault(op["t"], set()).add(key)
        self._arrived(dot, ops)
        return True

    def _merge(self, dot: str, op: Operation, table: Table, key: int) -> bool:
        """Take in an operation on a document with a past; whether it looks different now."""
        document = self._open(table, key)
        row = table.rows.get(key)
        place = (op["t"], key)
        was_disputed = place in self.disputed
        seen = op.get("seen", ())
        if op.get("del"):
            document.delete(dot, seen)
        else:
            fields = op["set"]
            unset = op.get("unset", ())
            document.write(dot, fields, unset, seen)
            for other in seen:
                if not self.knows(other):
                    document.expect(other, (*fields, *unset))
        if document.visible:
            table.rows[key] = document.values
        else:
            table.rows.pop(key, None)
        if document.disputed():
            self.disputed[place] = document
        elif was_disputed:
            del self.disputed[place]
        return was_disputed or place in self.disputed or table.rows.get(key) != row

    def _open(self, table: Table, key: int) -> Document:
        clock = table.clocks.get(key)
        if isinstance(clock, Document):
            return clock
        document = Document() if clock is None else Document(clock, table.rows[key])
        table.clocks[key] = document
        return document

    def _arrived(self, dot: str, ops: Iterable[Operation]) -> None:
        for op in ops:
            clock = self.tables[op["t"]].clocks.get(int(op["k"]))
            if isinstance(clock, Document) and clock.pending:
                clock.pending.pop(dot, None)

    def dots(self, table: str, key: int) -> dict[str, tuple[str, ...]]:
        """The live events of every field, the shown one first; `*` names the deletes.

        Empty for a document that never was.
        """
        clock = self.table(table).clocks.get(key)
        if clock is None:
            return {}
        if isinstance(clock, str):
            return dict.fromkeys(self.table(table).rows[key], (clock,))
        found = {
            field: tuple(sorted(clock.live(field), reverse=True))
            for field in clock.fields()
            if field != EXISTS
        }
        whole = sorted({*clock.live(EXISTS), *clock.tombs}, reverse=True)
        return {**found, EXISTS: tuple(whole)} if whole else found

    def dots_of(self, table: str, key: int, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """As `dots`, for some fields only: the cost of a write follows what it writes."""
        clock = self.table(table).clocks.get(key)
        if clock is None:
            return {}
        if isinstance(clock, str):
            row = self.table(table).rows[key]
            return {name: (clock,) for name in names if name in row}
        return {name: tuple(sorted(clock.live(name), reverse=True)) for name in names}

    def document(self, table: str, key: int) -> Document | None:
        """A document's bookkeeping, made for the purpose where it is kept short."""
        clock = self.table(table).clocks.get(key)
        if isinstance(clock, str):
            return Document(clock, self.table(table).rows[key])
        return clock


def _plain(op: Operation) -> bool:
    """Whether the operation makes a document in the ordinary way."""
    fields = op.get("set")
    return bool(fields) and not op.get("seen") and not op.get("unset") and EXISTS not in op["set"]


def delta(touched: Touched) -> Delta:
    """Freeze what was collected."""
    return Delta({table: frozenset(keys) for table, keys in touched.items()})


def canonical(state: State) -> object:
    """A state in a form that two folds of the same events share, for comparing states."""
    tables: dict[str, object] = {}
    for name, table in state.tables.items():
        documents = {}
        for key in table.clocks:
            document = state.document(name, key)
            assert document is not None
            documents[key] = (
                {field: document.live(field) for field in document.fields()},
                dict(document.tombs),
                {dot: frozenset(fields) for dot, fields in document.pending.items()},
                document.visible,
                table.rows.get(key, ABSENT),
            )
        if documents:
            tables[name] = documents
    sessions = {name: (s.by, s.last, frozenset(s.extra)) for name, s in state.sessions.items()}
    return tables, sessions, state.highest, frozenset(state.disputed)
