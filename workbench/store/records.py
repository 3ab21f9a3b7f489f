"""Rows and the domain objects they stand for.

A row leaves out the id (it is the key), and every field that has its default. Lists that several
people add to are members, one field each, so that additions merge: `span:<id>`, `link:<id>`,
`tag:<text>` of a claim and `evidence:<id>` of a verdict hold the place in the order. Fields that
this program does not know are left alone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any, Final, TypeAlias, cast, get_args

from workbench.domain import ids
from workbench.domain.article import Article
from workbench.domain.claim import (
    Claim,
    Comment,
    Correction,
    Omission,
    Stance,
    WorkflowState,
)
from workbench.domain.record import TABLES
from workbench.domain.review import (
    Adjudication,
    Assignment,
    Decision,
    Mute,
    Pass,
    Provenance,
    SuggestionDecision,
)
from workbench.domain.span import AnchorState, Link, Span
from workbench.domain.verdict import Evidence, PassName, Verdict
from workbench.store.operations import Put
from workbench.store.values import ABSENT, Absent, Json, Row

Thing: TypeAlias = (
    Article
    | Span
    | Link
    | Claim
    | Verdict
    | Evidence
    | Omission
    | Comment
    | Correction
    | Assignment
    | Pass
    | Adjudication
    | SuggestionDecision
    | Mute
)

_TABLE_OF = {kind: table for table, kind in TABLES.items()}

_MEMBERS: Final[Mapping[type, Mapping[str, str]]] = {
    Claim: {"spans": "span:", "links": "link:", "tags": "tag:"},
    Verdict: {"evidence": "evidence:"},
}
"""Type → attribute → prefix of its members' fields."""

_RENAMED: Final[Mapping[tuple[type, str], str]] = {
    (Article, "id"): "article",
    (Verdict, "round"): "pass",
}
"""Attributes that have another name in rows."""

_LAST_RESORT: Final[Mapping[str, object]] = {
    "fragments": ((0, 0),),
    "name": "open",
    "provenance": "unresolved",
    "decision": "rejected",
    "label": None,
    "places": (),
}
"""What stands for a required field that a damaged line has taken away; "" for the others."""


_FURTHEST: Final = 1 << 40
"""No text is as long, in code points."""


def _is_range(value: Any) -> bool:
    return (
        type(value) is list
        and len(value) == 2
        and type(value[0]) is type(value[1]) is int
        and 0 <= value[0] <= value[1] < _FURTHEST
    )


def _ranges(value: Any, default: object) -> object:
    fit = bool(value) and all(map(_is_range, value))
    return tuple((start, end) for start, end in value) if fit else default


def _places(value: Any, default: object) -> object:
    fit = all(
        type(item) is list and len(item) == 2 and type(item[0]) is str and _is_range(item[1])
        for item in value
    )
    return tuple((article, (start, end)) for article, (start, end) in value) if fit else default


def _strings(value: Any, default: object) -> object:
    return tuple(value) if all(type(item) is str for item in value) else default


def _names(value: Any, default: object) -> object:
    return frozenset(value) if all(type(item) is str for item in value) else default


def _one_of(form: Any) -> "_Reader":
    known = frozenset(get_args(form))
    return lambda value, default: value if value in known else default


_Reader: TypeAlias = Callable[[Any, object], object]
"""What makes an attribute of a value from a row; the default, if the value is not of its form."""

_READERS: Final[Mapping[str, _Reader]] = {
    "fragments": _ranges,
    "places": _places,
    "guessed": _names,
    "made": _strings,
    "verdicts": _strings,
    "stance": _one_of(Stance),
    "round": _one_of(PassName),
    "name": _one_of(PassName),
    "provenance": _one_of(Provenance),
    "decision": _one_of(Decision),
}
_STATES: Final[Mapping[type, _Reader]] = {
    Claim: _one_of(WorkflowState),
    Span: _one_of(AnchorState),
}
_LISTS: Final = frozenset({"fragments", "places", "guessed", "made", "verdicts"})
_NUMBERS: Final = frozenset({float, int})

_Field = tuple[str, str, frozenset[type], _Reader | None, object]
"""Attribute, name in the row, types that a value there may have, reader, default."""


def _types(attribute: str, default: object) -> frozenset[type]:
    if attribute in _LISTS:
        return frozenset({list})
    if attribute == "confidence":
        return _NUMBERS
    return frozenset({str if default is None else type(default)})


def _describe(kind: type[Thing]) -> tuple[_Field, ...]:
    found: list[_Field] = []
    for item in fields(kind):
        if item.name in _MEMBERS.get(kind, ()) or (item.name == "id" and kind is not Article):
            continue
        default = item.default
        if item.default_factory is not MISSING:
            default = item.default_factory()
        if default is MISSING:
            default = _LAST_RESORT.get(item.name, "")
            if kind is Verdict and item.name == "label":
                default = ""
        name = _RENAMED.get((kind, item.name), item.name)
        reader = _STATES.get(kind) if item.name == "state" else _READERS.get(item.name)
        found.append((item.name, name, _types(item.name, default), reader, default))
    return tuple(found)


_FIELDS: Final = {kind: _describe(kind) for kind in TABLES.values()}
_REQUIRED: Final = {
    kind: frozenset(
        item.name
        for item in fields(kind)
        if item.default is MISSING and item.default_factory is MISSING
    )
    for kind in TABLES.values()
}
_WRITTEN: Final = {
    kind: tuple(
        (attribute, name, object() if attribute in _REQUIRED[kind] else default)
        for attribute, name, _, _, default in found
    )
    for kind, found in _FIELDS.items()
}
"""Type → (attribute, name in the row, value that is left out)."""
_AS_IT_IS: Final = frozenset({str, int, float, bool, type(None)})


def key_of(thing: Thing) -> int:
    """The key of the row that stands for it.

    Raises:
        ValueError: if its id has not the form of an id.
    """
    if isinstance(thing, Article):
        return article_key(thing.id)
    return ids.decode(thing.id)


def article_key(article: str) -> int:
    """The key that everybody derives from an article's id."""
    return ids.decode(ids.derived_id("article", article))


def to_row(thing: Thing) -> tuple[str, int, dict[str, Json]]:
    """Write a domain object as (table, key, row).

    Raises:
        ValueError: if its id has not the form of an id.
    """
    kind = type(thing)
    row: dict[str, Json] = {}
    for attribute, name, left_out in _WRITTEN[kind]:
        value = getattr(thing, attribute)
        if value != left_out:
            row[name] = value if type(value) in _AS_IT_IS else _plain(value)
    for attribute, prefix in _MEMBERS.get(kind, {}).items():
        members = dict.fromkeys(getattr(thing, attribute))
        row.update({f"{prefix}{member}": place for place, member in enumerate(members)})
    return _TABLE_OF[kind], key_of(thing), row


def _plain(value: Any) -> Json:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return cast("Json", value)


def from_row(table: str, key: int, row: Row) -> Thing:
    """Read a domain object from a row; what is missing, or of another form, has its default.

    Any program can write rows by way of TinyDB, and a wrong event may fit its checksum.

    Raises:
        KeyError: if there is no such table.
    """
    kind: type[Thing] = TABLES[table]
    found: dict[str, object] = {}
    for attribute, name, types, reader, default in _FIELDS[kind]:
        value = row.get(name, default)
        if value is not default:
            if type(value) not in types:
                value = default
            elif reader is not None:
                value = reader(value, default)
        found[attribute] = value
    if kind is not Article:
        found["id"] = ids.encode(key)
    for attribute, prefix in _MEMBERS.get(kind, {}).items():
        found[attribute] = tuple(_members(row, prefix))
    return kind(**cast("dict[str, Any]", found))


def _members(row: Row, prefix: str) -> Iterator[str]:
    """The members under a prefix, in their order; those added apart at one place by name."""
    placed = [
        (place if isinstance(place, int | float) else 0, name.removeprefix(prefix))
        for name, place in row.items()
        if name.startswith(prefix)
    ]
    return (name for _, name in sorted(placed))


def put(thing: Thing) -> Put:
    """The operation that makes a new object."""
    table, key, row = to_row(thing)
    return Put(table, key, row)


def whole(thing: Thing) -> dict[str, Json | Absent]:
    """Every field that is no member, those with their default as absent."""
    _, _, row = to_row(thing)
    return {name: row.get(name, ABSENT) for _, name, _ in _WRITTEN[type(thing)]}


def difference(old: Thing, new: Thing, place: int) -> Put:
    """The operation that turns one state of an object into another, touching only what differs.

    Members (`span:<id>`, `tag:<text>` …) that stay keep their place in the order, so that an
    addition is one field and merges with additions by others; if they are sorted anew, all are
    placed anew. Fields that this program does not know are left alone.

    Args:
        old: the object as it is stored.
        new: the same object, as it shall be.
        place: where added members begin, greater than any place given so far.
    """
    table, key, before = to_row(old)
    _, _, after = to_row(new)
    for prefix in _MEMBERS.get(type(new), {}).values():
        after.update(_placed(before, after, prefix, place))
    changed = {
        name: value for name, value in after.items() if name not in before or before[name] != value
    }
    return Put(table, key, changed, tuple(name for name in before if name not in after))


def _placed(before: Row, after: Row, prefix: str, place: int) -> dict[str, Json]:
    """Places for the members of `after`, which stand in it in their order."""
    wanted = [name for name in after if name.startswith(prefix)]
    kept = [name for name in before if name.startswith(prefix) and name in after]
    if wanted[: len(kept)] == kept:
        added = wanted[len(kept) :]
        return {name: before[name] for name in kept} | {
            name: place + at for at, name in enumerate(added)
        }
    return {name: place + at for at, name in enumerate(wanted)}
