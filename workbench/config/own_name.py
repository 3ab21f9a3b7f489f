"""The reviewer's own name, kept in the user's settings: it goes with the person, not the work."""

import json
import os
from pathlib import Path

from workbench.domain.errors import WrongUse


def remember(name: str, file: Path) -> None:
    """Write `reviewer` into a user's settings that name none yet; all else stays as it is.

    Args:
        name: the name under which work is recorded.
        file: the settings; made if they are not there.

    Raises:
        WrongUse: if they can't be read or written.
    """
    # A JSON string without line ends is a TOML string; a key before all tables is always valid.
    line = f"reviewer = {json.dumps(name, ensure_ascii=False)}\n"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text("utf-8-sig") if file.exists() else ""
        being_made = file.with_name(f"{file.name}.{os.getpid():x}.tmp")
        being_made.write_text(line + before, "utf-8")
        being_made.replace(file)
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"your name can't be kept there: {error}", where=str(file)) from error
