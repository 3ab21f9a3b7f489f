"""The annotations of a W3C file one by one: of a collection, its pages, or a bare list."""

from collections.abc import Iterator
from typing import Any

from workbench.domain.errors import BadInput
from workbench.exchange.json_stream import JsonStream
from workbench.exchange.source import Source

Json = dict[str, Any]
_MOST_PAGES = 10_000
_DEEPEST = 8
_WITHIN = ("first", "items", "next")
"""Where a collection or page holds its annotations; an annotation has nothing by those names."""


def annotations(source: Source) -> Iterator[tuple[Json, str]]:
    """Each annotation in order, and its `file:line`.

    A page holds the next one, so that a collection is as deep as it has pages: those are gone down
    into by a stack, never by recursion.

    Raises:
        BadInput: if the file is no annotation, page, collection or list of them.
    """
    file = JsonStream(source)
    yield from _pages(file) if file.next == "{" else _listed(file)
    file.end()


def _pages(file: JsonStream) -> Iterator[tuple[Json, str]]:
    start = file.where
    heads: list[Json] = [{}]
    members = [file.members()]
    while members:
        key = next(members[-1], None)
        if key is None:
            members.pop()
            head = heads.pop()
            if _is_annotation(head):
                yield head, start
            elif not _is_container(head):
                raise _foreign(start)
        elif key in ("first", "next") and file.next == "{":
            if len(heads) > _MOST_PAGES:
                raise BadInput(f"more than {_MOST_PAGES} pages", where=file.where)
            heads[-1][key] = True
            heads.append({})
            members.append(file.members())
        elif key == "items" and file.next == "[":
            heads[-1][key] = True
            yield from _listed(file)
        else:
            value = file.value()
            heads[-1][key] = None if key in _WITHIN else value


def _listed(file: JsonStream) -> Iterator[tuple[Json, str]]:
    if file.next != "[":
        raise _foreign(file.where)
    for _ in file.items():
        where = file.where
        yield from ((item, where) for item in _within(file.value(), where))


def _within(plain: Any, where: str, depth: int = 1) -> Iterator[Json]:
    """The annotations in one element of a list, which may be a page or a list itself."""
    for _ in range(_MOST_PAGES):
        if isinstance(plain, list) and depth < _DEEPEST:
            for item in plain:
                yield from _within(item, where, depth + 1)
            return
        if not isinstance(plain, dict):
            break
        if _is_annotation(plain):
            yield plain
            return
        if not _is_container(plain):
            break
        yield from _within(plain.get("items") or [], where, depth + 1)
        plain = plain.get("first") or plain.get("next")
        if plain is None:
            return
    raise _foreign(where)


def kinds(item: Json) -> list[Any]:
    """The types of an object."""
    value = item.get("type", [])
    return value if isinstance(value, list) else [value]


def _is_annotation(item: Json) -> bool:
    return "Annotation" in kinds(item)


def _is_container(item: Json) -> bool:
    """Whether it is a page with its items, or a collection with its first page (or nothing)."""
    if "AnnotationCollection" in kinds(item):
        return bool(item.get("first")) or item.get("total") == 0
    return "AnnotationPage" in kinds(item) and item.get("items") is not None


def _foreign(where: str) -> BadInput:
    return BadInput(
        "this is no Annotation, AnnotationPage or AnnotationCollection with its first page",
        where=where,
    )
