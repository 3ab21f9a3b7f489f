"""After an error nobody expected: save what can be saved, and leave a report."""

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from workbench.tui.bench import Bench
from workbench.tui.wording import count_of

EXIT_CODE = 4


def state_folder() -> Path:
    """For this user's reports: `$XDG_STATE_HOME/workbench`, else `~/.local/state/workbench`."""
    base = os.environ.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local" / "state") / "workbench"


def rescue(bench: Bench, error: BaseException) -> str:
    """Write what still waits, then a report with the drafts, whatever goes wrong meanwhile.

    Returns:
        One line for the terminal.
    """
    lost = bench.writer.rescue()
    try:
        bench.workspace.close()
    except Exception as trouble:
        lost.append(f"closing: {trouble}")
    report = _report(bench, error, lost)
    try:
        path = _write(report)
    except OSError as trouble:
        return f"workbench: {type(error).__name__}: {error}; no report could be written: {trouble}"
    saved = f"{count_of(len(lost), 'change')} could not be saved" if lost else "everything is saved"
    return f"workbench stopped by an error in the program; {saved}; the report is in {path}"


def _report(bench: Bench, error: BaseException, lost: list[str]) -> str:
    parts = ["".join(traceback.format_exception(error))]
    parts += [f"Not saved: {line}\n" for line in lost]
    for (form, about), draft in bench.drafts.items():
        parts.append(f"Draft of {form} {about}:\n")
        parts += [f"  {name}: {value}\n" for name, value in draft.items() if value]
    return "\n".join(parts)


def _write(report: str) -> Path:
    folder = state_folder()
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    path = folder / f"crash-{stamp}.txt"
    path.write_text(report, encoding="utf-8", errors="backslashreplace")
    return path
