"""Is everything sound: the files of the database, the rows in it, the quotes in the texts?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from workbench.domain import ids
from workbench.domain.errors import WorkbenchError
from workbench.domain.record import SIGNATURE, gathered
from workbench.domain.span import Span, quote_of
from workbench.store.operations import Fault

if TYPE_CHECKING:
    from workbench.workspace.workspace import Workspace

_OF_CLAIMS = ("verdicts", "evidence", "omissions", "comments", "assignments")
_STEP = 1000


def check(
    workspace: "Workspace", *, repair: bool, progress: Callable[[int, int], None] | None = None
) -> list[Fault]:
    """Every fault, those of the files first; `progress` is told how many records are looked at."""
    found = list(_with_seeds(workspace, workspace.store.check(repair=repair), repair=repair))
    tables = ("spans", "links", "claims", *_OF_CLAIMS)
    total = sum(len(workspace.store.rows(table)) for table in tables)
    done = 0
    for table in tables:
        for item in workspace.view.shelf(table).all():
            found += _faults(workspace, table, item)
            done += 1
            if progress and done % _STEP == 0:
                progress(done, total)
    for conflict, *rest in gathered(workspace.conflicts()):
        names = " and ".join(dict.fromkeys(value.by for value in conflict.values))
        others = [item.field for item in rest if item.field not in SIGNATURE]
        fields = " and ".join(repr(field) for field in (conflict.field, *others))
        what = f"{conflict.table} {conflict.id}: {names} changed {fields} at once"
        found.append(Fault("conflict", 0, f"{what}; settle it with ! in the screen, or `resolve`"))
    return found


def _with_seeds(
    workspace: "Workspace", faults: Iterable[Fault], *, repair: bool
) -> Iterator[Fault]:
    """The faults of the store; texts that `seeds/` still holds are taken from there."""
    for fault in faults:
        version = PurePosixPath(fault.file).stem
        held = workspace.articles.in_seeds(version) if fault.file.startswith("texts/") else None
        if held is None:
            yield fault
        elif repair:
            yield _restored(workspace, fault, held[1])
        else:
            what = fault.what.partition(": copy")[0]
            yield replace(fault, what=f"{what}; {held[0]} holds it: take it with --repair")


def _restored(workspace: "Workspace", fault: Fault, text: str) -> Fault:
    try:
        workspace.store.put_text(text)
    except WorkbenchError as error:
        return replace(fault, what=f"{fault.what}; not restored: {error}")
    return replace(fault, repaired=True)


def _faults(workspace: "Workspace", table: str, item: Any) -> Iterator[Fault]:
    if table == "spans":
        yield from _span(workspace, item)
    elif table == "links":
        ends = (item.source, item.target)
        yield from _missing(workspace, "links", item.id, "spans", ends)
    elif table == "claims":
        yield from _missing(workspace, "claims", item.id, "spans", item.spans)
        yield from _missing(workspace, "claims", item.id, "links", item.links)
    else:
        yield from _missing(workspace, table, item.id, "claims", (item.claim,))


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
