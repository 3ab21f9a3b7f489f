"""A record as the view hands it to a reviewer, in ids that are easy to read."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from workbench.config.review_rules import ReviewRules
from workbench.domain import ids
from workbench.domain.article import Article
from workbench.domain.record import TABLES, Record
from workbench.store.records import to_row
from workbench.workspace.view import View
from workbench.workspace.visibility import RowLookup, Sight

_NAMED = frozenset({"id", "claim", "source", "target", "spans", "links", "evidence", "reply_to"})
"""Fields that name records by id."""


class Eyes:
    """One reviewer before a record."""

    def __init__(self, record: Record, reviewer: str, rules: ReviewRules) -> None:
        self._record = record
        self._names: dict[str, str] = {}
        self._rows: dict[str, dict[int, Mapping[str, Any]]] = {table: {} for table in TABLES}
        for table in TABLES:
            for item in getattr(record, table):
                _, key, row = to_row(self._stored(table, item))
                self._rows[table][key] = row
        cases = {article.id: article.case for article in record.articles}
        self.lookup = RowLookup(self._rows.__getitem__, lambda article: cases.get(article, ""))
        self.sight = Sight(reviewer, rules, self._rows.__getitem__, self.lookup)
        self._view = View(self._rows.__getitem__, self.sight)

    def record(self) -> Record:
        """All that is seen, in the order in which it was given."""
        seen: dict[str, Any] = {}
        for table in TABLES:
            given = [item.id for item in getattr(self._record, table)]
            found = [self._named(item) for item in self._view.shelf(table).all()]
            seen[table] = tuple(sorted(found, key=lambda item: given.index(item.id)))
        seen["conflicts"] = tuple(
            item
            for item in self._record.conflicts
            if self.sight.shows(replace(item, id=self._id(item.id)))
        )
        return Record(texts=self._record.texts, **seen)

    def hides(self, table: str, item: Any) -> bool:
        """Whether this one object is withheld."""
        return self.sight.hides(self._stored(table, item))

    def _id(self, name: str) -> str:
        made = ids.derived_id("test", name)
        self._names[made] = name
        return made

    def _stored(self, table: str, item: Any) -> Any:
        made = _renamed(item, self._id)
        if table == "assignments":
            made = replace(made, id=ids.derived_id("assignment", made.claim, made.reviewer))
            self._names[made.id] = item.id
        return made

    def _named(self, item: Any) -> Any:
        return _renamed(item, lambda id: self._names.get(id, id))


def _renamed(item: Any, name: Any) -> Any:
    changes: dict[str, Any] = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name in _NAMED and value and not isinstance(item, Article):
            changes[field.name] = (
                tuple(map(name, value)) if isinstance(value, tuple) else name(value)
            )
    return replace(item, **changes)


def visible(record: Record, reviewer: str, rules: ReviewRules) -> Record:
    """The part of a record that the reviewer may see now."""
    return Eyes(record, reviewer, rules).record()
