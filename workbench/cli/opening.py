"""Opening the workspace that the common options name."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.cli.diagnostics import warn
from workbench.domain.errors import WrongUse
from workbench.workspace.workspace import Workspace

if TYPE_CHECKING:
    from workbench.workspace.revisions import Noticed


def open_workspace(args: argparse.Namespace, folder: str | None = None) -> Workspace:
    """Open the workspace of `-C`, of the argument, or of the current folder.

    Raises:
        WrongUse: if there is no such folder, or the encoding, the log or a setting is wrong.
    """
    if args.workspace and folder:
        raise WrongUse("the workspace is given twice", hint="name it once: -C DIR, or FOLDER")
    if args.encoding:
        import codecs

        try:
            codecs.lookup(args.encoding)
        except LookupError:
            raise WrongUse(
                f"there is no encoding {args.encoding!r}", hint="for example cp1252, utf-16"
            ) from None
    place = Path(args.workspace or folder or ".")
    if args.log:
        _begin_log(Path(args.log), place)
    return _Reporting(place, args.reviewer, encoding=args.encoding, store=args.store)


def _begin_log(file: Path, folder: Path) -> None:
    import logging

    from workbench.config.paths import WorkspacePaths
    from workbench.workspace.targets import refuse_own

    refuse_own(WorkspacePaths(folder), file)
    try:
        logging.basicConfig(
            filename=file,
            level=logging.DEBUG,
            format="%(asctime)s %(levelname)s %(name)s %(message)s",
        )
    except OSError as error:
        raise WrongUse(
            f"the log can't be written: {(error.strerror or 'no reason given').lower()}",
            where=str(file),
        ) from error


def report_offline(workspace: Workspace) -> None:
    """Say that the team's database is away and what waits for it, if that is so."""
    if workspace.offline:
        warn(workspace.offline)


class _Reporting(Workspace):
    """A workspace that says at the end of a command if the team's database was not there."""

    def __exit__(self, *reason: object) -> None:
        """Close, and say what waits."""
        super().__exit__(*reason)
        report_offline(self)


def report_problems(workspace: Workspace, noticed: "Noticed | None" = None) -> bool:
    """Name the article files that can't be read, each once; whether there are any.

    Args:
        workspace: whose articles were listed.
        noticed: what a look at the files of annotated articles found, if there was one.
    """
    found = [str(problem.error) for problem in workspace.articles.problems]
    found += noticed.troubles if noticed is not None else ()
    for trouble in dict.fromkeys(found):
        warn(trouble)
    return bool(found)
