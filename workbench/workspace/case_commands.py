"""The commands about cases, and about which version of an article counts."""

from dataclasses import dataclass
from typing import ClassVar

from workbench.workspace.command import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCase(Command):
    """Make an empty case: a folder in `seeds/`."""

    do: ClassVar[str] = "add_case"
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameCase(Command):
    """Give a case another name; its files move along, and a case without any may join another."""

    do: ClassVar[str] = "rename_case"
    case: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveCase(Command):
    """Put a case out of the way, or bring it back; nothing is deleted."""

    do: ClassVar[str] = "archive_case"
    case: str
    on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveArticle(Command):
    """Move an article to another case; its file moves along."""

    do: ClassVar[str] = "move_article"
    article: str
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreVersion(Command):
    """Go back (or on) to a version of an article that is kept; every span is found again."""

    do: ClassVar[str] = "restore_version"
    article: str
    version: str
    """The version's hash, or as much of its beginning as tells it from the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineVersion(Command):
    """Stay with the recorded version; what the file holds now is not offered again."""

    do: ClassVar[str] = "decline_version"
    article: str
