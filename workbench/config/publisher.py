"""Who publishes, written into a workspace's settings: all else in the file stays as it is."""

import json
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from workbench.config.settings import Publisher, parse
from workbench.domain.errors import WrongUse

_HEAD = re.compile(r"^[ \t]*\[[ \t]*publisher[ \t]*\][^\n]*\n?", re.MULTILINE)


def write_publisher(file: Path, publisher: Publisher) -> Publisher:
    """Add name and address to settings that hold neither, or only one of them.

    Args:
        file: `workbench.toml`; made if it is not there.
        publisher: both, not empty.

    Returns:
        What the settings say now.

    Raises:
        WrongUse: if a value will not do, or the file can't be read or written.
    """
    _check(publisher)
    try:
        before = file.read_text("utf-8-sig") if file.exists() else ""
        known = parse(before.encode(), str(file)).publisher
        wanted = {"name": publisher.name, "url": publisher.url}
        lines = [
            f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
            for key, value in wanted.items()
            if not getattr(known, key)
        ]
        after = _with(before, "".join(lines))
        found = parse(after.encode(), str(file)).publisher
        being_made = file.with_name(f"{file.name}.{os.getpid():x}.tmp")
        being_made.write_text(after, "utf-8")
        being_made.replace(file)
    except OSError as error:
        raise WrongUse(f"can't be written: {error.strerror}", where=str(file)) from error
    return found


def _with(before: str, lines: str) -> str:
    head = _HEAD.search(before)
    if head is not None:
        return f"{before[: head.end()].rstrip()}\n{lines}{before[head.end() :]}"
    apart = "\n" if before else ""
    ended = before if not before or before.endswith("\n") else f"{before}\n"
    return f"{ended}{apart}[publisher]\n{lines}"


def _check(publisher: Publisher) -> None:
    if not publisher.name.strip():
        raise WrongUse("the publisher has no name")
    address = urlsplit(publisher.url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise WrongUse(
            f"{publisher.url!r} is no address of the web", hint="for example https://example.org"
        )
