"""What a blind pass withholds, asked of the rows beneath the view."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast

from workbench.config.review_rules import ReviewRules
from workbench.domain import ids
from workbench.domain.claim import Claim
from workbench.domain.record import Conflict
from workbench.domain.review import Pass
from workbench.review.visibility import Veil, veil
from workbench.store.records import Thing, from_row

Rows = Callable[[str], Mapping[int, Mapping[str, Any]]]


class RowLookup:
    """Says what belongs where; asks the rows, since the view itself withholds."""

    def __init__(self, rows: Rows, case_of_article: Callable[[str], str]) -> None:
        """Keep where to ask."""
        self._rows = rows
        self._case_of_article = case_of_article

    def case_of_claim(self, claim: str) -> str:
        """The case of a claim."""
        return str(self._row("claims", claim).get("case", ""))

    def case_of_article(self, article: str) -> str:
        """The case of an article."""
        return self._case_of_article(article)

    def article_of_span(self, span: str) -> str:
        """The article that a span lies in."""
        return str(self._row("spans", span).get("article", ""))

    def is_assigned(self, claim: str, reviewer: str) -> bool:
        """Whether the reviewer was asked to judge the claim."""
        assignment = ids.decode(ids.derived_id("assignment", claim, reviewer))
        return assignment in self._rows("assignments")

    def _row(self, table: str, id: str) -> Mapping[str, Any]:
        return self._rows(table).get(ids.decode(id), {}) if ids.is_id(id) else {}


class Sight:
    """What one reviewer sees; brought up to date when a pass changes."""

    def __init__(self, reviewer: str, rules: ReviewRules, rows: Rows, lookup: RowLookup) -> None:
        """Look at the passes there are."""
        self._reviewer = reviewer
        self._rules = rules
        self._rows = rows
        self._lookup = lookup
        self._veil: Veil
        self.update()

    def update(self) -> None:
        """Take note that a pass was submitted, closed or reopened."""
        rows = self._rows("passes")
        passes = [cast(Pass, from_row("passes", key, row)) for key, row in rows.items()]
        self._veil = veil(self._reviewer, self._rules, passes, self._lookup)

    def hides(self, item: object) -> bool:
        """Whether the reviewer may not see it now."""
        return self._veil.hides(item)

    def shown(self, item: Any) -> Any:
        """The record as the reviewer sees it: None, or without the ids of what is withheld."""
        if self._veil.hides(item):
            return None
        if self._veil.blind == "all" and isinstance(item, Claim):
            return self._without_withheld(item)
        return item

    def shows(self, conflict: Conflict) -> bool:
        """Whether the reviewer may see the values that stand side by side."""
        return not self._veil.hides_conflict(conflict, self._item(conflict.table, conflict.id))

    def _without_withheld(self, claim: Claim) -> Claim:
        if claim.case in self._veil.open_cases:
            return claim
        return replace(
            claim,
            spans=tuple(id for id in claim.spans if not self._hides("spans", id)),
            links=tuple(id for id in claim.links if not self._hides("links", id)),
        )

    def _hides(self, table: str, id: str) -> bool:
        item = self._item(table, id)
        return item is not None and self._veil.hides(item)

    def _item(self, table: str, id: str) -> Thing | None:
        key = ids.decode(id)
        row = self._rows(table).get(key)
        return None if row is None else from_row(table, key, row)
