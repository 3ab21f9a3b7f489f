"""Small wounds for valid files: to their tree, to their words, to their bytes.

A wound is data that hypothesis draws and shrinks; applying it is a pure function, and one that
finds no place to hurt leaves the file as it is.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

Tree = Any
Path = tuple[Any, ...]

JUNK: tuple[object, ...] = (
    None, True, False, 0, -1, 1.5, 2**31, 2**63, 10**30, float("nan"), float("inf"), -0.0,
    "", " ", "x", "0", "\0", "\ud800", "\udfff\ud800", "a\nb", "\x1b[2J", "\u202e", "e" * 3000,
    "id", "__class__", "../../etc/passwd", "=1+1", "true",
    [], {}, [[]], [None], [[0, 1]], [[1, 0]], [[0, 10**9]], [[-5, 3]], [["0", "1"]], [0, 1],
    {"id": 1}, {"type": []}, {"": ""}, [[[[[]]]]], ["a", "a"], {"start": 0, "end": 1},
)  # fmt: skip
WORDS: tuple[str, ...] = (
    "", " ", "\t", "\n", "\r", "\r\n\r\n", "\0", "\ud800", "\u2028", "\ufeff", "\u202e", "-1", "0",
    "1e999", "NaN", "Infinity", "9" * 5000, "9" * 18, "١٢", "²", "null", "true", '"', "'", '"""',
    "{", "}", "[" * 100_000, "]", '{"a":' * 50_000, "(", ")", "<", ">", "<!--", "-->", "<![CDATA[",
    "&#x0;", "&lol;", "#", "=", ",", ";", ":", "\\", "\\u", "\\ud83d", "T1", "R1", "T1\t", "Span",
    "Arg1:T1", "0 5;3 9", "%s", "../", "\x1b]0;x\x07", "a" * 100_000, "日本", "e\u0301" * 50,
    "1979-05-27T07:32:00Z", "0x_1", "1_000", "[[a]]", "a.b.c = 1", "endobj", "stream", "R",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wound:
    """What is done, at which of the places there are (counted round), with what."""

    kind: str
    place: int
    other: int = 0
    bit: int = 0


_PLACES = st.integers(0, 1 << 20)


def _wounds(kinds: tuple[str, ...]) -> st.SearchStrategy[Wound]:
    return st.builds(Wound, st.sampled_from(kinds), _PLACES, _PLACES, st.integers(0, 7))


TREE = (
    "delete", "duplicate", "retarget", "replace", "rename", "swap", "wrap", "unwrap", "nest", "end",
)  # fmt: skip
TEXT = ("drop word", "double word", "put word", "swap words", "drop line", "double line", "move")
BYTES = ("truncate", "flip", "cut", "insert", "repeat", "utf-16", "latin-1", "mark", "crlf", "zero")

tree_wounds = st.lists(_wounds(TREE), min_size=1, max_size=3)
text_wounds = st.lists(_wounds(TEXT), min_size=1, max_size=3)
byte_wounds = st.lists(_wounds(BYTES), max_size=2)


def hurt_tree(plain: Tree, wounds: list[Wound]) -> Tree:
    """The tree with the wounds; the given one is changed."""
    for wound in wounds:
        places = _places(plain)
        if places:
            _TREE[wound.kind](plain, places, wound)
    return plain


def dump(plain: Tree) -> str:
    """JSON that may hold NaN and halves of pairs; deep trees are written all the same."""
    return json.dumps(plain, ensure_ascii=True)


def _places(plain: Tree) -> list[Path]:
    found: list[Path] = []
    todo: list[tuple[Path, Tree]] = [((), plain)]
    while todo:
        path, node = todo.pop()
        items = node.items() if isinstance(node, dict) else enumerate(node)
        for key, value in items:
            found.append((*path, key))
            if isinstance(value, dict | list):
                todo.append(((*path, key), value))
    return found


def _holder(plain: Tree, path: Path) -> Tree:
    for key in path[:-1]:
        plain = plain[key]
    return plain


def _at(places: list[Path], number: int) -> Path:
    return places[number % len(places)]


def _delete(plain: Tree, places: list[Path], wound: Wound) -> None:
    path = _at(places, wound.place)
    del _holder(plain, path)[path[-1]]


def _copy(value: Tree) -> Tree:
    return json.loads(json.dumps(value))


def _duplicate(plain: Tree, places: list[Path], wound: Wound) -> None:
    path = _at(places, wound.place)
    holder = _holder(plain, path)
    if isinstance(holder, list):
        holder.insert(path[-1], _copy(holder[path[-1]]))
    else:
        holder[f"{path[-1]}2"] = _copy(holder[path[-1]])


def _retarget(plain: Tree, places: list[Path], wound: Wound) -> None:
    """Give a place the value of another that is called the same, or of any other."""
    path = _at(places, wound.place)
    alike = [item for item in places if item[-1] == path[-1]] if wound.bit < 6 else places
    source = _at(alike, wound.other)
    value = _copy(_holder(plain, source)[source[-1]])
    _holder(plain, path)[path[-1]] = value


def _replace(plain: Tree, places: list[Path], wound: Wound) -> None:
    path = _at(places, wound.place)
    junk = JUNK[wound.other % len(JUNK)]
    _holder(plain, path)[path[-1]] = _copy(junk)


def _rename(plain: Tree, places: list[Path], wound: Wound) -> None:
    named = [path for path in places if isinstance(path[-1], str)]
    if not named:
        return
    path, other = _at(named, wound.place), _at(named, wound.other)
    holder = _holder(plain, path)
    holder[other[-1] if wound.bit else WORDS[wound.other % 20]] = holder.pop(path[-1])


def _swap(plain: Tree, places: list[Path], wound: Wound) -> None:
    first, second = _at(places, wound.place), _at(places, wound.other)
    if first[: len(second)] == second or second[: len(first)] == first:
        return
    one, two = _holder(plain, first), _holder(plain, second)
    one[first[-1]], two[second[-1]] = two[second[-1]], one[first[-1]]


def _wrap(plain: Tree, places: list[Path], wound: Wound) -> None:
    path = _at(places, wound.place)
    holder = _holder(plain, path)
    holder[path[-1]] = [holder[path[-1]]] if wound.bit % 2 else {"id": holder[path[-1]]}


def _unwrap(plain: Tree, places: list[Path], wound: Wound) -> None:
    path = _at(places, wound.place)
    holder = _holder(plain, path)
    inner = holder[path[-1]]
    if isinstance(inner, list | dict) and inner:
        holder[path[-1]] = next(iter(inner.values() if isinstance(inner, dict) else inner))


def _nest(plain: Tree, places: list[Path], wound: Wound) -> None:
    path = _at(places, wound.place)
    deep: Tree = "x"
    for _ in range((5, 60, 400)[wound.other % 3]):
        deep = [deep] if wound.bit % 2 else {"a": deep}
    _holder(plain, path)[path[-1]] = deep


def _end(plain: Tree, places: list[Path], wound: Wound) -> None:
    """Move a number by a little or by a lot."""
    numbers = [path for path in places if type(_holder(plain, path)[path[-1]]) is int]
    if numbers:
        path = _at(numbers, wound.place)
        _holder(plain, path)[path[-1]] += (1, -1, 7, -7, 1000, -1000, 2**31, 2**64)[wound.bit]


_TREE: dict[str, Callable[[Tree, list[Path], Wound], None]] = {
    "delete": _delete,
    "duplicate": _duplicate,
    "retarget": _retarget,
    "replace": _replace,
    "rename": _rename,
    "swap": _swap,
    "wrap": _wrap,
    "unwrap": _unwrap,
    "nest": _nest,
    "end": _end,
}

_WORD = re.compile(r"\w+|\s+|[^\w\s]")


def hurt_text(text: str, wounds: list[Wound]) -> str:
    """The text with the wounds, word by word or line by line."""
    for wound in wounds:
        find = _line_at if "line" in wound.kind or wound.kind == "move" else _word_at
        start, end = find(text, wound.place % (len(text) + 1))
        other = find(text, wound.other % (len(text) + 1))
        text = _hurt_part(text, (start, end), other, wound)
    return text


def _word_at(text: str, place: int) -> tuple[int, int]:
    """The word, or the rest of one, that begins there."""
    found = _WORD.match(text, place)
    return found.span() if found else (place, place)


def _line_at(text: str, place: int) -> tuple[int, int]:
    end = text.find("\n", place) + 1
    return text.rfind("\n", 0, place) + 1, end or len(text)


def _hurt_part(text: str, part: tuple[int, int], other: tuple[int, int], wound: Wound) -> str:
    start, end = part
    words = text[start:end]
    kind = wound.kind.split()[0]
    if kind == "drop":
        return text[:start] + text[end:]
    if kind == "double":
        at = other[0] if wound.bit % 2 else end
        return text[:at] + words + text[at:]
    if kind == "put":
        return text[:start] + WORDS[wound.other % len(WORDS)] + text[end:]
    (a, b), (c, d) = sorted((part, other))
    if b > c:
        return text
    if kind == "move":
        return text[:a] + text[c:d] + text[a:c] + text[d:]
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def encoded(text: str) -> bytes:
    """UTF-8, with halves of pairs as three bytes each, as broken programs write them."""
    return text.encode("utf-8", "surrogatepass")


def hurt_bytes(data: bytes, wounds: list[Wound]) -> bytes:
    """The bytes with the wounds."""
    for wound in wounds:
        data = _hurt_bytes(data, wound)
    return data


def _hurt_bytes(data: bytes, wound: Wound) -> bytes:
    place, other = wound.place % (len(data) + 1), wound.other % (len(data) + 1)
    first, last = min(place, other), max(place, other)
    match wound.kind:
        case "truncate":
            return data[:place]
        case "flip":
            flipped = bytes([data[place] ^ 1 << wound.bit]) if place < len(data) else b""
            return data[:place] + flipped + data[place + 1 :]
        case "cut":
            return data[:first] + data[last:]
        case "insert":
            return data[:place] + encoded(WORDS[wound.other % len(WORDS)]) + data[place:]
        case "repeat":
            return data[:last] + data[first : min(last, first + 10_000)] + data[last:]
        case "utf-16":
            return data.decode("utf-8", "replace").encode("utf-16")
        case "latin-1":
            return data.decode("utf-8", "replace").encode("latin-1", "replace") + b"\xe9\n"
        case "mark":
            return (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0")[wound.bit % 4] + data
        case "crlf":
            return data.replace(b"\n", b"\r\n" if wound.bit % 2 else b"\r")
        case _:
            return data[:first] + bytes(min(last - first, 64)) + data[last:]
