"""Cases: making, renaming and archiving them, and moving articles between them.

A case is a folder of `seeds/`; an archived one a folder of `archive/` beside it. Files are renamed
before the rows that say so are written: after a crash between the two an article is still found by
its text, and the same command can be given again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.config.paths import CASE_NAMES, is_case_name
from workbench.domain import ids
from workbench.domain.article import Article
from workbench.domain.errors import BadInput, StoreTrouble
from workbench.store.operations import Op
from workbench.workspace.case_files import (
    Move,
    archive_of,
    carry_out,
    entries,
    folder_of,
    listed,
    said,
)
from workbench.workspace.case_files import moves as moves_of
from workbench.workspace.commands import AddCase, ArchiveCase, MoveArticle, RenameCase
from workbench.workspace.desk import Desk, Plan, change, create, remove
from workbench.workspace.library import ARCHIVE, is_archived
from workbench.workspace.view import View

if TYPE_CHECKING:
    from workbench.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """A case as the list of cases shows it."""

    name: str
    articles: int
    claims: int
    judged: int
    """Claims with a verdict of this reviewer."""
    adjudicated: int
    archived: bool = False


def summaries(workspace: "Workspace") -> tuple[CaseSummary, ...]:
    """All cases in natural order, empty ones too; archived ones last.

    Counts are of what the reviewer may see.
    """
    library = workspace.articles
    known = {*library.cases(), *library.empty_cases(), *stray_cases(workspace)}
    current = sorted(known, key=str.casefold)
    found = [_summary(workspace, case, archived=False) for case in current]
    found += [_summary(workspace, case, archived=True) for case in library.archived_cases()]
    return tuple(found)


def _summary(workspace: "Workspace", case: str, *, archived: bool) -> CaseSummary:
    view = workspace.view
    claims = [item for item in view.claims.by("case", case) if item.state != "void"]
    judged = {item.claim for item in view.verdicts.by("by", workspace.reviewer)}
    final = [
        claim
        for claim in claims
        if any(item.label is not None for item in view.adjudications.by("claim", claim.id))
    ]
    articles = [item for item in workspace.articles.all(case) if is_archived(item) == archived]
    return CaseSummary(
        case,
        len(articles),
        len(claims),
        sum(claim.id in judged for claim in claims),
        len(final),
        archived,
    )


def stray_cases(workspace: "Workspace") -> list[str]:
    """Cases that claims name and no article is in, sorted.

    They come from copies of a workspace whose folders had different names.
    """
    library = workspace.articles
    known = {*library.cases(), *library.empty_cases(), *library.archived_cases()}
    return sorted(set(workspace.view.claims.values("case")) - known)


def checked_name(workspace: "Workspace", case: str) -> str:
    """The name of a case, if a folder can have it.

    Raises:
        BadInput: if it can't be a folder's name, or the case is archived.
    """
    if not is_case_name(case):
        raise BadInput(f"{case!r} can't be the name of a case", hint=CASE_NAMES)
    if case in workspace.articles.archived_cases():
        raise BadInput(
            f"the case {case!r} is archived", hint=f"bring it back: workbench cases restore {case}"
        )
    return case


def add_case(workspace: "Workspace", command: AddCase, _: Desk) -> Plan:
    """Make the folder of a case."""
    name = checked_name(workspace, command.name)
    if name in workspace.articles.cases() or name in workspace.articles.empty_cases():
        raise BadInput(f"there is a case {name!r} already", hint="choose another name")
    try:
        (workspace.paths.seeds / name).mkdir(parents=True)
    except OSError as error:
        where = str(workspace.paths.seeds / name)
        raise StoreTrouble(f"can't be made: {error.strerror}", where=where) from error
    return Plan((), name)


def rename_case(workspace: "Workspace", command: RenameCase, desk: Desk) -> Plan:
    """Rename a case: its folder, and its name in articles, claims and passes."""
    name = checked_name(workspace, command.name)
    if command.case in stray_cases(workspace):
        # No file lies in it, so it can become one with a case that is there.
        rows = tuple(_renamed_rows(workspace, command.case, name))
        return Plan(rows, name, (), (), said())
    case = _known(workspace, command.case)
    if name in workspace.articles.cases() or name in workspace.articles.empty_cases():
        raise BadInput(
            f"there is a case {name!r} already", hint="move the articles there one by one"
        )
    articles = workspace.articles.all(case)
    moves = moves_of(entries(workspace, case), folder_of(workspace, name))
    carry_out(moves, workspace.paths.seeds / case)
    workspace.articles.scan()
    moved = [replace(_placed(workspace, item, moves, name), case=name) for item in articles]
    rows, texts = _recorded(desk, moved)
    rows = (*rows, *_renamed_rows(workspace, case, name))
    warnings = () if rows else ("the case is empty, so nothing was recorded that undo takes back",)
    return Plan(rows, name, warnings, texts, said(case, name))


def archive_case(workspace: "Workspace", command: ArchiveCase, desk: Desk) -> Plan:
    """Move the files of a case to `archive/`, or back to `seeds/`."""
    library = workspace.articles
    case = command.case
    if command.on:
        case = _known(workspace, case)
        found, target = entries(workspace, case), archive_of(workspace, case)
        emptied = workspace.paths.seeds / case
    else:
        if case not in library.archived_cases():
            raise BadInput(f"no case {case!r} is archived", hint="`workbench cases` lists them")
        emptied = archive_of(workspace, case)
        found = listed(emptied)
        target = folder_of(workspace, case)
    articles = [item for item in library.all(case) if is_archived(item) != command.on]
    moves = moves_of(found, target)
    carry_out(moves, emptied)
    moved = [_placed(workspace, item, moves, case, archived=command.on) for item in articles]
    rows, texts = _recorded(desk, moved)
    library.scan()
    return Plan(rows, case, (), texts, said(case, command.on))


def move_article(workspace: "Workspace", command: MoveArticle, desk: Desk) -> Plan:
    """Move an article's file to the folder of a case, and record that it belongs there."""
    article = workspace.articles.get(command.article)
    case = checked_name(workspace, command.case)
    if article.case == case:
        return Plan((), article.id, (f"{article.id} is in {case!r} already",))
    library = workspace.articles
    new = case not in {*library.cases(), *library.empty_cases()}
    file = workspace.paths.folder / article.path
    target = folder_of(workspace, case)
    # A file may lie there already, of an article that was recorded in a case of another name.
    away = file.is_file() and not is_archived(article) and file.parent != target
    moves = moves_of([file] if away else [], target)
    carry_out(moves, None)
    workspace.articles.scan()
    moved = replace(_placed(workspace, article, moves, case), case=case)
    rows, texts = _recorded(desk, [moved])
    told = said(article.path, moved.path) if moves else ""
    made = (f"made the case {case!r}, since there was none of that name",) if new else ()
    return Plan(rows, article.id, made, texts, told)


def _known(workspace: "Workspace", case: str) -> str:
    if case in workspace.articles.empty_cases():
        return case
    return workspace.case_named(case)


def _placed(
    workspace: "Workspace",
    article: Article,
    moves: Sequence[Move],
    case: str,
    *,
    archived: bool = False,
) -> Article:
    """The article with the path that its file has after the moves."""
    folder = workspace.paths.folder
    file = folder / article.path
    for source, goal in moves:
        if file == source or source in file.parents:
            return replace(
                article, path=(goal / file.relative_to(source)).relative_to(folder).as_posix()
            )
    if archived:
        # The file is gone; the text is kept, and the path says where the case is now.
        return replace(article, path=f"{ARCHIVE}/{case}/{file.name}")
    target = folder_of(workspace, case) / file.name
    return replace(article, path=target.relative_to(folder).as_posix())


def _recorded(desk: Desk, articles: Iterable[Article]) -> tuple[tuple[Op, ...], tuple[str, ...]]:
    """Rows that record the articles as they are now, and the texts that must be kept for them."""
    rows: list[Op] = []
    texts = []
    for article in articles:
        known = desk.view.article_record(article.id)
        if known is None:
            texts.append(desk.articles.text(article.version))
            rows.append(create(replace(article, by=desk.reviewer, at=desk.now)))
        else:
            rows += change(known, replace(known, case=article.case, path=article.path))
    return tuple(rows), tuple(texts)


def _renamed_rows(workspace: "Workspace", case: str, name: str) -> list[Op]:
    """The claims and passes of a case under its new name, withheld ones too."""
    whole = View(workspace.store.rows)
    rows: list[Op] = []
    for claim in whole.claims.by("case", case):
        rows += change(claim, replace(claim, case=name))
    for item in whole.passes.by("case", case):
        # A pass has the id that everybody derives from case, reviewer and name.
        id = ids.derived_id("pass", name, item.reviewer, item.name)
        rows.append(remove("passes", item.id))
        if whole.passes.find(id) is None:
            rows.append(create(replace(item, id=id, case=name)))
    return rows
