"""Articles coming in: new ones, and new versions of those that are there.

This is the one use case with files of its own: the file is copied into `seeds/` before the rows
that name it are written, so that a crash between the two leaves an article nobody has annotated.
"""

import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.article import Article, text_hash
from workbench.domain.errors import BadInput, StoreTrouble
from workbench.domain.span import Span
from workbench.store.operations import Op
from workbench.workspace.commands import AddArticle
from workbench.workspace.desk import Desk, Plan, change, create
from workbench.workspace.plans.articles import META, confirmed
from workbench.workspace.plans.spans import anchored

if TYPE_CHECKING:
    from workbench.intake.reading import Intake
    from workbench.workspace.workspace import Workspace

_UNSAFE = re.compile(r"[\x00-\x1f/\\:]")


def add(workspace: "Workspace", command: AddArticle, desk: Desk) -> Plan:
    """Read a file and say what recording it would write; the file is in `seeds/` then.

    Raises:
        BadInput: if the file can't be read, holds no article, or its text is there already.
        StoreTrouble: if it can't be copied.
    """
    from workbench.intake.reading import read_article

    source = Path(command.path)
    taken = read_article(source, encoding=command.encoding)
    version = text_hash(taken.text)
    if command.replaces is not None:
        return _replace(workspace, command, desk, taken)
    for other in workspace.articles.all():
        if other.version == version and other.path != _inside(workspace, source):
            raise BadInput(
                f"the same text is there already as {other.id!r}",
                where=command.path,
                hint="nothing was added",
            )
    _copy(workspace, source, command.case)
    workspace.articles.scan()
    article = _by_version(workspace, version)
    made = confirmed(
        replace(article, by=desk.reviewer, at=desk.now),
        {name: getattr(command, name) for name in META if getattr(command, name, None) is not None},
    )
    warnings = (*taken.warnings, *_similar(workspace, made))
    return Plan((create(made),), made.id, warnings, (taken.text,))


def _replace(workspace: "Workspace", command: AddArticle, desk: Desk, taken: "Intake") -> Plan:
    old = workspace.articles.get(command.replaces or "")
    version = text_hash(taken.text)
    if version == old.version:
        return Plan((), old.id, ("the text is the same; nothing was changed",))
    old_text = workspace.articles.text(old.version)
    spans = [span for span in desk.view.spans.by("article", old.id) if span.version == old.version]
    source = Path(command.path)
    if old.path and source.resolve() != (workspace.paths.folder / old.path).resolve():
        if source.suffix.lower() != Path(old.path).suffix.lower():
            _copy_to(source, (workspace.paths.folder / old.path).with_suffix(source.suffix))
        else:
            _copy_to(source, workspace.paths.folder / old.path)
        workspace.articles.scan()
    made = replace(
        old,
        version=version,
        encoding=taken.encoding,
        bom=taken.bom,
        extractor=taken.extractor,
        by=desk.reviewer,
        at=desk.now,
    )
    recorded = desk.view.article_record(old.id)
    rows: list[Op] = [create(made)] if recorded is None else list(change(recorded, made))
    states: dict[str, int] = {}
    for span, moved in zip(spans, _reanchored(old_text, taken.text, spans), strict=True):
        states[moved.state] = states.get(moved.state, 0) + 1
        if moved.state != "orphan":
            moved = replace(moved, version=version)
        rows += change(span, moved)
    counted = ", ".join(f"{count} {state}" for state, count in states.items())
    warnings = (f"spans: {counted}; `workbench anchors` lists them",) if states else ()
    return Plan(tuple(rows), old.id, (*taken.warnings, *warnings), (old_text, taken.text))


def _reanchored(old_text: str, new_text: str, spans: list[Span]) -> Iterable[Span]:
    from workbench.text.revision import reanchor

    results = reanchor(old_text, new_text, [span.fragments for span in spans])
    for span, result in zip(spans, results, strict=True):
        if result.state == "orphan":
            yield replace(span, state="orphan")
        elif result.state == "edited":
            moved = anchored(span, result.fragments, new_text)
            yield replace(moved, state="edited", was=span.was or span.quote)
        else:
            yield replace(anchored(span, result.fragments, new_text), state=result.state)


def _copy(workspace: "Workspace", source: Path, case: str | None) -> None:
    if _inside(workspace, source):
        return
    folder = workspace.paths.seeds
    if case is not None and case != workspace.name:
        if not case.strip() or _UNSAFE.search(case) or case.startswith("."):
            raise BadInput(f"{case!r} can't be the name of a case", hint="it names a folder")
        folder = folder / case
    target = folder / source.name
    if target.exists():
        raise BadInput(
            "there is another article of that file name",
            where=str(target),
            hint="rename the file, or say which article it --replaces",
        )
    _copy_to(source, target)


def _copy_to(source: Path, target: Path) -> None:
    temporary = target.with_name(f".{target.name}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, temporary)
        with temporary.open("rb") as copied:
            os.fsync(copied.fileno())
        temporary.replace(target)
    except OSError as error:
        raise StoreTrouble(f"can't be copied: {error.strerror}", where=str(target)) from error


def _inside(workspace: "Workspace", source: Path) -> str:
    """The path below the workspace if the file lies in `seeds/`, else empty."""
    seeds = workspace.paths.seeds.resolve()
    resolved = source.resolve()
    if seeds not in resolved.parents:
        return ""
    return f"seeds/{resolved.relative_to(seeds).as_posix()}"


def _by_version(workspace: "Workspace", version: str) -> Article:
    return next(item for item in workspace.articles.all() if item.version == version)


def _similar(workspace: "Workspace", article: Article) -> tuple[str, ...]:
    from workbench.intake.duplicates import duplicates

    texts = {item.id: workspace.articles.text(item.version) for item in workspace.articles.all()}
    return tuple(
        f"{article.id} is nearly the same as {other} ({pair.share:.0%} of the words)"
        for pair in duplicates(texts)
        if article.id in (pair.first, pair.second)
        for other in {pair.first, pair.second} - {article.id}
    )
