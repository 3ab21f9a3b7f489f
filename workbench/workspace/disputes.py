"""What waits to be settled: records that several changed without seeing each other's change."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.workspace.view import View
    from workbench.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Disputes:
    """The open conflicts that a reviewer may see, counted as they are settled."""

    count: int = 0
    claims: frozenset[str] = frozenset()
    """Ids of the claims that they are about."""


def disputes(workspace: "Workspace") -> Disputes:
    """Count the open conflicts; costs as much as there are of them and reads no event."""
    # The first paint needs the figures at nought, and none of the records.
    from workbench.domain.record import DECISIONS, TABLES

    view = workspace.view
    count = 0
    claims = set()
    for table, id, fields in workspace.store.disputed():
        if table not in TABLES or view.shelf(table).find(id) is None:
            continue
        apart = sum(field == "*" or table not in DECISIONS for field in fields)
        count += apart + (len(fields) > apart)
        claims.add(claim_of(view, table, id))
    return Disputes(count, frozenset(claims - {""}))


def claim_of(view: "View", table: str, id: str) -> str:
    """The claim that a record is or belongs to; empty if there is none."""
    if table == "claims":
        return id
    return getattr(view.shelf(table).find(id), "claim", "")
