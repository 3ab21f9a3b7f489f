"""The terminal: is it one, how big, which colours and characters, how wide are they drawn?"""

import locale
import os
import shutil
import sys
from collections.abc import Iterator, Mapping

from workbench.cli.doctor.widths import Unanswered, measured
from workbench.text.clusters import safe_text, text_cells
from workbench.workspace.health import Finding

_LEAST_COLUMNS, _LEAST_ROWS = 60, 18

SAMPLES: Mapping[str, str] = {
    "an accent of its own": "e\u0301",
    "Chinese": "中",
    "Japanese": "カ",
    "Korean": "한",
    "Hebrew": "ש",
    "Thai": "กำ",
    "Devanagari": "क्षि",
    "an emoji": "👍",
    "an emoji by selector": "❤\ufe0f",
    "a joined emoji": "👩\u200d🚀",
    "an emoji with a skin tone": "👍🏽",
    "a flag": "🇳🇴",
    "quotation marks": "“”",
    "the signs of verdicts": "✓✗?±",
    "the signs of relations": "=≠~∅",
    "lines and blocks": "│─█▌",
}
"""What is drawn to see how wide the terminal makes it."""


def look(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Everything about the terminal.

    Args:
        environment: the variables that tell of it.
    """
    yield from _encoding()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield Finding(
            "terminal", "note", "this is none, so the screen can't be opened and was not tried",
            "run `workbench doctor` where you will work",
        )  # fmt: skip
        return
    yield _named(environment)
    yield _colours(environment)
    yield _size()
    yield _widths()


def _encoding() -> Iterator[Finding]:
    of_output = (sys.stdout.encoding or "").lower().replace("-", "")
    of_files = sys.getfilesystemencoding().lower().replace("-", "")
    names = f"output {of_output}, file names {of_files}, language {_language()}"
    if {of_output, of_files} <= {"utf8"}:
        yield Finding("characters", "good", names)
    else:
        yield Finding("characters", "note", names, "set LANG to a UTF-8 locale, e.g. C.UTF-8")


def _language() -> str:
    return locale.setlocale(locale.LC_CTYPE) or "not set"


def _named(environment: Mapping[str, str]) -> Finding:
    name = environment.get("TERM", "")
    inside = [tool for tool in ("TMUX", "STY", "SSH_CONNECTION") if environment.get(tool)]
    said = f"{name or 'TERM is not set'}{', inside ' + ', '.join(inside) if inside else ''}"
    if name in ("", "dumb", "unknown"):
        return Finding("terminal", "note", said, "the screen needs cursor movement and colours")
    return Finding("terminal", "good", said)


def _colours(environment: Mapping[str, str]) -> Finding:
    if environment.get("NO_COLOR"):
        return Finding("colours", "note", "none, as NO_COLOR asks", "signs and underlines stay")
    if environment.get("COLORTERM", "") in ("truecolor", "24bit"):
        return Finding("colours", "good", "16 million")
    if "256" in environment.get("TERM", ""):
        return Finding("colours", "good", "256: themes are drawn in the nearest ones")
    hint = "if the terminal has more, set COLORTERM=truecolor"
    return Finding("colours", "note", "perhaps only 16", hint)


def _size() -> Finding:
    columns, rows = shutil.get_terminal_size()
    said = f"{columns} columns, {rows} rows"
    if columns < _LEAST_COLUMNS or rows < _LEAST_ROWS:
        return Finding(
            "size", "note", said, f"from {_LEAST_COLUMNS} × {_LEAST_ROWS} on it is usable"
        )
    if columns < 72:
        return Finding("size", "note", said, "from 72 columns on both articles stand side by side")
    return Finding("size", "good", said)


def _widths() -> Finding:
    drawn = {name: safe_text(sample) for name, sample in SAMPLES.items()}
    try:
        found = dict(zip(drawn, measured(list(drawn.values())), strict=True))
    except (Unanswered, OSError):
        said = "the terminal does not say how wide it draws, so that was not tried"
        return Finding("widths", "note", said)
    wrong = [
        f"{name} ({drawn[name]}: {cells} cells, not {text_cells(drawn[name])})"
        for name, cells in found.items()
        if cells != text_cells(drawn[name])
    ]
    if not wrong:
        return Finding("widths", "good", f"all {len(found)} samples are as wide as they should be")
    hint = "rows that hold them may look shifted; offsets and what is saved are right"
    return Finding("widths", "note", f"drawn otherwise: {'; '.join(wrong)}", hint)


def sample_line() -> str:
    """One line with every sample, for the eyes: no program can ask for a font."""
    return " ".join(safe_text(sample) for sample in SAMPLES.values())


def of_process() -> list[Finding]:
    """What `look` finds for this process."""
    return list(look(os.environ))
