"""Where a file that was asked for may be written: never over what the workspace is made of."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from workbench.config.paths import WorkspacePaths
from workbench.domain.errors import WrongUse
from workbench.workspace.library import ARCHIVE


def own(paths: WorkspacePaths) -> tuple[Path, ...]:
    """All that a workspace has at its top: what a backup has to hold, and nothing may replace."""
    return (
        paths.seeds,
        paths.folder / ARCHIVE,
        paths.annotations,
        paths.settings,
        paths.guidelines,
    )


def refuse_own(paths: WorkspacePaths, target: Path) -> None:
    """Let nothing be written where the articles, the database or the settings are.

    Raises:
        WrongUse: if the target is one of them, or in one of them.
    """
    wanted = target.resolve()
    for path in own(paths):
        if path.resolve() in (wanted, *wanted.parents):
            raise WrongUse(
                f"{path.name} belongs to the workspace",
                where=str(target),
                hint="write it elsewhere",
            )


def save(
    paths: WorkspacePaths, files: Sequence[tuple[Path, bytes]], *, force: bool = False
) -> None:
    """Write files, each whole or not at all; nothing is written if one of them is refused.

    Raises:
        WrongUse: if a target belongs to the workspace, is named twice, or can't be written, or if
            something is there and `force` is not given.
    """
    from workbench.exchange.target import new_file

    named: set[Path] = set()
    for target, _ in files:
        refuse_own(paths, target)
        if target.resolve() in named:
            raise WrongUse(
                "two files would be written there", where=str(target), hint="name them differently"
            )
        named.add(target.resolve())
    with ExitStack() as opened:
        streams = [opened.enter_context(new_file(target, force=force)) for target, _ in files]
        for stream, (_, data) in zip(streams, files, strict=True):
            stream.write(data)
            # Where the disk is full it shows here, before the first is put in its place.
            stream.flush()
