"""The record's objects as plain JSON values and back: the shape of our own two formats."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from workbench.domain.errors import BadInput
from workbench.domain.record import TABLES as OWN_TABLES
from workbench.domain.record import Conflict, ConflictValue
from workbench.domain.span import Span
from workbench.domain.verdict import Verdict
from workbench.exchange.place import Place, resolve

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Plain = dict[str, Any]

TABLES: Mapping[str, type] = MappingProxyType({**OWN_TABLES, "conflicts": Conflict})
"""Field of `Record` → type of its objects, in an order in which nothing names what comes later."""

TYPES: Mapping[str, str] = MappingProxyType(
    {"evidence": "evidence", "passes": "pass"}
    | {table: table[:-1] for table in TABLES if table not in ("evidence", "passes")}
)
"""Field of `Record` → what one of its objects is called in JSON Lines."""

_WRITTEN_AS: Mapping[tuple[object, str], str] = {(Verdict, "round"): "pass"}


@cache
def _keys(kind: Any) -> tuple[tuple[str, str], ...]:
    return tuple(
        (field.name, _WRITTEN_AS.get((kind, field.name), field.name)) for field in fields(kind)
    )


def to_plain(item: object) -> Plain:
    """One domain object as a JSON object with every field, in the order of its definition."""
    kind: Any = type(item)
    plain = {key: _value(getattr(item, name)) for name, key in _keys(kind)}
    if isinstance(item, Conflict) and item.values:
        plain |= {"by": item.values[0].by, "at": item.values[0].at}
    return plain


def _value(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple) and value and isinstance(value[0], ConflictValue):
        return [to_plain(item) for item in value]
    return value


@cache
def _adapter(kind: Any) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def from_plain(kind: Any, plain: object, where: Place) -> Any:
    """One domain object out of a JSON object; keys that we do not know are passed over.

    Raises:
        BadInput: if a field is missing or of another type.
    """
    from pydantic import ValidationError

    if isinstance(plain, dict):
        for name, key in _keys(kind):
            if name != key and key in plain:
                plain = {**plain, name: plain[key]}
    try:
        return _adapter(kind).validate_python(plain)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        what = kind.__name__.lower()
        message = f"field {place!r} of this {what}" if place else f"this {what}"
        raise BadInput(
            f"{message} can't be read: {first['msg'].lower()}", where=resolve(where)
        ) from None


def carried(item: object) -> Plain:
    """An object as it is put into a foreign file beside the format's own words.

    A span goes without its words and context, which its place in the text gives back.
    """
    plain = to_plain(item)
    for key in ("quote", "prefix", "suffix") if isinstance(item, Span) else ():
        del plain[key]
    return plain
