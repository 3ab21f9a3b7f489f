"""The articles of a workspace: which files they are, in which case, under which id.

A file directly in `seeds/` belongs to the workspace's own case, which is named after its folder
unless something else is known; a file in a folder of `seeds/`, however deep, to the case named
after that folder.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.domain.errors import BadInput
from workbench.domain.numbers import whole

ENDINGS = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
"""Endings of the files that are articles, in lower case."""

_TEMPORARY = re.compile(r"^[.~#]|~$|\.(tmp|part|crdownload|swp|bak)$", re.IGNORECASE)
_SAVED_PAGE_PARTS = re.compile(r"[_.](files|dateien|fichiers|archivos|bestanden)$", re.IGNORECASE)
_DIGITS = re.compile(r"(\d+)")


_File = tuple[str, str, os.stat_result]
"""Path below the scanned folder, path, what the system says of it."""


class NoArticles(BadInput):
    """A folder holds no file that could be an article."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is an article."""

    id: str
    """File name without the ending; `case/name` where that is taken."""
    case: str
    name: str
    """File name with its ending."""
    path: Path
    relative: str
    """Path below the scanned folder, with `/`: what ids are kept by."""
    size: int
    """Bytes."""
    modified_ns: int
    """When it was last written, nanoseconds since 1970: a changed file is not equal to itself."""


def scan(
    seeds: Path, known: Mapping[str, str] | None = None, loose: str | None = None
) -> list[Found]:
    """List the articles below a folder, in natural order (2 before 10), loose files first.

    Hidden and temporary files, other endings, and the parts folder of a saved web page are left
    out; links to folders are not followed. A folder that is not there has no articles.

    Args:
        seeds: the folder.
        known: relative path → id, of articles that were given their id before.
        loose: the case of files directly in it; None takes the name of the workspace's folder.

    Raises:
        BadInput: the folder can't be listed, or is a file.
    """
    files = sorted(_files(seeds, seeds), key=_order)
    if loose is None:
        loose = seeds.resolve().parent.name if seeds.name == "seeds" else seeds.resolve().name
    ids = dict(known or {})
    taken = set(ids.values())
    found = []
    for relative, place, status in files:
        case = relative.split("/")[0] if "/" in relative else loose
        name = ids.get(relative) or _free_id(relative, case, taken)
        taken.add(name)
        path = Path(place)
        found.append(
            Found(name, case, path.name, path, relative, status.st_size, status.st_mtime_ns)
        )
    return found


def no_articles(seeds: Path) -> NoArticles:
    """The message for a folder without articles: what was looked for, and what is there."""
    if not seeds.is_dir():
        hint = "make the folder and put the articles there, or: workbench add FILE"
        return NoArticles("no such folder", where=str(seeds), hint=hint)
    others = sorted({path.suffix.lower() or path.name for path in seeds.rglob("*")} - set(ENDINGS))
    there = f" (there is: {', '.join(others[:5])})" if others else ""
    return NoArticles(
        f"no articles{there}",
        where=str(seeds),
        hint=f"put files there that end in {' '.join(ENDINGS)}, or: workbench add FILE",
    )


def is_article(name: str) -> bool:
    """Whether a file of that name is taken for an article."""
    return name.lower().endswith(ENDINGS) and not _TEMPORARY.search(name)


def _files(folder: Path, top: Path) -> Iterator[_File]:
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadInput(f"can't be listed ({reason})", where=str(folder)) from error
    for entry in entries:
        if _TEMPORARY.search(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            if not _SAVED_PAGE_PARTS.search(entry.name):
                yield from _files(Path(entry.path), top)
        elif is_article(entry.name) and entry.is_file():
            with suppress(FileNotFoundError):  # removed since the folder was listed
                yield Path(entry.path).relative_to(top).as_posix(), entry.path, entry.stat()


def _order(item: _File) -> tuple[bool, list[tuple[int, int, str]], str]:
    relative = item[0]
    return "/" in relative, natural_key(relative), relative


def natural_key(name: str) -> list[tuple[int, int, str]]:
    """A sort key by which numbers in names count as numbers and letters without case."""
    parts = [(part, whole(part)) for part in _DIGITS.split(name) if part]
    return [
        (0, number, "") if number is not None else (1, 0, part.casefold()) for part, number in parts
    ]


def _free_id(relative: str, case: str, taken: set[str]) -> str:
    """The shortest of name, case/name, case/path with its ending that nobody has."""
    stem = relative.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    inner = relative if relative.startswith(f"{case}/") else f"{case}/{relative}"
    return next(
        (name for name in (stem, f"{case}/{stem}", inner) if name not in taken),
        f"./{relative}",
    )
