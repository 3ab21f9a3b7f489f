"""Is everything sound: the files of the database, the rows in it, the quotes in the texts?"""

from typing import TYPE_CHECKING, Any

from workbench.domain import ids
from workbench.domain.errors import WorkbenchError
from workbench.domain.span import Span, quote_of
from workbench.store.operations import Fault

if TYPE_CHECKING:
    from workbench.workspace.workspace import Workspace


def check(workspace: "Workspace", *, repair: bool) -> list[Fault]:
    """Every fault, those of the files first."""
    found = list(workspace.store.check(repair=repair))
    for span in workspace.view.spans.all():
        found += _span(workspace, span)
    for link in workspace.view.links.all():
        found += _missing(workspace, "links", link.id, "spans", (link.source, link.target))
    for claim in workspace.view.claims.all():
        found += _missing(workspace, "claims", claim.id, "spans", claim.spans)
        found += _missing(workspace, "claims", claim.id, "links", claim.links)
    for table in ("verdicts", "evidence", "omissions", "comments", "assignments"):
        for item in workspace.view.shelf(table).all():
            found += _missing(workspace, table, item.id, "claims", (item.claim,))
    for conflict in workspace.conflicts():
        names = " and ".join(dict.fromkeys(value.by for value in conflict.values))
        what = f"{conflict.table} {conflict.id}: {names} changed {conflict.field!r} at once"
        found.append(Fault("conflict", 0, f"{what}; settle it with ! in the screen, or `resolve`"))
    return found


def _span(workspace: "Workspace", span: Span) -> list[Fault]:
    place = f"spans {span.id} in {span.article}"
    try:
        text = workspace.articles.text(span.version)
    except WorkbenchError as error:
        return [Fault("texts", 0, f"{place}: {error}")]
    if span.end > len(text):
        return [Fault("annotations", 0, f"{place}: ends after the end of the text")]
    if quote_of(text, span.fragments) != span.quote:
        return [Fault("annotations", 0, f"{place}: the quote is not what stands there")]
    return []


def _missing(workspace: "Workspace", table: str, id: str, wanted: str, named: Any) -> list[Fault]:
    """What a record names and the database does not hold (what is withheld is there)."""
    rows = workspace.store.rows(wanted)
    return [
        Fault("annotations", 0, f"{table} {id} names {wanted} {other}, which is not there")
        for other in named
        if not ids.is_id(other) or ids.decode(other) not in rows
    ]
