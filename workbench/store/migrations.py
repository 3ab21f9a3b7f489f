"""Older schema versions, read as if they had been written today.

Lines are never rewritten. Each step is a pure function from one version to the next; the version
stands on every line because lines travel between files (archives, copies, clones).
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from workbench.store.events import VERSION

_Raw = dict[str, Any]


def version_of(event: Mapping[str, object]) -> int:
    """Read the schema version; lines of version 0 do not carry one; -1 for nonsense."""
    version = event.get("v", 0)
    return version if type(version) is int and version >= 0 else -1


def upgrade(event: _Raw) -> _Raw:
    """Bring an event of an older version to today's; the shape is checked afterwards."""
    version = version_of(event)
    while 0 <= version < VERSION:
        event = STEPS[version](event)
        version += 1
    return event


def _from_0(event: _Raw) -> _Raw:
    """Version 0 wrote keys as numbers, and null for a field that was taken away."""
    ops = event.get("ops")
    new = [_op_from_0(op) for op in ops] if type(ops) is list else ops
    return {**event, "v": 1, "ops": new}


def _op_from_0(op: Any) -> Any:
    if type(op) is not dict:
        return op
    new = dict(op)
    if type(op.get("k")) is int:
        new["k"] = str(op["k"])
    fields = op.get("set")
    if type(fields) is dict:
        gone = [name for name, value in fields.items() if value is None]
        new["set"] = {name: value for name, value in fields.items() if value is not None}
        if gone:
            new["unset"] = gone
    return new


STEPS: Final[Mapping[int, Callable[[_Raw], _Raw]]] = {0: _from_0}
