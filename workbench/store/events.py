r"""Events: one transaction a line, with a checksum; their ids, the dots; their clock.

A line is `{"c":"<crc32, 8 hex digits>","e":<event>}\n`, exactly in this form; the checksum is taken
over the bytes of `<event>`. See docs/store.md.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NotRequired, TypedDict, cast
from zlib import crc32

from jiter import from_json

from workbench.domain.errors import BadInput
from workbench.store.operations import Write
from workbench.store.values import Json

VERSION = 1
"""Schema version that this program writes, on every line."""

_HEAD = b'{"c":"'
_MIDDLE = b'","e":'
_BODY = len(_HEAD) + 8 + len(_MIDDLE)
_DOT = re.compile(r"[0-9a-f]{16}\.[0-9a-f]{16}\.[1-9][0-9]{0,9}")
_KEY = re.compile(r"[1-9][0-9]{0,18}")
_LAST_KEY = str((1 << 63) - 1)
_LAST_MS = 253402300799999
_TO_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
Operation = TypedDict(
    "Operation",
    {
        "t": str,
        "k": str,
        "set": NotRequired[dict[str, Json]],
        "unset": NotRequired[list[str]],
        "seen": NotRequired[list[str]],
        "del": NotRequired[bool],
    },
)


class Event(TypedDict):
    """One transaction, as it stands in a line."""

    id: str
    by: str
    at: str
    v: int
    why: NotRequired[str]
    ops: list[Operation]


def dot(clock: int, session: str, number: int) -> str:
    """Name an event: hybrid clock (48 bits of ms, 16 of counter), session, number in it."""
    return f"{clock:016x}.{session}.{number}"


def clock_of(event: str) -> int:
    """Read the hybrid clock out of a dot."""
    return int(event[:16], 16)


def session_of(event: str) -> str:
    """Read the session out of a dot."""
    return event[17:33]


def number_of(event: str) -> int:
    """Read the number within the session out of a dot."""
    return int(event[34:])


def tick(seconds: float, highest: int) -> int:
    """Read the hybrid clock: not before the wall clock, after all that was seen."""
    return max(max(0, int(seconds * 1000)) << 16, highest + 1)


def stamp(seconds: float) -> str:
    """Write a time as ISO 8601 in UTC, with milliseconds and a `Z`."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")[:23] + "Z"


def seal(body: bytes) -> bytes:
    """Make a line of an event's bytes."""
    return b'{"c":"%08x","e":%b}\n' % (crc32(body), body)


def unseal(line: bytes) -> bytes | None:
    """Take the event's bytes out of a line (without its newline); None if it is damaged."""
    body = line[_BODY:-1]
    whole = b'{"c":"%08x","e":%b}' % (crc32(body), body)
    return body if whole == line else None


def encode(event: Mapping[str, object]) -> bytes:
    """Write an event as a line.

    Raises:
        BadInput: if a value is not JSON (NaN and infinities are not).
    """
    try:
        text = _TO_JSON.encode(event)
    except (TypeError, ValueError, RecursionError) as error:
        raise BadInput(f"not JSON: {error}", hint="only JSON values can be stored") from error
    try:
        body = text.encode()
    except UnicodeEncodeError:
        # Half of a surrogate pair has no UTF-8 form; as an escape it survives.
        body = json.dumps(event, allow_nan=False, separators=(",", ":")).encode()
    return seal(body)


def draft(name: str, by: str, at: str, why: str, writes: Sequence[Write]) -> tuple[bytes, Event]:
    """Make a line, and the event as a reader of the line will find it.

    Raises:
        BadInput: if the writes can't be stored.
    """
    form: dict[str, object] = {"id": name, "by": by, "at": at, "v": VERSION}
    if why:
        form["why"] = why
    form["ops"] = [operation(write) for write in writes]
    line = encode(form)
    event = _decode_one(line[_BODY:-2])
    fault = shape_fault(event)
    if fault:
        raise BadInput(f"can't be stored: {fault}")
    return line, cast("Event", event)


def operation(write: Write) -> dict[str, object]:
    """Write one operation in the form that lines have."""
    form: dict[str, object] = {"t": write.table, "k": str(write.key)}
    if write.delete:
        form["del"] = True
    else:
        form["set"] = dict(write.set)
        if write.unset:
            form["unset"] = list(write.unset)
    if write.seen is not None:
        form["seen"] = list(write.seen)
    return form


def decode(bodies: Sequence[bytes]) -> list[object]:
    """Parse event bodies, all at once where that works; None stands for one that is not JSON."""
    if not bodies:
        return []
    joined = b"[" + b",".join(bodies) + b"]"
    try:
        parsed = parse(joined)
    except (ValueError, RecursionError):
        return [_decode_one(body) for body in bodies]
    events = cast("list[object]", parsed)
    return events if len(events) == len(bodies) else [_decode_one(body) for body in bodies]


def parse(data: bytes) -> Any:
    """Parse JSON; strings that are met again are one object.

    Raises:
        ValueError: if it is not JSON, or holds half of a surrogate pair, which Python's own reader
            knows how to take.
    """
    return from_json(data)


def _decode_one(body: bytes) -> object:
    try:
        return parse(body)
    except ValueError:
        return _decode_patiently(body)


def _decode_patiently(body: bytes) -> object:
    try:
        return json.loads(body.decode())
    except (ValueError, RecursionError):
        return None


def shape_fault(event: object) -> str:
    """Say what is wrong with the shape of an event of version `VERSION`; empty if nothing is.

    Fields that the program does not know are let through.
    """
    if type(event) is not dict:
        return "not an object"
    name = event.get("id")
    if type(name) is not str or not _DOT.fullmatch(name) or int(name[:12], 16) > _LAST_MS:
        return "no valid id"
    if type(event.get("by")) is not str or type(event.get("at")) is not str:
        return "no reviewer or time"
    if type(event.get("why", "")) is not str:
        return "no valid reason"
    ops = event.get("ops")
    if type(ops) is not list or not ops:
        return "no operations"
    return next(filter(None, map(_operation_fault, ops)), "")


def _operation_fault(op: object) -> str:
    if type(op) is not dict:
        return "an operation is not an object"
    key = op.get("k")
    if type(op.get("t")) is not str or type(key) is not str or not _is_key(key):
        return "an operation names no document"
    if "seen" in op and not (_strings(op["seen"]) and all(map(_DOT.fullmatch, op["seen"]))):
        return "an operation's `seen` is no list of ids"
    if "del" in op:
        return "" if op["del"] is True else "an operation's `del` is not true"
    if type(op.get("set")) is not dict:
        return "an operation sets and deletes nothing"
    if "unset" in op and not _strings(op["unset"]):
        return "an operation's `unset` is no list of names"
    return ""


def _is_key(key: str) -> bool:
    # Of the longest keys, all of one length, the order of the words is that of the numbers.
    return bool(_KEY.fullmatch(key)) and (len(key) < len(_LAST_KEY) or key <= _LAST_KEY)


def _strings(value: object) -> bool:
    return type(value) is list and all(type(item) is str for item in cast("Iterable[Any]", value))
