"""Where things lie: in a workspace, and in the user's own configuration folder."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

_UNFIT = re.compile(r"[\x00-\x1f/\\:]|^[.~#]|^\s|\s$|~$|[_.]files$|\.(tmp|part|swp|bak)$")
_LONGEST = 100
CASE_NAMES = "it names a folder: letters, digits, blanks, dashes"
"""What a case may be called, for people."""


def is_case_name(name: str) -> bool:
    """Whether a case may be called so: it has to be the name of a folder that is looked into."""
    return 0 < len(name) <= _LONGEST and _UNFIT.search(name) is None


@dataclass(frozen=True, slots=True)
class WorkspacePaths:
    """The folders and files of one workspace."""

    folder: Path

    @property
    def seeds(self) -> Path:
        """The articles; a sub-folder is a case."""
        return self.folder / "seeds"

    @property
    def annotations(self) -> Path:
        """The database."""
        return self.folder / "annotations"

    @property
    def settings(self) -> Path:
        """The optional settings of the workspace."""
        return self.folder / "workbench.toml"

    @property
    def guidelines(self) -> Path:
        """The optional guidelines for reviewers."""
        return self.folder / "guidelines.md"


def user_settings() -> Path:
    """The settings of this user, for every workspace."""
    return user_folder() / "settings.toml"


def user_folder() -> Path:
    """The user's configuration folder: `$XDG_CONFIG_HOME/workbench`, else `~/.config/workbench`."""
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "workbench"


def example_seeds() -> Path:
    """The articles that come with the program."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "seeds"
    return installed if installed.is_dir() else package.parent / "seeds"
