"""Export and import: the record goes out and comes in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from workbench.domain.errors import BadInput
from workbench.domain.record import Record
from workbench.workspace.view import TABLES
from workbench.workspace.workspace import Workspace, now

if TYPE_CHECKING:
    from workbench.exchange.formats import Format
    from workbench.exchange.options import ClaimChoice, Progress

_BATCH = 1000


def formats() -> list["Format"]:
    """The formats there are."""
    from workbench.exchange.formats import FORMATS

    return list(FORMATS.values())


def record(workspace: Workspace) -> Record:
    """Everything that the reviewer may see, as one value.

    Articles that nobody has annotated are part of it too, so that an export stands by itself.
    """
    view = workspace.view
    articles = tuple(workspace.articles.all())
    parts: dict[str, Any] = {
        table: tuple(view.shelf(table).all()) for table in TABLES if table != "articles"
    }
    versions = {article.version for article in articles}
    versions |= {span.version for span in parts["spans"]}
    versions |= {item.version for item in parts["omissions"] if item.version}
    texts = {version: workspace.articles.text(version) for version in sorted(versions)}
    return Record(articles=articles, texts=texts, conflicts=tuple(workspace.conflicts()), **parts)


def export(
    workspace: Workspace,
    format: str,
    target: Path | BinaryIO,
    *,
    force: bool = False,
    state: str | None = None,
    since: str = "",
    claims: Sequence[str] | None = None,
    by: str = "",
    progress: "Progress | None" = None,
) -> list[str]:
    """Write the record in a format.

    Args:
        workspace: whose record.
        format: the format's name.
        target: a path, or a stream for formats of one file.
        force: replace what is at the path.
        state: which claims (`published`, `adjudicated`, `all`); None for the format's own choice.
        since: for minutes, the time they begin.
        claims: only these claims.
        by: only what this reviewer made or judged.
        progress: called now and then with (done, total).

    Returns:
        What the format could not hold, a sentence each.

    Raises:
        WrongUse: if there is no such format, the target is there already, or a setting is missing.
        UnknownId: if there is no such claim.
    """
    from workbench.exchange.formats import find, write
    from workbench.exchange.options import ExportOptions

    find(format, "writes")
    if claims is not None:
        claims = [workspace.view.claims.get(id).id for id in claims]
    options = ExportOptions(
        workspace.scheme,
        publisher_name=workspace.settings.publisher.name,
        publisher_url=workspace.settings.publisher.url,
        state=cast("ClaimChoice | None", state),
        since=since,
        generated_at=now(),
        reviewer=by,
        claims=frozenset(claims) if claims is not None else None,
    )
    report = write(format, record(workspace), options, target, force=force, progress=progress)
    return report.lines()


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did."""

    added: int
    known: int
    warnings: tuple[str, ...]


def import_(
    workspace: Workspace,
    format: str,
    source: Path | BinaryIO,
    *,
    progress: "Progress | None" = None,
) -> ImportResult:
    """Add what a file holds and the workspace does not; nothing that is there is changed.

    Raises:
        WrongUse: if there is no such format.
        BadInput: if the file is wrong, with file and line; nothing was changed then.
        StoreTrouble: if it could not be written.
    """
    from workbench.exchange.formats import read
    from workbench.workspace.desk import create

    taken = read(
        format, source, scheme=workspace.scheme, known=record(workspace), progress=progress
    )
    known = 0
    ops = []
    for table in TABLES:
        rows = workspace.store.rows(table)
        for item in getattr(taken.record, table):
            op = create(item)
            if op.key in rows:
                known += 1
            else:
                ops.append(op)
    for text in taken.record.texts.values():
        workspace.store.put_text(text)
    for batch in _batches(ops):
        workspace.take(workspace.store.commit(batch, why=f"import {format}").delta.keys)
    workspace.articles.scan()
    return ImportResult(len(ops), known, taken.warnings)


def _batches(items: Iterable[Any]) -> Iterable[list[Any]]:
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def export_schema() -> dict[str, Any]:
    """The JSON Schema of the `json` export (draft 2020-12)."""
    from workbench.exchange.json_schema import schema

    return schema()


def preview(workspace: Workspace, format: str, *, limit: int = 20_000, **choices: Any) -> str:
    """The beginning of an export as text, for the screen.

    Raises:
        BadInput: if the format makes several files.
    """
    import io

    from workbench.exchange.formats import find

    if find(format, "writes").several_files:
        raise BadInput(f"{format} makes a folder of several files")
    stream = io.BytesIO()
    export(workspace, format, stream, **choices)
    return stream.getvalue()[:limit].decode("utf-8", "replace")
