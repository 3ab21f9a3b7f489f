"""Export and import: the record goes out and comes in."""

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from workbench.domain.record import TABLES, Record
from workbench.workspace import queries
from workbench.workspace.targets import refuse_own
from workbench.workspace.workspace import Workspace, now

if TYPE_CHECKING:
    from workbench.exchange.formats import Format
    from workbench.exchange.options import ClaimChoice, Progress

_WITH_FIGURES = ("html", "markdown")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which claims an export takes; what is left open takes all."""

    state: str | None = None
    """`published`, `adjudicated` or `all`; None for what the format is meant for."""
    verdict: str | None = None
    """Only claims that are shown with this label."""
    by: str = ""
    """Only what this reviewer made or judged."""
    since: str = ""
    """For minutes, the time they begin."""
    claims: tuple[str, ...] | None = None
    """Only these claims."""


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
    choice: Choice | None = None,
    force: bool = False,
    progress: "Progress | None" = None,
) -> list[str]:
    """Write the record in a format.

    Args:
        workspace: whose record.
        format: the format's name.
        target: a path, or a stream for formats of one file.
        choice: which claims.
        force: replace what is at the path.
        progress: called now and then with (done, total).

    Returns:
        What the format could not hold, a sentence each.

    Raises:
        WrongUse: if there is no such format, the target is there already, or a setting is missing.
        UnknownId: if there is no such claim.
    """
    from workbench.exchange.formats import find, write
    from workbench.exchange.options import ExportOptions
    from workbench.store.load import collector_off

    find(format, "writes")
    if isinstance(target, Path):
        refuse_own(workspace.paths, target)
    choice = choice or Choice()
    options = ExportOptions(
        workspace.scheme,
        publisher_name=workspace.settings.publisher.name,
        publisher_url=workspace.settings.publisher.url,
        state=cast("ClaimChoice | None", choice.state),
        since=choice.since,
        generated_at=now(),
        reviewer=choice.by,
        claims=_chosen(workspace, choice),
        figures=_figures(workspace) if format in _WITH_FIGURES else (),
    )
    with collector_off():
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
        NotPermitted: if somebody who is none of the reviewers imports.
        StoreTrouble: if it could not be written.
    """
    from workbench.exchange.formats import read
    from workbench.store.load import collector_off
    from workbench.workspace.arriving import plan

    workspace.check_may_write()
    with collector_off():
        known_here = record(workspace)
        reading = _part(progress, 0.0, _READING)
        taken = read(
            format,
            source,
            scheme=workspace.scheme,
            known=known_here,
            progress=reading,
            earlier=lambda article, version: _was_here(workspace, article, version),
        )
        planned = plan(workspace, taken, known_here, _part(progress, _READING, _PLANNING))
        for text in planned.texts:
            workspace.store.put_text(text)
        if planned.ops:
            # One event: it is there whole or not at all, and one undo takes it back.
            workspace.take(workspace.store.commit(planned.ops, why=f"import {format}").delta.keys)
    workspace.articles.scan()
    return ImportResult(len(planned.ops), planned.known, planned.warnings)


def _was_here(workspace: Workspace, article: str, version: str) -> bool:
    return any(item.hash == version for item in workspace.revisions.versions(article))


_READING, _PLANNING = 0.55, 0.75
"""Shares of the time of an import when the file is read, and when its rows are made."""


def _part(progress: "Progress | None", first: float, last: float) -> "Progress | None":
    """Tells a part of the work as that part of the whole; what has no total is told as it is."""
    if progress is None:
        return None

    def tell(done: int, total: int) -> None:
        if total:
            progress(int(1000 * (first + (last - first) * done / total)), 1000)
        else:
            progress(done, 0)

    return tell


def export_schema() -> dict[str, Any]:
    """The JSON Schema of the `json` export (draft 2020-12)."""
    from workbench.exchange.json_schema import schema

    return schema()


@dataclass(frozen=True, slots=True)
class Preview:
    """The beginning of an export, and what the format can't hold."""

    text: str
    losses: tuple[str, ...]


def preview(
    workspace: Workspace, format: str, choice: Choice | None = None, *, limit: int = 4000
) -> Preview:
    """Export into memory and show the beginning; of several files, their names and the first.

    Raises:
        WrongUse: if a setting that the format needs is missing.
    """
    from workbench.exchange.formats import find

    if not find(format, "writes").several_files:
        stream = io.BytesIO()
        losses = export(workspace, format, stream, choice=choice)
        return Preview(stream.getvalue()[:limit].decode("utf-8", "replace"), tuple(losses))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "export"
        losses = export(workspace, format, folder, choice=choice)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        names = "\n".join(path.relative_to(folder).as_posix() for path in files)
        first = files[0].read_bytes()[:limit].decode("utf-8", "replace") if files else ""
        return Preview(f"{names}\n\n{first}", tuple(losses))


def _figures(workspace: Workspace) -> tuple[tuple[str, str], ...]:
    """How far the reviewers agree, where there are two: for the reports."""
    if len(workspace.view.verdicts.values("by")) < 2:
        return ()
    from workbench.workspace.team import agreement

    found = agreement(workspace, resamples=0).discussed.verdicts
    named = (
        ("Percent agreement on verdicts", found.percent),
        ("Krippendorff's alpha on verdicts", found.alpha),
    )
    return tuple(
        (name, figure.reason if figure.value is None else f"{figure.value:.2f} (n = {figure.n})")
        for name, figure in named
    )


def _chosen(workspace: Workspace, choice: Choice) -> frozenset[str] | None:
    if choice.claims is None and choice.verdict is None:
        return None
    claims = workspace.view.claims
    ids = [claims.get(id).id for id in choice.claims] if choice.claims is not None else None
    if ids is None:
        ids = [claim.id for claim in claims.all()]
    if choice.verdict is not None:
        label = workspace.scheme.verdict(choice.verdict).id
        view, reviewer = workspace.view, workspace.reviewer
        ids = [id for id in ids if queries.shown_verdict(view, id, reviewer) == label]
    return frozenset(ids)
