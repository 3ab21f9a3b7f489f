"""Articles coming in: new ones, and new versions of those that are there.

The file is copied into `seeds/` byte for byte before the rows that name it are written, so that a
crash between the two leaves an article nobody has annotated. All that can be refused is refused
before anything is copied.
"""

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.domain.article import text_hash
from workbench.domain.errors import BadInput, StoreTrouble
from workbench.domain.numbers import whole
from workbench.workspace.case_files import folder_of
from workbench.workspace.cases import checked_name
from workbench.workspace.commands import AddArticle
from workbench.workspace.desk import Desk, Plan, create
from workbench.workspace.plans.articles import META, confirmed
from workbench.workspace.plans.claims import check_date

if TYPE_CHECKING:
    from workbench.intake.reading import Intake
    from workbench.workspace.workspace import Workspace

REPLACED = ".replaced"
"""Folder of `seeds/` that keeps the files of documents that another file replaced."""

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f/\\:\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
"""What no file name gets: separators, control characters, and what reverses the rest of a line."""
_LONGEST_NAME = 120
_MOST_BYTES = 200

Write = Callable[[Path], object]
"""Writes the article's file to a path."""


def add_article(workspace: "Workspace", command: AddArticle, desk: Desk) -> Plan:
    """Read a file (or take a text) and say what recording it would write; it is in `seeds/` then.

    Raises:
        BadInput: if it can't be read, holds no article, or its text is there already.
        StoreTrouble: if it can't be copied.
    """
    taken = _read(workspace, command)
    check_date(command.published or "", "published")
    if command.replaces is not None:
        return _replace(workspace, command, desk, taken)
    known = _check_new(workspace, command, taken)
    if known is not None:
        return _unchanged(workspace, known, taken.text, f"{known} is there already")
    similar = _similar(workspace, file_name(command), taken.text)
    target = _copied(workspace, command)
    workspace.articles.scan()
    article = workspace.articles.at(target, command.encoding)
    made = confirmed(replace(article, by=desk.reviewer, at=desk.now), _given(command))
    return Plan((create(made),), made.id, (*taken.warnings, *similar), (taken.text,))


def _unchanged(workspace: "Workspace", article: str, text: str, told: str) -> Plan:
    """Nothing to record; but if the database has lost the text, it has it again."""
    if _is_kept(workspace, text):
        return Plan((), article, (f"{told}; nothing was changed",))
    return Plan((), article, (f"{told}; its text was restored",), (text,))


def _is_kept(workspace: "Workspace", text: str) -> bool:
    """Whether the database holds a text that a record names, or need not hold it."""
    version = text_hash(text)
    recorded = any(item.version == version for item in workspace.view.articles.all())
    return not recorded or workspace.store.has_text(version)


def _read(workspace: "Workspace", command: AddArticle) -> "Intake":
    from workbench.intake.reading import read_article, read_pasted, refuse_address

    if command.text is not None:
        return read_pasted(command.text, Path(file_name(command)).stem)
    refuse_address(command.path)
    source = _source(command)
    if command.encoding is not None:
        return read_article(source, encoding=command.encoding)
    if command.replaces is not None:
        return workspace.articles.take_again(workspace.articles.get(command.replaces), source)
    return workspace.articles.take(source, None)


def file_name(command: AddArticle) -> str:
    """The name under which the file of an article is kept: one that is taken for an article."""
    from workbench.intake.library import is_article

    # What names a pasted text is a title, in which a slash parts no folders.
    given = command.path if command.text is not None else Path(command.path).name
    name = _UNSAFE.sub(" ", given).strip(" .~#") or "article"
    ending = Path(name).suffix
    keeps = is_article(name) and (command.text is None or ending.lower() == ".txt")
    return _cut(name.removesuffix(ending)) + ending if keeps else f"{_cut(name)}.txt"


def _cut(stem: str) -> str:
    """As much of a name as every file system takes, with an ending and another one behind it."""
    return stem[:_LONGEST_NAME].encode("utf-8", "replace")[:_MOST_BYTES].decode("utf-8", "ignore")


def _source(command: AddArticle) -> Path:
    """The file that is meant; one of a user whom nobody knows is taken as it is written."""
    path = Path(command.path)
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _check_new(workspace: "Workspace", command: AddArticle, taken: "Intake") -> str | None:
    """The article that the file is already; None if it is new.

    Raises:
        BadInput: if another article has the same text, or its place is taken.
    """
    version = text_hash(taken.text)
    inside = _inside(workspace, command)
    for other in workspace.articles.all():
        if inside and other.path == inside:
            if workspace.view.article_record(other.id) is None:
                continue
            if other.version != version:
                raise BadInput(
                    "the file has changed since it was added",
                    where=command.path,
                    hint=f"take the new version: --replaces {other.id}",
                )
            return other.id
        if other.version == version:
            if not _is_kept(workspace, taken.text):
                return other.id
            raise BadInput(
                f"the same text is there already as {other.id!r}",
                where=command.path,
                hint="nothing was added",
            )
    return None


def _copied(workspace: "Workspace", command: AddArticle) -> str:
    """Put the file where it belongs; its path below the workspace."""
    inside = _inside(workspace, command)
    if inside:
        return inside
    case = command.case if command.case is not None else workspace.articles.home
    folder = folder_of(workspace, checked_name(workspace, case))
    target = folder / file_name(command)
    if target.exists():
        raise BadInput(
            "there is another article of that file name",
            where=str(target),
            hint="rename the file, or say which article it --replaces",
        )
    _put(target, _writer(command))
    return target.relative_to(workspace.paths.folder).as_posix()


def _given(command: AddArticle) -> dict[str, Any]:
    return {
        name: getattr(command, name) for name in META if getattr(command, name, None) is not None
    }


def _writer(command: AddArticle) -> Write:
    if command.text is not None:
        data = command.text.encode("utf-8")
        return lambda path: path.write_bytes(data)
    source = _source(command)
    return lambda path: shutil.copyfile(source, path)


def _put(target: Path, write: Write) -> None:
    """Write a file whole or not at all.

    Raises:
        StoreTrouble: if it can't be written.
    """
    temporary = target.with_name(f".{target.name}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write(temporary)
        with temporary.open("rb") as copied:
            os.fsync(copied.fileno())
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise StoreTrouble(f"can't be copied: {error.strerror}", where=str(target)) from error


def _replace(workspace: "Workspace", command: AddArticle, desk: Desk, taken: "Intake") -> Plan:
    """A new version of an article: its file takes the place of the one there is."""
    from workbench.workspace.revisions import new_version

    old = workspace.articles.get(command.replaces or "")
    version = text_hash(taken.text)
    if version == old.version:
        return _unchanged(workspace, old.id, taken.text, "the text is the same")
    made = replace(
        old,
        version=version,
        encoding=taken.encoding,
        bom=taken.bom,
        extractor=taken.extractor,
        declined="",
        declined_file="",
    )
    inside = _inside(workspace, command)
    if inside != old.path:
        made = replace(made, path=_put_in_place(workspace, command, old.path))
    workspace.articles.scan()
    # A document's hash is that of the file as it lies in seeds/ now.
    made = replace(made, file_hash=workspace.articles.document_hash(made))
    return new_version(
        workspace, desk, old, confirmed(made, _given(command)), taken.text, taken.warnings
    )


def _put_in_place(workspace: "Workspace", command: AddArticle, path: str) -> str:
    """Let the new file take the place of the old one, which is kept if it is a document."""
    old = workspace.paths.folder / path
    name = Path(file_name(command))
    target = old.with_suffix(name.suffix.lower())
    if target != old and target.exists():
        raise BadInput(
            "there is another file of that name", where=str(target), hint="rename one of them"
        )
    if old.is_file() and (target != old or old.suffix.lower() not in (".txt", ".md")):
        _keep(old, workspace.paths.seeds / REPLACED)
    _put(target, _writer(command))
    return target.relative_to(workspace.paths.folder).as_posix()


def _keep(file: Path, folder: Path) -> None:
    """Put a replaced file beside those before it, under the next number.

    Raises:
        StoreTrouble: if it can't be moved there.
    """
    try:
        folder.mkdir(exist_ok=True)
        taken = [whole(item.name.partition("-")[0]) or 0 for item in folder.iterdir()]
        file.rename(folder / f"{max(taken, default=0) + 1:03}-{file.name}")
    except OSError as error:
        raise StoreTrouble(
            f"the old file can't be kept: {error.strerror}",
            where=str(folder),
            hint="nothing was changed; try again when the cause is gone",
        ) from error


def _inside(workspace: "Workspace", command: AddArticle) -> str:
    """The path below the workspace if the file lies in `seeds/`, else empty."""
    if command.text is not None:
        return ""
    seeds = workspace.paths.seeds.resolve()
    resolved = _source(command).resolve()
    if seeds not in resolved.parents:
        return ""
    return f"seeds/{resolved.relative_to(seeds).as_posix()}"


def _similar(workspace: "Workspace", name: str, text: str) -> tuple[str, ...]:
    """One line for each article that says nearly the same."""
    from workbench.intake.duplicates import duplicates

    warnings = []
    for other in workspace.articles.all():
        known = workspace.articles.text(other.version)
        if known == text:
            continue
        warnings += [
            f"{name} is nearly the same as {other.id} ({pair.share:.0%} of the words)"
            for pair in duplicates({other.id: known, "": text})
        ]
    return tuple(warnings)
