"""Writing one setting into a TOML file: comments, order and all other values stay as they are.

The file is changed as text, and read again before it is written: if anything but the one setting
would differ, nothing is written and the user is told to edit the file by hand.
"""

import json
import os
import re
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.config.settings import parse
from workbench.domain.errors import WrongUse

Value = str | bool | int | float | tuple[str, ...]

_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)


def write_setting(file: Path, path: tuple[str, ...], value: Value | None) -> None:
    """Set a value in a settings file, or take it out.

    Args:
        file: `workbench.toml` or the user's settings; made if it is not there.
        path: table and key, or a key alone that stands before all tables.
        value: what it is to be; None takes the line out, so that the default holds.

    Raises:
        WrongUse: if the value will not do, the file is no TOML, is laid out in a way that only a
            person can change, or can't be written.
    """
    try:
        before = file.read_bytes().decode("utf-8-sig") if file.exists() else ""
        parse(before.encode(), str(file))
        after = changed(before, path, value, str(file))
        parse(after.encode(), str(file))
        _put(Path(os.path.realpath(file)), after.encode())
    except UnicodeDecodeError as error:
        raise WrongUse("is not UTF-8", where=str(file), hint="save it as UTF-8") from error
    except OSError as error:
        raise WrongUse(f"can't be written: {error.strerror}", where=str(file)) from error


def _put(target: Path, data: bytes) -> None:
    """Put a file in place whole or not at all, with the mode of the one that was there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    being_made = target.with_name(f"{target.name}.{os.getpid():x}.tmp")
    try:
        with being_made.open("wb") as stream:
            if target.exists():
                os.fchmod(stream.fileno(), stat.S_IMODE(target.stat().st_mode))
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        being_made.replace(target)
    finally:
        being_made.unlink(missing_ok=True)


def changed(before: str, path: tuple[str, ...], value: Value | None, where: str = "") -> str:
    """The text of a settings file with one setting changed.

    Raises:
        WrongUse: if it can't be changed without touching anything else.
    """
    wanted = _with(tomllib.loads(before), path, value)
    after = _edited(before, path, value)
    try:
        held = tomllib.loads(after)
    except ValueError:
        held = None
    if held is None or _plain(held) != _plain(wanted):
        raise WrongUse(
            f"{'.'.join(path)} can't be changed from here", where=where, hint="edit the file"
        )
    return after


def _edited(before: str, path: tuple[str, ...], value: Value | None) -> str:
    *table, key = path
    start, end = _region(before, table)
    if start < 0:
        return before if value is None else _appended(before, table, setting_line(key, value))
    there = _statement(before, start, end, key)
    if there is None:
        return before if value is None else _inserted(before, start, end, setting_line(key, value))
    first, last, comment = there
    kept = f"{setting_line(key, value)}{comment}\n" if value is not None else ""
    return before[:first] + kept + before[last:]


def _region(text: str, table: list[str]) -> tuple[int, int]:
    """Where the lines of a table stand, without its header; a start of -1 if it is not there."""
    start = 0
    if table:
        name = r"[ \t]*\.[ \t]*".join(re.escape(part) for part in table)
        header = re.compile(rf"^[ \t]*\[[ \t]*{name}[ \t]*\][^\n]*(?:\n|\Z)", re.MULTILINE)
        found = header.search(text)
        if found is None:
            return -1, -1
        start = found.end()
    following = _HEADER.search(text, start)
    return start, following.start() if following else len(text)


def _statement(text: str, start: int, end: int, key: str) -> tuple[int, int, str] | None:
    """Where `key = value` stands (its lines, the last line end with them), and its comment."""
    spelled = "|".join(re.escape(form) for form in (key, json.dumps(key), f"'{key}'"))
    found = re.compile(rf"^[ \t]*(?:{spelled})[ \t]*=", re.MULTILINE).search(text, start, end)
    if found is None:
        return None
    last = found.end()
    while last < end:
        last = text.find("\n", last, end) + 1 or end
        statement = text[found.start() : last]
        held = _held(statement)
        if held is not None:
            return found.start(), last, _comment(statement, held)
    return None


def _comment(statement: str, held: Mapping[str, Any]) -> str:
    """The comment that ends a statement, with the blanks before it; empty if there is none."""
    for sign in re.finditer(r"[ \t]*#", statement):
        if _held(statement[: sign.start()]) == held:
            return statement[sign.start() :].rstrip("\r\n")
    return ""


def _held(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except ValueError:
        return None


def _inserted(text: str, start: int, end: int, line: str) -> str:
    """A line after the last one of a table that says something."""
    body = text[start:end].rstrip()
    at = start + len(body)
    before = text[:at]
    apart = "" if not before or before.endswith("\n") else "\n"
    rest = text[at:].removeprefix("\r\n").removeprefix("\n")
    blank = "\n" if rest.startswith("[") and not start else ""
    return f"{before}{apart}{line}\n{blank}{rest}"


def _appended(text: str, table: list[str], line: str) -> str:
    ended = text if not text or text.endswith("\n") else f"{text}\n"
    apart = "\n" if ended else ""
    return f"{ended}{apart}[{'.'.join(table)}]\n{line}\n"


def setting_line(key: str, value: Value) -> str:
    """`key = value`, as TOML."""
    bare = re.fullmatch(r"[A-Za-z0-9_-]+", key)
    return f"{key if bare else json.dumps(key)} = {_toml(value)}"


def _toml(value: Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    # A JSON value is a TOML value; only DEL has to be written in another way.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _with(data: dict[str, Any], path: tuple[str, ...], value: Value | None) -> dict[str, Any]:
    first, *rest = path
    made = dict(data)
    if rest:
        made[first] = _with(data.get(first, {}), tuple(rest), value)
    elif value is None:
        made.pop(first, None)
    else:
        made[first] = list(value) if isinstance(value, tuple) else value
    return made


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data without empty tables: an emptied table may stay."""
    plain = {key: _plain(item) if isinstance(item, Mapping) else item for key, item in data.items()}
    return {key: item for key, item in plain.items() if item != {}}
