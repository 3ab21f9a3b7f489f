"""A TinyDB on the store: the only place that knows TinyDB.

Reading gives copies of what the fold holds; writing commits events, as much as changed. TinyDB's
own tables rewrite everything at each write and hand out their insides, so the public methods are
all our own; nothing here leans on TinyDB's private ones.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from workbench.store.operations import Delete, Op, Put
from workbench.store.values import Json, Row

if TYPE_CHECKING:
    from workbench.store.core import Core

Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


class FoldStorage(Storage):
    """TinyDB's storage interface: the fold as one big dict, and back by comparing."""

    def __init__(self, store: "Core", random_bits: Callable[[int], int]) -> None:
        self.store = store
        self.random_bits = random_bits
        self.empty: set[str] = set()
        """Tables that were asked for and have held nothing yet."""

    def names(self) -> set[str]:
        """Names of the tables, empty ones included if somebody asked for them."""
        return {*self.store.tables(), *self.empty}

    def read(self) -> dict[str, dict[str, Any]] | None:
        """A copy of everything; None if there is nothing."""
        with self.store.lock:
            found = {
                name: {str(key): deepcopy(row) for key, row in self.store.rows(name).items()}
                for name in self.names()
            }
        return found or None

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Commit what differs from the state, as one event."""
        with self.store.lock:
            ops: list[Op] = []
            for name in {*self.store.tables(), *data}:
                wanted = {int(key): dict(row) for key, row in data.get(name, {}).items()}
                rows = self.store.rows(name)
                ops.extend(Delete(name, key) for key in rows if key not in wanted)
                ops.extend(
                    changed(name, key, rows.get(key), row)
                    for key, row in wanted.items()
                    if rows.get(key) != row
                )
            self.empty = {name for name, rows in data.items() if not rows}
            self.store.commit(ops, why="tinydb")


def changed(table: str, key: int, row: Row | None, new: Mapping[str, Json]) -> Put:
    """The operation that turns a row into another."""
    old = row or {}
    fields = {name: value for name, value in new.items() if name not in old or old[name] != value}
    return Put(table, key, fields, tuple(name for name in old if name not in new))


class EventTable(Table):
    """A table whose writes are events and whose ids are 63 random bits."""

    def __init__(
        self,
        storage: Storage,
        name: str,
        cache_size: int = Table.default_query_cache_capacity,
        persist_empty: bool = False,
    ) -> None:
        super().__init__(storage, name, cache_size)
        self._fold = cast("FoldStorage", storage)
        self._store = self._fold.store
        if persist_empty:
            self._fold.empty.add(name)

    @property
    def _rows(self) -> Mapping[int, Row]:
        return self._store.rows(self.name)

    def new_key(self) -> int:
        """An id that no document of the table has."""
        while (key := self._fold.random_bits(63)) in self._rows or key == 0:
            pass
        return key

    def insert(self, document: Mapping[str, Any]) -> int:
        """Add a document; returns its id.

        Raises:
            ValueError: if it is no mapping, or its id is taken.
        """
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Add documents as one event; returns their ids.

        Raises:
            ValueError: if one is no mapping, or an id is taken.
        """
        with self._store.lock:
            added: dict[int, Put] = {}
            for document in documents:
                if not isinstance(document, Mapping):
                    raise ValueError("Document is not a Mapping")
                given = isinstance(document, self.document_class)
                key = cast("Document", document).doc_id if given else self.new_key()
                if key in self._rows or key in added:
                    raise ValueError(f"Document with ID {key} already exists")
                added[key] = Put(self.name, key, dict(document))
            self._commit(list(added.values()))
            return list(added)

    def _commit(self, ops: Sequence[Op]) -> None:
        self._store.commit(ops, why="tinydb")
        self.clear_cache()

    def _document(self, key: int, row: Row) -> Document:
        return self.document_class(deepcopy(row), key)

    def _matching(self, cond: QueryLike | None) -> list[int]:
        return [key for key, row in self._rows.items() if cond is None or cond(row)]

    def search(self, cond: QueryLike) -> list[Document]:
        """Copies of the documents that match; results are cached until anything changes."""
        with self._store.lock:
            cached = self._query_cache.get(cond)
            if cached is None:
                rows = self._rows
                cached = [self._document(key, rows[key]) for key in self._matching(cond)]
                cacheable: Callable[[], bool] = getattr(cond, "is_cacheable", lambda: True)
                if cacheable():
                    self._query_cache[cond] = deepcopy(cached)
                return cached
            return deepcopy(cached)

    def get(  # type: ignore[override]
        self,
        cond: QueryLike | None = None,
        doc_id: int | None = None,
        doc_ids: list[int] | None = None,
    ) -> Document | list[Document] | None:
        """A copy of one document by id or condition, or of several by their ids.

        Raises:
            RuntimeError: if nothing is asked for.
        """
        rows = self._rows
        if doc_id is not None:
            row = rows.get(doc_id)
            return None if row is None else self._document(doc_id, row)
        if doc_ids is not None:
            return [self._document(key, rows[key]) for key in doc_ids if key in rows]
        if cond is None:
            raise RuntimeError("You have to pass either cond or doc_id or doc_ids")
        for key, row in rows.items():
            if cond(row):
                return self._document(key, row)
        return None

    def update(
        self,
        fields: Fields,
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """Change documents as one event; returns the ids of those changed."""
        with self._store.lock:
            if doc_ids is not None:
                keys = [key for key in doc_ids if key in self._rows]
            else:
                keys = self._matching(cond)
            self._commit([self._updated(key, [fields]) for key in keys])
            return keys

    def _updated(self, key: int, changes: Iterable[Fields]) -> Put:
        row = self._rows[key]
        new = cast("dict[str, Any]", deepcopy(row))
        for fields in changes:
            if callable(fields):
                fields(new)
            else:
                new.update(fields)
        return changed(self.name, key, row, new)

    def update_multiple(self, updates: Iterable[tuple[Fields, QueryLike]]) -> list[int]:
        """Apply several (fields, condition) pairs as one event; returns an id for each hit."""
        with self._store.lock:
            pairs = list(updates)
            hits: list[int] = []
            ops: list[Put] = []
            for key, row in self._rows.items():
                new = cast("dict[str, Any]", deepcopy(row))
                for fields, cond in pairs:
                    if cond(new):
                        hits.append(key)
                        if callable(fields):
                            fields(new)
                        else:
                            new.update(fields)
                if new != row:
                    ops.append(changed(self.name, key, row, new))
            self._commit(ops)
            return hits

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Change the documents that match (or the one with its id), else add it.

        Raises:
            ValueError: if there is neither a condition nor an id.
        """
        with self._store.lock:
            keys = [document.doc_id] if isinstance(document, self.document_class) else None
            if keys is None and cond is None:
                raise ValueError("without a search query the document needs a doc_id")
            return self.update(document, cond, keys) or [self.insert(document)]

    def remove(
        self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        """Delete documents as one event; returns the ids of those deleted.

        Raises:
            RuntimeError: if nothing is asked for.
        """
        with self._store.lock:
            if doc_ids is not None:
                keys = [key for key in doc_ids if key in self._rows]
            elif cond is not None:
                keys = self._matching(cond)
            else:
                raise RuntimeError("Use truncate() to remove all documents")
            self._commit([Delete(self.name, key) for key in keys])
            return keys

    def truncate(self) -> None:
        """Delete all documents as one event."""
        with self._store.lock:
            self._commit([Delete(self.name, key) for key in self._rows])
            self._fold.empty.add(self.name)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Document]:
        for key, row in self._rows.items():
            yield self._document(key, row)


class Database(TinyDB):
    """TinyDB over a store."""

    table_class = EventTable

    def __init__(self, store: "Core", random_bits: Callable[[int], int]) -> None:
        super().__init__(storage=lambda: FoldStorage(store, random_bits))

    @property
    def _fold(self) -> FoldStorage:
        return cast("FoldStorage", self.storage)

    def forget(self) -> None:
        """Clear what queries have found, because something has changed."""
        for table in list(self._tables.values()):
            table.clear_cache()

    def tables(self) -> set[str]:
        """Names of the tables."""
        return self._fold.names()

    def drop_table(self, name: str) -> None:
        """Delete all documents of a table, and forget it."""
        self.table(name).truncate()
        self._fold.empty.discard(name)
        del self._tables[name]
