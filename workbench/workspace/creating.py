"""Making a workspace."""

import shutil
from pathlib import Path

from workbench.config.paths import WorkspacePaths, example_seeds, is_case_name
from workbench.config.presets import DEFAULT, preset
from workbench.config.writing import setting_line
from workbench.domain.errors import WrongUse

_SETTINGS = """\
# Settings of this workspace; every line is optional.
# reviewer = "your name"

# the case of the articles that lie loose in seeds/, the same in every copy of this folder
{case}

# averitec, fever, google5, politifact6, snopes, xfact7, text-only
{scheme}

# "on": others' verdicts stay hidden until one's own pass is submitted; "all": their marks too
{review}

# asked for by `workbench export claimreview`
# [publisher]
# name = "…"
# url = "https://…"
"""

_GUIDELINES = """\
# Guidelines

What counts as a claim here, which sources are good enough, when to choose which verdict.
Reviewers read this in the program: it is their common ground.
"""


def require_free(folder: Path) -> None:
    """Make sure that a workspace can be made there.

    Raises:
        WrongUse: if the folder holds something, is none, or can't be looked into.
    """
    try:
        free = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    except OSError as error:
        raise WrongUse(f"can't be read: {error.strerror}", where=str(folder)) from error
    if not free:
        raise WrongUse(
            "is there already and not empty", where=str(folder), hint="choose another name"
        )


def read_guidelines(file: Path) -> str:
    """The text of a page for reviewers.

    Raises:
        WrongUse: if it can't be read, or is no text in UTF-8.
    """
    try:
        return file.expanduser().read_text("utf-8-sig")
    except OSError as error:
        raise WrongUse(f"can't be read: {error.strerror}", where=str(file)) from error
    except UnicodeDecodeError as error:
        raise WrongUse("is no text in UTF-8", where=f"{file}:{error.start}") from error


def create_workspace(
    folder: Path,
    *,
    example: bool = False,
    scheme: str = "",
    blind: str = "off",
    guidelines: str = "",
) -> WorkspacePaths:
    """Make a folder with `seeds/`, `annotations/`, settings and guidelines.

    Args:
        folder: empty, or not there yet.
        example: put the two articles that come with the program into it.
        scheme: a preset; empty takes the default.
        blind: how the review begins: `off`, `on` or `all`.
        guidelines: the page for reviewers; empty takes one to fill in.

    Raises:
        WrongUse: if the folder holds something, can't be made, or there is no such preset.
    """
    chosen = preset(scheme or DEFAULT)
    paths = WorkspacePaths(folder)
    try:
        require_free(folder)
        paths.seeds.mkdir(parents=True, exist_ok=True)
        paths.annotations.mkdir(exist_ok=True)
        settings = _SETTINGS.format(
            case=_case(folder.resolve().name),
            scheme=_table("scheme", "preset", chosen.name, DEFAULT),
            review=_table("review", "blind", blind, "off"),
        )
        paths.settings.write_text(settings, "utf-8")
        paths.guidelines.write_text(guidelines or _GUIDELINES, "utf-8")
        if example:
            for article in sorted(example_seeds().glob("*.txt")):
                shutil.copyfile(article, paths.seeds / article.name)
    except OSError as error:
        raise WrongUse(f"can't be made: {error.strerror}", where=str(folder)) from error
    return paths


def _case(name: str) -> str:
    """The setting that keeps the case's name when the folder is copied or called otherwise."""
    line = setting_line("case", name)
    return line if is_case_name(name) else f"# {line}"


def _table(table: str, key: str, value: str, default: str) -> str:
    """A table with one setting; commented out where it says what holds anyway."""
    lines = (f"[{table}]", f'{key} = "{value}"')
    return "\n".join(f"# {line}" if value == default else line for line in lines)
